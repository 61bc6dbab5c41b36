import type { AnyCheck } from '../model/check.ts';
import { usageError } from '../model/usage.ts';
import { redact } from '../report/redact.ts';
import { nearest } from '../text/nearest.ts';

const NOTHING =
  'give a finding code, a text, a file, or - for standard input, such as otel-doctor explain app.log';

/** What is meant as a finding code, however it is spelt. */
const CODE = /^[a-z0-9]+\/[a-z0-9-]+$/i;

const findCheck = (checks: readonly AnyCheck[], code: string): AnyCheck | undefined =>
  checks.find(({ id, aliases }) => id === code || (aliases as readonly string[] | undefined)?.includes(code));

type Format = 'text' | 'json';

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

/** How an answer is shown. */
interface Screen {
  readonly columns: number;
  readonly colour: boolean;
  /** Standard input is no terminal, so that a text may be read from it. */
  readonly piped?: boolean;
}

/** The page of a code, the misspelt one answered with the nearest; of anything else what it says. */
export const explainWords = async (
  words: readonly string[],
  format: Format,
  screen: Screen,
): Promise<{ readonly answer: string; readonly settled: boolean }> => {
  const { checks } = await import('../../checks/index.ts');
  const [word = ''] = words;
  const check = words.length === 1 ? findCheck(checks, word) : undefined;
  if (check) {
    const { pageOf } = await import('../report/page/page-of.ts');
    return { answer: pageOf(check, format, screen.columns), settled: true };
  }
  const inArea = words.length === 1 ? checks.filter(({ id }) => id.startsWith(`${word}/`)) : [];
  if (inArea.length > 0) {
    const { renderCheckList, renderCheckListJson } = await import('../report/formats/check-list.ts');
    const answer = format === 'json' ? renderCheckListJson(inArea) : renderCheckList(inArea, screen.columns);
    return { answer, settled: true };
  }
  if (words.length === 0 && !screen.piped) throw usageError(NOTHING);
  const { existsAsFile, explain } = await import('./explain.ts');
  if (words.length === 1 && isCode(word) && !existsAsFile(word)) throw unknownCode(word, checks);
  const explained = explain(words, checks);
  const explanation = redact(explained.explanation, explained.secretValues);
  const { explanationJson, renderExplanation } = await import('../report/formats/explain.ts');
  const answer =
    format === 'json'
      ? explanationJson(explanation)
      : renderExplanation(explanation, { columns: screen.columns, colour: screen.colour });
  return { answer, settled: explanation.verdict === 'found' };
};
