import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Collector, type CollectorOptions, startCollector } from '../collector.ts';
import { startBlackHole } from '../endpoints/black-hole.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import {
  startClosing,
  startClosingAfterRequest,
  startRefused,
  startReset,
  startResetAfterRequest,
} from '../endpoints/tcp.ts';
import { addBlackHole, connect, containerHostname, createNamespace, type Namespace } from '../namespace.ts';
import { fileWith, temporaryDirectory } from '../ports.ts';
import type { Environment, Launch } from '../process.ts';
import { startTinyproxy } from '../tinyproxy.ts';
import { type Case, healthy, repairable, type Scene, unrepairable } from './case.ts';
import { at, type Carrier, otlp, portFor } from './settings.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const both: readonly Carrier[] = ['http/protobuf', 'grpc'];

type Binds = Readonly<Record<string, string>>;

/** Names are looked up in /etc/hosts alone: an unknown one is unknown at once. */
const withoutDns = (): Binds => ({ '/etc/nsswitch.conf': fileWith('hosts: files\n') });

/** A DNS server that is not there, as on a machine whose network is down. */
const withDeadDns = (): Binds => ({
  '/etc/nsswitch.conf': fileWith('hosts: files dns\n'),
  '/etc/resolv.conf': fileWith('nameserver 127.0.0.2\noptions timeout:1 attempts:1\n'),
});

/** Starts processes of a namespace with files of their own. */
const startWith =
  ({ launch }: Namespace, binds: Binds): Launch =>
  (command, args, options) =>
    launch(command, args, { ...options, binds });

/** A machine of its own, with a Collector on the default ports unless that is not wanted. */
async function machine(
  environment: Environment,
  binds: Binds,
  wanted: 'collector' | 'nothing' = 'collector',
): Promise<Scene> {
  const namespace = await createNamespace();
  const ports = { grpcPort: 4317, httpPort: 4318 };
  const collector = wanted === 'nothing' ? undefined : await startCollector(ports, namespace.launch);
  const stop = async () => {
    await collector?.stop();
    await namespace.remove();
  };
  return { environment, start: startWith(namespace, binds), stop, ...(collector && { collector }) };
}

const port = (carrier: Carrier) => (carrier === 'grpc' ? 4317 : 4318);

const dnsFailure = both.flatMap((carrier) => [
  repairable(
    'network/dns-failure',
    `${carrier}, a Compose service, and the Collector is on localhost`,
    () => machine(otlp(carrier, `http://otel-collector:${port(carrier)}`), withoutDns()),
    { parts: ['ip'], sets: [ENDPOINT] },
  ),
  unrepairable(
    'network/dns-failure',
    `${carrier}, an unknown name`,
    () => machine(otlp(carrier, `http://collector.example.com:${port(carrier)}`), withoutDns(), 'nothing'),
    ['ip'],
  ),
]);

const dnsFailures = [
  ...dnsFailure,
  repairable(
    'network/dns-failure',
    'a Kubernetes Service, and the Collector is on localhost',
    () =>
      machine(
        otlp('http/protobuf', 'http://otel-collector.observability.svc.cluster.local:4318'),
        withoutDns(),
      ),
    { parts: ['ip'], sets: [ENDPOINT] },
  ),
  unrepairable(
    'network/dns-failure',
    'no DNS server answers',
    () => machine(otlp('http/protobuf', 'http://collector.example.com:4318'), withDeadDns(), 'nothing'),
    ['ip'],
  ),
];

/** Nothing useful listens, here. */
async function instead(
  starting: Promise<Endpoint>,
  carrier: Carrier,
  more: Environment = {},
): Promise<Scene> {
  const { port: own, stop } = await starting;
  return { environment: otlp(carrier, at(own), more), stop };
}

const refused = [
  ...(['http/protobuf', 'http/json', 'grpc'] as const).map((carrier) =>
    unrepairable('network/connection-refused', carrier, () => instead(startRefused(), carrier)),
  ),
  unrepairable('network/connection-refused', 'https', async () => {
    const { port: own } = await startRefused();
    return { environment: otlp('http/protobuf', `https://localhost:${own}`) };
  }),
  repairable(
    'network/connection-refused',
    'http/protobuf, and the sibling port speaks gRPC only',
    () => otherProtocolBeside('http/protobuf'),
    { parts: ['ip'] },
  ),
  repairable(
    'network/connection-refused',
    'grpc, and the sibling port speaks HTTP only',
    () => otherProtocolBeside('grpc'),
    {
      parts: ['ip'],
    },
  ),
];

