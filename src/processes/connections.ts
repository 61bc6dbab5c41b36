import type { Connection } from '../model/process.ts';
import { orElse } from './files.ts';
import { pidsOf, statusOf } from './linux.ts';
import { socketsOf } from './socket-holders.ts';
import { type TcpEntry, tcpTable } from './sockets.ts';

/** A process and everything that it started and that is still its descendant. */
const treeOf = (pid: number, root: string): readonly number[] => {
  const children = new Map<number, number[]>();
  for (const candidate of pidsOf(root)) {
    const parent = orElse(statusOf(candidate, root), null)?.parent ?? 0;
    children.set(parent, [...(children.get(parent) ?? []), candidate]);
  }
  const tree = [pid];
  // Grows while it is walked: the children of children follow.
  for (const member of tree) tree.push(...(children.get(member) ?? []).filter((id) => !tree.includes(id)));
  return tree;
};

/**
 * Connections that a process and its descendants have made: those whose near port nobody of them listens on.
 * Linux. Each is read in the network of its own process.
 */
export const outgoingConnections = (pid: number, root = '/proc'): readonly Connection[] => {
  const tables = treeOf(pid, root).map((member) => ({
    member,
    table: orElse(tcpTable(String(member), root), []),
    own: new Set(socketsOf(member, root)),
  }));
  const isHeld = ({ inode }: TcpEntry): boolean => tables.some(({ own }) => own.has(inode));
  const served = new Set(
    tables.flatMap(({ table }) =>
      table.filter((entry) => entry.state === 'listening' && isHeld(entry)).map(({ local }) => local.port),
    ),
  );
  return tables.flatMap(({ member, table, own }) =>
    table
      .filter(
        ({ state, inode, local }) => state === 'established' && own.has(inode) && !served.has(local.port),
      )
      .map(({ local, remote }) => ({ pid: member, local, remote })),
  );
};
