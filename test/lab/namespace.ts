import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';
import { requirePart } from './find-part.ts';
import { temporaryDirectory } from './ports.ts';
import { type Finished, finish, type LaunchOptions, launch, type RunningProcess, run } from './process.ts';

/** How to start a process in a namespace. */
export interface NamespaceOptions extends LaunchOptions {
  /** Files and directories that this process alone sees in place of others: `{ '/etc/hosts': '/tmp/hosts' }`. */
  readonly binds?: Readonly<Record<string, string>>;
}

/** A machine of its own as far as the network goes: a loopback, and the links that `connect` makes. */
export interface Namespace {
  readonly name: string;
  launch(command: string, args: readonly string[], options?: NamespaceOptions): RunningProcess;
  run(
    command: string,
    args: readonly string[],
    options?: NamespaceOptions & { readonly milliseconds?: number },
  ): Promise<Finished>;
  remove(): Promise<void>;
}

/** A link between two namespaces: the address of each end. */
export interface Link {
  readonly first: string;
  readonly second: string;
}

const counter = { namespaces: 0, links: 0 };

/** Makes a network namespace with its loopback up. It is removed at the end of the test file if not before. */
export async function createNamespace(): Promise<Namespace> {
  const name = `otel-doctor-${process.pid}-${++counter.namespaces}`;
  await ip('netns', 'add', name);
  const removal = ['netns', 'delete', name] as const;
  const callOff = atEnd(() => spawnSync(requirePart('ip'), removal));
  await ip('-n', name, 'link', 'set', 'lo', 'up');
  const start: Namespace['launch'] = (command, args, options = {}) =>
    launch(requirePart('ip'), ['netns', 'exec', name, ...withBinds(options.binds, command, args)], options);
  return {
    name,
    launch: start,
    run: (command, args, options) => finish(start(command, args, options), options?.milliseconds),
    remove: async () => {
      callOff();
      await ip(...removal);
    },
  };
}

/** Links two namespaces by a virtual cable, with addresses of 198.51.100.0/24 (for documentation, RFC 5737). */
export async function connect(first: Namespace, second: Namespace): Promise<Link> {
  const number = counter.links++ % 64;
  const device = `cable${number}`;
  const link = { first: `198.51.100.${number * 4 + 1}`, second: `198.51.100.${number * 4 + 2}` };
  await ip(
    'link',
    'add',
    device,
    'netns',
    first.name,
    'type',
    'veth',
    'peer',
    'name',
    device,
    'netns',
    second.name,
  );
  await setAddress(first, device, `${link.first}/30`);
  await setAddress(second, device, `${link.second}/30`);
  return link;
}

/**
 * Gives a namespace an address that swallows every packet, as a firewall does that drops: a cable to nobody, with
 * the hardware address of the other end made up, so that not even "host unreachable" comes back.
 */
export async function addBlackHole(namespace: Namespace): Promise<string> {
  const address = '203.0.113.9';
  await ip('-n', namespace.name, 'link', 'add', 'hole', 'type', 'veth', 'peer', 'name', 'nobody');
  await ip('-n', namespace.name, 'link', 'set', 'nobody', 'up');
  await setAddress(namespace, 'hole', '203.0.113.1/24');
  await ip('-n', namespace.name, 'neighbour', 'add', address, 'lladdr', '02:00:00:00:00:09', 'dev', 'hole');
  return address;
}

/** Runs a test with so many namespaces, each linked to the first, and removes them whatever happens. */
export async function withNamespaces<T>(
  count: number,
  body: (namespaces: readonly Namespace[], links: readonly Link[]) => Promise<T>,
): Promise<T> {
  const namespaces: Namespace[] = [];
  const links: Link[] = [];
  try {
    for (let number = 0; number < count; number++) {
      const namespace = await createNamespace();
      const [first] = namespaces;
      namespaces.push(namespace);
      if (first !== undefined) links.push(await connect(first, namespace));
    }
    return await body(namespaces, links);
  } finally {
    await Promise.all(namespaces.map((namespace) => namespace.remove()));
  }
}

/** A file that, bound over /etc/hostname, makes /proc/self/mountinfo look as it does in a Docker container. */
export function containerHostname(id = randomBytes(32).toString('hex')): {
  readonly id: string;
  readonly file: string;
} {
  const directory = join(temporaryDirectory('container'), 'docker', 'containers', id);
  const file = join(directory, 'hostname');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, `${id.slice(0, 12)}\n`);
  return { id, file };
}

async function setAddress(namespace: Namespace, device: string, address: string): Promise<void> {
  await ip('-n', namespace.name, 'address', 'add', address, 'dev', device);
  await ip('-n', namespace.name, 'link', 'set', device, 'up');
}

/** `mount` would take /proc/self for itself: the process that is to see the file is the shell, and what it becomes. */
const bindThenRun = `
while [ "$1" != -- ]; do
  case $2 in /proc/self/*) target=/proc/$$/\${2#/proc/self/} ;; *) target=$2 ;; esac
  mount --bind "$1" "$target" || exit 125
  shift 2
done
shift
exec "$@"`;

function withBinds(binds: NamespaceOptions['binds'], command: string, args: readonly string[]): string[] {
  if (binds === undefined) return [command, ...args];
  const pairs = Object.entries(binds).flatMap(([target, file]) => [file, target]);
  const shell = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', bindThenRun, 'lab'];
  return [...shell, ...pairs, '--', command, ...args];
}

async function ip(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await run(requirePart('ip'), args, { milliseconds: 10_000 });
  if (exitCode !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}
