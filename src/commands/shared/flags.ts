import { usageError } from '../../model/usage.ts';
import { nearest } from '../../text/nearest.ts';

/** A flag or a positional argument: all that the parser, --help, completion and the manual need to know of it. */
export interface Row {
  readonly describe: string;
  /** A text unless it is said. */
  readonly type?: 'boolean';
  /** May be given any number of times. */
  readonly many?: true;
  /** A positional argument that must be there. */
  readonly required?: true;
  readonly default?: string | boolean;
  /** Heading under which --help and the manual have it. */
  readonly group?: string;
  /** The words that it takes; anything when left out. */
  readonly words?: readonly string[];
  /** What a shell offers where that is not the words. */
  readonly offers?: readonly string[] | 'file' | 'command' | 'code';
}

export type Rows = Readonly<Record<string, Row>>;

/** The same rows under a heading. */
export const grouped = <const R extends Rows>(group: string, rows: R): R =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { ...row, group }])) as unknown as R;

type Text<R extends Row> = R extends { readonly words: readonly (infer W)[] } ? W : string;

type ValueOf<R extends Row> = R extends { readonly type: 'boolean' }
  ? R extends { readonly default: boolean }
    ? boolean
    : boolean | undefined
  : R extends { readonly many: true }
    ? readonly string[]
    : R extends { readonly default: string } | { readonly required: true }
      ? Text<R>
      : Text<R> | undefined;

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

/** Values of rows, by their names in the way of code: `--env-file` is `envFile`. */
export type Given<R extends Rows> = {
  readonly [Name in keyof R as Camel<Name & string>]: ValueOf<R[Name]>;
};

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `a or b`, `a, b or c`; longer lists stay lists. */
const listed = (words: readonly string[]): string =>
  words.length > 3 ? words.join(', ') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** A word of a list; a usage error that names them all for any other. */
export const wordOf = <W extends string>(words: readonly W[], text: string, asked: string): W => {
  const word = words.find((known) => known === text);
  if (word !== undefined) return word;
  const guess = nearest(text, words);
  throw usageError(
    `${asked} takes ${listed(words)}, not "${text}"${guess === undefined ? '' : `; did you mean ${guess}?`}`,
  );
};

/** A flag that was given twice counts as it was given last, but for those that may be given any number of times. */
const readValue = (row: Row, asked: string, value: unknown): unknown => {
  const all: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (row.many) return all.map(String);
  const last = all.at(-1);
  if (row.type === 'boolean' || last === undefined) return last;
  return row.words === undefined ? String(last) : wordOf(row.words, String(last), asked);
};

/** Takes the values of rows out of what the parser found; words that a row does not take are a usage error. */
export const readGiven = <R extends Rows>(
  rows: R,
  found: Readonly<Record<string, unknown>>,
  asked: (name: string) => string,
): Given<R> =>
  Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [camel(name), readValue(row, asked(name), found[name])]),
  ) as Given<R>;
