import type { Network, Read } from '../model/process.ts';
import { printable } from '../text/printable.ts';
import { listNames, orElse, readLink, readText } from './files.ts';

/** What the system keeps about a process in its stat file. */
export interface Status {
  readonly name: string;
  readonly parent: number;
  /** Ended, and only waiting for its parent to ask how. */
  readonly ended: boolean;
  /** Ticks of the clock from the start of the machine to that of the process; null in a shorter file. */
  readonly started: string | null;
}

/**
 * The name stands in brackets and may hold brackets and blanks itself; the start is the 22nd field.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
const STAT = /^\d+ \(([\s\S]*)\) (\S) (\d+)(?:(?: -?\d+){17} (\d+))?/;

export const statusOf = (pid: number, root: string): Read<Status> => {
  const text = readText(`${root}/${pid}/stat`);
  if ('unread' in text) return text;
  const [, name, state, parent, started = null] = STAT.exec(text.value) ?? [];
  if (name === undefined || state === undefined) return { unread: 'gone' };
  const ended = state === 'Z' || state === 'X';
  return { value: { name: printable(name), parent: Number(parent), ended, started } };
};

/** Ids of all processes, ascending. */
export const pidsOf = (root: string): readonly number[] =>
  orElse(listNames(root), [])
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);

/** Entries of a file in which each ends with a null byte: /proc/PID/cmdline and environ. */
export const splitNulls = (text: string): readonly string[] => text.replace(/\0$/, '').split('\0');

/** The network that a process is in. Comparing the ids of two processes tells whether they share it. */
export const networkOf = (process: string, root: string): Network => {
  const [id, own] = [process, 'self'].map((name) => orElse(readLink(`${root}/${name}/ns/net`), null));
  if (id === null || id === undefined) return { whose: 'unknown', id: null };
  return { whose: own === null ? 'unknown' : id === own ? 'own' : 'other', id };
};

/** Where the files of a process are found from here; null when it has the same mounts and the same root as we do. */
export const fileRootOf = (pid: number, root: string): string | null => {
  const same = (place: string): boolean => {
    const [theirs, own] = [String(pid), 'self'].map((name) =>
      orElse(readLink(`${root}/${name}/${place}`), null),
    );
    return theirs === own || theirs === null;
  };
  return same('ns/mnt') && same('root') ? null : `${root}/${pid}/root`;
};
