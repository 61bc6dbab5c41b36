import { stripVTControlCharacters } from 'node:util';
import { cleanLine } from '../text/clean.ts';
import { splitOrigin } from './origin.ts';

/** Texts of so many lines are looked at in full; of longer ones only the lines that have to do with telemetry. */
const SHORT = 80;
const MOST = 600;
const LONGEST = 4_000;

const TELLING =
  /otel|otlp|telemetry|431[78]\b|1425\d|collector|export|\bspans?\b|\btrac(?:es?|ing)\b|grpc|http2\b|x509|tls|certificate|endpoint|receivers?\b|pipelines?\b|protocols|processors?\b|jaeger|tempo|zipkin|insecure|propagat|sampl(?:er|ing)|memory_limiter|_proxy\b|invalid host header|^(?:Uncaught )?(?:[A-Z]\w{0,60})?Error(?: \[\w{1,60}\])?: |^[EW] |^\s{0,4}(?:code|details|reason): /i;

/** One of these, in small letters, is in every line that `TELLING` finds: a search for words is many times faster. */
const WORDS = [
  ...['otel', 'otlp', 'telemetry', '431', '1425', 'collector', 'export', 'span', 'trac', 'grpc', 'http2'],
  ...['x509', 'tls', 'certificate', 'endpoint', 'receiver', 'pipeline', 'protocols', 'processor', 'jaeger'],
  ...['tempo', 'zipkin', 'insecure', 'propagat', 'sampl', 'memory_limiter', '_proxy', 'host header', 'error'],
  ...['\ne ', '\nw ', 'code: ', 'details: ', 'reason: '],
];

/** Lines that go on with the one above: stack traces and causes. */
const GOES_ON = /^\s+\S|^Caused by|^Traceback|^[\w$.]{3,120}(?:Error|Exception)\b|^\s*\.\.\. \d/;
const FAR = 12;

/** A line with its number, counted from 1. */
export interface Numbered {
  readonly number: number;
  readonly text: string;
  /** Whose line it is in a log of several services, where the line tells. */
  readonly origin?: string;
  /** It is the line of a container. */
  readonly contained?: true;
}

/** Takes a text piece by piece and keeps what may matter, in bounded memory however long the text is. */
export interface Sift {
  feed(piece: string): void;
  end(): Sifted;
}

/** What was kept of a text. */
export interface Sifted {
  readonly lines: readonly Numbered[];
  /** There were more lines that may matter. */
  readonly cut: boolean;
  /** There was nothing but blanks. */
  readonly blank: boolean;
}

/**
 * The error handler of OpenTelemetry's JavaScript prints an error as JSON that begins with its stack, and no word of telemetry
 * need be in it (opentelemetry-js core common/logging-error-handler.ts).
 */
const HANDLED = /(?:^|[^\w"\\])\{"stack":"/;

/** Settings in JSON need their names, and what JavaScript's error handler says its form; of other logs in JSON only what is said counts. */
const saidIn = (line: string): string =>
  /"OTEL_[A-Z_]+"/.test(line) || HANDLED.test(line) ? line : cleanLine(line).replaceAll('\n', '  ');

const uncoloured = (line: string): string =>
  line.includes('\u001b') ? stripVTControlCharacters(line) : line;

/** A line as it is kept: without colours and without what a tool put in front of it. */
const readLine = (number: number, raw: string): Numbered => {
  const { text, origin, contained } = splitOrigin(uncoloured(raw));
  return {
    number,
    text: saidIn(text),
    ...(origin === null ? {} : { origin }),
    ...(contained ? { contained } : {}),
  };
};

/** A copy of its own: a part of a string keeps the whole of it in memory. */
const copyOf = ({ text, origin, ...line }: Numbered): Numbered => ({
  ...line,
  text: Buffer.from(text).toString(),
  ...(origin === undefined ? {} : { origin: Buffer.from(origin).toString() }),
});

/** Numbers, addresses and identifiers differ from line to line; what stays is what is said. */
const shapeOf = (text: string): string => text.replace(/[\da-f]{8,}|\d+/gi, '#').slice(0, 300);

/** Small letters without a change of places, which other alphabets would make. */
const lower = (text: string): string => {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
};

const initialsOf = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const rests = new Map<string, string[]>();
  for (const [first = '', ...rest] of words) rests.set(first, [...(rests.get(first) ?? []), rest.join('')]);
  return rests;
};

/** The words in one pattern, by their first letters: three times as fast as one beside the other. */
const ANY_WORD = new RegExp(
  [...initialsOf(WORDS)].map(([first, rests]) => `${first}(?:${rests.join('|')})`).join('|'),
  'g',
);

/** Asks of part after part of a text, from its beginning on, whether one of the words begins in it. */
const wordFinder = (text: string): ((end: number) => boolean) => {
  const small = `\n${lower(text)}`;
  const seek = (from: number): number => {
    ANY_WORD.lastIndex = from;
    return ANY_WORD.exec(small)?.index ?? Number.POSITIVE_INFINITY;
  };
  let nearest = seek(0);
  return (end) => {
    if (nearest > end) return false;
    nearest = seek(end + 1);
    return true;
  };
};

const keeper = (): { take(number: number, raw: string, hasWord: boolean): void; kept: Numbered[] } => {
  const seen = new Set<string>();
  const kept: Numbered[] = [];
  let told = Number.NEGATIVE_INFINITY;
  const take = (number: number, raw: string, hasWord: boolean): void => {
    if (kept.length >= MOST || (!hasWord && number - told > FAR)) return;
    const line = readLine(number, raw);
    const { text } = line;
    const tells = hasWord && (TELLING.test(text) || HANDLED.test(text));
    if (tells) told = number;
    if (!tells && !(number - told <= FAR && GOES_ON.test(text))) return;
    const shape = `${line.origin ?? ''} ${shapeOf(text)}`;
    if (seen.has(shape)) return;
    seen.add(shape);
    kept.push(copyOf(line));
  };
  return { take, kept };
};

/** Keeps of a long log one of each kind of line that may matter, with what goes on below; of a short one every line. */
export const createSift = (): Sift => {
  const { take, kept } = keeper();
  const head: Numbered[] = [];
  let [carry, number, blank] = ['', 0, true];
  const takeLines = (text: string): void => {
    const hasWord = wordFinder(text);
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      number += 1;
      if (number <= SHORT)
        head.push(copyOf(readLine(number, text.slice(start, Math.min(end, start + LONGEST)))));
      take(number, text.slice(start, Math.min(end, start + LONGEST)), hasWord(end));
      start = end + 1;
    }
  };
  const feed = (piece: string): void => {
    const whole = carry + (number === 0 && carry === '' ? piece.replace(/^\ufeff/, '') : piece);
    blank &&= piece.trim() === '';
    const held = whole.endsWith('\r') ? whole.length - 1 : whole.length;
    const text = whole.includes('\r') ? whole.slice(0, held).replace(/\r\n?/g, '\n') : whole;
    const end = text.lastIndexOf('\n') + 1;
    if (end > 0) takeLines(text.slice(0, end));
    // Of a line without end the beginning is enough.
    carry = text.slice(end, end + 2 * LONGEST) + whole.slice(held);
  };
  const end = (): Sifted => {
    takeLines(`${carry.replace(/\r$/, '')}\n`);
    return number <= SHORT
      ? { lines: head, cut: false, blank }
      : { lines: kept, cut: kept.length >= MOST, blank };
  };
  return { feed, end };
};
