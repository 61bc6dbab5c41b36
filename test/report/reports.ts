import type { Report, ReportFinding, ReportTarget } from '../../src/model/report.ts';

/** Reports made by hand, so that the pages made of them change only when the layout does. */
const target = (change: Partial<ReportTarget> = {}): ReportTarget => ({
  id: 't1',
  signals: ['traces'],
  protocol: 'grpc',
  url: 'http://localhost:4318',
  settings: [
    {
      name: 'endpoint',
      value: 'http://localhost:4318',
      source: { kind: 'env', name: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
      candidates: [],
    },
  ],
  path: [
    { step: 'dns', state: 'ok', ms: 0.4 },
    { step: 'tcp', state: 'ok', ms: 0.3 },
    { step: 'tls', state: 'skipped' },
    { step: 'protocol', state: 'failed', ms: 3.1 },
    { step: 'send', state: 'blocked', by: 'protocol' },
  ],
  delivered: false,
  traceId: '5b8efff798038103d269b633813fc60c',
  vendor: null,
  ...change,
});

export const cause: ReportFinding = {
  code: 'protocol/grpc-to-http-port',
  severity: 'error',
  title: 'gRPC is sent to an OTLP/HTTP port',
  targets: ['t1'],
  summary: 'gRPC is sent to port 4318, which speaks OTLP over HTTP/1.1',
  explanation:
    'The exporter speaks gRPC, which needs HTTP/2; localhost:4318 answers HTTP/1.1 and takes OTLP over HTTP.',
  evidence: [
    { label: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://localhost:4318' },
    { label: 'answer to HTTP/1.1', value: 'HTTP 405: 405 method not allowed, supported: [POST]' },
  ],
  fixes: [
    {
      title: 'Send OTLP over HTTP to http://localhost:4318/v1/traces',
      env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      proven: true,
      proof: { traceId: '9f2b6a1c0d3e4f5a6b7c8d9e0f1a2b3c', ms: 20.6 },
    },
    {
      title: 'Send gRPC to the gRPC port',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: null },
      proven: false,
      unproven: 'tried: connect ECONNREFUSED',
    },
    { title: 'Restart it', command: ['docker', 'restart', "the collector's name"], proven: false },
    {
      title: 'Add a pipeline to the Collector',
      text: 'service:\n  pipelines:\n    traces:\n      receivers: [otlp]\nThen restart the Collector so that it reads its configuration again.',
      proven: false,
    },
  ],
  docs: 'docs/checks/protocol/grpc-to-http-port.md',
};

const BASE = {
  schemaVersion: 1,
  tool: { name: 'otel-doctor', version: '1.2.3' },
  startedAt: '2026-01-31T12:00:00.000Z',
  durationMs: 412,
  sdk: { name: 'python', chosenBy: 'flag', version: null },
  runsIn: { platform: 'linux', container: null },
  telemetry: null,
  checks: [
    { code: 'protocol/grpc-to-http-port', status: 'fail' },
    { code: 'tls/certificate-expired', status: 'skipped', why: 'plaintext endpoint' },
    { code: 'network/connection-reset', status: 'pass' },
    { code: 'receiver/timeout', status: 'blocked', by: 'port' },
  ],
} as const;

export const unhealthy: Report = {
  ...BASE,
  checks: [
    ...BASE.checks,
    { code: 'receiver/server-error', status: 'fail' },
    { code: 'tls/certificate-expiring', status: 'fail' },
  ],
  verdict: 'unhealthy',
  summary: cause.summary,
  targets: [target()],
  rootCause: cause,
  findings: [
    cause,
    {
      ...cause,
      code: 'receiver/server-error',
      summary: 'localhost:4318 fails with an internal error',
      fixes: [],
      symptomOf: cause.code,
    },
    {
      ...cause,
      code: 'tls/certificate-expiring',
      severity: 'warning',
      summary: 'The certificate of localhost:4318 expires in 12 days',
      fixes: [],
    },
  ],
  routes: [
    { signal: 'metrics', url: 'http://localhost:4318/v1/metrics', state: 'accepted', detail: 'HTTP 200' },
    { signal: 'logs', url: 'http://localhost:4318/v1/logs', state: 'missing', detail: 'HTTP 404' },
  ],
  limits: ['The settings were read as the specification says; SDKs differ from it (name yours with --sdk).'],
};

export const healthy: Report = {
  ...BASE,
  verdict: 'healthy',
  summary: 'A test item of traces was accepted by http://localhost:4318/v1/traces',
  targets: [
    target({
      protocol: 'http/protobuf',
      url: 'http://localhost:4318/v1/traces',
      path: [
        { step: 'dns', state: 'ok', ms: 0.4 },
        { step: 'tcp', state: 'ok', ms: 0.3 },
        { step: 'proxy', state: 'ok', ms: 1.2 },
        { step: 'tls', state: 'skipped' },
        { step: 'protocol', state: 'ok' },
        { step: 'send', state: 'ok', ms: 11.2 },
      ],
      delivered: true,
    }),
  ],
  rootCause: null,
  findings: [],
  routes: [],
  limits: ['A delivered item says that the receiver took it.'],
};

export const inconclusive: Report = {
  ...BASE,
  verdict: 'inconclusive',
  summary: 'The doctor could not see enough to name a cause',
  targets: [
    target({
      path: [
        { step: 'dns', state: 'blocked', by: 'endpoint' },
        { step: 'tcp', state: 'unknown' },
        { step: 'send', state: 'unknown' },
      ],
    }),
  ],
  rootCause: null,
  findings: [],
  routes: [],
  limits: ['The doctor could not find out tcp: took longer than its time budget.'],
};

/** Settings from an env file, a receiver at an IPv6 address, two targets. */
export const ipv6: Report = {
  ...unhealthy,
  summary: 'Nothing listens on [2001:db8::1]:4318',
  targets: [
    target({
      url: 'http://[2001:db8::1]:4318/v1/traces',
      settings: [
        {
          name: 'endpoint',
          value: 'http://[2001:db8::1]:4318',
          source: { kind: 'file', name: 'OTEL_EXPORTER_OTLP_ENDPOINT', path: 'deploy/prod.env', line: 3 },
          candidates: [],
        },
      ],
    }),
    target({
      id: 't2',
      signals: ['metrics', 'logs'],
      url: 'http://[::1]:4318/v1/metrics',
      protocol: 'http/json',
    }),
  ],
  rootCause: {
    ...cause,
    fixes: [
      {
        title: 'Use another address',
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://[::1]:4318', OTEL_EXPORTER_OTLP_PROTOCOL: null },
        proven: false,
      },
    ],
  },
  findings: [cause],
  routes: [],
  limits: [],
};

const ESCAPES = '\u001b[2J\u001b]0;owned\u0007\u009b31mred\u202egnol\u202c\r\tend';
const LONG = `x${'abcdefghij'.repeat(30)}`;

/** Text of a receiver that means harm, or was never meant for a terminal. */
export const hostile: Report = {
  ...unhealthy,
  summary: `The receiver says ${ESCAPES}`,
  targets: [target({ url: `http://localhost:4318/${LONG}` })],
  rootCause: {
    ...cause,
    explanation: `${LONG} ${ESCAPES}`,
    evidence: [
      { label: `message ${ESCAPES}`, value: `${ESCAPES}\n${LONG}` },
      { label: '\u65e5\u672c\u8a9e', value: '\u65e5\u672c\u8a9e'.repeat(20) },
    ],
    fixes: [
      { title: ESCAPES, env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${ESCAPES}` }, proven: false },
      { title: LONG, text: `${LONG}\n${ESCAPES}`, proven: false },
    ],
  },
  findings: [{ ...cause, code: 'auth/missing', summary: ESCAPES, fixes: [] }],
  checks: [...unhealthy.checks, { code: 'auth/missing', status: 'fail' }],
  routes: [{ signal: 'logs', url: '', state: 'refused', detail: ESCAPES }],
  limits: [ESCAPES],
};

/** What an application sent to `listen`. */
const telemetry: Report = {
  ...BASE,
  verdict: 'healthy',
  summary: '214 spans of 2 services arrived',
  targets: [],
  rootCause: null,
  findings: [
    {
      ...cause,
      code: 'telemetry/service-unnamed',
      severity: 'warning',
      title: 'A service has no name',
      targets: ['s2'],
      summary: 'A service sends as unknown_service:node',
      explanation: 'Its resource has no service.name, so that a backend cannot tell it from others.',
      fixes: [{ title: 'Name it', env: { OTEL_SERVICE_NAME: 'stock' }, proven: false }],
      docs: 'docs/checks/telemetry/service-unnamed.md',
    },
  ],
  checks: [{ code: 'telemetry/service-unnamed', status: 'fail' }],
  routes: [],
  telemetry: {
    mode: 'run',
    listenedMs: 12_300,
    received: {
      requests: 17,
      refused: 1,
      spans: 214,
      traces: 40,
      metricPoints: 12,
      logRecords: 3,
      bytes: 48_211,
    },
    services: [
      {
        id: 's1',
        label: 'shop',
        language: 'python',
        sdkVersion: '1.44.0',
        spans: 200,
        traces: 40,
        metricPoints: 12,
        logRecords: 3,
      },
      {
        id: 's2',
        label: 'unknown_service:node',
        language: 'nodejs',
        sdkVersion: null,
        spans: 14,
        traces: 7,
        metricPoints: 0,
        logRecords: 0,
      },
    ],
    applications: [
      {
        id: 'a1',
        name: 'shop',
        command: ['python', 'shop.py'],
        sdk: 'python',
        exitCode: 0,
        signal: null,
        ranMs: 11_800,
        spans: 200,
      },
    ],
    forward: [],
  },
  limits: ['What was not sent cannot be judged.'],
};

const bound: ReportFinding = {
  ...cause,
  code: 'pipeline/receiver-bound-to-loopback',
  summary: 'The receiver of the Collector listens on localhost of its own container',
  location: { path: 'deploy/otel config.yaml', line: 4, column: 9 },
  fixes: [
    {
      title: 'Listen on every address',
      patch: {
        path: 'deploy/otel config.yaml',
        line: 4,
        diff: '--- a/deploy/otel config.yaml\n+++ b/deploy/otel config.yaml\n@@ -3,3 +3,4 @@\n     protocols:\n-      grpc:\n+      grpc:\n+        endpoint: 0.0.0.0:4317\n       http:\n',
      },
      proven: false,
    },
  ],
};

/** What was read from files, with places and a patch. */
export const scanned: Report = {
  ...BASE,
  verdict: 'unhealthy',
  summary: 'The receiver of the Collector listens on localhost of its own container',
  targets: [],
  rootCause: bound,
  findings: [
    bound,
    {
      ...cause,
      code: 'pipeline/receiver-bound-to-loopback',
      severity: 'warning',
      summary: 'Another one does so too',
      location: { path: 'compose.yaml', line: 12, column: 5 },
      fixes: [],
    },
  ],
  checks: [{ code: 'pipeline/receiver-bound-to-loopback', status: 'fail' }],
  routes: [],
  limits: [],
};

export const REPORTS: Readonly<Record<string, Report>> = {
  unhealthy,
  healthy,
  inconclusive,
  ipv6,
  hostile,
  telemetry,
  scanned,
};
