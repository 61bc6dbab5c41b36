import { endianness } from 'node:os';
import type { Read, Scope } from '../model/process.ts';
import { readText } from './files.ts';

/** One line of /proc/net/tcp or tcp6: https://docs.kernel.org/networking/proc_net_tcp.html */
export interface TcpEntry {
  readonly local: { readonly address: string; readonly port: number };
  readonly remote: { readonly address: string; readonly port: number };
  readonly state: 'established' | 'connecting' | 'closing' | 'listening' | 'other';
  /** Identifies the socket in /proc/PID/fd; 0 for one that no process holds any more. */
  readonly inode: number;
}

/** Numbers of the kernel's states: include/net/tcp_states.h. A socket in TIME_WAIT belongs to nobody any more. */
const STATES: Readonly<Record<string, TcpEntry['state']>> = {
  '01': 'established',
  '02': 'connecting',
  '04': 'closing',
  '05': 'closing',
  '08': 'closing',
  '09': 'closing',
  '0A': 'listening',
};

/** Bytes of an address, which the kernel prints as 32-bit numbers in its own order. */
const bytesOf = (hex: string): readonly number[] => {
  const words = hex.match(/.{8}/g) ?? [];
  return words.flatMap((word) => {
    const bytes = (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
    return endianness() === 'LE' ? bytes.reverse() : bytes;
  });
};

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

const addressOf = (hex: string): string => {
  const bytes = bytesOf(hex);
  if (bytes.length === 4) return bytes.join('.');
  if (MAPPED.every((byte, index) => bytes[index] === byte)) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
};

const LINE =
  /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+\s+\d+\s+\d+ (\d+)/i;

/** Reads such a table; lines of another form are passed over. */
export const parseTcpTable = (text: string): readonly TcpEntry[] =>
  text.split('\n').flatMap((line) => {
    const [, local, localPort, remote, remotePort, state, inode] = LINE.exec(line) ?? [];
    if (!local || !localPort || !remote || !remotePort || !state) return [];
    return [
      {
        local: { address: addressOf(local), port: Number.parseInt(localPort, 16) },
        remote: { address: addressOf(remote), port: Number.parseInt(remotePort, 16) },
        state: STATES[state.toUpperCase()] ?? 'other',
        inode: Number(inode),
      },
    ];
  });

/** TCP sockets of the network that a process is in, both address families. `process` may be `self`. */
export const tcpTable = (process: string, root: string): Read<readonly TcpEntry[]> => {
  const four = readText(`${root}/${process}/net/tcp`);
  if ('unread' in four) return four;
  // A kernel without IPv6 has no second table.
  const six = readText(`${root}/${process}/net/tcp6`);
  return { value: [...parseTcpTable(four.value), ...('value' in six ? parseTcpTable(six.value) : [])] };
};

/** Who can reach a socket bound to an address. */
export const scopeOf = (address: string): Scope => {
  if (address === '0.0.0.0' || address === '::' || address === '*') return 'all';
  return /^127\.|^::1$/.test(address) ? 'loopback' : 'address';
};
