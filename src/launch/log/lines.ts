import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut, what follows up to its end is left out. Characters. */
const LONGEST_LINE = 65_536;

/** Cuts the bytes of one stream into lines. */
export interface LineSplitter {
  take(chunk: Buffer | string): readonly string[];
  /** The last line, when it had no end. */
  end(): readonly string[];
}

/** Splits a stream into lines without their ends, characters of several bytes across chunks included. */
export const createLineSplitter = (): LineSplitter => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let cut = false;
  const split = (text: string): readonly string[] => {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    const lines = parts.map((part, index) => {
      const line = index === 0 ? append(part) : part.slice(0, LONGEST_LINE);
      return line.endsWith('\r') ? line.slice(0, -1) : line;
    });
    if (parts.length > 0) {
      rest = '';
      cut = false;
    }
    rest = append(last);
    cut = rest.length >= LONGEST_LINE;
    return lines;
  };
  const append = (text: string): string => (cut ? rest : (rest + text).slice(0, LONGEST_LINE));
  return {
    take: (chunk) => split(typeof chunk === 'string' ? chunk : decoder.write(chunk)),
    end: () => {
      const lines = split(decoder.end());
      const last = rest;
      rest = '';
      return last === '' ? lines : [...lines, last.endsWith('\r') ? last.slice(0, -1) : last];
    },
  };
};
