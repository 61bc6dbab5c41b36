import { defineVendor } from './define.ts';

const DATASET_SOURCE =
  'github.com/honeycombio/happy-o11ydays/issues/1; github.com/honeycombio/honeycomb-opentelemetry-go/issues/49';

export const honeycomb = defineVendor({
  id: 'honeycomb',
  name: 'Honeycomb',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^api\.honeycomb\.io$/, /^api\.eu1\.honeycomb\.io$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 443, over: 'all' }],
  endpoints: [
    { label: 'US', over: 'http', url: 'https://api.honeycomb.io' },
    { label: 'EU', over: 'http', url: 'https://api.eu1.honeycomb.io' },
    { label: 'US', over: 'grpc', url: 'https://api.honeycomb.io:443' },
  ],
  paths: { traces: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs' },
  tls: 'required',
  headers: [
    {
      name: 'x-honeycomb-team',
      value: 'API_KEY',
      when: 'an ingest key with the permission to send events; to create datasets too when the dataset is new',
      mistakes: ['a key of the US region sent to the EU host, or the reverse'],
    },
    {
      name: 'x-honeycomb-dataset',
      value: 'DATASET',
      role: 'routing',
      need: 'sometimes',
      when: 'always with a Classic key; with environment keys it names the dataset of metrics',
      mistakes: ['a mistyped shell variable leaves the value empty'],
    },
  ],
  answers: [
    {
      on: { text: /missing '?x-honeycomb-dataset'? header/i },
      code: 'auth/tenant-missing',
      meaning:
        'A Classic key needs the dataset in a header, and there is none or an empty one; the key may be right',
      advice:
        'Add x-honeycomb-dataset=DATASET to OTEL_EXPORTER_OTLP_HEADERS, or use a key of an environment.',
      source: DATASET_SOURCE,
      example: {
        transport: 'http',
        status: 401,
        body: `{"message":"missing 'x-honeycomb-dataset' header"}`,
      },
    },
    {
      on: { grpc: [16] },
      code: 'auth/rejected',
      meaning: 'The key is missing or not valid here',
      advice: 'Check x-honeycomb-team, and that the key belongs to the region of this host.',
      source:
        'github.com/honeycombio/honeycomb-opentelemetry-go/issues/49; github.com/honeycombio/honeycomb-opentelemetry-python/issues/81',
      example: { transport: 'grpc', status: 16, body: '' },
    },
    {
      on: { http: [401] },
      code: 'auth/rejected',
      meaning: 'The key is missing or not valid here, or a Classic key comes without a dataset',
      advice: 'Check x-honeycomb-team and the region of the key; with a Classic key add x-honeycomb-dataset.',
      source: DATASET_SOURCE,
      verified: false,
    },
  ],
  traps: [
    'A 401 can mean that the dataset header is missing, not that the key is wrong (Classic keys).',
    {
      text: 'Metrics without x-honeycomb-dataset are accepted and land in a dataset named unknown_metrics.',
      verified: false,
    },
  ],
  docs: 'https://docs.honeycomb.io/send-data/opentelemetry',
  sources: [
    'https://docs.honeycomb.io/send-data/opentelemetry',
    'https://docs.honeycomb.io/send-data/telemetry-pipeline/destinations/honeycomb',
    'https://www.checklyhq.com/docs/integrations/observability/traces/honeycomb/',
    'github.com/briancaffey/hermes-otel/issues/20 (secondary: unknown_metrics)',
    'odigos-io/odigos@3be8f0a65 common/config/honeycomb.go',
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'the body of a 401 for an unknown key'],
    ['metrics-path', 'the path of metrics (as the specification has it)'],
    ['logs-path', 'the path of logs (as the specification has it)'],
  ],
});
