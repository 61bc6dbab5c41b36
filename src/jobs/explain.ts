import { statSync } from 'node:fs';
import { readDescriptor, readNamed, STDIN } from '../disk/handed-over.ts';
import { type FileRead, whyUnread } from '../disk/read.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Explanation } from '../model/explanation.ts';
import { usageError } from '../model/usage.ts';
import { explainText } from './explain-text.ts';

/** Bytes that are read of a log or ticket. */
const MOST = 4 * 1024 * 1024;

interface Read {
  readonly text: string;
  readonly cut: boolean;
}

/** Windows tools write UTF-16, others UTF-8; what is neither is read as it comes. */
const decode = (bytes: Buffer): string =>
  bytes[0] === 0xff && bytes[1] === 0xfe
    ? bytes.toString('utf16le')
    : bytes.toString('utf8').replaceAll('\0', '');

/** Whether words are the path of something that exists; longer ones are a text. */
export const existsAsFile = (path: string): boolean =>
  path.length < 4_096 && !path.includes('\0') && statSync(path, { throwIfNoEntry: false }) !== undefined;

const READING = { maxBytes: MOST, beginning: true } as const;

const readText = (name: string, read: FileRead): Read => {
  if ('bytes' in read) return { text: decode(read.bytes), cut: read.cut };
  if (read.unread === 'directory')
    throw usageError(`${name} is a directory; otel-doctor scan ${name} reads the files in it`);
  const instead = read.unread === 'pipe' ? `; otel-doctor explain - < ${name} reads it` : '';
  throw usageError(`cannot read ${name}: ${whyUnread(read, MOST)}${instead}`);
};

const fromWords = (text: string): Read => ({ text: text.slice(0, MOST), cut: text.length > MOST });

/** Text of the words of a command line: a file that exists, standard input for `-` or nothing, otherwise the words. */
const readInput = (words: readonly string[]): Read => {
  const [only = ''] = words;
  if (words.length === 0 || (words.length === 1 && only === '-'))
    return readText('standard input', readDescriptor(STDIN, READING));
  if (words.length === 1 && existsAsFile(only)) return readText(only, readNamed(only, READING));
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
