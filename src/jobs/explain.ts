import { statSync } from 'node:fs';
import { eachPiece, eachPieceOf, STDIN } from '../disk/handed-over.ts';
import { type FileRead, whyUnread } from '../disk/read.ts';
import type { Input } from '../explain/lines.ts';
import { createSift } from '../explain/sift.ts';
import type { AnyCheck } from '../model/check.ts';
import type { Explanation } from '../model/explanation.ts';
import { usageError } from '../model/usage.ts';
import { explainText } from './explain-text.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/** Windows tools write UTF-16, others UTF-8; what is neither is read as it comes. */
const decoderFor = (first: Buffer): Decoder =>
  new TextDecoder(first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : 'utf-8');

/** Reads piece by piece what is handed over, and keeps what may matter. */
const sifted = (name: string, hand: (use: (piece: Buffer) => void) => FileRead | null): Input => {
  const sift = createSift();
  let decoder: Decoder | null = null;
  const unread = hand((piece) => {
    decoder ??= decoderFor(piece);
    sift.feed(decoder.decode(piece, { stream: true }).replaceAll('\0', ''));
  });
  if (unread !== null && 'unread' in unread) throw usageError(unreadable(name, unread));
  return sift.end();
};

/** Whether words are the path of something that exists; longer ones are a text. */
export const existsAsFile = (path: string): boolean =>
  path.length < 4_096 && !path.includes('\0') && statSync(path, { throwIfNoEntry: false }) !== undefined;

const unreadable = (name: string, read: Extract<FileRead, { unread: unknown }>): string => {
  if (read.unread === 'directory')
    return `${name} is a directory; otel-doctor scan ${name} reads the files in it`;
  const instead = read.unread === 'pipe' ? `; otel-doctor explain - < ${name} reads it` : '';
  return `cannot read ${name}: ${whyUnread(read, 0)}${instead}`;
};

/** Text of the words of a command line: a file that exists, standard input for `-` or nothing, otherwise the words. */
const readInput = (words: readonly string[]): Input => {
  const [only = ''] = words;
  if (words.length === 0 || (words.length === 1 && only === '-'))
    return sifted('standard input', (use) => eachPiece(STDIN, use));
  if (words.length === 1 && existsAsFile(only)) return sifted(only, (use) => eachPieceOf(only, use));
  return words.join(' ');
};

const isEmpty = (input: Input): boolean => (typeof input === 'string' ? input.trim() === '' : input.blank);

/** Reads a log or ticket and tells what it says, with the secret values that no output may hold. */
export const explain = (
  words: readonly string[],
  checks: readonly AnyCheck[],
): { readonly explanation: Explanation; readonly secretValues: readonly string[] } => {
  const input = readInput(words);
  if (isEmpty(input))
    throw usageError(
      'there is nothing to explain: give a finding code, a text, a file, or - for standard input',
    );
  return explainText(input, { checks });
};
