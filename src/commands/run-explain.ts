import { nearest } from '../model/nearest.ts';
import { usageError } from '../model/usage.ts';
import { checkPage } from '../report/page.ts';
import { renderPage } from '../report/page-text.ts';
import type { Session } from './session.ts';

/** Writes the page of a code; a misspelt one is answered with the nearest. */
export const runExplain = async (code: string, session: Session): Promise<void> => {
  const { checks } = await import('../../checks/index.ts');
  const check = checks.find(
    ({ id, aliases }) => id === code || (aliases as readonly string[] | undefined)?.includes(code),
  );
  if (check === undefined) {
    const guess = nearest(
      code,
      checks.map(({ id }) => id),
    );
    throw usageError(
      `there is no finding code "${code}"${guess ? `; did you mean ${guess}?` : '; otel-doctor checks lists them'}`,
    );
  }
  session.write(renderPage(checkPage(check), session.columns));
  session.finish(0);
};
