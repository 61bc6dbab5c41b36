import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { errorCode } from '../model/error-code.ts';

/** How a file is written. */
export interface Writing {
  /** Nobody but its owner may read it. */
  readonly secret?: boolean;
  /** Directories of which one must hold the file; anywhere when left out. */
  readonly within?: readonly string[];
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** The reason in words where the system's code does not say it. */
const REASONS: Readonly<Record<string, string>> = {
  ELINK: 'it is a link, which is not followed; name the file itself',
  ENOFILE: 'it is not a file',
  EOUTSIDE: 'it lies outside of what was named',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be written',
  EPERM: 'it may not be replaced by this user',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EMFILE: 'too many files are open (ulimit -n)',
};

/** Why a file was not written: words, or the code of the system. */
export const whyUnwritten = (thrown: unknown): string => {
  const code = errorCode(thrown) || 'an error';
  return REASONS[code] ?? code;
};

/** What stands there already; null when nothing does. */
const presentAt = (path: string): Stats | null => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (found.isSymbolicLink()) throw failure('ELINK');
  if (found.isDirectory()) throw failure('EISDIR');
  if (!found.isFile()) throw failure('ENOFILE');
  return found;
};

/** Throws, with a code, what would keep a file from being written; nothing is written. */
export const refuseUnwritable = (path: string): void => {
  const present = presentAt(path);
  if (present !== null) accessSync(path, constants.W_OK);
  accessSync(dirname(path), constants.W_OK);
};

/** Whether a file lies in a directory, wherever links lead. */
export const liesWithin = (path: string, directories: readonly string[]): boolean => {
  const real = (place: string): string | null => {
    try {
      return realpathSync(place);
    } catch {
      return null;
    }
  };
  const place = real(dirname(path));
  return directories.map(real).some((home) => {
    if (home === null || place === null) return false;
    return place === home || place.startsWith(home.endsWith(sep) ? home : `${home}${sep}`);
  });
};

/** Mode of a new file before the user's mask. */
const MODE = 0o666;
const SECRET_MODE = 0o600;

const writeWhole = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
};

const keepOwner = (file: number, { uid, gid }: Stats): void => {
  if (process.getuid?.() !== uid || process.getgid?.() !== gid) fchownSync(file, uid, gid);
};

/** A change of the directory must reach the disk too; not every file system can be asked for that. */
const syncDirectory = (path: string): void => {
  try {
    const directory = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  } catch {
    // The file itself is safe.
  }
};

const fill = (beside: string, bytes: Uint8Array, present: Stats | null, secret: boolean): void => {
  const file = openSync(beside, 'wx', present === null && !secret ? MODE : SECRET_MODE);
  try {
    writeWhole(file, bytes);
    // The owner first: to change it takes bits away from the mode.
    if (present !== null) keepOwner(file, present);
    if (present !== null && !secret) fchmodSync(file, present.mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/**
 * The one writer of files: whole or not at all, so that a full disk or the end of the process loses nothing of what
 * stood there. Mode and owner stay; no link is followed, and nothing but a regular file is replaced. Throws an error
 * with a code.
 */
export const writeFile = (
  path: string,
  content: string | Uint8Array,
  { secret = false, within }: Writing = {},
): void => {
  if (within !== undefined && !liesWithin(path, within)) throw failure('EOUTSIDE');
  const present = presentAt(path);
  const directory = dirname(path);
  const beside = join(directory, `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}`);
  try {
    fill(beside, typeof content === 'string' ? Buffer.from(content) : content, present, secret);
    renameSync(beside, path);
  } catch (thrown) {
    try {
      unlinkSync(beside);
    } catch {
      // It was never made.
    }
    throw thrown;
  }
  syncDirectory(directory);
};
