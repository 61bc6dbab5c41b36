import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { explainText } from '../explain/explain.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Explanation } from '../model/explanation.ts';
import { usageError } from '../model/usage.ts';

/** Bytes that are read of a log or ticket. */
const MOST = 4 * 1024 * 1024;

interface Read {
  readonly text: string;
  readonly cut: boolean;
}

const STDIN = 0;

/** Reads to the end or to the limit, whatever kind of file it is. */
const readDescriptor = (descriptor: number): Read => {
  const buffer = Buffer.alloc(MOST + 1);
  let length = 0;
  while (length < buffer.length) {
    try {
      const read = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    } catch (thrown) {
      const { code } = thrown as { code?: string };
      if (code === 'EOF') break;
      if (code !== 'EAGAIN') throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
  return { text: decode(buffer.subarray(0, Math.min(length, MOST))), cut: length > MOST };
};

/** Windows tools write UTF-16, others UTF-8; what is neither is read as it comes. */
const decode = (bytes: Buffer): string =>
  bytes[0] === 0xff && bytes[1] === 0xfe
    ? bytes.toString('utf16le')
    : bytes.toString('utf8').replaceAll('\0', '');

/** Whether words are the path of something that exists; longer ones are a text. */
export const existsAsFile = (path: string): boolean =>
  path.length < 4_096 && !path.includes('\0') && statSync(path, { throwIfNoEntry: false }) !== undefined;

const readFileAt = (path: string): Read => {
  if (statSync(path).isDirectory())
    throw usageError(`${path} is a directory; otel-doctor scan ${path} reads the files in it`);
  try {
    const descriptor = openSync(path, 'r');
    try {
      return readDescriptor(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    const code = (thrown as { code?: string }).code ?? 'an error';
    throw usageError(`${path} could not be read (${code}); give a file that can be read, or the text itself`);
  }
};

const fromWords = (text: string): Read => ({ text: text.slice(0, MOST), cut: text.length > MOST });

/** Text of the words of a command line: a file that exists, standard input for `-` or nothing, otherwise the words. */
const readInput = (words: readonly string[]): Read => {
  const [only = ''] = words;
  if (words.length === 0 || (words.length === 1 && only === '-')) return readDescriptor(STDIN);
  if (words.length === 1 && existsAsFile(only)) return readFileAt(only);
  return fromWords(words.join(' '));
};

/** Reads a log or ticket and tells what it says, with the secret values that no output may hold. */
export const explain = (
  words: readonly string[],
  checks: readonly AnyCheck[],
): { readonly explanation: Explanation; readonly secretValues: readonly string[] } => {
  const { text, cut } = readInput(words);
  if (text.trim() === '')
    throw usageError(
      'there is nothing to explain: give a finding code, a text, a file, or - for standard input',
    );
  return explainText(text, { checks, cut });
};
