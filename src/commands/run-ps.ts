import { listProcesses } from '../jobs/ps.ts';
import { usageError } from '../model/usage.ts';
import type { MachineOptions } from '../processes/machine.ts';
import { renderProcessList, renderProcessListJson } from '../report/formats/process-list.ts';
import { withoutSecrets } from '../report/redact.ts';
import type { Session } from './shared/session.ts';

/** Writes the list of processes. */
export const runPs = (format: string, session: Session, options: MachineOptions = {}): void => {
  if (format !== 'text' && format !== 'json')
    throw usageError(`--format takes text or json, not "${format}"`);
  const listed = listProcesses(options);
  if (listed === null) throw usageError('ps works on Linux and macOS only');
  const { list, secretValues } = listed;
  session.write(
    format === 'json'
      ? renderProcessListJson(list, secretValues)
      : withoutSecrets(renderProcessList(list, session.columns), secretValues),
  );
  session.finish(0);
};
