import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, issue } from '../lab/certificates.ts';
import { type Collector, type CollectorOptions, startCollector } from '../lab/collector.ts';
import { createNamespace } from '../lab/namespace.ts';
import { fileWith, temporaryDirectory } from '../lab/ports.ts';
import type { Environment, Launch, RunningProcess } from '../lab/process.ts';
import { waitFor } from '../lab/wait.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Where Collectors stand behind a proxy: not at the address that applications know, so that no way leads around it. */
export const BEHIND = { host: '127.0.0.9', grpc: 14_317, http: 14_318 } as const;

/** The names that a network of the world knows, all of them this machine, as services of a Compose network are. */
const NAMES = ['otel.test', 'mlflow', 'phoenix', 'prometheus', 'victoriametrics', 'victorialogs', 'jaeger'];

/** A server of somebody else's. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Environment;
  /** It is up when it listens on all of these. */
  readonly ports: readonly number[];
  readonly directory?: string;
  /** How long it may take to come up, in milliseconds; two minutes unless given. */
  readonly patience?: number;
}

/** A network of its own, with the default ports of everything free. */
export interface Place {
  /** Starts a program there. */
  readonly launch: Launch;
  /** Holds ca.pem, server.pem, server.key, both.pem, client.pem, client.key, other.pem, other.key. */
  readonly certificates: string;
  /** Starts the Collector where proxies look for it. */
  collector(options?: CollectorOptions): Promise<Collector>;
  serve(program: Program): Promise<RunningProcess>;
  /** Asks a URL there until its answer has one of the words, after `before` each time; gives up after some seconds. */
  hasCome(url: string, words: readonly string[], before?: string): Promise<boolean>;
  remove(): Promise<void>;
}

/** Makes such a network; `certificates` comes from `createWorldCertificates`. */
export async function createPlace(certificates: string): Promise<Place> {
  const namespace = await createNamespace();
  const hosts = fileWith(`127.0.0.1 localhost ${NAMES.join(' ')}\n::1 localhost\n`);
  const launch: Launch = (command, args, options) =>
    namespace.launch(command, args, { ...options, binds: { '/etc/hosts': hosts } });
  const running: { stop(): Promise<unknown> }[] = [];
  return {
    launch,
    certificates,
    collector: async (options = {}) => {
      const behind = { host: BEHIND.host, grpcPort: BEHIND.grpc, httpPort: BEHIND.http };
      const collector = await startCollector({ ...behind, ...options }, launch);
      running.push(collector);
      return collector;
    },
    serve: async ({ command, args, environment, directory, ports, patience }) => {
      const started = launch(command, args, {
        ...(environment && { environment }),
        ...(directory !== undefined && { directory }),
      });
      running.push(started);
      await untilListening(started, command, ports, patience);
      return started;
    },
    hasCome: async (url, words, before = '') => {
      const asked = launch(process.execPath, [join(here, 'poll.mjs'), url, before, ...words]);
      await asked.exited;
      return asked.stdout() === 'come';
    },
    remove: async () => {
      await Promise.all(running.map((each) => each.stop()));
      await namespace.remove();
    },
  };
}

/** Waits until the network namespace of a process has listeners on all ports. */
async function untilListening(
  started: RunningProcess,
  command: string,
  ports: readonly number[],
  patience = 120_000,
): Promise<void> {
  const state = { ended: false };
  void started.exited.then(() => {
    state.ended = true;
  });
  const up = () => {
    const there = listeningPorts(started.pid);
    return state.ended || ports.every((port) => there.has(port));
  };
  const story = () => `${command} on ${ports.join(', ')}; it wrote:\n${started.stdout()}${started.stderr()}`;
  await waitFor(up, story, patience);
  if (state.ended) throw new Error(`${command} ended before it listened: ${story()}`);
}

/** State 0A is LISTEN: the table of /proc/net/tcp as proc_net_tcp.rst of the kernel describes it. */
function listeningPorts(pid: number): ReadonlySet<number> {
  const rows = ['tcp', 'tcp6'].flatMap((table) => readTable(`/proc/${pid}/net/${table}`));
  return new Set(
    rows.flatMap((row) => {
      const [, local = '', , state] = row.trim().split(/\s+/);
      return state === '0A' ? [Number.parseInt(local.split(':')[1] ?? '', 16)] : [];
    }),
  );
}

function readTable(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1);
  } catch {
    return [];
  }
}

/** Makes the certificates of the world once, as files in one directory. */
export async function createWorldCertificates(): Promise<string> {
  const directory = temporaryDirectory('world');
  const authority = await createAuthority('otel-doctor world root');
  const server = await issue(authority, { names: ['localhost', 'otel.test'], ips: ['127.0.0.1', '::1'] });
  const named = await issue(authority, { names: ['otel.example.com'] });
  const client = await issue(authority, { names: ['client'], client: true });
  const other = await issue('self', { names: ['stranger'], client: true });
  const files: Readonly<Record<string, string>> = {
    'ca.pem': authority.certificate,
    'server.pem': server.chain,
    'server.key': server.key,
    'both.pem': server.chain + server.key,
    'named.pem': named.chain,
    'named.key': named.key,
    'client.pem': client.chain,
    'client.key': client.key,
    'other.pem': other.chain,
    'other.key': other.key,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  openToAll(directory);
  return directory;
}

/** Servers that are started by root read their files as somebody else. */
export function openToAll(directory: string): void {
  chmodSync(directory, 0o777);
}
