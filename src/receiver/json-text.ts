import { jsonFault } from './json-fault.ts';
import { DEPTH_LIMIT, MESSAGE_LIMIT, malformed } from './malformed.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Digits from which on a number may not fit a double: 2^53 has 16. */
const LONG = 16;

/** Most objects lie in a list, so that each message nests twice. */
const NESTING_LIMIT = 2 * DEPTH_LIMIT + 10;

interface Outline {
  readonly nesting: number;
  readonly containers: number;
  /** Where long bare integers begin and end, flat. */
  readonly integers: readonly number[];
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** `.`, `e` and `E` next to digits make a number that is no integer; so does a sign after an exponent. */
const isPartOfDouble = (byte: number | undefined): boolean =>
  byte === 0x2e || byte === 0x65 || byte === 0x45 || byte === 0x2b;

/** Index of the quote that closes the string which begins at `open`. */
const closingQuote = (bytes: Buffer, open: number): number => {
  let close = open;
  for (;;) {
    close = bytes.indexOf(QUOTE, close + 1);
    if (close === -1) return bytes.length;
    let escapes = 0;
    while (bytes[close - 1 - escapes] === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return close;
  }
};

const endOfDigits = (bytes: Buffer, start: number): number => {
  let end = start + 1;
  while (isDigit(bytes[end])) end += 1;
  return end;
};

const addInteger = (bytes: Buffer, start: number, end: number, integers: number[]): void => {
  if (end - start < LONG || isPartOfDouble(bytes[end])) return;
  const signed = bytes[start - 1] === 0x2d ? start - 1 : start;
  if (!isPartOfDouble(bytes[signed - 1])) integers.push(signed, end);
};

/** One pass over the bytes, strings skipped natively, for all that must be known before `JSON.parse` may see them. */
const outline = (bytes: Buffer): Outline => {
  const integers: number[] = [];
  let open = 0;
  let nesting = 0;
  let containers = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = closingQuote(bytes, at);
    else if (byte === 0x7b || byte === 0x5b) {
      containers += 1;
      open += 1;
      if (open > nesting) nesting = open;
    } else if (byte === 0x7d || byte === 0x5d) open -= 1;
    else if (isDigit(byte)) {
      const end = endOfDigits(bytes, at);
      addInteger(bytes, at, end, integers);
      at = end - 1;
    }
  }
  return { nesting, containers, integers };
};

/** Text with the long integers in quotes: a 64-bit integer may be a JSON number, but `JSON.parse` rounds it. */
const textOf = (bytes: Buffer, integers: readonly number[]): string => {
  if (integers.length === 0) return bytes.toString('utf8');
  let text = '';
  let done = 0;
  for (let index = 0; index < integers.length; index += 2) {
    const start = integers[index] as number;
    const end = integers[index + 1] as number;
    text += `${bytes.toString('utf8', done, start)}"${bytes.toString('latin1', start, end)}"`;
    done = end;
  }
  return text + bytes.toString('utf8', done);
};

/** Parses JSON without rounding its integers: a long one becomes a string of digits. */
export const parseJson = (bytes: Buffer): unknown => {
  const { nesting, containers, integers } = outline(bytes);
  // JSON.parse itself has no limit, and an array takes one byte in the body and fifty in memory.
  if (nesting > NESTING_LIMIT) throw malformed('depth', null);
  if (containers > MESSAGE_LIMIT) throw malformed('too-many-messages', null);
  try {
    return JSON.parse(textOf(bytes, integers));
  } catch {
    throw malformed('json-syntax', jsonFault(bytes));
  }
};
