import { isForeign } from './about.ts';
import type { Line } from './reading.ts';
import { createSift, type Sifted } from './sift.ts';
import { spoken } from './spoken.ts';

/** A text, or what was kept of one that was read piece by piece. */
export type Input = string | Sifted;

/** What is kept of a text. */
export const siftOf = (input: Input): Sifted => {
  if (typeof input !== 'string') return input;
  const sift = createSift();
  sift.feed(input);
  return sift.end();
};

/** Lines of what people write of their trouble; more are a log, in which each line speaks for itself. */
export const TICKET = 25;

/** What stands in a text, line by line: bounded, without colours, JSON unpacked. */
export const readLines = (
  input: Input,
): { readonly lines: readonly Line[]; readonly text: string; readonly cut: boolean } => {
  const { lines: kept, cut } = siftOf(input);
  const lines: Line[] = [];
  let start = 0;
  for (const { number, text, contained } of kept) {
    lines.push({ number, text, start, ...(contained ? { contained } : {}) });
    start += text.length + 1;
  }
  const isLog = lines.length > TICKET;
  const text = lines.map((line) =>
    isLog && isForeign(line) ? ' '.repeat(line.text.length) : spoken(line.text),
  );
  return { lines, text: text.join('\n'), cut };
};
