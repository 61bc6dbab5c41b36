import type {
  ApplicationCode,
  ApplicationFact,
  CodePlace,
  FrameworkFact,
  LoggedMessage,
} from '../model/application.ts';
import type { ReceivedFact, RefusalGroup } from '../model/received.ts';
import type {
  BrokenCall,
  CallEdge,
  ClockFact,
  EarlyEndGroup,
  LifecycleFact,
  OrphanGroup,
  ServiceFact,
  SpanSample,
  TelemetryFacts,
} from '../model/telemetry.ts';

/** Facts of healthy telemetry and small variations of them, for examples, tests and pages. */
export const sampleSpan = (change: Partial<SpanSample> = {}): SpanSample => ({
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b174',
  name: 'GET /orders',
  kind: 'server',
  scope: 'opentelemetry.instrumentation.flask',
  library: true,
  startMs: Date.UTC(2026, 5, 1),
  durationMs: 20,
  ...change,
});

export const sampleService = (change: Partial<ServiceFact> = {}): ServiceFact => ({
  id: 's1',
  name: 'shop',
  label: 'shop',
  language: 'python',
  sdkVersion: '1.45.1',
  distro: null,
  resource: [
    { key: 'service.name', value: 'shop' },
    { key: 'telemetry.sdk.language', value: 'python' },
  ],
  spans: 12,
  traces: 4,
  metricPoints: 0,
  logRecords: 0,
  transports: ['grpc'],
  scopes: [{ name: 'opentelemetry.instrumentation.flask', version: '0.66b1', spans: 12, library: true }],
  kinds: { unspecified: 0, internal: 4, server: 4, client: 4, producer: 0, consumer: 0 },
  ...change,
});

export const sampleOrphans = (change: Partial<OrphanGroup> = {}): OrphanGroup => ({
  sample: sampleSpan(),
  parentSpanId: '00f067aa0ba902b7',
  remote: true,
  count: 3,
  othersSeen: false,
  ...change,
});

export const sampleEarlyEnd = (change: Partial<EarlyEndGroup> = {}): EarlyEndGroup => ({
  parent: sampleSpan({
    name: 'handle order',
    kind: 'internal',
    scope: 'shop',
    library: false,
    durationMs: 0.1,
  }),
  child: sampleSpan({
    spanId: '53995c3f42cd8ad8',
    name: 'load order',
    kind: 'internal',
    scope: 'shop',
    library: false,
  }),
  count: 3,
  parents: 3,
  beganAfter: 3,
  withinGrandparent: 3,
  atRoot: 0,
  ...change,
});

export const sampleLifecycle = (change: Partial<LifecycleFact> = {}): LifecycleFact => ({
  settled: 4,
  cut: 0,
  orphans: [],
  early: [],
  duplicates: null,
  ...change,
});

export const sampleBrokenCall = (change: Partial<BrokenCall> = {}): BrokenCall => ({
  caller: sampleSpan({ name: 'GET', kind: 'client', scope: 'opentelemetry.instrumentation.requests' }),
  callee: sampleSpan({ traceId: 'd269b633813fc60c5b8efff798038103', name: 'GET /items' }),
  match: 'request',
  called: 'GET http://stock:8080/items',
  ...change,
});

export const sampleEdge = (change: Partial<CallEdge> = {}): CallEdge => ({
  callee: 'stock',
  calleeId: 's2',
  calleeLanguage: 'python',
  by: 'call',
  joined: 4,
  broken: 0,
  calleeRoots: 0,
  samples: [],
  propagators: null,
  ...change,
});

export const sampleClock = (change: Partial<ClockFact> = {}): ClockFact => ({
  spans: 12,
  ahead: null,
  minDelayMs: 40,
  absurd: null,
  negative: null,
  beforeParent: null,
  ...change,
});

