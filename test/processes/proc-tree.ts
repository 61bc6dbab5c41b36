import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../lab/ports.ts';

/** One process as /proc tells of it; what is left out it has as an ordinary process would. */
export interface RecordedProcess {
  readonly name?: string;
  readonly state?: string;
  readonly parent?: number;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly executable?: string;
  readonly directory?: string;
  readonly network?: string;
  readonly mounts?: string;
  /** Inodes of its sockets. */
  readonly sockets?: readonly number[];
  /** Lines of net/tcp and net/tcp6. */
  readonly tcp?: readonly string[];
  readonly tcp6?: readonly string[];
  readonly maps?: string;
  readonly threads?: readonly string[];
}

const OWN_NETWORK = 'net:[4026531833]';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

const table = (lines: readonly string[]): string => [HEAD, ...lines, ''].join('\n');

const nulls = (entries: readonly string[]): string => entries.map((entry) => `${entry}\0`).join('');

const writeProcess = (directory: string, id: string, process: RecordedProcess): void => {
  const { name = 'app', state = 'S', parent = 1, command = ['app'], environment = {} } = process;
  const write = (path: string, text: string): void => writeFileSync(join(directory, path), text);
  for (const path of ['fd', 'net', 'ns', 'task']) mkdirSync(join(directory, path), { recursive: true });
  write('stat', `${id} (${name}) ${state} ${parent} ${id} 0 0 -1 4194560 0\n`);
  write('cmdline', nulls(command));
  write('environ', nulls(Object.entries(environment).map(([variable, value]) => `${variable}=${value}`)));
  write('maps', process.maps ?? '');
  write('net/tcp', table(process.tcp ?? []));
  write('net/tcp6', table(process.tcp6 ?? []));
  symlinkSync(process.executable ?? '/usr/bin/app', join(directory, 'exe'));
  symlinkSync(process.directory ?? '/srv', join(directory, 'cwd'));
  symlinkSync(process.network ?? OWN_NETWORK, join(directory, 'ns/net'));
  symlinkSync(process.mounts ?? 'mnt:[4026531841]', join(directory, 'ns/mnt'));
  for (const [index, inode] of (process.sockets ?? []).entries())
    symlinkSync(`socket:[${inode}]`, join(directory, 'fd', String(index + 3)));
  symlinkSync('/dev/null', join(directory, 'fd/0'));
  for (const [index, thread] of (process.threads ?? []).entries()) {
    mkdirSync(join(directory, 'task', String(index)));
    write(`task/${index}/comm`, `${thread}\n`);
  }
};

/** A directory in the form of /proc with these processes; `self` is the doctor. */
export const procTree = (processes: Readonly<Record<string, RecordedProcess>>): string => {
  const root = temporaryDirectory('proc');
  for (const [id, process] of Object.entries({ self: {}, ...processes }))
    writeProcess(join(root, id), id === 'self' ? '999999' : id, process);
  writeFileSync(join(root, 'uptime'), '1 1\n');
  return root;
};
