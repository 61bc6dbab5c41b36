import { defineVendor, named, under } from './define.ts';

export const openobserve = defineVendor({
  id: 'openobserve',
  name: 'OpenObserve',
  kind: 'self-hosted',
  confidence: 'primary',
  hosts: [/^api\.openobserve\.ai$/],
  names: [named('openobserve')],
  marks: { ports: [5080, 5081] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 443, over: 'http' },
    { port: 5080, over: 'http', selfHosted: true },
    { port: 5081, over: 'grpc', selfHosted: true },
  ],
  endpoints: [
    { label: 'cloud', over: 'http', url: 'https://api.openobserve.ai/api/ORGANISATION' },
    { label: 'self-hosted', over: 'http', url: 'http://HOST:5080/api/ORGANISATION' },
    { label: 'self-hosted', over: 'grpc', url: 'http://HOST:5081' },
  ],
  paths: under('/api/{ORGANISATION}'),
  slashRefused: true,
  tls: 'optional',
  headers: [
    {
      name: 'Authorization',
      value: 'Basic BASE64_OF_EMAIL_COLON_PASSWORD',
      mistakes: ['the parts in the wrong order, or a line break in the Base64'],
    },
    {
      name: 'stream-name',
      value: 'STREAM',
      role: 'routing',
      need: 'optional',
      when: 'else the stream default',
    },
    {
      name: 'organization',
      value: 'ORGANISATION',
      role: 'routing',
      over: 'grpc',
      when: 'over gRPC, where no path names it (ZO_GRPC_ORG_HEADER_KEY)',
    },
  ],
  limits: [
    { of: 'a request over HTTP', value: '209715200 bytes (ZO_PAYLOAD_LIMIT)' },
    { of: 'a gRPC message', value: '16 MB (ZO_GRPC_MAX_MESSAGE_SIZE)' },
  ],
  answers: [
    {
      on: { http: [400], text: /^\s*Bad Request\s*$/ },
      code: 'receiver/rejected-payload',
      meaning: 'The content type is neither exactly application/x-protobuf nor application/json',
      advice:
        'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, and look for a proxy that changes the content type.',
      source: 'openobserve/openobserve@fbab9b80a2 src/api/search/src/traces/mod.rs',
      example: { transport: 'http', status: 400, body: 'Bad Request' },
    },
  ],
  traps: [
    'A slash at the end of the base URL gives 404.',
    'gRPC is on 5081, not 4317, and needs the header organization.',
    'Errors of ingestion are answered with 500, not 4xx.',
  ],
  docs: 'https://openobserve.ai/docs/ingestion/logs/otlp/',
  sources: [
    'openobserve/openobserve-docs@bb803b81 docs/ingestion/logs/otlp.md, traces/opentelemetry.md, administration/configuration/environment-variables.md',
    'openobserve/openobserve@fbab9b80a2 src/api/search/src/traces/mod.rs, src/config/src/config.rs',
  ],
  unverified: [['other', 'the body of a 401']],
});

export const seq = defineVendor({
  id: 'seq',
  name: 'Datalust Seq',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('seq')],
  marks: { ports: [5341], paths: [/^\/ingest\/otlp(?:\/|$)/] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 5341, over: 'http/protobuf' },
    { port: 5341, over: 'grpc', verified: false },
  ],
  endpoints: [
    { label: 'HTTP', over: 'http/protobuf', url: 'http://SEQ:5341/ingest/otlp' },
    { label: 'gRPC, on the port of the user interface', over: 'grpc', url: 'https://SEQ' },
  ],
  paths: under('/ingest/otlp'),
  tls: 'optional',
  headers: [
    { name: 'X-Seq-ApiKey', value: 'API_KEY', need: 'sometimes', when: 'the server insists on API keys' },
  ],
  traps: [
    'The base URL is /ingest/otlp, not the root.',
    'JSON is not taken: in Node use the proto exporters.',
    'Metrics came with newer versions.',
  ],
  docs: 'https://datalust.co/docs/ingestion-with-opentelemetry',
  sources: [
    'https://datalust.co/docs/ingestion-with-opentelemetry',
    'https://datalust.co/docs/tracing-from-opentelemetry-sdks',
    'https://datalust.co/docs/metrics-from-opentelemetry-sdks',
    'odigos-io/odigos@3be8f0a65 common/config/seq.go',
  ],
  unverified: [
    ['other', 'how to read a trace back'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
    ['other', 'gRPC without TLS'],
  ],
});
