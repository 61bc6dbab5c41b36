/**
 * Secret values in a text, found in the codings in which receivers and libraries echo them: as they are, in other case, escaped
 * for JSON or HTML, percent-encoded in either case, in base64 or hex, with signs between them that nobody sees, and cut off.
 */

import { escapePattern } from './pattern.ts';

/** A text as somebody reads it, and where each of its characters stands in the text as it was written. */
interface Reading {
  readonly text: string;
  /** Of each character, and of the end. */
  readonly starts: readonly number[];
}

interface Decoder {
  /** A sign without which nothing is coded. */
  readonly sign: RegExp;
  readonly coded: RegExp;
  /** Characters for what was matched, each with the length of its coding. */
  decode(coded: string): readonly (readonly [text: string, length: number])[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
const LAST_CODE_POINT = 0x10_ff_ff;

const ofCode = (code: number, coded: string): string =>
  code <= LAST_CODE_POINT ? String.fromCodePoint(code) : coded;

const JSON_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** https://datatracker.ietf.org/doc/html/rfc8259#section-7 */
const json: Decoder = {
  sign: /\\/,
  coded: /\\(?:u[\da-fA-F]{4}|[\s\S])/g,
  decode: (coded) => {
    const character = coded[1] ?? '';
    const text =
      coded.length > 2
        ? String.fromCharCode(Number.parseInt(coded.slice(2), 16))
        : (JSON_ESCAPES[character] ?? character);
    return [[text, coded.length]];
  },
};

/** https://html.spec.whatwg.org/multipage/syntax.html#character-references */
const html: Decoder = {
  sign: /&/,
  coded: /&(?:#[xX][\da-fA-F]{1,7}|#\d{1,8}|amp|lt|gt|quot|apos);/g,
  decode: (coded) => {
    const hex = /^&#x/i.test(coded);
    const code = Number.parseInt(coded.slice(hex ? 3 : 2), hex ? 16 : 10);
    return [[ENTITIES[coded] ?? ofCode(code, coded), coded.length]];
  },
};

const CODED_BYTE = 3;

/** Percent-encoding, and the plus sign of forms: https://url.spec.whatwg.org/#urlencoded-parsing */
const percent: Decoder = {
  sign: /[%+]/,
  coded: /(?:%[\da-fA-F]{2})+|\+/g,
  decode: (coded) => {
    if (coded === '+') return [[' ', 1]];
    const bytes = Buffer.from(coded.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf8');
    if (text.includes('\ufffd')) return [...bytes.toString('latin1')].map((one) => [one, CODED_BYTE]);
    return [...text].map((one) => [one, CODED_BYTE * Buffer.byteLength(one)]);
  },
};

/** Signs between others that nobody sees. */
const invisible: Decoder = {
  sign: /[\p{Cf}\0]/u,
  coded: /[\p{Cf}\0]+/gu,
  decode: (coded) => [['', coded.length]],
};

/** As some languages print bytes. */
const hex: Decoder = {
  sign: /[\da-fA-F]{16}/,
  coded: /(?:[\da-fA-F]{2}){8,4000}/g,
  decode: (coded) => [...Buffer.from(coded, 'hex').toString('latin1')].map((one) => [one, 2]),
};

/** Signs of base64 by which a byte goes on, of three bytes in four signs. */
const BASE64_STEPS = [2, 1, 1] as const;

/**
 * Base64 in either alphabet: `user:secret` in a header, a whole header in an answer. Where a word begins in the middle of what
 * looks like base64 (behind a slash), its groups of four begin there too: `skipped` signs later.
 */
const base64 = (skipped: number): Decoder => ({
  sign: /[A-Za-z\d+/_-]{8}/,
  coded: /[A-Za-z\d+/_-]{8,20000}={0,2}/g,
  decode: (coded) => {
    const bytes = [...Buffer.from(coded.slice(skipped), 'base64').toString('latin1')];
    const parts = bytes.map((one, index): [string, number] => [one, BASE64_STEPS[index % 3] ?? 1]);
    const covered = parts.reduce((sum, [, length]) => sum + length, 0);
    const over = coded.length - skipped - covered;
    return [
      ...(skipped === 0 ? [] : [['\n', skipped] as const]),
      ...parts,
      ...(over > 0 ? [['\n', over] as const] : []),
    ];
  },
});

const DECODERS: readonly Decoder[] = [json, html, percent, invisible];

/** Codings of bytes, in which a whole word is another one. */
const WORD_DECODERS: readonly Decoder[] = [hex, ...[0, 1, 2, 3].map(base64)];

const asWritten = (text: string): Reading => ({
  text,
  starts: Array.from({ length: text.length + 1 }, (_, at) => at),
});

const decoded = (reading: Reading, { sign, coded, decode }: Decoder): Reading => {
  if (!sign.test(reading.text)) return reading;
  const parts: string[] = [];
  const starts: number[] = [];
  let at = 0;
  const copy = (to: number): void => {
    parts.push(reading.text.slice(at, to));
    for (; at < to; at += 1) starts.push(reading.starts[at] ?? 0);
  };
  for (const { 0: match, index } of reading.text.matchAll(coded)) {
    copy(index);
    for (const [text, length] of decode(match)) {
      parts.push(text);
      for (let unit = 0; unit < text.length; unit += 1) starts.push(reading.starts[at] ?? 0);
      at += length;
    }
  }
  copy(reading.text.length);
  starts.push(reading.starts[at] ?? 0);
  return { text: parts.join(''), starts };
};

/**
 * What a text may be read as: as it was written, and with the codings undone in which receivers and libraries echo what they
 * were sent (JSON, HTML, percent), each alone and all of them, and the words in it that stand for other bytes.
 */
const readingsOf = (text: string): readonly Reading[] => {
  const written = asWritten(text);
  const each = DECODERS.map((decoder) => decoded(written, decoder)).filter((one) => one !== written);
  const all = each.length > 1 ? [DECODERS.reduceRight(decoded, written)] : [];
  const plain = [written, ...each, ...all];
  const words = plain.flatMap((reading) =>
    WORD_DECODERS.map((decoder) => decoded(reading, decoder)).filter((one) => one !== reading),
  );
  return [...plain, ...words];
};

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

/** In one case, at the same places: a header's name or a host's is echoed in small letters, whatever was in it. */
const folded = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const wantedOf = (value: string): Wanted => ({
  value,
  least: Math.min(Math.max(TELLING, Math.ceil(value.length / 2)), LONGEST_LEAST, value.length),
});

/** Values by their first characters, so that a text is read once, however many are looked for. */
type Index = ReadonlyMap<string, readonly Wanted[]>;

const indexOf = (values: readonly string[]): Index => {
  const index = new Map<string, Wanted[]>();
  for (const value of new Set(values.map(folded))) {
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

const spansIn = ({ text: read, starts }: Reading, index: Index): readonly Span[] => {
  const text = folded(read);
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

const backwards = (text: string): string => text.split('').reverse().join('');

/** Values backwards: where one was cut off in front, its end is found as a beginning. */
const endsIn = ({ text, starts }: Reading, index: Index): readonly Span[] =>
  spansIn({ text: backwards(text), starts: starts.toReversed() }, index).map(([to, from]) => [from, to]);

const withoutFound = (text: string, index: Index, ends?: Index): string => {
  if (index.size === 0 || text.length < KEY) return text;
  const spansOf = (reading: Reading): readonly Span[] =>
    ends === undefined ? spansIn(reading, index) : [...spansIn(reading, index), ...endsIn(reading, ends)];
  return hidden(text, readingsOf(text).flatMap(spansOf));
};

/** Hides secret values in texts. */
export interface SecretHider {
  /** In text that is ours: a value that could be an ordinary word is left, for it would damage what is said. */
  own(text: string): string;
  /** In a stranger's text, such as an answer or a log: there an ordinary word that is a secret is an echo of it. */
  foreign(text: string): string;
}

/** Words that stand alone; null for none. */
const wordPattern = (words: readonly string[]): RegExp | null =>
  words.length === 0 ? null : new RegExp(`(?<!\\w)(?:${words.map(escapePattern).join('|')})(?!\\w)`, 'gi');

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

const makeHider = (given: readonly string[]): SecretHider => {
  const sorted = longestFirst(given);
  const values = sorted.filter((value) => !isOrdinary(value));
  const index = indexOf(values);
  // The end of a value may be a host's name or a port, which our own text has of its own.
  const ends = indexOf(values.map(backwards));
  const words = wordPattern(sorted.filter(isOrdinary));
  return {
    own: (text) => withoutFound(text, index),
    foreign: (text) => withoutWords(withoutFound(text, index, ends), words),
  };
};

/** One a list: every text of a run is searched for the same values. */
const made = new WeakMap<readonly string[], SecretHider>();

/** Hides these values, however they are coded where they stand. */
export const hideSecrets = (values: readonly string[]): SecretHider => {
  const hider = made.get(values) ?? makeHider(values);
  made.set(values, hider);
  return hider;
};
