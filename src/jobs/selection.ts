import { type AnyCheck, AREAS, takesIn } from '../model/check.ts';
import { CHECK_CODES, type CheckCode } from '../model/check-code.ts';
import { usageError } from '../model/usage.ts';
import { nearest } from '../text/nearest.ts';

const withAreas = (codes: readonly string[]): readonly string[] => [
  ...AREAS.filter((area) => codes.some((code) => code.startsWith(`${area}/`))),
  ...codes,
];

/** `tls,auth/missing` as a list; a word that is neither an area nor a code is an error with the nearest one. */
const parseList = (text: string | undefined, flag: string, all: readonly string[]): readonly string[] => {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim().replace(/\/\*?$/, ''))
    .filter((name) => name !== '');
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names;
  const guess = nearest(unknown, all);
  throw usageError(
    `--${flag}: there is no area or code "${unknown}"${guess ? `; did you mean ${guess}?` : ''}`,
  );
};

const covers = (names: readonly string[], code: CheckCode): boolean =>
  names.some((name) => takesIn(name, code));

/** Checks in the words of the command line: codes and areas, separated by commas. */
export interface Selection {
  readonly only: string | undefined;
  readonly skip: string | undefined;
}

/**
 * Which of these checks take part, by `--only` and `--skip`. Any check can be skipped, also one that this command has
 * no use for: the same list then serves for all commands. Of those that are to take part the command must know each.
 */
export const selectionOf = (
  checks: readonly AnyCheck[],
  { only, skip }: Selection,
): ((code: CheckCode) => boolean) => {
  const wanted = parseList(only, 'only', withAreas(checks.map(({ id }) => id)));
  const unwanted = parseList(skip, 'skip', withAreas(CHECK_CODES));
  return (code) => (wanted.length === 0 || covers(wanted, code)) && !covers(unwanted, code);
};
