import { type Reading, readingsOf } from './coded.ts';

/**
 * Secret values in a text, found in the codings in which receivers and libraries echo them: as they are, escaped for
 * JSON or HTML, percent-encoded in either case, and cut off.
 */

/** A secret that could be an ordinary word, a number or a name: where it stands alone in a stranger's text it is an echo. */
const isOrdinary = (value: string): boolean =>
  value.length < 6 || (value.length < 20 && /^(?:[a-z]+|\d+|[a-z]+(?:[-_./ ][a-z]+)+)$/i.test(value));

/** Characters of a longer secret that are enough to know a piece of it that was cut off. */
const TELLING = 12;

/** A piece as long as this is one of it, however much is missing. */
const LONGEST_LEAST = 64;

/** Characters by which values are found: none that is looked for is shorter. */
const KEY = 6;

/** A value, and how much of it has to be there to be one. */
interface Wanted {
  readonly value: string;
  readonly least: number;
}

const wantedOf = (value: string): Wanted => ({
  value,
  least: Math.min(Math.max(TELLING, Math.ceil(value.length / 2)), LONGEST_LEAST, value.length),
});

/** Values by their first characters, so that a text is read once, however many are looked for. */
type Index = ReadonlyMap<string, readonly Wanted[]>;

const indexOf = (values: readonly string[]): Index => {
  const index = new Map<string, Wanted[]>();
  for (const value of values) {
    const known = index.get(value.slice(0, KEY));
    if (known === undefined) index.set(value.slice(0, KEY), [wantedOf(value)]);
    else known.push(wantedOf(value));
  }
  return index;
};

/** How much of a value stands at a place. */
const lengthAt = (text: string, at: number, value: string): number => {
  if (text.startsWith(value, at)) return value.length;
  let length = KEY;
  while (length < value.length && text[at + length] === value[length]) length += 1;
  return length;
};

/** From and to, in the text as it was written. */
type Span = readonly [from: number, to: number];

const spansIn = ({ text, starts }: Reading, index: Index): readonly Span[] => {
  const spans: Span[] = [];
  for (let at = 0; at + KEY <= text.length; at += 1) {
    let longest = 0;
    for (const { value, least } of index.get(text.slice(at, at + KEY)) ?? []) {
      const length = lengthAt(text, at, value);
      if (length >= least) longest = Math.max(longest, length);
    }
    if (longest > 0) spans.push([starts[at] ?? 0, starts[at + longest] ?? 0]);
    // Else a text of one character would be compared with such a value again and again.
    if (longest >= LONGEST_LEAST) at += longest - 1;
  }
  return spans;
};

const MASK = '***';

const hidden = (text: string, spans: readonly Span[]): string => {
  let shown = '';
  let from = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    // What overlaps is one.
    if (start >= from && !(start === from && from > 0)) shown += text.slice(from, start) + MASK;
    from = Math.max(from, end);
  }
  return shown + text.slice(from);
};

const withoutFound = (text: string, index: Index): string => {
  if (index.size === 0 || text.length < KEY) return text;
  const spans = readingsOf(text).flatMap((reading) => spansIn(reading, index));
  return spans.length === 0 ? text : hidden(text, spans);
};

/** Hides secret values in texts. */
export interface SecretHider {
  /** In text that is ours: a value that could be an ordinary word is left, for it would damage what is said. */
  own(text: string): string;
  /** In a stranger's text, such as an answer or a log: there an ordinary word that is a secret is an echo of it. */
  foreign(text: string): string;
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Words that stand alone; null for none. */
const wordPattern = (words: readonly string[]): RegExp | null =>
  words.length === 0 ? null : new RegExp(`(?<!\\w)(?:${words.map(quoted).join('|')})(?!\\w)`, 'g');

const withoutWords = (text: string, pattern: RegExp | null): string => {
  if (pattern === null) return text;
  const spans = readingsOf(text).flatMap(({ text: read, starts }) =>
    [...read.matchAll(pattern)].map(
      ({ 0: word, index }): Span => [starts[index] ?? 0, starts[index + word.length] ?? 0],
    ),
  );
  return spans.length === 0 ? text : hidden(text, spans);
};

const longestFirst = (values: readonly string[]): readonly string[] =>
  [...new Set(values)].filter((value) => value.trim() !== '').sort((a, b) => b.length - a.length);

const makeHider = (values: readonly string[]): SecretHider => {
  const sorted = longestFirst(values);
  const index = indexOf(sorted.filter((value) => !isOrdinary(value)));
  const words = wordPattern(sorted.filter(isOrdinary));
  const own = (text: string): string => withoutFound(text, index);
  return { own, foreign: (text) => withoutWords(own(text), words) };
};

/** One a list: every text of a run is searched for the same values. */
const made = new WeakMap<readonly string[], SecretHider>();

/** Hides these values, however they are coded where they stand. */
export const hideSecrets = (values: readonly string[]): SecretHider => {
  const known = made.get(values);
  if (known !== undefined) return known;
  const hider = makeHider(values);
  made.set(values, hider);
  return hider;
};
