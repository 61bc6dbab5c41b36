import type { AnyCheck } from '../model/check.ts';
import { usageError } from '../model/usage.ts';
import { nearest } from '../text/nearest.ts';
import type { ExplainArguments } from './explain.ts';
import type { Session } from './shared/session.ts';

const NOTHING =
  'give a finding code, a text, a file, or - for standard input, such as otel-doctor explain app.log';

/** What is meant as a finding code, however it is spelt. */
const CODE = /^[a-z0-9]+\/[a-z0-9-]+$/i;

const findCheck = (checks: readonly AnyCheck[], code: string): AnyCheck | undefined =>
  checks.find(({ id, aliases }) => id === code || (aliases as readonly string[] | undefined)?.includes(code));

const printPage = async (check: AnyCheck, format: string, session: Session): Promise<void> => {
  if (format === 'json') {
    const { pageJson } = await import('../report/page/explain-page.ts');
    session.write(pageJson(check));
  } else {
    const { checkPage } = await import('../report/page/page.ts');
    const { renderPage } = await import('../report/page/page-text.ts');
    session.write(renderPage(checkPage(check), session.columns));
  }
  session.finish(0);
};

const unknownCode = (code: string, checks: readonly AnyCheck[]): Error => {
  const guess = nearest(
    code,
    checks.map(({ id }) => id),
  );
  return usageError(
    `there is no finding code "${code}"${guess ? `; did you mean ${guess}?` : '; otel-doctor checks lists them'}`,
  );
};

/** A single word in small letters, or two around a slash, is no text. */
const isCode = (word: string): boolean => CODE.test(word) || /^[a-z][a-z-]*$/.test(word);

/** Writes the page of a code, the misspelt one answered with the nearest; of anything else what it says. */
export const runExplain = async (
  { text: words = [], format, '--': dashed = [] }: ExplainArguments,
  session: Session,
): Promise<void> => {
  const { checks } = await import('../../checks/index.ts');
  const text = [...words, ...dashed];
  const [word = ''] = text;
  const check = text.length === 1 ? findCheck(checks, word) : undefined;
  if (check) return printPage(check, format, session);
  if (text.length === 0 && !session.piped) throw usageError(NOTHING);
  const { existsAsFile, explain } = await import('../jobs/explain.ts');
  if (text.length === 1 && isCode(word) && !existsAsFile(word)) throw unknownCode(word, checks);
  const { explanation, secretValues } = explain(text, checks);
  const { explanationJson, renderExplanation } = await import('../report/formats/explain.ts');
  session.write(
    format === 'json'
      ? explanationJson(explanation, secretValues)
      : renderExplanation(explanation, { columns: session.columns, colour: session.colour, secretValues }),
  );
  session.finish(explanation.verdict === 'found' ? 0 : 2);
};
