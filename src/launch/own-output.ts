import { write } from 'node:fs';
import { Writable } from 'node:stream';

/** How long to wait before a descriptor that takes nothing at the moment is tried again. */
const RETRY_MS = 10;

const writeAll = (descriptor: number, bytes: Buffer, done: (error: Error | null) => void): void =>
  write(descriptor, bytes, (error, written) => {
    if (error?.code === 'EAGAIN') setTimeout(() => writeAll(descriptor, bytes, done), RETRY_MS);
    else if (error || written === bytes.length) done(error);
    else writeAll(descriptor, bytes.subarray(written), done);
  });

/**
 * Writes to standard output (1) or standard error (2) without ever holding up this process: Node's own streams wait
 * for a slow reader of a pipe, and the receiver would answer nobody meanwhile.
 * https://nodejs.org/docs/latest-v20.x/api/process.html#a-note-on-process-io
 */
export const ownOutput = (descriptor: 1 | 2): Writable =>
  new Writable({
    highWaterMark: 64 * 1024,
    write: (bytes: Buffer, _encoding, done) => writeAll(descriptor, bytes, done),
  });
