import { spawn, spawnSync } from 'node:child_process';
import { bytesOf } from '../disk/read.ts';

/** A program and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** How to be started in the network of a process. */
export interface Entry {
  /** Stands before the command line that is to run there. */
  readonly prefix: CommandLine;
  /** Names are looked up with the process's own hosts and resolver files. */
  readonly ownNames: boolean;
}

const runs = (prefix: CommandLine): boolean => {
  const [program, ...args] = [...prefix, 'true'];
  if (program === undefined) return false;
  const { status } = spawnSync(program, args, { stdio: 'ignore', timeout: 5_000 });
  return status === 0;
};

/** Only the network; where that is not permitted, through the user namespace of a container without root. */
const NAMESPACES: readonly (readonly string[])[] = [['-n'], ['-U', '--preserve-credentials', '-n']];

/**
 * Lays the process's hosts and resolver files over ours, for the command that follows alone: with those of the
 * machine the names of a container's network mean nothing. What stands in them is handed over: they are files of
 * somebody else, which may be devices or pipes, and a file of other mounts cannot be laid over one of ours.
 */
const NAMES = `set -e
mount -t tmpfs -o size=1m otel-doctor /mnt
for name in hosts resolv.conf; do
  printf %s "$1" > "/mnt/$name"; shift
  mount --bind "/mnt/$name" "/etc/$name"
done
umount -l /mnt
exec "$@"`;

/** Bytes of a file that are handed over as an argument; Linux takes 128 KiB. */
const MAX_BYTES = 64 * 1024;

const namesOf = (root: string): readonly string[] | null => {
  const files = ['hosts', 'resolv.conf'].map((name) =>
    bytesOf(`/etc/${name}`, { maxBytes: MAX_BYTES, root }),
  );
  return files.every((bytes) => bytes !== null && !bytes.includes(0))
    ? files.map((bytes) => bytes?.toString('latin1') ?? '')
    : null;
};

/** What lays them over ours; null where one of them is no file that can be read. */
const withNames = (fileRoot: string): readonly string[] | null => {
  const names = namesOf(fileRoot);
  if (names === null) return null;
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', NAMES, 'otel-doctor', ...names];
};

/** How to be started in the network of a process; null when that is not permitted or `nsenter` is not there. */
export const entryTo = (pid: number, fileRoot: string | null): Entry | null => {
  for (const namespaces of NAMESPACES) {
    const enter: CommandLine = ['nsenter', '-t', String(pid), ...namespaces, '--'];
    if (!runs(enter)) continue;
    if (fileRoot === null) return { prefix: enter, ownNames: true };
    const names = withNames(fileRoot);
    const named: CommandLine = [...enter, ...(names ?? [])];
    const ownNames = names !== null && runs(named);
    return { prefix: ownNames ? named : enter, ownNames };
  }
  return null;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command with our own streams and waits for its end. What asks us to end is passed on to it.
 * Null when it could not be started.
 */
export const runInPlace = (
  [program, ...args]: CommandLine,
  environment: NodeJS.ProcessEnv,
): Promise<number | null> =>
  new Promise((settle) => {
    const child = spawn(program, args, { stdio: 'inherit', env: environment });
    const handlers = SIGNALS.map((signal) => ({ signal, pass: () => void child.kill(signal) }));
    for (const { signal, pass } of handlers) process.on(signal, pass);
    const end = (status: number | null): void => {
      for (const { signal, pass } of handlers) process.off(signal, pass);
      settle(status);
    };
    child.once('error', () => end(null));
    child.once('exit', (code) => end(code ?? 2));
  });
