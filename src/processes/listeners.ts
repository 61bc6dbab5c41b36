import type { Listener, Network } from '../model/process.ts';
import { orElse } from './files.ts';
import { networkOf, pidsOf, statusOf } from './linux.ts';
import { holdersOf } from './socket-holders.ts';
import { scopeOf, type TcpEntry, tcpTable } from './sockets.ts';

interface Found {
  readonly entry: TcpEntry;
  readonly network: Network['whose'];
}

/** A process in each of the other networks that can be seen from here. */
const otherNetworks = (root: string): readonly string[] => {
  const representatives = new Map<string, string>();
  for (const pid of pidsOf(root)) {
    const { whose, id } = networkOf(String(pid), root);
    if (whose === 'other' && id !== null && !representatives.has(id)) representatives.set(id, String(pid));
  }
  return [...representatives.values()];
};

const listening = (
  process: string,
  network: Network['whose'],
  ports: readonly number[],
  root: string,
): readonly Found[] =>
  orElse(tcpTable(process, root), [])
    .filter(({ state, local }) => state === 'listening' && ports.includes(local.port))
    .map((entry) => ({ entry, network }));

/** Who listens on these TCP ports, in our own network and in every other that can be seen. Linux. */
export const listListeners = (ports: readonly number[], root = '/proc'): readonly Listener[] => {
  const found = [
    ...listening('self', 'own', ports, root),
    ...otherNetworks(root).flatMap((process) => listening(process, 'other', ports, root)),
  ];
  const holders = holdersOf(new Set(found.map(({ entry }) => entry.inode)), root);
  return found.map(({ entry, network }) => {
    const pid = holders.get(entry.inode) ?? null;
    const status = pid === null ? null : orElse(statusOf(pid, root), null);
    return {
      port: entry.local.port,
      address: entry.local.address,
      scope: scopeOf(entry.local.address),
      network,
      pid,
      name: status?.name ?? null,
    };
  });
};
