import { defineVendor } from './define.ts';

export const newrelic = defineVendor({
  id: 'newrelic',
  name: 'New Relic',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^otlp\.nr-data\.net$/, /^otlp\.eu01\.nr-data\.net$/, /^gov-otlp\.nr-data\.net$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 443, over: 'all' },
    { port: 4317, over: 'all' },
    { port: 4318, over: 'all' },
  ],
  endpoints: [
    { label: 'US', over: 'all', url: 'https://otlp.nr-data.net' },
    { label: 'EU', over: 'all', url: 'https://otlp.eu01.nr-data.net' },
    { label: 'FedRAMP', over: 'all', url: 'https://gov-otlp.nr-data.net' },
  ],
  paths: { traces: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs' },
  tls: 'required',
  headers: [
    {
      name: 'api-key',
      value: 'LICENSE_KEY',
      when: 'the license key for ingest, not a user key',
      mistakes: [
        'Authorization: Bearer instead of api-key',
        'a user key instead of the license key',
        'the key of an EU account sent to the US host',
      ],
    },
  ],
  encodings: ['gzip', 'zstd'],
  temporality: 'delta is recommended, cumulative is accepted',
  limits: [
    { of: 'a request', value: '1 MB (1000000 bytes)' },
    { of: 'the name of an attribute', value: '255 characters' },
    { of: 'the value of an attribute', value: '4095 characters' },
    { of: 'an array in an attribute', value: '64 items' },
  ],
  answers: [
    {
      on: { http: [404] },
      code: 'endpoint/not-found-vendor',
      meaning: 'The request path is not /v1/traces, /v1/metrics or /v1/logs',
      advice:
        'Give the bare host in OTEL_EXPORTER_OTLP_ENDPOINT, or append /v1/SIGNAL in the variable of the signal.',
      source:
        'newrelic/docs-website src/content/docs/opentelemetry/best-practices/opentelemetry-otlp.mdx@0542e807',
      example: { transport: 'http', status: 404, body: '' },
    },
  ],
  traps: [
    'Data is checked after the answer: a 2xx does not prove that it is stored. Look for NrIntegrationError events.',
    'Attributes over the limits are refused after the data was accepted.',
    'TLS 1.2 is the least; some gRPC exporters need OTEL_EXPORTER_OTLP_INSECURE=false.',
  ],
  docs: 'https://docs.newrelic.com/docs/opentelemetry/best-practices/opentelemetry-otlp/',
  sources: [
    'newrelic/docs-website src/content/docs/opentelemetry/best-practices/opentelemetry-otlp.mdx@0542e807',
  ],
  unverified: [
    ['credential-answers', 'status and body for a wrong key'],
    ['http/json', 'not spelled out'],
  ],
});
