import { orElse, readText } from './files.ts';
import { treeOf } from './tree.ts';

/** Whether a process or one of its descendants has a file mapped whose path matches. Linux; false where it cannot be seen. */
export const treeMaps = (pid: number, pattern: RegExp, root = '/proc'): boolean =>
  treeOf(pid, root).some((member) => pattern.test(orElse(readText(`${root}/${member}/maps`), '')));
