import type { Connection } from '../model/process.ts';
import { orElse, readLink } from './files.ts';
import { socketsOf } from './socket-holders.ts';
import { scopeOf, type TcpEntry, tcpTable } from './sockets.ts';
import { treeOf } from './tree.ts';

/** What a process and its descendants are connected to, and the ports that they listen on themselves. */
export interface TreeSockets {
  readonly made: readonly (Connection & { readonly state: TcpEntry['state'] })[];
  readonly listening: readonly number[];
  /** Those of the ports that something is or was connected to a moment ago. */
  readonly asked: readonly number[];
}

const CONNECTED: readonly TcpEntry['state'][] = ['established', 'connecting', 'closing'];

/** Reads the table of each network once, although every process has its own file of it. */
const tableReader = (root: string): ((pid: number) => readonly TcpEntry[]) => {
  const tables = new Map<string, readonly TcpEntry[]>();
  return (pid) => {
    const network = orElse(readLink(`${root}/${pid}/ns/net`), String(pid));
    const known = tables.get(network);
    if (known !== undefined) return known;
    const table = orElse(tcpTable(String(pid), root), []);
    tables.set(network, table);
    return table;
  };
};

/**
 * The port of a connection to one of these. The side that closes first keeps the connection for a minute, held by no
 * process (TIME_WAIT, RFC 9293 section 3.6): so that one that was over in a moment is seen, too.
 */
const portAsked = ({ state, local, remote }: TcpEntry, listening: ReadonlySet<number>): readonly number[] => {
  if (state === 'listening') return [];
  if (listening.has(local.port)) return [local.port];
  return scopeOf(remote.address) === 'loopback' && listening.has(remote.port) ? [remote.port] : [];
};

/**
 * Sockets of a process and its descendants; connections that they took on a port of theirs are left out. Linux.
 * Each is read in the network of its own process.
 */
export const treeSockets = (pid: number, root = '/proc'): TreeSockets => {
  const tableOf = tableReader(root);
  const holders = treeOf(pid, root)
    .map((member) => ({ member, own: new Set(socketsOf(member, root)) }))
    .filter(({ own }) => own.size > 0)
    .map(({ member, own }) => ({ member, held: tableOf(member).filter(({ inode }) => own.has(inode)) }));
  const listening = new Set(
    holders.flatMap(({ held }) =>
      held.filter(({ state }) => state === 'listening').map(({ local }) => local.port),
    ),
  );
  const made = holders.flatMap(({ member, held }) =>
    held
      .filter(({ state, local }) => CONNECTED.includes(state) && !listening.has(local.port))
      .map(({ state, local, remote }) => ({ pid: member, state, local, remote })),
  );
  const asked = new Set(
    holders.flatMap(({ member }) => tableOf(member).flatMap((entry) => portAsked(entry, listening))),
  );
  return { made, listening: [...listening], asked: [...asked] };
};
