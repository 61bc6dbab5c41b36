import { spawn, spawnSync } from 'node:child_process';

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
 * machine the names of a container's network mean nothing. They are copied first, because a file of other mounts
 * cannot be laid over one of ours.
 */
const NAMES = `set -e
from=$1; shift
mount -t tmpfs otel-doctor /mnt
for name in hosts resolv.conf; do
  cat "$from/etc/$name" > "/mnt/$name"
  mount --bind "/mnt/$name" "/etc/$name"
done
umount -l /mnt
exec "$@"`;

const withNames = (fileRoot: string): readonly string[] => [
  ...['unshare', '--mount', '--propagation', 'private'],
  ...['sh', '-c', NAMES, 'otel-doctor', fileRoot],
];

/** How to be started in the network of a process; null when that is not permitted or `nsenter` is not there. */
export const entryTo = (pid: number, fileRoot: string | null): Entry | null => {
  for (const namespaces of NAMESPACES) {
    const enter: CommandLine = ['nsenter', '-t', String(pid), ...namespaces, '--'];
    if (!runs(enter)) continue;
    const named: CommandLine = fileRoot === null ? enter : [...enter, ...withNames(fileRoot)];
    const ownNames = fileRoot === null || runs(named);
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
