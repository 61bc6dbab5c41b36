import { execFileSync } from 'node:child_process';

/** Makes a named pipe, which nobody writes to, and returns its path. */
export const makePipe = (path: string): string => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  return path;
};
