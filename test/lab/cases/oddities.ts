import { daysFromNow, issue } from '../certificates.ts';
import { startCollector } from '../collector.ts';
import { startHttp } from '../endpoints/http.ts';
import { startTcp } from '../endpoints/tcp.ts';
import { connect, createNamespace } from '../namespace.ts';
import { fileWith } from '../ports.ts';
import type { Environment, Launch } from '../process.ts';
import { startTinyproxy } from '../tinyproxy.ts';
import { type Case, healthy, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { at, basic, type Carrier, otlp, portFor, securely, toCollector } from './settings.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const CERTIFICATE = 'OTEL_EXPORTER_OTLP_CERTIFICATE';
const both: readonly Carrier[] = ['http/protobuf', 'grpc'];
const password = { auth: { type: 'basic', user: 'user', password: 'right-password' } } as const;

/** Endpoints that some SDKs take and others do not. */
const spelled = (sdk: string, carrier: Carrier, spelling: (port: number) => string) => async (lab: Lab) => {
  const collector = await lab.collector();
  const environment = otlp(carrier, spelling(portFor(collector, carrier)));
  return { collector, environment, args: ['--sdk', sdk] };
};

const schemes = [
  ...(['spec', 'python', 'js', 'java'] as const).map((sdk) =>
    repairable(
      'endpoint/scheme-unsupported',
      `${sdk}, gRPC to grpc://`,
      spelled(sdk, 'grpc', (port) => `grpc://127.0.0.1:${port}`),
      { sdks: sdk === 'python' || sdk === 'js' ? [sdk] : [], sets: [ENDPOINT] },
    ),
  ),
  ...(['python', 'js'] as const).map((sdk) =>
    repairable(
      'endpoint/scheme-unsupported',
      `${sdk}, HTTP to tcp://`,
      spelled(sdk, 'http/protobuf', (port) => `tcp://127.0.0.1:${port}`),
      { sdks: [sdk], sets: [ENDPOINT] },
    ),
  ),
];

const paths = [
  repairable(
    'endpoint/path-on-grpc',
    'java',
    spelled('java', 'grpc', (port) => at(port, '/v1/traces')),
    { sdks: [], sets: [ENDPOINT] },
  ),
  healthy(
    'endpoint/path-on-grpc: js',
    spelled('js', 'grpc', (port) => at(port, '/v1/traces')),
    { shows: ['endpoint/path-on-grpc'], sdks: ['js'] },
  ),
  ...(['python', 'js', 'java'] as const).map((sdk) =>
    repairable(
      'endpoint/query-misplaced',
      sdk,
      spelled(sdk, 'http/protobuf', (port) => at(port, '/?tenant=1')),
      { sdks: sdk === 'java' ? [] : [sdk], sets: [ENDPOINT] },
    ),
  ),
];

const inUrl = healthy(
  'endpoint/credentials-in-url: http/protobuf',
  async (lab) => {
    const collector = await lab.collector(password);
    return {
      collector,
      environment: otlp('http/protobuf', `http://user:right-password@127.0.0.1:${collector.httpPort}`),
    };
  },
  { shows: ['endpoint/credentials-in-url'] },
);

const needless = both.map((carrier) =>
  healthy(
    `auth/unchecked: ${carrier}, a Collector that wants no password`,
    async (lab) =>
      toCollector(await lab.collector(), carrier, {
        OTEL_EXPORTER_OTLP_HEADERS: basic('user', 'a-password-of-no-use'),
      }),
    { shows: ['auth/unchecked'] },
  ),
);

const expiring = both.map((carrier) =>
  healthy(
    `tls/certificate-expiring: ${carrier}`,
    async (lab) => {
      const { root } = await lab.certificates();
      const soon = await issue(root, { notBefore: daysFromNow(-80), notAfter: daysFromNow(5) });
      const collector = await startCollector({ tls: { certFile: soon.chainFile, keyFile: soon.keyFile } });
      const scene = securely(collector, carrier, { [CERTIFICATE]: root.certificateFile });
      return { ...scene, stop: collector.stop };
    },
    { shows: ['tls/certificate-expiring'] },
  ),
);

/** A Collector that knows TLS 1.1 at most. */
const oldVersions = both.map((carrier) =>
  unrepairable('tls/version-unsupported', `${carrier}, a Collector with TLS 1.1`, async (lab) => {
    const { root } = await lab.certificates();
    const versions = { tls: { min_version: '1.0', max_version: '1.1' } };
    const collector = await lab.collector({
      ...(await lab.tls()),
      extra: { receivers: { otlp: { protocols: { grpc: versions, http: versions } } } },
    });
    return securely(collector, carrier, { [CERTIFICATE]: root.certificateFile });
  }),
);

const handshakeFailure = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);

