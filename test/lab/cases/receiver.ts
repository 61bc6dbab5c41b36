import type { CollectorOptions } from '../collector.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { type GrpcAnswer, grpcStatus, startGrpc } from '../endpoints/grpc.ts';
import { type HttpAnswer, httpAnswers, startHttp } from '../endpoints/http.ts';
import { startSilent, startSlow } from '../endpoints/tcp.ts';
import { type NginxServers, nginxPresets, startNginx } from '../nginx.ts';
import { closedPort } from '../ports.ts';
import type { Environment } from '../process.ts';
import { type Case, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { at, basic, type Carrier, otlp, portFor, toCollector } from './settings.ts';

const both: readonly Carrier[] = ['http/protobuf', 'grpc'];
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
const TIMEOUT = 'OTEL_EXPORTER_OTLP_TIMEOUT';

const bearer: CollectorOptions = { auth: { type: 'bearer', token: 'right-token' } };
const password: CollectorOptions = { auth: { type: 'basic', user: 'user', password: 'right-password' } };

/** An application that shows these headers to a Collector that wants something. */
const showing =
  (options: CollectorOptions, carrier: Carrier, headers?: string) =>
  async (lab: Lab): Promise<Scene> =>
    toCollector(await lab.collector(options), carrier, headers === undefined ? {} : { [HEADERS]: headers });

/** nginx in front of the shared Collector. */
const behindNginx =
  (servers: (httpPort: number) => NginxServers, more: Environment = {}) =>
  async (lab: Lab): Promise<Scene> => {
    const collector = await lab.collector();
    const nginx = await startNginx(servers(collector.httpPort));
    return { collector, environment: otlp('http/protobuf', at(nginx.port), more), stop: nginx.stop };
  };

const guarded = (httpPort: number) => nginxPresets.basicAuth(httpPort, 'user', 'right-password');

const authentication = [
  ...both.flatMap((carrier) => [
    unrepairable('auth/missing', `${carrier}, bearer token`, showing(bearer, carrier)),
    unrepairable('auth/missing', `${carrier}, user and password`, showing(password, carrier)),
    unrepairable(
      'auth/rejected',
      `${carrier}, a wrong token`,
      showing(bearer, carrier, 'authorization=Bearer%20wrong-token'),
    ),
    unrepairable(
      'auth/rejected',
      `${carrier}, a token without Bearer`,
      showing(bearer, carrier, 'authorization=right-token'),
    ),
    unrepairable(
      'auth/rejected',
      `${carrier}, a wrong password`,
      showing(password, carrier, basic('user', 'wrong-password')),
    ),
  ]),
  unrepairable('auth/missing', 'nginx asks for user and password', behindNginx(guarded), ['nginx']),
  unrepairable(
    'auth/rejected',
    'nginx does not know the password',
    behindNginx(guarded, { [HEADERS]: basic('user', 'wrong-password') }),
    ['nginx'],
  ),
];

/** A server that gives this answer to everything. */
const answering =
  (answer: HttpAnswer | GrpcAnswer, carrier: Carrier, more: Environment = {}) =>
  async (): Promise<Scene> => {
    const starting: Promise<Endpoint> =
      carrier === 'grpc' ? startGrpc(answer as GrpcAnswer) : startHttp(answer as HttpAnswer);
    const { port, stop } = await starting;
    return { environment: otlp(carrier, at(port), more), stop };
  };

const signals = (['http/protobuf', 'http/json', 'grpc'] as const).flatMap((carrier) => [
  unrepairable('receiver/signal-not-enabled', `${carrier}, metrics`, async (lab) => ({
    ...toCollector(await lab.collector({ signals: ['traces'] }), carrier),
    args: ['--signals', 'metrics'],
  })),
  unrepairable('receiver/signal-not-enabled', `${carrier}, traces`, async (lab) =>
    toCollector(await lab.collector({ signals: ['metrics', 'logs'] }), carrier),
  ),
  repairable(
    'receiver/signal-not-enabled',
    `${carrier}, one of all`,
    async (lab) => ({
      ...toCollector(await lab.collector({ signals: ['traces', 'metrics'] }), carrier),
      args: ['--signals', 'all'],
    }),
    // Python has no http/json.
    { sets: ['OTEL_LOGS_EXPORTER'], ...(carrier === 'http/json' ? { sdks: ['js'] as const } : {}) },
  ),
]);

const silent = both.map((carrier) =>
  unrepairable('receiver/no-response', carrier, async () => {
    const { port, stop } = await startSilent();
    return { environment: otlp(carrier, at(port), { [TIMEOUT]: '1500' }), stop };
  }),
);

/** The way to the Collector and back takes longer than the application waits. */
const timeouts = both.map((carrier) =>
  repairable(
    'receiver/timeout',
    carrier,
    async (lab) => {
      const collector = await lab.collector();
      const { port, stop } = await startSlow(portFor(collector, carrier), 600);
      return { collector, environment: otlp(carrier, at(port), { [TIMEOUT]: '300' }), stop };
    },
    { sets: [TIMEOUT] },
  ),
);

const unavailable = [
  ...both.map((carrier) =>
    unrepairable('receiver/unavailable', `${carrier}, the memory limiter of the Collector`, async (lab) =>
      toCollector(await lab.collector({ refuseAll: true }), carrier),
    ),
  ),
  unrepairable('receiver/unavailable', '503', answering(httpAnswers.unavailable, 'http/protobuf')),
  unrepairable(
    'receiver/unavailable',
    'status 14',
    answering({ status: grpcStatus.unavailable, message: 'data refused due to high memory usage' }, 'grpc'),
  ),
  unrepairable(
    'receiver/unavailable',
    'status 14 without headers',
    answering({ status: grpcStatus.unavailable, trailers: 'trailers-only' }, 'grpc'),
  ),
];

const gateways = [
  unrepairable(
    'receiver/bad-gateway',
    'nginx whose upstream is gone',
    async () => {
      const nginx = await startNginx(nginxPresets.deadUpstream(await closedPort()));
      return { environment: otlp('http/protobuf', at(nginx.port)), stop: nginx.stop };
    },
    ['nginx'],
  ),
  unrepairable(
    'receiver/bad-gateway',
    'nginx whose gRPC upstream is gone',
    async () => {
      const nginx = await startNginx(nginxPresets.grpcProxy(await closedPort()));
      return { environment: otlp('grpc', at(nginx.port)), stop: nginx.stop };
    },
    ['nginx'],
  ),
  unrepairable('receiver/bad-gateway', '504', answering({ status: 504 }, 'http/json')),
];

const refusals = [
  unrepairable('auth/forbidden', '403', answering(httpAnswers.forbidden, 'http/protobuf')),
  unrepairable(
    'auth/forbidden',
    'status 7',
    answering({ status: grpcStatus.permissionDenied, message: 'no ingest scope' }, 'grpc'),
  ),
  unrepairable('receiver/throttled', '429', answering(httpAnswers.tooMany, 'http/protobuf')),
  unrepairable(
    'receiver/throttled',
    'status 8',
    answering({ status: grpcStatus.resourceExhausted, message: 'rate limit exceeded' }, 'grpc'),
  ),
  unrepairable('receiver/server-error', '500', answering(httpAnswers.internal, 'http/protobuf')),
  ...([grpcStatus.internal, grpcStatus.unknown] as const).map((status) =>
    unrepairable(
      'receiver/server-error',
      `status ${status}`,
      answering({ status, message: 'the exporter queue is broken' }, 'grpc'),
    ),
  ),
  unrepairable('receiver/rejected-payload', '400', answering(httpAnswers.badRequest, 'http/protobuf')),
  unrepairable(
    'receiver/rejected-payload',
    'status 3',
    answering({ status: grpcStatus.invalidArgument, message: 'dataset is missing' }, 'grpc'),
  ),
  unrepairable(
    'receiver/payload-too-large',
    'nginx',
    behindNginx((httpPort) => nginxPresets.smallBody(httpPort)),
    ['nginx'],
  ),
  unrepairable('receiver/payload-too-large', 'the Collector, HTTP', async (lab) =>
    toCollector(await lab.collector({ maxBodyBytes: 8 }), 'http/protobuf'),
  ),
  unrepairable(
    'receiver/payload-too-large',
    'gRPC',
    answering(
      {
        status: grpcStatus.resourceExhausted,
        message: 'grpc: received message larger than max (242 vs. 64)',
      },
      'grpc',
    ),
  ),
  unrepairable('receiver/partial-success', 'http/json', answering(httpAnswers.partialSuccess, 'http/json')),
  unrepairable(
    'receiver/partial-success',
    'http/protobuf',
    answering(httpAnswers.partialSuccessProtobuf, 'http/protobuf'),
  ),
  unrepairable(
    'receiver/partial-success',
    'grpc',
    answering({ status: grpcStatus.ok, body: httpAnswers.partialSuccessProtobuf.body }, 'grpc'),
  ),
  unrepairable(
    'auth/tenant-missing',
    'as Loki, Mimir and Tempo answer',
    answering({ status: 401, body: 'no org id' }, 'http/protobuf'),
  ),
  unrepairable('receiver/delivery-failed', '418', answering({ status: 418 }, 'http/protobuf')),
];

/** What a receiver that speaks OTLP can have against an export. */
export const receiverCases: readonly Case[] = [
  ...authentication,
  ...signals,
  ...silent,
  ...timeouts,
  ...unavailable,
  ...gateways,
  ...refusals,
];
