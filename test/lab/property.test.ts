import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../src/jobs/diagnose/diagnose.ts';
import type { Report } from '../../src/model/report.ts';
import { render } from '../../src/report/formats/render.ts';
import { redact } from '../../src/report/redact.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { findSdk, SDKS } from '../../src/resolve/sdks/index.ts';
import { expectReport } from '../kit/schema.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { startGrpc } from './endpoints/grpc.ts';
import { startHttp } from './endpoints/http.ts';
import {
  startClosing,
  startGarbage,
  startReset,
  startResetAfterRequest,
  startSilent,
} from './endpoints/tcp.ts';

/** The same runs each time, more of them in `.ci/run`; OTEL_DOCTOR_SEED tries others. */
const SEED = Number(process.env.OTEL_DOCTOR_SEED ?? 20_261_121);
const RUNS = Number(process.env.OTEL_DOCTOR_RUNS ?? 15);

/** Time that a run is given. A run that hangs is ended by the timeout of the test. */
const DEADLINE_MS = 700;

const SECRETS = ['canaryTokenQ7x2', 'canaryPassW0rd9', 'canaryQueryK3y5', 'canaryProxyL0g1n'] as const;
const [TOKEN, PASSWORD, QUERY, PROXY] = SECRETS;

/** The secrets that settings hold, plain and inside of a login. */
const formsIn = (settings: Settings): readonly string[] =>
  SECRETS.flatMap((secret) => {
    const login = Buffer.from(`user:${secret}`).toString('base64');
    const held = Object.values(settings).some((value) => value?.includes(secret) || value?.includes(login));
    return held ? [secret, login.slice(8, 24)] : [];
  });

type Settings = Readonly<Record<string, string | undefined>>;

/** What a variable may hold besides what it should. */
const odd = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '"grpc"',
    "'x'",
    '$(NODE_IP)',
    `\${X}`,
    '{{ .Values.x }}',
    '<value>',
    'none',
    'true',
    '1',
  ),
  fc.constantFrom(
    '0',
    '-1',
    '10s',
    '1e9',
    '99999999999',
    'NaN',
    ',,,',
    '=;=',
    '%',
    '%zz',
    'a=b,c',
    '\t\n',
    'ünïcödé=☃',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.integer({ min: 1_000, max: 20_000 }).map((length) => 'x'.repeat(length)),
);

const headerLists = fc.constantFrom(
  `authorization=Bearer%20${TOKEN}`,
  `authorization: Bearer ${TOKEN}`,
  `authorization="Bearer ${TOKEN}"`,
  `Authorization=Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')};x=1`,
  `x-api-key=${TOKEN},=${PASSWORD}`,
  `api key=${TOKEN}`,
  `x-honeycomb-team=${TOKEN}%`,
);

const hosts = fc.constantFrom(
  '127.0.0.1',
  'localhost',
  '[::1]',
  '$(NODE_IP)',
  `\${HOST}`,
  'x y',
  '',
  '<host>',
);
const schemes = fc.constantFrom(
  'http://',
  'http://',
  'http://',
  'https://',
  'grpc://',
  '',
  'http:/',
  '//',
  'HTTP://',
);
const tails = fc.constantFrom('', '', '/', '/v1/traces', '/otlp', '//x/../y', '/☃', `?key=${QUERY}`, '#part');

const endpoints = (port: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '', '"', "'", ' '),
      schemes,
      fc.constantFrom('', '', `user:${PASSWORD}@`),
      hosts,
      fc.constantFrom(`:${port}`, `:${port}`, `:${port}`, '', ':99999', ':x'),
      tails,
    )
    .map(([quote, scheme, login, host, at, tail]) => `${quote}${scheme}${login}${host}${at}${tail}${quote}`);