/** Alert 40 in answer to the first message, as servers send that want other ciphers. */
const loneAlert = both.map((carrier) =>
  unrepairable('tls/version-unsupported', `${carrier}, no cipher in common`, async () => {
    const { port, stop } = await startTcp((socket) =>
      socket.once('data', (hello: Buffer) => socket.end(hello[0] === 0x16 ? handshakeFailure : '')),
    );
    return { environment: otlp(carrier, `https://localhost:${port}`), stop };
  }),
);

/** Alert 40 of a server with TLS 1.2 that has asked for a certificate. */
const mutualOfOld = unrepairable('tls/client-certificate-required', 'TLS 1.2', async (lab) => {
  const { root, valid } = await lab.certificates();
  const tls = { ...valid, clientCa: root.certificate, maxVersion: 'TLSv1.2' } as const;
  const server = await startHttp({ status: 200 }, { tls });
  const environment = otlp('http/protobuf', `https://localhost:${server.port}`, {
    [CERTIFICATE]: root.certificateFile,
  });
  return { environment, stop: server.stop };
});

/** A machine with its own names; a second one at the other end of a cable. */
async function twoMachines(hosts: (other: string) => string) {
  const [own, other] = await Promise.all([createNamespace(), createNamespace()]);
  const link = await connect(own, other);
  const binds = {
    '/etc/nsswitch.conf': fileWith('hosts: files\n'),
    '/etc/hosts': fileWith(hosts(link.second)),
  };
  const start: Launch = (command, args, options) => own.launch(command, args, { ...options, binds });
  const remove = () => Promise.all([own.remove(), other.remove()]);
  return { own, other, link, start, remove };
}

const twoFamilies = healthy(
  'network/address-family: IPv6 leads nowhere',
  async () => {
    const { other, link, start, remove } = await twoMachines(
      (address) => `127.0.0.1 localhost\n2001:db8::7 collector\n${address} collector\n`,
    );
    const collector = await startCollector({ host: link.second, httpPort: 4318 }, other.launch);
    const stop = async () => {
      await collector.stop();
      await remove();
    };
    return { collector, environment: otlp('http/protobuf', 'http://collector:4318'), start, stop };
  },
  { parts: ['ip'], shows: ['network/address-family'], sdks: ['python', 'js'] },
);

/** The way out leads through a proxy on another machine, and the Collector is on this one. */
async function intercepted(more: Environment): Promise<Scene> {
  const { own, other, link, remove } = await twoMachines(() => '');
  const collector = await startCollector({ httpPort: 4318 }, own.launch);
  const proxy = await startTinyproxy({ host: link.second }, other.launch);
  const stop = async () => {
    await Promise.all([collector.stop(), proxy.stop()]);
    await remove();
  };
  const environment = otlp('http/protobuf', 'http://127.0.0.1:4318', { http_proxy: proxy.url, ...more });
  return { collector, environment, start: own.launch, stop, args: ['--sdk', 'python'] };
}

const intercepts = [
  repairable('network/proxy-intercepts', 'python, localhost', () => intercepted({}), {
    parts: ['ip', 'tinyproxy'],
    sdks: ['python'],
    sets: ['no_proxy'],
  }),
  repairable(
    'network/proxy-intercepts',
    'python, localhost, and other hosts are excepted',
    () => intercepted({ no_proxy: 'wiki.internal, .corp' }),
    {
      parts: ['ip', 'tinyproxy'],
      sdks: ['python'],
      sets: ['no_proxy'],
      says: /wiki\.internal,\.corp,127\.0\.0\.1/,
    },
  ),
];

/** Only the proxy knows the name of the Collector, and JavaScript does not ask it. */
const ignored = unrepairable(
  'network/proxy-ignored',
  'js over HTTP',
  async () => {
    const { other, link, start, remove } = await twoMachines(() => '127.0.0.1 localhost\n');
    const collector = await startCollector({ httpPort: 4318 }, other.launch);
    const names = { '/etc/hosts': fileWith('127.0.0.1 collector.example.com\n') };
    const beside: Launch = (command, args, options) =>
      other.launch(command, args, { ...options, binds: names });
    const proxy = await startTinyproxy({ host: link.second }, beside);
    const stop = async () => {
      await Promise.all([collector.stop(), proxy.stop()]);
      await remove();
    };
    const environment = otlp('http/protobuf', 'http://collector.example.com:4318', {
      http_proxy: proxy.url,
    });
    return { environment, start, stop, args: ['--sdk', 'js'] };
  },
  ['ip', 'tinyproxy'],
);

/** What is seldom, and named all the same. */
export const oddCases: readonly Case[] = [
  ...schemes,
  ...paths,
  inUrl,
  ...needless,
  ...expiring,
  ...oldVersions,
  ...loneAlert,
  mutualOfOld,
  twoFamilies,
  ...intercepts,
  ignored,
];
