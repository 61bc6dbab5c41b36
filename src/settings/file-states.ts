import { bytesOf } from '../disk/read.ts';
import type { FileStates } from '../resolve/files.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { namedFiles } from '../resolve/resolve.ts';

/** Reads a file as the process in question would: its bytes, or why there are none. */
export type ReadFile = (path: string) => Buffer | null;

/** Bundles of all public authorities have a twentieth of that. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads a file below the root of a process; null when it cannot be read. */
export const readFileBelow = (root: string | null, path: string): Buffer | null =>
  bytesOf(path, { maxBytes: MAX_BYTES, root });

/** Reads a file as this process does; null when it cannot be read. */
export const readOwnFile: ReadFile = (path) => readFileBelow(null, path);

const stateOf = (bytes: Buffer | null): FileStates[string] => {
  // What cannot be read is missing or not permitted; SDKs treat both alike.
  if (bytes === null) return 'missing';
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN ')) return 'not-pem';
  return text.includes('PRIVATE KEY-----') ? 'pem-with-key' : 'pem';
};

/** What is known of the files that the settings name; what they hold stays here. */
export const fileStates = (environment: LayeredEnvironment, readFile: ReadFile): FileStates =>
  Object.fromEntries(namedFiles(environment).map((path) => [path, stateOf(readFile(path))]));
