import { closeSync, constants, openSync, readlinkSync, statfsSync } from 'node:fs';
import { errorCode } from '../model/error-code.ts';

/** As many links as Linux follows. */
const MAX_LINKS = 40;

/** A place in the file system that is neither read nor written: https://man7.org/linux/man-pages/man2/open.2.html */
const O_PATH = 0o10000000;

/** Type of the file system of /proc: include/uapi/linux/magic.h */
const PROC_SUPER_MAGIC = 0x9fa0;

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** The entry of an open directory: what the system calls openat, which Node does not have. */
const entry = (directory: number, name: string): string => `/proc/self/fd/${directory}/${name}`;

const linkAt = (directory: number, name: string): string | null => {
  try {
    return readlinkSync(entry(directory, name));
  } catch (thrown) {
    // Anything but a link; whether it is there is seen when it is opened.
    if (['EINVAL', 'ENOENT'].includes(errorCode(thrown))) return null;
    throw thrown;
  }
};

/** `/proc/self` would be us and not the process in question. */
const isProc = (place: number): boolean => statfsSync(`/proc/self/fd/${place}`).type === PROC_SUPER_MAGIC;

/**
 * Opens the place of an absolute path below another root, as a process whose root that is would find it. Every step is
 * taken from the directory that was opened before and follows no link by itself, so that nothing leads out of the root:
 * no absolute link, no `..`, no name that is exchanged meanwhile, no magic link of /proc. Throws the system's error.
 */
export const openBelow = (root: string, path: string): number => {
  const left = path.split('/').reverse();
  const walked: number[] = [openSync(root, O_PATH | constants.O_DIRECTORY)];
  const back = (depth: number): void => {
    while (walked.length > depth) closeSync(walked.pop() as number);
  };
  try {
    for (let links = 0; left.length > 0; ) {
      const name = left.pop();
      if (name === undefined || name === '' || name === '.') continue;
      if (name === '..') {
        back(Math.max(walked.length - 1, 1));
        continue;
      }
      const here = walked.at(-1) as number;
      const link = linkAt(here, name);
      if (link === null) {
        walked.push(openSync(entry(here, name), O_PATH | constants.O_NOFOLLOW));
        continue;
      }
      links += 1;
      if (links > MAX_LINKS) throw failure('ELOOP');
      if (link.startsWith('/')) back(1);
      left.push(...link.split('/').reverse());
    }
    const place = walked.at(-1) as number;
    if (isProc(place)) throw failure('EACCES');
    walked.pop();
    return place;
  } finally {
    back(0);
  }
};
