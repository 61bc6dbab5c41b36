/**
 * Secret values in a text, found in the codings in which receivers and libraries echo them: as they are, escaped for
 * JSON or HTML, percent-encoded in either case, and cut off.
 */

/** Names that HTML has for characters of its own. */
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
};

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Each digit of a hexadecimal number in either case. */
const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** How one character may stand in an echo, as a pattern without open repetitions. */
const characterPattern = (character: string): string => {
  if (/^[A-Za-z0-9._~-]$/.test(character)) return quoted(character);
  const code = character.codePointAt(0) ?? 0;
  const hex = anyCase(code.toString(16));
  const bytes = [...Buffer.from(character, 'utf8')];
  const percent = bytes.map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');
  const units = [...Array(character.length).keys()].map(
    (at) => `\\\\u${anyCase(character.charCodeAt(at).toString(16).padStart(4, '0'))}`,
  );
  return `(?:${[
    units.join(''),
    percent,
    `&#0?${code};`,
    `&#[xX]0?${hex};`,
    ...(ENTITIES[character] ?? []),
    ...(character === ' ' ? ['\\+'] : []),
    ...(code < 32 ? ['\\\\[nrt]'] : []),
    // Last: the character itself begins some of its codings.
    `\\\\?${quoted(character)}`,
  ].join('|')})`;
};

/** A secret that could be an ordinary word, a number or a name: where it stands alone in a stranger's text it is an echo. */
const isOrdinary = (value: string): boolean =>
  value.length < 6 || (value.length < 20 && /^(?:[a-z]+|\d+|[a-z]+(?:[-_./ ][a-z]+)+)$/i.test(value));

/** Characters of a longer secret that are enough to know a piece of it that was cut off. */
const TELLING = 12;

/** Characters that are looked for as a pattern; whatever is longer is told by them. */
const LONGEST_HEAD = 64;

interface Finder {
  /** The part of the value that has to be there. */
  readonly head: RegExp;
  /** What may follow it. */
  readonly rest: readonly string[];
}

/** How each character is looked for at a place; a text holds few different ones. */
const atPlace = new Map<string, RegExp>();

const patternAt = (character: string): RegExp => {
  const known = atPlace.get(character);
  if (known !== undefined) return known;
  const made = new RegExp(characterPattern(character), 'y');
  atPlace.set(character, made);
  return made;
};

const finderOf = (value: string): Finder => {
  const characters = [...value];
  const half = Math.max(TELLING, Math.ceil(characters.length / 2));
  const needed = Math.min(half, LONGEST_HEAD, characters.length);
  return {
    head: new RegExp(characters.slice(0, needed).map(characterPattern).join(''), 'g'),
    rest: characters.slice(needed),
  };
};

const endOf = (text: string, from: number, rest: readonly string[]): number => {
  let end = from;
  for (const character of rest) {
    const pattern = patternAt(character);
    pattern.lastIndex = end;
    if (!pattern.test(text)) break;
    end = pattern.lastIndex;
  }
  return end;
};

const MASK = '***';

const withoutFound = (text: string, { head, rest }: Finder): string => {
  let shown = '';
  let from = 0;
  head.lastIndex = 0;
  for (let found = head.exec(text); found !== null; found = head.exec(text)) {
    const end = endOf(text, head.lastIndex, rest);
    shown += `${text.slice(from, found.index)}${MASK}`;
    from = end;
    head.lastIndex = Math.max(end, found.index + 1);
  }
  return from === 0 ? text : shown + text.slice(from);
};

/** Hides secret values in texts. */
export interface SecretHider {
  /** In text that is ours: a value that could be an ordinary word is left, for it would damage what is said. */
  own(text: string): string;
  /** In a stranger's text, such as an answer or a log: there an ordinary word that is a secret is an echo of it. */
  foreign(text: string): string;
}

const wordPattern = (value: string): RegExp => new RegExp(`(?<![\\w])${quoted(value)}(?![\\w])`, 'g');

const longestFirst = (values: readonly string[]): readonly string[] =>
  [...new Set(values)].filter((value) => value.trim() !== '').sort((a, b) => b.length - a.length);

const makeHider = (values: readonly string[]): SecretHider => {
  const sorted = longestFirst(values);
  const finders = sorted.filter((value) => !isOrdinary(value)).map(finderOf);
  const words = sorted.filter(isOrdinary).map(wordPattern);
  const own = (text: string): string => finders.reduce(withoutFound, text);
  return { own, foreign: (text) => words.reduce((shown, word) => shown.replace(word, MASK), own(text)) };
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