/** On the default ports, a Collector that has only the protocol that the application does not speak. */
async function otherProtocolBeside(carrier: Carrier): Promise<Scene> {
  const namespace = await createNamespace();
  const options: CollectorOptions = {
    protocols: [carrier === 'grpc' ? 'http' : 'grpc'],
    grpcPort: 4317,
    httpPort: 4318,
  };
  const collector = await startCollector(options, namespace.launch);
  const stop = async () => {
    await collector.stop();
    await namespace.remove();
  };
  return { collector, environment: otlp(carrier, at(port(carrier))), start: namespace.launch, stop };
}

const silentNetworks = [
  ...both.map((carrier) =>
    unrepairable('network/connect-timeout', `${carrier}, a port that drops`, () =>
      instead(startBlackHole(), carrier),
    ),
  ),
  ...both.map((carrier) =>
    unrepairable(
      'network/connect-timeout',
      `${carrier}, an address that drops`,
      async () => {
        const namespace = await createNamespace();
        const address = await addBlackHole(namespace);
        const environment = otlp(carrier, `http://${address}:${port(carrier)}`);
        return { environment, start: namespace.launch, stop: namespace.remove };
      },
      ['ip'],
    ),
  ),
  unrepairable(
    'network/unreachable',
    'no route',
    () => machine(otlp('http/protobuf', 'http://192.0.2.1:4318'), {}, 'nothing'),
    ['ip'],
  ),
];

const broken = both.flatMap((carrier) => [
  unrepairable('network/connection-reset', `${carrier}, at once`, () => instead(startReset(), carrier)),
  unrepairable('network/connection-reset', `${carrier}, after the request`, () =>
    instead(startResetAfterRequest(), carrier),
  ),
  unrepairable('network/connection-closed', `${carrier}, at once`, () => instead(startClosing(), carrier)),
  unrepairable('network/connection-closed', `${carrier}, after the request`, () =>
    instead(startClosingAfterRequest(), carrier),
  ),
]);

/** What tells a process that it runs in a container. */
interface Marks {
  readonly environment?: Environment;
  readonly binds: Binds;
}

const cgroup = (line: string): Binds => ({ '/proc/self/cgroup': fileWith(`${line}\n`) });

/** A directory to be bound over /run. */
function runDirectory(...paths: readonly string[]): string {
  const directory = temporaryDirectory('run');
  for (const path of paths) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), '');
  }
  return directory;
}

const id = '4f1c'.repeat(16);

const marks: Readonly<Record<string, () => Marks>> = {
  'Docker, cgroup': () => ({ binds: cgroup(`12:memory:/docker/${id}`) }),
  'Docker, mountinfo': () => ({ binds: { '/etc/hostname': containerHostname().file } }),
  Podman: () => ({
    environment: { container: 'podman' },
    binds: {
      ...cgroup(`0::/machine.slice/libpod-${id}.scope`),
      '/run': runDirectory('.containerenv'),
    },
  }),
  'Kubernetes, service account': () => ({
    environment: { KUBERNETES_SERVICE_HOST: '10.96.0.1' },
    binds: { '/run': runDirectory('secrets/kubernetes.io/serviceaccount/token') },
  }),
  'Kubernetes, cgroup': () => ({
    binds: cgroup(`0::/kubepods.slice/kubepods-besteffort.slice/cri-containerd-${id}.scope`),
  }),
  WSL: () => ({
    environment: { WSL_DISTRO_NAME: 'Debian' },
    binds: { '/proc/version': fileWith('Linux version 5.15.153.1-microsoft-standard-WSL2\n') },
  }),
};

type Way = 'default gateway' | 'host.docker.internal' | 'host.containers.internal';

/**
 * An application in a container whose settings say localhost, and a Collector on the container's host, at the other
 * end of the cable.
 */