export const sampleApplication = (change: Partial<ApplicationFact> = {}): ApplicationFact => ({
  name: 'shop',
  command: ['opentelemetry-instrument', 'python', 'shop.py'],
  sdk: 'python',
  language: 'python',
  exitCode: 0,
  signal: null,
  stopped: false,
  ranMs: 8_000,
  received: { spans: 12, metricPoints: 0, logRecords: 0 },
  requests: 2,
  refused: 0,
  disabled: null,
  exporter: null,
  sampler: null,
  configFile: null,
  propagators: ['tracecontext', 'baggage'],
  serviceName: { name: 'OTEL_SERVICE_NAME', value: 'shop' },
  resourceAttributes: [],
  exportDelayMs: 5_000,
  elsewhere: [],
  connectionsSeen: true,
  askedAt: null,
  instrumented: 'yes',
  instrumentedBy: ['the command is started through opentelemetry-instrument'],
  drives: false,
  runtime: null,
  framework: null,
  program: null,
  promised: [],
  exporterLoaded: null,
  code: null,
  ...change,
});

/** Sources that set an SDK up as they should; `change` is what is wrong with them. */
export const sampleCode = (change: Partial<ApplicationCode> = {}): ApplicationCode => ({
  endpoint: null,
  otlpExporter: sampleCodePlace('OTLPSpanExporter()', 8),
  otherExporter: null,
  processor: sampleCodePlace('BatchSpanProcessor(exporter)', 9),
  provider: sampleCodePlace('provider = TracerProvider()', 7),
  registered: sampleCodePlace('trace.set_tracer_provider(provider)', 10),
  nodeSdk: null,
  started: null,
  instrumentation: null,
  distribution: null,
  before: null,
  whole: true,
  ...change,
});

/** Spring Boot without a destination. */
export const sampleFramework = (change: Partial<FrameworkFact> = {}): FrameworkFact => ({
  name: 'Spring Boot 4',
  property: 'management.opentelemetry.tracing.export.otlp.endpoint',
  variable: 'MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT',
  endpoint: null,
  fallback: null,
  example: 'http://collector:4318/v1/traces',
  sampling: 'management.tracing.sampling.probability',
  ignored: [],
  ...change,
});

/** A line of the source of an application. */
export const sampleCodePlace = (text: string, line = 12): CodePlace => ({ file: 'tracing.py', line, text });

/** An application from which nothing arrived. */
export const sampleSilentApplication = (change: Partial<ApplicationFact> = {}): ApplicationFact =>
  sampleApplication({ received: { spans: 0, metricPoints: 0, logRecords: 0 }, requests: 0, ...change });

export const sampleMessage = (change: Partial<LoggedMessage> = {}): LoggedMessage => ({
  id: 'python-attribute-type',
  sdk: 'python',
  codes: ['telemetry/attribute-type-invalid'],
  meaning: 'the SDK dropped an attribute whose value has a type that it cannot send',
  count: 3,
  stream: 'stderr',
  line: 7,
  text: "Invalid type Order for attribute 'order' value.",
  captures: { key: 'order', type: 'Order' },
  ...change,
});

export const sampleRefusals = (change: Partial<RefusalGroup> = {}): RefusalGroup => ({
  kind: 'wrong-path',
  port: 'http',
  method: 'POST',
  path: '/v1/traces/v1/traces',
  contentType: 'application/x-protobuf',
  contentEncoding: null,
  detail: null,
  malformed: null,
  userAgent: 'OTel-OTLP-Exporter-Python/1.45.1',
  count: 3,
  peers: ['127.0.0.1'],
  ...change,
});

export const sampleReceived = (change: Partial<ReceivedFact> = {}): ReceivedFact => ({
  mode: 'listen',
  listenedMs: 30_000,
  grpcPort: 4317,
  httpPort: 4318,
  requests: 3,
  spans: 12,
  metricPoints: 0,
  logRecords: 0,
  bytes: 4_096,
  refusals: [],
  ...change,
});

/** Every fact of telemetry in which nothing is wrong. */
export const healthyTelemetry = (): TelemetryFacts => ({
  service: sampleService(),
  lifecycle: sampleLifecycle(),
  calls: { edges: [sampleEdge()] },
  attributes: { names: [], omitted: 0, dropped: [] },
  clock: sampleClock(),
  exporterSpans: { groups: [], spans: 12 },
  application: sampleApplication(),
  messages: { messages: [], lines: 120 },
  received: sampleReceived(),
  forward: {
    url: 'http://localhost:4318',
    signals: ['traces'],
    delivered: 3,
    failed: 0,
    dropped: 0,
    failures: [],
  },
});
