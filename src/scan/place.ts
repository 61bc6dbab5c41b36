import type { Location } from '../model/finding.ts';

/** Offsets at which the lines of a text begin. */
export const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Index of the line that holds an offset, counted from 0. */
export const lineIndex = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Turns offsets of one file into places. */
export const placer = (path: string, text: string): ((offset: number) => Location) => {
  const starts = lineStarts(text);
  return (offset) => {
    const line = lineIndex(starts, offset);
    return { path, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
};

/** Offset of the start of the line that holds an offset. */
export const startOfLine = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Offset behind the first line from an offset on that holds this word alone, as a heredoc ends. */
export const behindLineOf = (text: string, from: number, word: string): number => {
  for (let at = from; at < text.length; ) {
    const stop = endOfLine(text, at);
    if (text.slice(at, stop).trim() === word) return stop;
    at = stop;
  }
  return text.length;
};

/** Offset behind the line break that ends the line of an offset. */
export const endOfLine = (text: string, offset: number): number => {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
};
