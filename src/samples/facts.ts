import type { Burst, CollectorSource, Hop, HopsFact } from '../model/behind.ts';
import type {
  Attempt,
  Delivery,
  FactTable,
  GrpcAnswer,
  HttpAnswer,
  Speech,
  TlsFact,
  VendorFact,
} from '../model/facts.ts';
import type { ReadBackFact, SoughtItem } from '../model/read-back.ts';
import type { Target } from '../model/target.ts';
import { sampleCollector } from './collector.ts';
import { sampleLink, sampleWorkload } from './deployment.ts';
import { healthyTelemetry } from './telemetry.ts';

/**
 * Facts of a healthy run and small variations of them. Checks describe their example with these; tests, pages and
 * `explain` lay the example over the healthy facts.
 */
export const sampleTarget = (change: Partial<Target> = {}): Target => ({
  id: 't1',
  signals: ['traces'],
  protocol: 'http/protobuf',
  endpoint: 'http://localhost:4318',
  endpointBy: { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', perSignal: false, byFlag: false },
  protocolBy: { variable: 'OTEL_EXPORTER_OTLP_PROTOCOL', perSignal: false, byFlag: false },
  faults: [],
  url: 'http://localhost:4318/v1/traces',
  sends: true,
  why: null,
  problems: [],
  unknown: [],
  secure: false,
  host: 'localhost',
  port: 4318,
  basePath: '/',
  paths: { traces: '/v1/traces' },
  requestTargets: { traces: '/v1/traces' },
  authority: 'localhost:4318',
  socket: null,
  headers: [],
  compression: 'none',
  encoding: 'none',
  timeoutMs: 10_000,
  exportTimeoutMs: 10_000,
  timeoutUnitMs: 1,
  files: { certificate: null, clientCertificate: null, clientKey: null },
  ignoredFiles: [],
  proxy: null,
  settings: [],
  ...change,
});

export const sampleGrpcTarget = (change: Partial<Target> = {}): Target =>
  sampleTarget({
    protocol: 'grpc',
    endpoint: 'http://localhost:4317',
    url: 'http://localhost:4317',
    port: 4317,
    paths: { traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export' },
    ...change,
  });

export const sampleHttp = (status: number, change: Partial<HttpAnswer> = {}): HttpAnswer => ({
  status,
  reason: '',
  contentType: 'text/plain; charset=utf-8',
  location: null,
  retryAfter: null,
  authenticate: null,
  server: null,
  body: '',
  otlp: false,
  partial: null,
  ...change,
});

export const sampleGrpc = (status: number, message = '', change: Partial<GrpcAnswer> = {}): GrpcAnswer => ({
  status,
  message,
  httpStatus: 200,
  contentType: 'application/grpc',
  partial: null,
  ...change,
});

/** A test span that did not arrive. */
export const sampleFailure = (change: Partial<Delivery>): FactTable['send'] => ({
  deliveries: [
    {
      signal: 'traces',
      delivered: false,
      reach: 'answered',
      traceId: '5b8efff798038103d269b633813fc60c',
      ms: 12,
      http: null,
      grpc: null,
      error: null,
      timedOut: false,
      log: [],
      ...change,
    },
  ],
});

/** An empty export that was tried; accepted unless told otherwise. */
export const sampleAttempt = (change: Partial<Attempt> = {}): Attempt => ({
  kind: 'as-sent',
  protocol: 'http/protobuf',
  secure: false,
  host: 'localhost',
  port: 4318,
  signal: 'traces',
  path: '/v1/traces',
  accepted: true,
  http: null,
  grpc: null,
  error: null,
  ...change,
});

export const sampleSpeech = (change: Partial<Speech> = {}): Speech => ({
  http1: null,
  page: null,
  http2: false,
  banner: null,
  end: null,
  ...change,
});

export const sampleTls = (change: Partial<TlsFact> = {}): TlsFact => ({
  outcome: 'trusted',
  code: null,
  detail: null,
  nameMatches: true,
  protocol: 'TLSv1.3',
  alpn: 'http/1.1',
  chain: [
    {
      subject: 'collector.example.com',
      issuer: 'Example CA',
      names: ['collector.example.com'],
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      selfSigned: false,
    },
  ],
  at: Date.UTC(2026, 5, 1),
  ...change,
});

/** A target reached over TLS. */
export const sampleSecureTarget = (change: Partial<Target> = {}): Target =>
  sampleTarget({
    endpoint: 'https://collector.example.com',
    url: 'https://collector.example.com/v1/traces',
    host: 'collector.example.com',
    port: 443,
    secure: true,
    ...change,
  });

export const sampleTcp = (
  outcome: FactTable['tcp']['tries'][number]['outcome'],
  code: string | null,
  port = 4318,
): FactTable['tcp'] => ({
  tries: [{ address: '127.0.0.1', family: 4, port, outcome, code, ms: 1 }],
});

/** A backend whose documentation the settings agree with. */
export const sampleVendor = (change: Partial<VendorFact> = {}): VendorFact => ({
  id: 'example',
  name: 'Example Cloud',
  certain: true,
  docs: 'https://docs.example.com/otlp',
  endpoint: null,
  header: null,
  wanted: [],
  ...change,
});

/** A component whose counters moved. */
export const sampleHop = (change: Partial<Hop> = {}): Hop => ({
  ...{ kind: 'receiver', name: 'otlp', signal: 'traces', moved: { accepted: 37, refused: 0 } },
  ...change,
});

/** The exporter of a Collector, with a queue. */
export const sampleExporter = (moved: Hop['moved'], waits = false): Hop =>
  sampleHop({
    kind: 'exporter',
    name: 'otlp_grpc/tempo',
    moved,
    waiting: {
      before: { size: 0, capacity: 1000, inFlight: 0 },
      after: { size: waits ? 1 : 0, capacity: 1000, inFlight: waits ? 1 : 0 },
    },
  });

/** The own metrics of one Collector. */
export const sampleSource = (change: Partial<CollectorSource> = {}): CollectorSource => ({
  ...{ url: 'http://localhost:8888/metrics', named: false, state: 'read', detail: '' },
  ...{ movedAfterMs: 0, otherTraffic: 0, restarted: false },
  hops: [sampleHop(), sampleExporter({ sent: 37 })],
  ...change,
});

/** A burst that was taken, and what Collectors say of it: all of it was handed on. */
export const sampleHops = (
  sources: readonly CollectorSource[] = [sampleSource()],
  burst: Partial<Burst> = {},
): HopsFact => ({
  bursts: [
    {
      ...{ signal: 'traces', size: 37, taken: true, answer: '' },
      ...{ traceId: '0af7651916cd43dd8448eb211c80319c', ...burst },
    },
  ],
  ...{ sources, watchedMs: 800 },
});

/** A backend that was asked for the test span, and shows it unless told otherwise. */
export const sampleReadBack = (
  item: Partial<SoughtItem> = {},
  change: Partial<ReadBackFact> = {},
): ReadBackFact => ({
  ...{ url: 'http://localhost:16686', name: 'Jaeger', state: 'asked', detail: '', waitedMs: 30_000 },
  items: [{ signal: 'traces', traceId: '5b8efff798038103d269b633813fc60c', foundAfterMs: 400, ...item }],
  ...{ services: null, ...change },
});

/** Every fact of a run in which nothing is wrong. */
export const healthyFacts = (): FactTable => ({
  ...healthyTelemetry(),
  target: sampleTarget(),
  dns: { host: 'localhost', literal: false, addresses: [{ address: '127.0.0.1', family: 4 }], code: null },
  tcp: sampleTcp('connected', null),
  proxy: { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY', outcome: 'open', status: 200, code: null },
  detour: { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY', outcome: 'refused', status: 403, code: null },
  files: { files: [] },
  unsent: { by: 'settings' },
  tls: sampleTls(),
  send: {
    deliveries: [
      {
        signal: 'traces',
        delivered: true,
        reach: 'delivered',
        traceId: '5b8efff798038103d269b633813fc60c',
        ms: 12,
        http: sampleHttp(200, { contentType: 'application/x-protobuf', otlp: true }),
        grpc: null,
        error: null,
        timedOut: false,
        log: [],
      },
    ],
  },
  hops: sampleHops(),
  readBack: sampleReadBack(),
  routes: { answers: [] },
  port: {
    tls: null,
    plain: sampleSpeech({
      http1: sampleHttp(405, { otlp: true, body: '405 method not allowed, supported: [POST]' }),
    }),
    secure: null,
  },
  survey: { attempts: [sampleAttempt()] },
  container: { kind: 'none', evidence: [], hosts: [] },
  hosts: { attempts: [] },
  processes: { listeners: [] },
  control: { attempts: [] },
  vendor: sampleVendor(),
  meaning: {
    vendor: 'Example Cloud',
    code: null,
    meaning: 'everything is well',
    advice: '',
    docs: 'https://docs.example.com/otlp',
    verified: true,
  },
  collector: sampleCollector(),
  link: sampleLink(),
  workload: sampleWorkload(),
});
