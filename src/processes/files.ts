import { readdirSync, readlinkSync } from 'node:fs';
import { type FileRead, readFile } from '../disk/read.ts';
import { errorCode } from '../model/error-code.ts';
import type { Read, Unread } from '../model/process.ts';

const DENIED = new Set(['EACCES', 'EPERM']);

const reasonOf = (thrown: unknown): Unread => (DENIED.has(errorCode(thrown)) ? 'not-permitted' : 'gone');

const attempt = <T>(look: () => T): Read<T> => {
  try {
    return { value: look() };
  } catch (thrown) {
    return { unread: reasonOf(thrown) };
  }
};

const known = (read: FileRead): Read<Buffer> => {
  if ('bytes' in read) return { value: read.bytes };
  return { unread: read.unread === 'denied' ? 'not-permitted' : 'gone' };
};

/** Reads at most `length` bytes from a place in a file. */
export const readBytes = (path: string, position: number, length: number): Read<Buffer> =>
  known(readFile(path, { maxBytes: length, from: position, beginning: true }));

/** More than this no file that is asked for has, and a hostile one shall not fill the memory. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A text file of unknown size. */
export const readText = (path: string): Read<string> => {
  const read = known(readFile(path, { maxBytes: MAX_BYTES, beginning: true }));
  return 'unread' in read ? read : { value: read.value.toString('utf8') };
};

export const readLink = (path: string): Read<string> => attempt(() => readlinkSync(path));

export const listNames = (path: string): Read<readonly string[]> => attempt(() => readdirSync(path));

/** The value, or something else when there is none. */
export const orElse = <T, E>(read: Read<T>, otherwise: E): T | E =>
  'value' in read ? read.value : otherwise;
