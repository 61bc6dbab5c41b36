import { type OpenFile, withFile } from '../disk/read.ts';

const CHUNK = 1024 * 1024;

/** What was found in a file. */
export interface Searched {
  /** Of the texts that were looked for. */
  readonly found: readonly string[];
  /** The file was read to its end. */
  readonly whole: boolean;
}

/** Where in a file to begin, and how much of it to read at most. */
interface Range {
  readonly limit: number;
  /** Only the end of the file is read, as far as the limit reaches. */
  readonly fromEnd?: boolean;
}

const searchOpen = (file: OpenFile, texts: readonly string[], { limit, fromEnd }: Range): Searched => {
  const { size } = file;
  const start = fromEnd === true ? Math.max(0, size - limit) : 0;
  const end = Math.min(size, start + limit);
  const overlap = Math.max(...texts.map((text) => text.length));
  const buffer = Buffer.alloc(CHUNK + overlap);
  const found = new Set<string>();
  let kept = 0;
  for (let at = start; at < end && found.size < texts.length; ) {
    const got = file.read(buffer, kept, Math.min(CHUNK, end - at), at);
    if (got === 0) break;
    at += got;
    const filled = buffer.subarray(0, kept + got);
    for (const text of texts) if (filled.includes(text)) found.add(text);
    // A text may lie on the border of two pieces.
    kept = Math.min(overlap, filled.length);
    filled.copyWithin(0, filled.length - kept);
  }
  return { found: [...found], whole: end === size };
};

/** Looks for texts in a file of any size, as far as a limit; null when it cannot be read. */
export const searchFile = (path: string, texts: readonly string[], range: Range): Searched | null =>
  withFile(path, (file) => searchOpen(file, texts, range));
