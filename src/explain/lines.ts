import { cleanLine } from '../applications/log/clean.ts';
import type { Line } from './reading.ts';

/** Lines that are looked at in full; of longer texts only the ones that have to do with telemetry are kept. */
const SHORT = 400;
const MOST = 600;
const LONGEST = 4_000;

const TELLING =
  /otel|otlp|telemetry|431[78]\b|collector|export|\bspans?\b|trac(?:e|ing)|grpc|http2?\b|tls|x509|certificate|connection|endpoint|receiver|exporters?:|pipelines|protocols|refused|timed? ?out|proxy/i;

/** Numbers, addresses and identifiers differ from line to line; what stays is what is said. */
const shapeOf = (text: string): string => text.replace(/[\da-f]{8,}|\d+/gi, '#').slice(0, 300);

interface Numbered {
  readonly number: number;
  readonly text: string;
}

/** Of a long log one of each kind of line that may matter. */
const digest = (lines: readonly Numbered[]): readonly Numbered[] => {
  if (lines.length <= SHORT) return lines;
  const seen = new Set<string>();
  const kept: Numbered[] = [];
  for (const line of lines) {
    if (kept.length >= MOST) break;
    if (!TELLING.test(line.text)) continue;
    const shape = shapeOf(line.text);
    if (seen.has(shape)) continue;
    seen.add(shape);
    kept.push(line);
  }
  return kept;
};

/** What stands in a text, line by line: bounded, without colours, JSON unpacked. */
export const readLines = (input: string): { readonly lines: readonly Line[]; readonly text: string } => {
  const numbered = input
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((raw, index) => ({ number: index + 1, text: cleanLine(raw.slice(0, LONGEST)).replaceAll('\n', '  ') }));
  const lines: Line[] = [];
  let start = 0;
  for (const { number, text } of digest(numbered)) {
    lines.push({ number, text, start });
    start += text.length + 1;
  }
  return { lines, text: lines.map(({ text }) => text).join('\n') };
};
