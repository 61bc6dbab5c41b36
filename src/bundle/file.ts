import { gunzipSync, gzipSync } from 'node:zlib';
import { readNamed } from '../disk/handed-over.ts';
import { whyUnread } from '../disk/read.ts';
import { usageError } from '../model/usage.ts';

/** A bundle has some hundred kilobytes; answers of servers in it are cut. */
const MAX_BYTES = 32 * 1024 * 1024;

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
  const read = readNamed(path, { maxBytes: MAX_BYTES });
  if ('bytes' in read) return unpacked(path, read.bytes).toString('utf8');
  throw usageError(`cannot read ${path}: ${whyUnread(read, MAX_BYTES)}`);
};

/** Bytes for a file: packed where its name ends so. */
export const packedFor = (path: string, text: string): string | Uint8Array =>
  path.endsWith('.gz') ? gzipSync(text) : text;
