import type { CollectorOptions } from '../collector.ts';
import { startCollector } from '../collector.ts';
import { startHttp } from '../endpoints/http.ts';
import { nginxPresets, startNginx } from '../nginx.ts';
import { closedPort, ownTwins } from '../ports.ts';
import type { Environment } from '../process.ts';
import { type Case, pair, repairable, type Scene } from './case.ts';
import type { Lab } from './lab.ts';
import { at, basic, otlp } from './settings.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
const CERTIFICATE = 'OTEL_EXPORTER_OTLP_CERTIFICATE';

const bearer: CollectorOptions = { auth: { type: 'bearer', token: 'right-token' } };

/** An application whose environment follows from a Collector that wants a token. */
const guarded =
  (
    environment: (ports: { grpcPort: number; httpPort: number }) => Environment,
    args: readonly string[] = [],
  ) =>
  async (lab: Lab): Promise<Scene> => {
    const collector = await lab.collector(bearer);
    return { environment: environment(collector), args };
  };

const wrongToken = { [HEADERS]: 'authorization=Bearer%20wrong-token' };
const missing = { code: 'auth/missing', announced: /401|credentials|authorization/i } as const;
const rejected = { code: 'auth/rejected', announced: /401|credentials|authorization|token/i } as const;

/** Two changes at once repair both. */
const together: readonly Case[] = [
  repairable(
    'protocol/grpc-to-http-port',
    'and the prefix of nginx is lost',
    async (lab) => {
      const collector = await lab.collector();
      const nginx = await startNginx(nginxPresets.pathPrefix(collector.httpPort));
      return { collector, environment: otlp('grpc', at(nginx.port)), stop: nginx.stop };
    },
    { parts: ['nginx'], sets: [ENDPOINT, PROTOCOL] },
  ),
  repairable(
    'tls/plaintext-server',
    'and gRPC is sent to an HTTP port',
    async (lab) => {
      const collector = await lab.collector({ protocols: ['http'] });
      return { collector, environment: otlp('grpc', `https://127.0.0.1:${collector.httpPort}`) };
    },
    { sets: [ENDPOINT, PROTOCOL] },
  ),
  repairable(
    'tls/required',
    'and HTTP is sent to a gRPC port',
    async (lab) => {
      const { root } = await lab.certificates();
      const collector = await lab.collector({ ...(await lab.tls()), protocols: ['grpc'] });
      const environment = otlp('http/protobuf', `http://localhost:${collector.grpcPort}`, {
        [CERTIFICATE]: root.certificateFile,
      });
      return { collector, environment };
    },
    { sets: [ENDPOINT, PROTOCOL] },
  ),
];

const spelling: readonly Case[] = [
  pair(
    'endpoint/scheme-missing',
    missing,
    guarded(({ httpPort }) => otlp('http/protobuf', `127.0.0.1:${httpPort}`)),
  ),
  pair(
    'endpoint/quoted',
    rejected,
    guarded(({ httpPort }) => otlp('http/protobuf', `"${at(httpPort)}"`, wrongToken)),
  ),
  pair('endpoint/quoted', { code: 'protocol/http-to-grpc-port', announced: /./ }, async (lab) => {
    const collector = await lab.collector({ protocols: ['grpc'] });
    return { environment: otlp('http/protobuf', `'${at(collector.grpcPort)}'`) };
  }),
  pair(
    'endpoint/invalid',
    missing,
    guarded(({ httpPort }) => otlp('http/protobuf', `http:/127.0.0.1:${httpPort}`)),
  ),
  pair('endpoint/path-doubled', rejected, async () => {
    const server = await startHttp(({ url, headers }) =>
      url !== '/v1/traces'
        ? { status: 404, body: '404 page not found' }
        : headers.authorization === 'Bearer right-token'
          ? { status: 200, headers: { 'content-type': 'application/x-protobuf' } }
          : { status: 401, body: 'invalid token' },
    );
    return {
      environment: otlp('http/protobuf', at(server.port, '/v1/traces'), wrongToken),
      stop: server.stop,
    };
  }),
  pair('endpoint/path-wrong', { code: 'receiver/payload-too-large', announced: /413/ }, async () => {
    const server = await startHttp(({ url, body }) =>
      url !== '/otlp/v1/traces'
        ? { status: 404, body: '404 page not found' }
        : { status: body.length > 8 ? 413 : 200, headers: { 'content-type': 'application/x-protobuf' } },
    );
    return { environment: otlp('http/protobuf', at(server.port)), stop: server.stop };
  }),
];

