import { existsSync, readdirSync } from 'node:fs';
import { bytesOf } from '../disk/read.ts';
import type { ContainerFact, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { timeLimit } from '../model/time-limit.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';
import { isKnownHere, lookUpName } from './wire/lookup.ts';

/** What the file system and the environment say; read in one place so that it can be given in a test. */
export interface Traces {
  readonly dockerenv: boolean;
  readonly containerenv: boolean;
  readonly serviceAccount: boolean;
  readonly cgroup: string;
  readonly mountinfo: string;
  readonly version: string;
  /** Network devices with their index and the index of their other end. */
  readonly devices: readonly { readonly name: string; readonly index: number; readonly link: number }[];
  readonly variables: Readonly<Record<string, string>>;
  readonly routes: string;
}

type Kind = ContainerFact['kind'];

const CGROUP: readonly (readonly [RegExp, Kind])[] = [
  [/kubepods/, 'kubernetes'],
  [/libpod/, 'podman'],
  [/docker[-/]/, 'docker'],
  [/containerd|crio|lxc/, 'container'],
];

const MOUNTS: readonly (readonly [RegExp, Kind])[] = [
  [/kubernetes\.io~|\/var\/lib\/kubelet\//, 'kubernetes'],
  [/\/containers\/storage\/overlay-containers\/|\/libpod\//, 'podman'],
  [/\/docker\/containers\/[0-9a-f]{12,64}\//, 'docker'],
  [/\/containerd\/|\/io\.containerd\./, 'container'],
];

/** Virtual Ethernet: the other end is in another network namespace, so `localhost` is not the host's. */
const virtualDevice = ({ devices }: Traces): string | null =>
  devices.find(({ name, index, link }) => name !== 'lo' && index !== link)?.name ?? null;

/** Judges the traces: one marker file alone proves nothing, machine images carry them too. */
export const recognise = (traces: Traces): Pick<ContainerFact, 'kind' | 'evidence'> => {
  const evidence: string[] = [];
  const kinds: Kind[] = [];
  const note = (present: boolean, kind: Kind, text: string): void => {
    if (!present) return;
    evidence.push(text);
    kinds.push(kind);
  };
  const { variables } = traces;
  note(traces.serviceAccount, 'kubernetes', 'a Kubernetes service account is mounted');
  note('KUBERNETES_SERVICE_HOST' in variables, 'kubernetes', 'KUBERNETES_SERVICE_HOST is set');
  note(traces.containerenv, 'podman', '/run/.containerenv exists');
  for (const [pattern, kind] of CGROUP)
    note(pattern.test(traces.cgroup), kind, `/proc/self/cgroup names ${kind}`);
  for (const [pattern, kind] of MOUNTS)
    note(pattern.test(traces.mountinfo), kind, `/proc/self/mountinfo names ${kind}`);
  note(/microsoft/i.test(traces.version) || 'WSL_DISTRO_NAME' in variables, 'wsl', '/proc/version names WSL');
  const device = virtualDevice(traces);
  if (traces.dockerenv) {
    // Alone the file is no proof: it needs a network of its own beside it.
    note(kinds.length > 0 || device !== null, 'docker', '/.dockerenv exists');
  }
  if (device !== null && kinds.length > 0)
    evidence.push(`network device ${device} is one end of a virtual pair`);
  const order: readonly Kind[] = ['kubernetes', 'podman', 'docker', 'container', 'wsl'];
  return { kind: order.find((kind) => kinds.includes(kind)) ?? 'none', evidence };
};

/** Default gateway of `/proc/net/route`, whose addresses are little-endian hexadecimal. */
export const defaultGateway = (routes: string): string | null => {
  for (const line of routes.split('\n').slice(1)) {
    const [, destination, gateway] = line.split(/\s+/);
    if (destination !== '00000000' || gateway === undefined || !/^[0-9A-F]{8}$/i.test(gateway)) continue;
    const bytes = gateway.match(/../g)?.reverse() ?? [];
    return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  }
  return null;
};

const MAX_BYTES = 256 * 1024;

const readText = (path: string): string =>
  bytesOf(path, { maxBytes: MAX_BYTES, beginning: true })?.toString('utf8') ?? '';

const readDevices = (directory: string): Traces['devices'] => {
  try {
    return readdirSync(directory).map((name) => ({
      name,
      index: Number(readText(`${directory}/${name}/ifindex`)),
      link: Number(readText(`${directory}/${name}/iflink`)),
    }));
  } catch {
    return [];
  }
};

/** Traces of this process, or of another one: its own files under /proc, the others below its root. */
const readTraces = (variables: Readonly<Record<string, string>>, pid: number | null): Traces => {
  const own = `/proc/${pid ?? 'self'}`;
  const root = pid === null ? '' : `${own}/root`;
  return {
    dockerenv: existsSync(`${root}/.dockerenv`),
    containerenv: existsSync(`${root}/run/.containerenv`),
    serviceAccount: existsSync(`${root}/var/run/secrets/kubernetes.io/serviceaccount`),
    cgroup: readText(`${own}/cgroup`),
    mountinfo: readText(`${own}/mountinfo`),
    version: readText('/proc/version'),
    devices: readDevices(`${root}/sys/class/net`),
    variables,
    routes: readText(`${own}/net/route`),
  };
};

/** These names are known at once or not at all: what the files say does not wait for name servers that are silent. */
const LOOKUP_MS = 300;

/** Names under which container engines offer the host. */
const HOST_NAMES = ['host.docker.internal', 'host.containers.internal'];

const hostCandidates = async (
  kind: Kind,
  routes: string,
  remainingMs: number,
): Promise<ContainerFact['hosts']> => {
  if (kind === 'none') return [];
  const known = await Promise.all(
    HOST_NAMES.map(async (name) => {
      // On a busy machine the file takes its time as well, and it always answers.
      const withinMs = isKnownHere(name) ? remainingMs : Math.min(remainingMs, LOOKUP_MS);
      const limit = timeLimit(withinMs);
      const found = await Promise.race([lookUpName(name, withinMs), limit.done]);
      limit.clear();
      return found !== 'timeout' && found.addresses.length > 0 ? [{ name, via: name }] : [];
    }),
  );
  const gateway = defaultGateway(routes);
  return [...known.flat(), ...(gateway === null ? [] : [{ name: gateway, via: 'the default gateway' }])];
};

/** Fact `container`: whether this process has a `localhost` of its own, and where its host may be reached. */
export const container: Probe<FactTable, DoctorContext, 'container', never> = {
  fact: 'container',
  needs: [],
  once: true,
  budgetMs: 4_000,
  unless: DEEP,
  observe: async (_, context) => {
    const traces = readTraces(context.containerVariables, context.pid ?? null);
    const recognised = recognise(traces);
    const hosts = await hostCandidates(recognised.kind, traces.routes, context.remaining());
    return { ...recognised, hosts };
  },
};
