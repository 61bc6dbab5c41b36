import { readFileSync, readlinkSync } from 'node:fs';

/** As many links as Linux follows. */
const MAX_LINKS = 40;

const linkAt = (path: string): string | null => {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
};

/**
 * Place of an absolute path below another root, as a process whose root that is would find it: the system itself would
 * follow an absolute link out of there, to our own files.
 */
const placeIn = (root: string, path: string): string => {
  const left = path.split('/').reverse();
  const walked: string[] = [];
  for (let links = 0; left.length > 0; ) {
    const name = left.pop();
    if (name === undefined || name === '' || name === '.') continue;
    if (name === '..') {
      walked.pop();
      continue;
    }
    const link = links < MAX_LINKS ? linkAt([root, ...walked, name].join('/')) : null;
    if (link === null) {
      walked.push(name);
      continue;
    }
    links += 1;
    if (link.startsWith('/')) walked.length = 0;
    left.push(...link.split('/').reverse());
  }
  return [root, ...walked].join('/');
};

/** Reads a file below another root; null when it cannot be read. */
export const readRooted = (root: string | null, path: string): Buffer | null => {
  try {
    return readFileSync(root === null ? path : placeIn(root, path));
  } catch {
    return null;
  }
};
