import { checks } from '../../checks/index.ts';
import { AREAS, type CheckCode } from '../model/check.ts';
import { nearest } from '../model/nearest.ts';
import { usageError } from '../model/usage.ts';

const known = (): readonly string[] => [...AREAS, ...checks.map(({ id }) => id)];

/** `tls,auth/missing` as a list; a word that is neither an area nor a code is an error with the nearest one. */
const parseList = (text: string | undefined, flag: string): readonly string[] => {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim().replace(/\/\*?$/, ''))
    .filter((name) => name !== '');
  const unknown = names.find((name) => !known().includes(name));
  if (unknown === undefined) return names;
  const guess = nearest(unknown, known());
  throw usageError(
    `--${flag}: there is no area or code "${unknown}"${guess ? `; did you mean ${guess}?` : ''}`,
  );
};

const covers = (names: readonly string[], code: CheckCode): boolean =>
  names.some((name) => name === code || code.startsWith(`${name}/`));

/** Which checks take part, by `--only` and `--skip`. */
export const parseSelection = (
  only: string | undefined,
  skip: string | undefined,
): ((code: CheckCode) => boolean) => {
  const wanted = parseList(only, 'only');
  const unwanted = parseList(skip, 'skip');
  return (code) => (wanted.length === 0 || covers(wanted, code)) && !covers(unwanted, code);
};
