import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCollector } from '../collector.ts';
import { type HttpAnswer, type HttpRequest, httpAnswers, startHttp } from '../endpoints/http.ts';
import { startSlow } from '../endpoints/tcp.ts';
import { connect, createNamespace } from '../namespace.ts';
import { type NginxServers, nginxPresets, startNginx } from '../nginx.ts';
import { temporaryDirectory } from '../ports.ts';
import { startTinyproxy } from '../tinyproxy.ts';
import { type Case, healthy, type Scene } from './case.ts';
import type { Lab } from './lab.ts';
import { at, basic, type Carrier, otlp, portFor, securely, toCollector } from './settings.ts';

const carriers: readonly Carrier[] = ['http/protobuf', 'http/json', 'grpc'];

const bearer = { auth: { type: 'bearer', token: 'right-token' } } as const;
const password = { auth: { type: 'basic', user: 'user', password: 'right-password' } } as const;

const plain = carriers.map((carrier) =>
  healthy(carrier, async (lab) => toCollector(await lab.collector(), carrier)),
);

const compressed = carriers.map((carrier) =>
  healthy(`${carrier}, gzip`, async (lab) =>
    toCollector(await lab.collector(), carrier, { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' }),
  ),
);

const allSignals = carriers.map((carrier) =>
  healthy(`${carrier}, --signals all`, async (lab) => ({
    ...toCollector(await lab.collector(), carrier),
    args: ['--signals', 'all'],
  })),
);

const tls = carriers.map((carrier) =>
  healthy(`${carrier}, TLS`, async (lab) => {
    const { root } = await lab.certificates();
    const collector = await lab.collector(await lab.tls());
    return securely(collector, carrier, { OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile });
  }),
);

const mutualTls = (['http/protobuf', 'grpc'] as const).map((carrier) =>
  healthy(`${carrier}, mutual TLS`, async (lab) => {
    const { client, root } = await lab.certificates();
    const collector = await lab.collector(await lab.tls('valid', 'client certificate'));
    return securely(collector, carrier, {
      OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: client.chainFile,
      OTEL_EXPORTER_OTLP_CLIENT_KEY: client.keyFile,
    });
  }),
);

const authenticated = (['http/protobuf', 'grpc'] as const).flatMap((carrier) => [
  healthy(`${carrier}, bearer token`, async (lab) =>
    toCollector(await lab.collector(bearer), carrier, {
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20right-token',
    }),
  ),
  healthy(`${carrier}, user and password`, async (lab) =>
    toCollector(await lab.collector(password), carrier, {
      OTEL_EXPORTER_OTLP_HEADERS: basic('user', 'right-password'),
    }),
  ),
]);

/** nginx in front of the shared Collector. */
async function behindNginx(
  lab: Lab,
  servers: (ports: { grpcPort: number; httpPort: number }) => NginxServers,
  environment: (port: number) => Scene['environment'],
): Promise<Scene> {
  const collector = await lab.collector();
  const nginx = await startNginx(servers(collector));
  return { collector, environment: environment(nginx.port), stop: nginx.stop };
}

const nginx = [
  ...['/otlp', '/otlp/'].map((prefix) =>
    healthy(
      `behind nginx with a path prefix ${prefix}`,
      (lab) =>
        behindNginx(
          lab,
          ({ httpPort }) => nginxPresets.pathPrefix(httpPort),
          (port) => otlp('http/protobuf', at(port, prefix)),
        ),
      { parts: ['nginx'] },
    ),
  ),
  healthy(
    'nginx as gRPC proxy',
    (lab) =>
      behindNginx(
        lab,
        ({ grpcPort }) => nginxPresets.grpcProxy(grpcPort),
        (port) => otlp('grpc', at(port)),
      ),
    { parts: ['nginx'] },
  ),
  ...(['http/protobuf', 'grpc'] as const).map((carrier) =>
    healthy(
      `${carrier}, nginx ends TLS`,
      async (lab) => {
        const { root, valid } = await lab.certificates();
        return behindNginx(
          lab,
          ({ grpcPort, httpPort }) =>
            carrier === 'grpc'
              ? nginxPresets.grpcTlsTermination(grpcPort, valid)
              : nginxPresets.tlsTermination(httpPort, valid),
          (port) =>
            otlp(carrier, `https://localhost:${port}`, {
              OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
            }),
        );
      },
      { parts: ['nginx'] },
    ),
  ),
  healthy(
    'nginx asks for user and password',
    (lab) =>
      behindNginx(
        lab,
        ({ httpPort }) => nginxPresets.basicAuth(httpPort, 'user', 'right-password'),
        (port) =>
          otlp('http/protobuf', at(port), { OTEL_EXPORTER_OTLP_HEADERS: basic('user', 'right-password') }),
      ),
    { parts: ['nginx'] },
  ),
];

const tracesOnly = carriers.map((carrier) =>
  healthy(
    `${carrier}, the Collector has only a pipeline of traces`,
    async (lab) => toCollector(await lab.collector({ signals: ['traces'] }), carrier),
    { routes: ['missing', 'missing'] },
  ),
);

const addresses = [
  healthy('http/protobuf to [::1]', async (lab) => {
    const collector = await lab.collector({ host: '::1' });
    return { collector, environment: otlp('http/protobuf', `http://[::1]:${collector.httpPort}`) };
  }),
  healthy('grpc to [::1]', async (lab) => {
    const collector = await lab.collector({ host: '::1' });
    return { collector, environment: otlp('grpc', `http://[::1]:${collector.grpcPort}`) };
  }),
  healthy('http/protobuf to localhost, slash at the end', async (lab) => {
    const collector = await lab.collector();
    return { collector, environment: otlp('http/protobuf', `http://localhost:${collector.httpPort}/`) };
  }),
  healthy('grpc without a scheme and INSECURE=true', async (lab) => {
    const collector = await lab.collector();
    const environment = otlp('grpc', `localhost:${collector.grpcPort}`, {
      OTEL_EXPORTER_OTLP_INSECURE: 'true',
    });
    return { collector, environment };
  }),
  healthy('grpc without a scheme to a Collector with TLS', async (lab) => {
    const { root } = await lab.certificates();
    const collector = await lab.collector(await lab.tls());
    const environment = otlp('grpc', `localhost:${collector.grpcPort}`, {
      OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
    });
    return { collector, environment };
  }),
];

const sources = [
  healthy('the endpoint as argument', async (lab) => {
    const collector = await lab.collector();
    return { collector, environment: {}, args: [at(collector.httpPort)] };
  }),
  healthy('flags', async (lab) => {
    const collector = await lab.collector(bearer);
    const args = [
      ...['--endpoint', at(collector.grpcPort), '--protocol', 'grpc'],
      ...['--header', 'authorization=Bearer right-token', '--compression', 'gzip'],
    ];
    return { collector, environment: {}, args };
  }),
  healthy('an env file over the environment', async (lab) => {
    const collector = await lab.collector();
    const file = join(temporaryDirectory('env'), '.env');
    const lines = [
      `export OTEL_EXPORTER_OTLP_ENDPOINT="${at(collector.httpPort)}" # the Collector`,
      "OTEL_EXPORTER_OTLP_PROTOCOL='http/protobuf'",
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    return { collector, environment: otlp('grpc', at(9)), args: ['--env-file', file] };
  }),
  healthy('an endpoint of its own for each signal', async (lab) => {
    const [collector, other] = await Promise.all([lab.collector(), lab.collector({ signals: ['metrics'] })]);
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: at(9),
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: at(collector.httpPort, '/v1/traces'),
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: at(other.grpcPort),
      OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: at(collector.httpPort, '/v1/logs'),
    };
    return { collector, environment, args: ['--signals', 'all'] };
  }),
];

/** A namespace in which the Collector has the default ports. */
async function alone(environment: Scene['environment'], args: readonly string[] = []): Promise<Scene> {
  const namespace = await createNamespace();
  const collector = await startCollector({ grpcPort: 4317, httpPort: 4318 }, namespace.launch);
  const stop = async () => {
    await collector.stop();
    await namespace.remove();
  };
  return { collector, environment, args, start: namespace.launch, stop };
}

const defaults = [
  healthy('nothing is set', () => alone({}), { parts: ['ip'] }),
  healthy('nothing is set, Python', () => alone({}, ['--sdk', 'python']), {
    parts: ['ip'],
    sdks: ['python'],
  }),
  healthy('nothing is set, JS', () => alone({}, ['--sdk', 'js']), { parts: ['ip'], sdks: ['js'] }),
];

/** The Collector is another machine, and the way to it leads through a proxy. */
async function throughProxy(carrier: Carrier, variable: string): Promise<Scene> {
  const [own, other] = await Promise.all([createNamespace(), createNamespace()]);
  const link = await connect(own, other);
  const collector = await startCollector({ host: link.second }, other.launch);
  const proxy = await startTinyproxy({}, own.launch);
  const port = carrier === 'grpc' ? collector.grpcPort : collector.httpPort;
  const stop = async () => {
    await Promise.all([collector.stop(), proxy.stop()]);
    await Promise.all([own.remove(), other.remove()]);
  };
  const environment = otlp(carrier, `http://${link.second}:${port}`, { [variable]: proxy.url });
  return { collector, environment, start: own.launch, stop };
}

const proxied = [
  healthy('http/protobuf through a proxy', () => throughProxy('http/protobuf', 'http_proxy'), {
    parts: ['ip', 'tinyproxy'],
    routes: [],
  }),
  healthy('grpc through a proxy', () => throughProxy('grpc', 'grpc_proxy'), {
    parts: ['ip', 'tinyproxy'],
    routes: [],
  }),
];

const odd = { shows: ['receiver/response-invalid'] } as const;

/** Whether a body is one that a receiver can decode: one that cannot be is short, and says it is longer than it is. */
const isWhole = (body: Buffer): boolean => body.length !== 3 && body.toString() !== '{"';

/** Answers what it can decode with a status alone. */
const answersWith =
  (status: number) =>
  ({ url, body }: HttpRequest): HttpAnswer => ({
    status: !url.startsWith('/v1/') ? 404 : isWhole(body) ? status : 400,
  });

/** Receivers that answer an accepted export otherwise than the Collector does. */
const otherReceivers = [
  healthy(
    'a receiver that answers 200 without a body or a content type',
    async () => {
      const receiver = await startHttp(answersWith(200));
      return { environment: otlp('http/protobuf', at(receiver.port)), stop: receiver.stop };
    },
    odd,
  ),
  healthy(
    'a receiver that answers 202',
    async () => {
      const receiver = await startHttp(answersWith(202));
      return { environment: otlp('http/json', at(receiver.port)), stop: receiver.stop };
    },
    odd,
  ),
  healthy(
    'a receiver that refuses empty exports',
    async () => {
      const receiver = await startHttp(({ url, body }) =>
        !url.startsWith('/v1/')
          ? httpAnswers.notFound
          : body.length === 0 || !isWhole(body)
            ? httpAnswers.badRequest
            : httpAnswers.okProtobuf,
      );
      return { environment: otlp('http/protobuf', at(receiver.port)), stop: receiver.stop };
    },
    { routes: ['refused', 'refused'] },
  ),
  ...carriers.map((carrier) =>
    healthy(`${carrier}, a slow way to the Collector`, async (lab) => {
      const collector = await lab.collector();
      const slow = await startSlow(portFor(collector, carrier), 500);
      return { collector, environment: otlp(carrier, at(slow.port)), stop: slow.stop };
    }),
  ),
];

/** Set-ups in which nothing is wrong: a false alarm is the worst mistake. */
export const healthyCases: readonly Case[] = [
  ...plain,
  ...compressed,
  ...allSignals,
  ...tls,
  ...mutualTls,
  ...authenticated,
  ...nginx,
  ...tracesOnly,
  ...addresses,
  ...sources,
  ...defaults,
  ...proxied,
  ...otherReceivers,
];
