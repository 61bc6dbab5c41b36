import { defineVendor, named, under } from './define.ts';
import { STANDARD_PORTS, standardUrls } from './shared.ts';

const TEMPO = 'grafana/tempo@ad33aa8faf';
const TENANT = {
  name: 'X-Scope-OrgID',
  value: 'TENANT',
  role: 'routing',
  need: 'sometimes',
} as const;

export const tempo = defineVendor({
  id: 'tempo',
  name: 'Grafana Tempo',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('tempo')],
  marks: { ports: [3200] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'no'],
  ports: [...STANDARD_PORTS, { port: 3200, use: 'queries and the API' }],
  endpoints: standardUrls('TEMPO'),
  paths: under('', 'traces'),
  tls: 'off',
  headers: [{ ...TENANT, when: 'multitenancy_enabled is true' }],
  limits: [
    { of: 'an internal gRPC message', value: '16 MiB' },
    { of: 'a request to the receiver', value: '4 MiB over gRPC, 20 MiB over HTTP', verified: false },
    { of: 'the rate', value: 'by tenant' },
  ],
  answers: [
    {
      on: { text: /no org id|failed to extract org id from both grpc and HTTP/ },
      code: 'auth/tenant-missing',
      meaning: 'Tempo serves several tenants, and the request names none',
      advice: 'Add X-Scope-OrgID=TENANT to OTEL_EXPORTER_OTLP_HEADERS.',
      source: `${TEMPO} modules/distributor/receiver/middleware.go; grafana/dskit user/id.go`,
      example: { transport: 'grpc', status: null, body: 'no org id' },
    },
    {
      on: { text: /RATE_LIMITED: ingestion rate limit \(\d+ bytes\) exceeded/ },
      code: 'receiver/throttled',
      meaning: 'The rate limit of the tenant is reached',
      advice: 'Send less, or raise the ingestion limit of the tenant in Tempo.',
      source: `${TEMPO} docs/sources/tempo/troubleshooting/send-traces/max-trace-limit-reached.md`,
      example: {
        transport: 'grpc',
        status: 8,
        body: 'RATE_LIMITED: ingestion rate limit (15000000 bytes) exceeded while adding 10 bytes',
      },
    },
  ],
  traps: [
    'Since 2.7 the receivers listen on localhost unless an endpoint is given: in a container set 0.0.0.0.',
    '3200 is for queries and takes no OTLP.',
  ],
  docs: 'https://grafana.com/docs/tempo/latest/',
  sources: [`${TEMPO} docs/sources/tempo/*, release-notes/version-2/v2-7.md`],
  unverified: [
    ['other', 'the limits of the receiver (those of the Collector are assumed)'],
    ['other', 'the status of the answer to a write without a tenant'],
  ],
});

const LOKI = 'grafana/loki@65e30f8488';
const LOKI_PUSH = `${LOKI} pkg/loghttp/push/otlp.go`;

export const loki = defineVendor({
  id: 'loki',
  name: 'Grafana Loki',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('loki')],
  marks: { ports: [3100] },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['no', 'no', 'yes'],
  ports: [{ port: 3100, over: 'http' }],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'http://LOKI:3100/otlp' }],
  paths: under('/otlp', 'logs'),
  tls: 'off',
  headers: [{ ...TENANT, when: 'auth_enabled is true; exactly one tenant' }],
  encodings: ['gzip', 'lz4', 'zstd'],
  limits: [
    { of: 'the structured metadata of a line', value: '64 KB' },
    { of: 'the structured metadata of a line', value: '128 entries' },
  ],
  answers: [
    {
      on: { text: /no org id/ },
      code: 'auth/tenant-missing',
      meaning: 'Loki runs with auth_enabled, and the request names no tenant',
      advice: 'Add X-Scope-OrgID=TENANT to OTEL_EXPORTER_OTLP_HEADERS.',
      source: `${LOKI} docs/sources/operations/{authentication,multi-tenancy}.md`,
      example: { transport: 'http', status: 401, body: 'no org id' },
    },
    {
      on: { text: /content type: .{0,200} is not supported/ },
      code: 'receiver/rejected-payload',
      meaning: 'Loki wants exactly application/x-protobuf or application/json, without anything behind it',
      advice: 'Look for a proxy that changes the content type, such as by adding a charset.',
      source: LOKI_PUSH,
      example: {
        transport: 'http',
        status: null,
        body: 'content type: application/json; charset=utf-8 is not supported',
      },
    },
    {
      on: { text: /unsupported content encoding/ },
      code: 'protocol/compression-unsupported',
      meaning: 'Loki takes gzip, lz4 and zstd, or no compression',
      advice: 'Set OTEL_EXPORTER_OTLP_COMPRESSION=gzip.',
      env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
      source: LOKI_PUSH,
      example: { transport: 'http', status: null, body: 'unsupported content encoding deflate' },
    },
    {
      on: { text: /includes structured metadata, but this feature is disallowed/ },
      code: 'receiver/rejected-payload',
      meaning: 'Structured metadata is switched off in Loki (before 3.0 by default)',
      advice: 'Set limits_config.allow_structured_metadata: true in Loki.',
      source: `${LOKI} pkg/validation/validate.go`,
      example: {
        transport: 'http',
        status: 400,
        body: 'stream \'{service_name="a"}\' includes structured metadata, but this feature is disallowed',
      },
    },
    {
      on: { text: /structured_metadata_too_(?:large|many)/ },
      code: 'receiver/payload-too-large',
      meaning: 'The attributes of a line are over the limit; the exporter does not try again',
      advice: 'Send fewer or shorter attributes, or raise the limit in Loki.',
      source: `${LOKI} docs/sources/send-data/otel/_index.md`,
      example: { transport: 'http', status: 400, body: 'structured_metadata_too_large' },
    },
  ],
  traps: [
    'The base URL ends in /otlp, never in /otlp/v1/logs.',
    'Only /otlp/v1/logs exists: exporters of traces and metrics on the same base fail.',
  ],
  docs: 'https://grafana.com/docs/loki/latest/send-data/otel/',
  sources: [
    `${LOKI} docs/sources/shared/otel.md, send-data/otel/_index.md, reference/loki-http-api.md, pkg/loghttp/push/otlp.go`,
  ],
  unverified: [],
});

export const mimir = defineVendor({
  id: 'mimir',
  name: 'Grafana Mimir',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('mimir')],
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['no', 'yes', 'no'],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'http://MIMIR/otlp' }],
  paths: under('/otlp', 'metrics'),
  tls: 'off',
  headers: [{ ...TENANT, when: 'Mimir serves several tenants' }],
  traps: [
    'Dots in names become underscores; resource attributes go to target_info, job and instance come from service.*.',
  ],
  docs: 'https://grafana.com/docs/mimir/latest/configure/configure-otel-collector/',
  sources: ['grafana/mimir docs/sources/mimir/configure/configure-otel-collector.md@01ddd0e1'],
  unverified: [
    ['ports', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers without a tenant'],
  ],
});
