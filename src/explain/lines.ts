import { stripVTControlCharacters } from 'node:util';
import { cleanLine } from '../text/clean.ts';
import type { Line } from './reading.ts';
import { spoken } from './spoken.ts';

/** Texts of so many lines are looked at in full; of longer ones only the lines that have to do with telemetry. */
const SHORT = 25;
const MOST = 600;
const LONGEST = 4_000;

const TELLING =
  /otel|otlp|telemetry|431[78]\b|1425\d|collector|export|\bspans?\b|\btrac(?:es?|ing)\b|grpc|http2\b|x509|tls|certificate|endpoint|receivers?\b|pipelines?\b|protocols|processors?\b|jaeger|tempo|zipkin|insecure|propagat|sampl(?:er|ing)|memory_limiter|_proxy\b|^(?:Uncaught )?(?:[A-Z]\w{0,60})?Error(?: \[\w{1,60}\])?: |^[EW] |^\s{0,4}(?:code|details|reason): /i;

/** Lines that go on with the one above: stack traces and causes. */
const GOES_ON = /^\s+\S|^Caused by|^Traceback|^[\w$.]{3,120}(?:Error|Exception)\b|^\s*\.\.\. \d/;
const FAR = 12;

/** Numbers, addresses and identifiers differ from line to line; what stays is what is said. */
const shapeOf = (text: string): string => text.replace(/[\da-f]{8,}|\d+/gi, '#').slice(0, 300);

interface Numbered {
  readonly number: number;
  readonly text: string;
}

/** Of a long log one of each kind of line that may matter, with what goes on below. */
const digest = (lines: readonly Numbered[]): readonly Numbered[] => {
  if (lines.length <= SHORT) return lines;
  const seen = new Set<string>();
  const kept: Numbered[] = [];
  let told = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    if (kept.length >= MOST) break;
    const tells = TELLING.test(line.text);
    if (tells) told = line.number;
    if (!tells && !(line.number - told <= FAR && GOES_ON.test(line.text))) continue;
    const shape = shapeOf(line.text);
    if (seen.has(shape)) continue;
    seen.add(shape);
    kept.push(line);
  }
  return kept;
};

/** Settings in JSON need their names; of logs in JSON only what is said counts. */
const textOf = (line: string): string =>
  /"OTEL_[A-Z_]+"/.test(line) ? stripVTControlCharacters(line) : cleanLine(line).replaceAll('\n', '  ');

/** What stands in a text, line by line: bounded, without colours, JSON unpacked. */
export const readLines = (input: string): { readonly lines: readonly Line[]; readonly text: string } => {
  const numbered = input
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((raw, index) => ({
      number: index + 1,
      text: textOf(raw.slice(0, LONGEST)),
    }));
  const lines: Line[] = [];
  let start = 0;
  for (const { number, text } of digest(numbered)) {
    lines.push({ number, text, start });
    start += text.length + 1;
  }
  return { lines, text: lines.map(({ text }) => spoken(text)).join('\n') };
};
