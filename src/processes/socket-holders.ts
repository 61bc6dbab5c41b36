import { listNames, orElse, readLink } from './files.ts';
import { pidsOf } from './linux.ts';

const SOCKET = /^socket:\[(\d+)\]$/;

/** Inodes of the sockets that a process has open; none when that may not be seen. */
export const socketsOf = (pid: number, root: string): readonly number[] =>
  orElse(listNames(`${root}/${pid}/fd`), []).flatMap((descriptor) => {
    const inode = SOCKET.exec(orElse(readLink(`${root}/${pid}/fd/${descriptor}`), ''))?.[1];
    return inode === undefined ? [] : [Number(inode)];
  });

/**
 * Which process holds each of these sockets. Of several that share one (a server and its workers) the one with the
 * lowest id, which as a rule is the one that opened it.
 */
export const holdersOf = (inodes: ReadonlySet<number>, root: string): ReadonlyMap<number, number> => {
  const holders = new Map<number, number>();
  for (const pid of inodes.size === 0 ? [] : pidsOf(root)) {
    for (const inode of socketsOf(pid, root)) {
      if (inodes.has(inode) && !holders.has(inode)) holders.set(inode, pid);
    }
    if (holders.size === inodes.size) break;
  }
  return holders;
};