const GENERAL = ['PROTOCOL', 'TIMEOUT', 'COMPRESSION', 'INSECURE', 'CERTIFICATE', 'CLIENT_KEY'] as const;
const OTHERS = [
  'OTEL_SDK_DISABLED',
  'OTEL_TRACES_EXPORTER',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  'OTEL_PROPAGATORS',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_SERVICE_NAME',
  'OTEL_BSP_MAX_QUEUE_SIZE',
  'OTEL_EXPORTER_OTLP_ENDPIONT',
  'OTEL_CONFIG_FILE',
  'NO_PROXY',
];

const protocols = fc.constantFrom(
  'grpc',
  'grpc',
  'http/protobuf',
  'http/protobuf',
  'http/json',
  'http',
  'GRPC',
);

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 3 });
const often = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });

const rarely = (value: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const wild = (port: number): fc.Arbitrary<Settings> =>
  fc.record({
    OTEL_EXPORTER_OTLP_ENDPOINT: often(endpoints(port)),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: seldom(endpoints(port)),
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: rarely(endpoints(port)),
    OTEL_EXPORTER_OTLP_PROTOCOL: often(protocols),
    OTEL_EXPORTER_OTLP_HEADERS: often(fc.oneof(headerLists, odd)),
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: rarely(headerLists),
    http_proxy: rarely(fc.constantFrom(`http://user:${PROXY}@127.0.0.1:${port}`, 'http://[x', 'proxy')),
    ...Object.fromEntries(GENERAL.map((name) => [`OTEL_EXPORTER_OTLP_TRACES_${name}`, rarely(odd)])),
    ...Object.fromEntries(GENERAL.slice(1).map((name) => [`OTEL_EXPORTER_OTLP_${name}`, rarely(odd)])),
    ...Object.fromEntries(OTHERS.map((name) => [name, rarely(odd)])),
  });

/** Settings that most SDKs take, so that something is sent. */
const tame = (port: number): fc.Arbitrary<Settings> =>
  fc.record({
    OTEL_EXPORTER_OTLP_ENDPOINT: fc
      .constantFrom('http://', 'http://', 'https://')
      .chain((scheme) =>
        fc
          .tuple(
            fc.constantFrom('', '', `user:${PASSWORD}@`),
            fc.constantFrom('', '', '/v1/traces', `/?key=${QUERY}`),
          )
          .map(([login, tail]) => `${scheme}${login}127.0.0.1:${port}${tail}`),
      ),
    OTEL_EXPORTER_OTLP_PROTOCOL: fc.constantFrom('grpc', 'http/protobuf'),
    OTEL_EXPORTER_OTLP_HEADERS: often(fc.constant(`authorization=Bearer%20${TOKEN}`)),
    OTEL_EXPORTER_OTLP_COMPRESSION: seldom(fc.constant('gzip')),
    OTEL_RESOURCE_ATTRIBUTES: rarely(odd),
    OTEL_SERVICE_NAME: often(odd),
    http_proxy: rarely(fc.constant(`http://user:${PROXY}@127.0.0.1:${port}`)),
  });

const environments = (port: number): fc.Arbitrary<Settings> =>
  fc.oneof({ weight: 2, arbitrary: tame(port) }, { weight: 1, arbitrary: wild(port) });

/** Plain data, so that a counterexample can be read and run again. */
const servers = fc.oneof(
  fc.record({
    kind: fc.constant('http' as const),
    status: fc.oneof(
      fc.constantFrom(200, 200, 200, 202, 204, 301, 400, 401, 403, 404, 415, 429, 503),
      fc.integer({ min: 200, max: 599 }),
    ),
    type: fc.constantFrom('application/x-protobuf', 'application/json', 'text/html', 'x', ''),
    extra: fc.constantFrom('', 'location', 'retry-after', 'www-authenticate', 'content-encoding'),
    body: fc.oneof(
      fc.constantFrom(
        '',
        '{}',
        '{"partialSuccess":{"rejectedSpans":"3"}}',
        '<html>',
        '\x1b[31mred\x07',
        '\x0a\x10\x08\x01',
      ),
      fc.string({ unit: 'binary', maxLength: 200 }),
    ),
  }),
  fc.record({
    kind: fc.constant('grpc' as const),
    status: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
    message: fc.constantFrom('', 'no', 'x'.repeat(2_000), '%E2%98%83%'),
    trailers: fc.constantFrom('normal', 'trailers-only', 'missing'),
  }),
  fc.record({ kind: fc.constantFrom('reset', 'reset-later', 'closing', 'silent', 'garbage') }),
);

type Server = typeof servers extends fc.Arbitrary<infer T> ? T : never;

/** What servers do that tell too much: everything that they were sent comes back. */
const echo = (headers: unknown): string => JSON.stringify(headers);

const start = (server: Server): Promise<Endpoint> => {
  switch (server.kind) {
    case 'http':
      return startHttp(({ headers, url }) => ({
        status: server.status,
        headers: {
          ...(server.type ? { 'content-type': server.type } : {}),
          ...(server.extra ? { [server.extra]: `https://user:${PASSWORD}@x/?k=${QUERY}` } : {}),
        },
        ...([204, 304].includes(server.status)
          ? {}
          : { body: `${server.body}${server.body ? echo(headers) + url : ''}` }),
      }));
    case 'grpc':
      return startGrpc(({ headers }) => ({
        status: server.status,
        message: `${server.message}${encodeURIComponent(echo(headers))}`,
        trailers: server.trailers,
      }));
    case 'reset':
      return startReset();
    case 'reset-later':
      return startResetAfterRequest();
    case 'closing':
      return startClosing();
    case 'silent':
      return startSilent();
    default:
      return startGarbage();
  }
};

const runs = fc.record({
  sdk: fc.constantFrom(...SDKS.map(({ name }) => name)),
  signals: fc.constantFrom(['traces'] as const, ['metrics'] as const, ['traces', 'metrics', 'logs'] as const),
  offline: fc.constantFrom(false, false, false, false, true),
  controls: fc.boolean(),
  server: servers,
});

const expectSound = (report: Report): void => {
  expectReport(JSON.parse(JSON.stringify(report)));
  const { verdict, rootCause, findings, checks } = report;
  expect(['healthy', 'unhealthy', 'inconclusive']).toContain(verdict);
  if (verdict !== 'unhealthy') expect(rootCause).toBeNull();
  if (rootCause !== null) expect(findings[0]).toEqual(rootCause);
  if (verdict === 'unhealthy') expect(rootCause?.severity).toBe('error');
  const broken = checks.filter(({ status, why }) => status === 'error' && !why?.includes('time budget'));
  expect(broken).toEqual([]);
};

const OPTIONS = { columns: 100, colour: false };

const expectSilent = async (
  report: Report,
  secretValues: readonly string[],
  settings: Settings,
): Promise<void> => {
  const forms = formsIn(settings);
  for (const format of ['json', 'text', 'short'] as const) {
    const text = await render(redact(report, secretValues), format, OPTIONS);
    const lines = text.split('\n').filter((line) => forms.some((secret) => line.includes(secret)));
    expect(lines).toEqual([]);
  }
};

test(`whatever the settings and the answers: a verdict, without a secret (seed ${SEED})`, {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.gen(), async ({ sdk: name, signals, offline, controls, server }, gen) => {
      const endpoint = await start(server);
      try {
        const settings = gen(environments, endpoint.port);
        const sdk = findSdk(name);
        if (sdk === undefined) throw new Error(name);
        const environment = mergeLayers([environmentLayer(settings)]);
        const { report, secretValues } = await diagnose({
          ...{ environment, sdk, sdkChosenBy: 'flag', signals, offline, controls },
          timeoutMs: DEADLINE_MS,
        });
        expectSound(report);
        await expectSilent(report, secretValues, settings);
      } finally {
        await endpoint.stop();
      }
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});
