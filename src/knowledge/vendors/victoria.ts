import { defineVendor, named, under } from './define.ts';
import type { AnswerDraft, HeaderDraft } from './draft.ts';
import { AS_PROTOBUF, takesOnly } from './shared.ts';

const VM = 'VictoriaMetrics/VictoriaMetrics@b7ef6cc3ed';
const VL = 'VictoriaMetrics/VictoriaLogs@7c0626e0b (2025-07)';
const VT = 'VictoriaMetrics/VictoriaTraces@0297391df';

const jsonRefused = (source: string): AnswerDraft => ({
  on: { text: /json encoding isn't supported for opentelemetry format/ },
  code: 'protocol/json-unsupported',
  meaning: 'JSON is not taken, only protobuf',
  advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.',
  env: AS_PROTOBUF,
  source,
  example: {
    transport: 'http',
    status: 400,
    body: "json encoding isn't supported for opentelemetry format. Use protobuf encoding",
  },
});

const VM_SEEN = 'VictoriaMetrics v1.148.9 (single node), run';
const VL_SEEN = 'VictoriaLogs v1.52.1, run';

/** A charset behind the media type, and the body is read as protobuf. */
const jsonAsProtobuf: AnswerDraft = {
  ...jsonRefused(VM_SEEN),
  on: { http: [400], text: /unknown wireType=3/ },
  example: { transport: 'http', status: 400, body: 'cannot parse: unknown wireType=3' },
};

const otherSignal = (product: string, taken: 'metrics' | 'logs', source: string): AnswerDraft =>
  takesOnly(product, taken, { http: [400], text: /unsupported path requested/ }, source, {
    ...{ transport: 'http', status: 400, body: 'unsupported path requested: "/v1/traces"', signal: 'traces' },
  });

const TENANT: readonly HeaderDraft[] = [
  { name: 'AccountID', value: 'NUMBER', role: 'routing', need: 'optional', when: 'the tenant' },
  { name: 'ProjectID', value: 'NUMBER', role: 'routing', need: 'optional', when: 'the tenant' },
];

export const victoriaMetrics = defineVendor({
  id: 'victoriametrics',
  name: 'VictoriaMetrics',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('victoria-?metrics', 'vminsert', 'vmagent')],
  marks: {
    ports: [8428, 8429, 8480],
    paths: [/^\/insert\/\d+(?::\d+)?\/opentelemetry(?:\/|$)/],
  },
  transports: { grpc: 'no?', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['no', 'yes', 'no'],
  ports: [
    { port: 8428, over: 'http/protobuf' },
    { port: 8480, over: 'http/protobuf' },
    { port: 8429, over: 'http/protobuf' },
  ],
  endpoints: [
    { label: 'single node', over: 'http/protobuf', url: 'http://VICTORIAMETRICS:8428/opentelemetry' },
    { label: 'cluster', over: 'http/protobuf', url: 'http://VMINSERT:8480/insert/0/opentelemetry' },
    { label: 'vmagent', over: 'http/protobuf', url: 'http://VMAGENT:8429/opentelemetry' },
  ],
  paths: {
    metrics: [
      '/opentelemetry/v1/metrics',
      '/insert/{TENANT}/opentelemetry/v1/metrics',
      '/opentelemetry/api/v1/push',
    ],
  },
  tls: 'off',
  encodings: ['gzip'],
  temporality: 'cumulative is preferred; delta is stored as it is since 1.132.0',
  limits: [{ of: 'a request', value: '64 MiB (-opentelemetry.maxRequestSize)' }],
  answers: [
    jsonRefused(`${VM} app/vminsert/opentelemetry/request_handler.go`),
    jsonAsProtobuf,
    otherSignal('VictoriaMetrics', 'metrics', VM_SEEN),
  ],
  traps: [
    'Any unknown path is answered with 400 and a line in the log.',
    'Samples older than the retention (a month) are answered with 200 and dropped: vm_rows_ignored_total.',
    'A query shows new samples after 30 s (-search.latencyOffset).',
    'Names of metrics keep their dots unless -opentelemetry.usePrometheusNaming is set.',
  ],
  docs: 'https://docs.victoriametrics.com/victoriametrics/integrations/opentelemetry/',
  sources: [
    `${VM} docs/victoriametrics/integrations/opentelemetry.md, url-examples.md, lib/protoparser/opentelemetry/stream/streamparser.go, app/vminsert/opentelemetry/request_handler.go`,
  ],
  unverified: [['grpc', 'that it is not taken is inferred from the documentation']],
});

export const victoriaLogs = defineVendor({
  id: 'victorialogs',
  name: 'VictoriaLogs',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('victoria-?logs', 'vlinsert')],
  marks: { ports: [9428], paths: [/^\/insert\/opentelemetry\/v1\/logs\/?$/] },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['no', 'no', 'yes'],
  ports: [{ port: 9428, over: 'http/protobuf' }],
  endpoints: [{ label: 'HTTP', over: 'http/protobuf', url: 'http://VICTORIALOGS:9428/insert/opentelemetry' }],
  paths: under('/insert/opentelemetry', 'logs'),
  tls: 'off',
  headers: [{ name: 'VL-Stream-Fields', value: 'FIELDS', role: 'option', need: 'optional' }, ...TENANT],
  answers: [
    jsonRefused(`${VL} app/vlinsert/opentelemetry/opentelemetry.go`),
    otherSignal('VictoriaLogs', 'logs', VL_SEEN),
  ],
  traps: [
    'Any unknown path is answered with 400 and a line in the log.',
    'Logs older than the retention (7 days) are answered with 200 and dropped: vl_rows_dropped_total.',
  ],
  docs: 'https://docs.victoriametrics.com/victorialogs/data-ingestion/opentelemetry/',
  sources: [
    `${VL} docs/victorialogs/data-ingestion/opentelemetry.md, app/vlinsert/opentelemetry/opentelemetry.go`,
  ],
  unverified: [],
});

