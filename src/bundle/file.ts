import { readFileSync, statSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { usageError } from '../model/usage.ts';

/** A bundle has some hundred kilobytes; answers of servers in it are cut. */
const MAX_BYTES = 32 * 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOTDIR: 'there is no such file',
};

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const unpacked = (path: string, bytes: Buffer): Buffer => {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch {
    throw usageError(`cannot read ${path}: it is not whole, or larger than 32 MiB when unpacked`);
  }
};

/** Text of a file, unpacked where it is packed. */
export const readPacked = (path: string): string => {
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    // A device such as /dev/zero never ends; a pipe is how a shell hands over the output of a command.
    if (!found.isFile() && !found.isFIFO()) throw usageError(`cannot read ${path}: it is not a file`);
    if (found.size > MAX_BYTES) throw usageError(`cannot read ${path}: it is larger than 32 MiB`);
    return unpacked(path, readFileSync(path)).toString('utf8');
  } catch (thrown) {
    const code = (thrown as { code?: string }).code ?? '';
    if (code === 'USAGE') throw thrown;
    throw usageError(`cannot read ${path}: ${REASONS[code] ?? (code || 'it cannot be read')}`);
  }
};

/** Bytes for a file: packed where its name ends so. */
export const packedFor = (path: string, text: string): string | Uint8Array =>
  path.endsWith('.gz') ? gzipSync(text) : text;
