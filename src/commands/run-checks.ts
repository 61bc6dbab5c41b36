import { usageError } from '../model/usage.ts';
import { renderCheckList, renderCheckListJson } from '../report/formats/check-list.ts';
import type { Session } from './shared/session.ts';

/** Writes the list of checks. */
export const runChecks = async (format: string, session: Session): Promise<void> => {
  const { checks } = await import('../../checks/index.ts');
  if (format !== 'text' && format !== 'json')
    throw usageError(`--format takes text or json, not "${format}"`);
  session.write(format === 'json' ? renderCheckListJson(checks) : renderCheckList(checks, session.columns));
  session.finish(0);
};
