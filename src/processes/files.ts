import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import type { Read, Unread } from '../model/process.ts';

const DENIED = new Set(['EACCES', 'EPERM']);

const reasonOf = (thrown: unknown): Unread =>
  DENIED.has((thrown as { code?: string }).code ?? '') ? 'not-permitted' : 'gone';

const attempt = <T>(look: () => T): Read<T> => {
  try {
    return { value: look() };
  } catch (thrown) {
    return { unread: reasonOf(thrown) };
  }
};

/** Reads at most `length` bytes from a place in a file. */
export const readBytes = (path: string, position: number | null, length: number): Read<Buffer> =>
  attempt(() => {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(length);
      let filled = 0;
      // Files of /proc come in pieces of a page and know no size.
      for (;;) {
        const at = position === null ? null : position + filled;
        const got = readSync(file, buffer, filled, length - filled, at);
        filled += got;
        if (got === 0 || filled === length) return buffer.subarray(0, filled);
      }
    } finally {
      closeSync(file);
    }
  });

/** More than this no file that is asked for has, and a hostile one shall not fill the memory. */
const MAX_BYTES = 4 * 1024 * 1024;

const KEPT = 64 * 1024;

/** A text file of unknown size. */
export const readText = (path: string): Read<string> => {
  const start = readBytes(path, null, KEPT);
  if ('unread' in start) return start;
  const whole = start.value.length < KEPT ? start : readBytes(path, null, MAX_BYTES);
  return 'unread' in whole ? whole : { value: whole.value.toString('utf8') };
};

export const readLink = (path: string): Read<string> => attempt(() => readlinkSync(path));

export const listNames = (path: string): Read<readonly string[]> => attempt(() => readdirSync(path));

/** The value, or something else when there is none. */
export const orElse = <T, E>(read: Read<T>, otherwise: E): T | E =>
  'value' in read ? read.value : otherwise;
