import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { errorCode } from '../model/error-code.ts';
import { openBelow } from './rooted.ts';

/** Why a file was not read. */
export type Unread = 'missing' | 'denied' | 'directory' | 'pipe' | 'not-a-file' | 'too-large' | 'failed';

/** The bytes of a file, or why there are none, with the system's code where it gave one. */
export type FileRead =
  | { readonly bytes: Buffer; readonly cut: boolean }
  | { readonly unread: Unread; readonly code: string };

/** How a file is read. */
export interface Reading {
  /** Bytes that are read at most. */
  readonly maxBytes: number;
  /** A longer file is read as far as the limit instead of not at all. */
  readonly beginning?: boolean;
  /** First byte that is read, from the start of the file. */
  readonly from?: number;
  /** Root of the process as which the file is read (`/proc/PID/root`); our own when null or left out. */
  readonly root?: string | null;
}

const REASONS: Readonly<Record<string, Unread>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'directory',
};

/** The reason in words that follow "cannot read FILE:". */
const WHY_UNREAD: Readonly<Record<Exclude<Unread, 'too-large' | 'failed'>, string>> = {
  missing: 'there is no such file',
  denied: 'it may not be read',
  directory: 'it is a directory',
  pipe: 'it is a pipe, which may never end; name a file',
  'not-a-file': 'it is not a file',
};

/** What stands in the way of reading something that was looked at; null when it is a regular file. */
const objectionTo = (found: Stats): Unread | null => {
  if (found.isFile()) return null;
  if (found.isDirectory()) return 'directory';
  return found.isFIFO() || found.isSocket() ? 'pipe' : 'not-a-file';
};

/** Opening must not wait for a writer and must not make a terminal ours. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

const CHUNK = 64 * 1024;

/** Reads to the end, or one byte beyond the limit; a size that a file claims is not believed, for those of /proc claim 0. */
const readOpen = (file: number, from: number | undefined, most: number): Buffer => {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(Math.min(CHUNK, most + 1 - length));
    const got = readSync(file, piece, 0, piece.length, from === undefined ? null : from + length);
    if (got > 0) pieces.push(got < piece.length ? piece.subarray(0, got) : piece);
    length += got;
    if (got === 0 || length > most) return Buffer.concat(pieces, length);
  }
};

const contentsOf = (file: number, { maxBytes, beginning = false, from }: Reading): FileRead => {
  const found = fstatSync(file);
  const objection = objectionTo(found);
  if (objection !== null) return { unread: objection, code: '' };
  if (!beginning && found.size > maxBytes) return { unread: 'too-large', code: '' };
  const bytes = readOpen(file, from, maxBytes);
  if (bytes.length <= maxBytes) return { bytes, cut: false };
  return beginning ? { bytes: bytes.subarray(0, maxBytes), cut: true } : { unread: 'too-large', code: '' };
};

/** Looked at before it is opened: to open a device or a pipe has effects of its own. */
const openOwn = (path: string): number | Unread => objectionTo(statSync(path)) ?? openSync(path, FLAGS);

const openedAs = (path: string, root: string | null): number | Unread => {
  if (root === null) return openOwn(path);
  const place = openBelow(root, path);
  try {
    // By its descriptor: what was looked at is what is opened, whatever the name leads to by now.
    return objectionTo(fstatSync(place)) ?? openSync(`/proc/self/fd/${place}`, FLAGS);
  } finally {
    closeSync(place);
  }
};

/**
 * The one reader of files: regular files only, as far as a limit, never waiting for anything. Whoever names a file may
 * be a stranger (a process, a repository, a configuration), so that it may be a device without end, a pipe that nobody
 * writes to or a link out of where it should be. Never throws.
 */
export const readFile = (path: string, reading: Reading): FileRead => {
  try {
    const opened = openedAs(path, reading.root ?? null);
    if (typeof opened === 'string') return { unread: opened, code: '' };
    try {
      return contentsOf(opened, reading);
    } finally {
      closeSync(opened);
    }
  } catch (thrown) {
    const code = errorCode(thrown);
    return { unread: REASONS[code] ?? 'failed', code };
  }
};

/** An open regular file that is too large to be held. */
export interface OpenFile {
  readonly size: number;
  /** Fills the buffer from an offset in it with bytes from a place in the file; tells how many there were. */
  read(buffer: Buffer, offset: number, length: number, position: number): number;
}

/** Opens a regular file, hands it over and closes it; null when it cannot be read. */
export const withFile = <T>(path: string, use: (file: OpenFile) => T): T | null => {
  try {
    const opened = openOwn(path);
    if (typeof opened === 'string') return null;
    try {
      const found = fstatSync(opened);
      const read: OpenFile['read'] = (...given) => readSync(opened, ...given);
      return found.isFile() ? use({ size: found.size, read }) : null;
    } finally {
      closeSync(opened);
    }
  } catch {
    return null;
  }
};

/** The bytes of a file; null when there are none. */
export const bytesOf = (path: string, reading: Reading): Buffer | null => {
  const read = readFile(path, reading);
  return 'bytes' in read ? read.bytes : null;
};

const units = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${bytes / (1024 * 1024)} MiB` : `${bytes / 1024} KiB`;

/** Why a file was not read, in words that follow "cannot read FILE:". */
export const whyUnread = (
  { unread, code }: Extract<FileRead, { unread: Unread }>,
  maxBytes: number,
): string => {
  if (unread === 'too-large') return `it is larger than ${units(maxBytes)}`;
  return unread === 'failed' ? `it cannot be read${code === '' ? '' : ` (${code})`}` : WHY_UNREAD[unread];
};