async function inContainer(carrier: Carrier, { environment = {}, binds }: Marks, way: Way): Promise<Scene> {
  const [container, host] = await Promise.all([createNamespace(), createNamespace()]);
  const link = await connect(container, host);
  const collector: Collector = await startCollector(
    { host: link.second, grpcPort: 4317, httpPort: 4318 },
    host.launch,
  );
  const gateway = way === 'default gateway';
  if (gateway) await container.run('ip', ['route', 'add', 'default', 'via', link.second]);
  const names = gateway ? '' : `${link.second} ${way}\n`;
  const own = {
    ...withoutDns(),
    '/etc/hosts': fileWith(`127.0.0.1 localhost\n${names}`),
    ...binds,
  };
  const stop = async () => {
    await collector.stop();
    await Promise.all([container.remove(), host.remove()]);
  };
  return {
    collector,
    environment: otlp(carrier, `http://localhost:${port(carrier)}`, environment),
    start: startWith(container, own),
    stop,
  };
}

const inContainers = Object.entries(marks).map(([name, mark]) =>
  repairable(
    'network/container-localhost',
    `${name}, the default gateway`,
    () => inContainer('http/protobuf', mark(), 'default gateway'),
    { parts: ['ip'], sets: [ENDPOINT] },
  ),
);

const byName = (['host.docker.internal', 'host.containers.internal'] as const).map((way) =>
  repairable(
    'network/container-localhost',
    `gRPC, ${way}`,
    () => inContainer('grpc', { binds: cgroup(`12:memory:/docker/${id}`) }, way),
    { parts: ['ip'], sets: [ENDPOINT] },
  ),
);

const alone = unrepairable(
  'network/container-localhost',
  'a container without any receiver in reach',
  () =>
    machine(
      otlp('grpc', 'http://localhost:4317'),
      { ...withoutDns(), ...cgroup(`12:memory:/docker/${id}`) },
      'nothing',
    ),
  ['ip'],
);

/** A receiver on another machine, and a proxy on the way that is of no use. */
async function behindProxy(
  carrier: Carrier,
  proxyOf: (start: Launch) => Promise<{ url: string; stop(): Promise<void> }>,
) {
  const [own, other] = await Promise.all([createNamespace(), createNamespace()]);
  const link = await connect(own, other);
  const collector = await startCollector({ host: link.second }, other.launch);
  const proxy = await proxyOf(own.launch);
  const secureOrGrpc = carrier === 'grpc' ? 'grpc_proxy' : 'http_proxy';
  const stop = async () => {
    await Promise.all([collector.stop(), proxy.stop()]);
    await Promise.all([own.remove(), other.remove()]);
  };
  const endpoint = `http://${link.second}:${portFor(collector, carrier)}`;
  return {
    collector,
    environment: otlp(carrier, endpoint, { [secureOrGrpc]: proxy.url }),
    start: own.launch,
    stop,
  };
}

const proxies = both.flatMap((carrier) => [
  repairable(
    'network/proxy-unreachable',
    carrier,
    () => behindProxy(carrier, async () => ({ url: 'http://127.0.0.1:3128', stop: async () => undefined })),
    { parts: ['ip'] },
  ),
  repairable(
    'network/proxy-refused',
    `${carrier}, it denies`,
    () => behindProxy(carrier, (start) => startTinyproxy({ deny: true }, start)),
    { parts: ['ip', 'tinyproxy'] },
  ),
  repairable(
    'network/proxy-refused',
    `${carrier}, it wants a login`,
    () =>
      behindProxy(carrier, async (start) => {
        const proxy = await startTinyproxy({ user: 'user', password: 'password' }, start);
        return { ...proxy, url: proxy.url.replace('user:password@', '') };
      }),
    { parts: ['ip', 'tinyproxy'] },
  ),
]);

/** Set-ups of the network in which nothing is wrong. */
export const healthyNetworks: readonly Case[] = [
  healthy(
    'a container with a Collector beside the application',
    () =>
      machine(otlp('grpc', 'http://localhost:4317'), { ...withoutDns(), ...cgroup(`0::/kubepods/${id}`) }),
    { parts: ['ip'] },
  ),
  healthy(
    'localhost is ::1 too, where nobody listens',
    () =>
      machine(otlp('http/protobuf', 'http://localhost:4318'), {
        ...withoutDns(),
        '/etc/hosts': fileWith('::1 localhost\n127.0.0.1 localhost\n'),
      }),
    { parts: ['ip'], sdks: ['js', 'python'] },
  ),
];

/** What can be wrong with the way to the receiver. */
export const networkCases: readonly Case[] = [
  ...dnsFailures,
  ...refused,
  ...silentNetworks,
  ...broken,
  ...inContainers,
  ...byName,
  alone,
  ...proxies,
];
