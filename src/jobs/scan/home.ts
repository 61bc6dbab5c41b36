import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whether a path is a directory; one that is not there is none. */
export const isDirectory = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The directory of what is scanned: that itself, of a file the one that it is in, of standard input the current one. */
export const homeOf = (path: string): string =>
  path === '-' ? resolve('.') : isDirectory(path) ? resolve(path) : dirname(resolve(path));