export const victoriaTraces = defineVendor({
  id: 'victoriatraces',
  name: 'VictoriaTraces',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('victoria-?traces', 'vtinsert')],
  marks: { ports: [10428], paths: [/^\/insert\/opentelemetry\/v1\/traces\/?$/] },
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'no', 'no'],
  ports: [{ port: 10428, over: 'http/protobuf' }],
  endpoints: [
    { label: 'HTTP', over: 'http/protobuf', url: 'http://VICTORIATRACES:10428/insert/opentelemetry' },
  ],
  paths: under('/insert/opentelemetry', 'traces'),
  tls: 'off',
  headers: [
    ...TENANT,
    { name: 'VL-Extra-Fields', value: 'KEY=VALUE', role: 'option', need: 'optional' },
    {
      name: 'VL-Debug',
      value: '1',
      role: 'option',
      need: 'never',
      when: 'data is written to the log instead of being stored',
    },
  ],
  limits: [{ of: 'a request', value: '64 MiB (-opentelemetry.traces.maxRequestSize)' }],
  answers: [jsonRefused(`${VT} app/vtinsert/opentelemetry/opentelemetry.go`)],
  traps: [
    'With debug=1 or VL-Debug: 1 the answer is a success and nothing is stored (vt_rows_dropped_total grows).',
    'The earliest documentation has port 9428; it is 10428 since VictoriaTraces is a product of its own.',
  ],
  docs: 'https://docs.victoriametrics.com/victoriatraces/data-ingestion/opentelemetry/',
  sources: [`${VT} docs, app/vtinsert/opentelemetry/opentelemetry.go`],
  unverified: [
    ['grpc', 'July 2025 had HTTP only; newer releases may differ'],
    ['other', 'the Tempo API of newer releases'],
  ],
});
