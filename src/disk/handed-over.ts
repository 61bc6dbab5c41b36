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
