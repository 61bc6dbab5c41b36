import { fstatSync, readSync } from 'node:fs';
import { errorCode } from '../model/error-code.ts';
import { type FileRead, type Reading, readFile } from './read.ts';

/** Standard input, or what a shell puts in place of `<(command)`. */
const DESCRIPTOR = /^\/(?:dev|proc\/self)\/fd\/(\d{1,6})$/;

export const STDIN = 0;

const descriptorOf = (path: string): number | null => {
  if (path === '/dev/stdin') return STDIN;
  const [, number] = DESCRIPTOR.exec(path) ?? [];
  return number === undefined ? null : Number(number);
};

const PAUSE_MS = 20;

/** Bytes of a piece, where a text is read in pieces. */
const PIECE = 1024 * 1024;

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);

/** The next bytes of a descriptor; none at its end. One that is told not to wait is asked again. */
const next = (descriptor: number, buffer: Buffer, at: number): number => {
  for (;;) {
    try {
      return readSync(descriptor, buffer, at, buffer.length - at, null);
    } catch (thrown) {
      const code = errorCode(thrown);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw thrown;
      pause();
    }
  }
};

/** Reads what somebody hands over through an open descriptor, to its end or as far as the limit. */
export const readDescriptor = (descriptor: number, { maxBytes, beginning = false }: Reading): FileRead => {
  try {
    if (fstatSync(descriptor).isDirectory()) return { unread: 'directory', code: '' };
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const got = next(descriptor, buffer, length);
      if (got === 0) break;
      length += got;
    }
    if (length <= maxBytes) return { bytes: buffer.subarray(0, length), cut: false };
    return beginning ? { bytes: buffer.subarray(0, maxBytes), cut: true } : { unread: 'too-large', code: '' };
  } catch (thrown) {
    return { unread: 'failed', code: errorCode(thrown) };
  }
};

/** Hands over what comes through an open descriptor piece by piece, to its end; why it was not read, or null. */
export const eachPiece = (descriptor: number, use: (piece: Buffer) => void): FileRead | null => {
  try {
    if (fstatSync(descriptor).isDirectory()) return { unread: 'directory', code: '' };
    const buffer = Buffer.alloc(PIECE);
    for (let got = next(descriptor, buffer, 0); got > 0; got = next(descriptor, buffer, 0))
      use(buffer.subarray(0, got));
    return null;
  } catch (thrown) {
    return { unread: 'failed', code: errorCode(thrown) };
  }
};

/** The same of a file that stands on the doctor's own command line. */
export const eachPieceOf = (path: string, use: (piece: Buffer) => void): FileRead | null => {
  const descriptor = descriptorOf(path);
  if (descriptor !== null && isPipe(descriptor)) return eachPiece(descriptor, use);
  for (let from = 0; ; from += PIECE) {
    const read = readFile(path, { maxBytes: PIECE, beginning: true, from });
    if ('unread' in read) return read;
    if (read.bytes.length > 0) use(read.bytes);
    if (!read.cut) return null;
  }
};

const isPipe = (descriptor: number): boolean => {
  try {
    const found = fstatSync(descriptor);
    return found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
};

/**
 * Reads a file that stands on the doctor's own command line. There a shell may put an open pipe with the output of a
 * command, and whoever typed it waits for that command; it is read before anything listens to Ctrl-C, so that this
 * ends the doctor.
 */
export const readNamed = (path: string, reading: Reading): FileRead => {
  const descriptor = descriptorOf(path);
  return descriptor !== null && isPipe(descriptor)
    ? readDescriptor(descriptor, reading)
    : readFile(path, reading);
};
