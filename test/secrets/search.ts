import { stripVTControlCharacters } from 'node:util';
import type { Kind } from './kinds.ts';

/** Signs in a row that are looked for, beginning at every third: eleven of a secret in a row are found wherever they lie. */
const TELLING = 9;
const STRIDE = 3;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Ways in which a text may be coded; each gives back what somebody would read in it. */
const DECODERS: readonly ((text: string) => string)[] = [
  stripVTControlCharacters,
  // JSON, also inside of other texts.
  (text) =>
    text.replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  (text) => text.replace(/\\(["'\\/])/g, '$1').replace(/\\[nrt]/g, '\n'),
  (text) =>
    text
      .replace(/&#x([\da-f]{1,6});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
      .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ''),
  (text) => text.replace(/<[^<>]{0,500}>/g, ''),
  (text) =>
    text.replace(/(?:%[\da-f]{2})+/gi, (coded) =>
      Buffer.from(coded.replaceAll('%', ''), 'hex').toString('utf8'),
    ),
  (text) => text.replace(/[\p{Cf}\0]/gu, ''),
  (text) =>
    text.replace(/(?:[\da-f]{2}){8,}/gi, (word) => {
      const bytes = Buffer.from(word, 'hex').toString('latin1');
      return /^[\s!-~]+$/.test(bytes) ? `${word} ${bytes}` : word;
    }),
  // A reader sees through marks of Markdown.
  (text) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1'),
  ...[0, 1, 2, 3].map(
    (skipped) => (text: string) =>
      text.replace(/[A-Za-z\d+/_-]{8,}={0,2}/g, (word) => {
        const decoded = Buffer.from(word.slice(skipped), 'base64').toString('latin1');
        return /^[\s!-~]+$/.test(decoded) ? `${word} ${decoded}` : word;
      }),
  ),
];

/** Wrapped lines put together, and in one case: blanks, margins of boxes and quotes of Markdown between the pieces go. */
const squeezed = (text: string): string => text.replace(/[\s│┃|>]+/g, '').toLowerCase();

/** Everything decoded after the other, as often as it goes on. */
const decodedWhole = (text: string): string => DECODERS.reduce((read, decode) => decode(read), text);

/** A text and what it comes to when it is decoded in one way, in all of them, and again where it was coded twice. */
const readings = (text: string): readonly string[] => {
  const once = decodedWhole(text);
  const all = [text, ...DECODERS.map((decode) => decode(text)), once, decodedWhole(once)];
  return [...new Set([...new Set(all)].map(squeezed))];
};

const partsOf = (secret: string): readonly string[] => {
  const plain = squeezed(secret);
  if (plain.length <= TELLING) return [plain];
  const last = plain.length - TELLING;
  const starts = Array.from({ length: Math.ceil(last / STRIDE) }, (_, index) => index * STRIDE);
  return [...new Set([...starts, last].map((at) => plain.slice(at, at + TELLING)))];
};

/** The first sign in a row that give a secret away, in what a text comes to for somebody who reads it; null without any. */
export const leakIn = (text: string, { core }: Pick<Kind, 'core'>, known = readings(text)): string | null => {
  const parts = partsOf(core);
  for (const reading of known) {
    const found = parts.find((part) => reading.includes(part));
    if (found !== undefined) return found;
  }
  return null;
};

/** Which of the secrets a text gives away. */
export const leaksIn = (text: string, kinds: readonly Kind[]): readonly string[] => {
  const known = readings(text);
  return kinds.flatMap((kind) => {
    const found = leakIn(text, kind, known);
    return found === null ? [] : [`${kind.name}: ${found}`];
  });
};