/** The reader names the authority, and then the receiver wants a certificate too. */
function untrustedAndMutual(): Case {
  const authority: Record<string, string> = {};
  const mend = (environment: Environment): Environment => ({ ...environment, ...authority });
  return pair(
    'tls/certificate-untrusted',
    { code: 'tls/client-certificate-required', announced: /the certificate of/, mend },
    async (lab) => {
      authority[CERTIFICATE] = (await lab.certificates()).root.certificateFile;
      const collector = await lab.collector(await lab.tls('valid', 'client certificate'));
      return { environment: otlp('http/protobuf', `https://localhost:${collector.httpPort}`) };
    },
  );
}

const onTheWay: readonly Case[] = [
  pair(
    'tls/plaintext-server',
    missing,
    guarded(({ httpPort }) => otlp('http/protobuf', `https://127.0.0.1:${httpPort}`)),
  ),
  pair('tls/required', rejected, async (lab) => {
    const { root } = await lab.certificates();
    const collector = await lab.collector({ ...(await lab.tls()), ...bearer });
    const environment = otlp('http/protobuf', `http://localhost:${collector.httpPort}`, {
      [CERTIFICATE]: root.certificateFile,
      ...wrongToken,
    });
    return { environment };
  }),
  pair(
    'protocol/wrong-port',
    { code: 'tls/certificate-untrusted', announced: /certificate/i },
    async (lab) => {
      const [grpcPort, httpPort] = await ownTwins();
      const collector = await startCollector({
        ...(await lab.tls()),
        protocols: ['http'],
        grpcPort,
        httpPort,
      });
      return { environment: otlp('http/protobuf', `https://localhost:${grpcPort}`), stop: collector.stop };
    },
  ),
  untrustedAndMutual(),
  pair('protocol/grpc-to-http-port', missing, async (lab) => {
    const collector = await lab.collector({ ...bearer, protocols: ['http'] });
    return { environment: otlp('grpc', at(collector.httpPort)) };
  }),
];

const settings: readonly Case[] = [
  pair(
    'config/sdk-disabled',
    { code: 'network/connection-refused', announced: /ECONNREFUSED/ },
    async () => ({
      environment: otlp('http/protobuf', at(await closedPort()), { OTEL_SDK_DISABLED: 'true' }),
    }),
  ),
  pair(
    'config/exporter-none',
    missing,
    guarded(({ httpPort }) => otlp('http/protobuf', at(httpPort), { OTEL_TRACES_EXPORTER: 'none' })),
  ),
  pair(
    'config/protocol-unknown',
    rejected,
    guarded(
      ({ httpPort }) => ({ ...otlp('http/protobuf', at(httpPort), wrongToken), [PROTOCOL]: 'http' }),
      ['--sdk', 'python'],
    ),
  ),
  pair(
    'config/timeout-suspicious',
    missing,
    guarded(({ httpPort }) => otlp('http/protobuf', at(httpPort), { OTEL_EXPORTER_OTLP_TIMEOUT: '1' })),
  ),
  pair(
    'config/value-unexpanded',
    {
      code: 'auth/rejected',
      announced: 'auth/rejected',
      mend: (environment) => ({ ...environment, [HEADERS]: basic('user', 'wrong-password') }),
    },
    guarded(({ httpPort }) =>
      otlp('http/protobuf', at(httpPort), { [HEADERS]: `authorization=Bearer%20\${TOKEN}` }),
    ),
  ),
];

/** Two independent faults at once: the one upstream is the cause, its repair uncovers the other. */
export const pairCases: readonly Case[] = [...together, ...spelling, ...onTheWay, ...settings];
