import { defineVendor, named, under } from './define.ts';
import { AS_PROTOBUF, takesOnly } from './shared.ts';

const PHOENIX = 'Arize-ai/phoenix@9478f954 src/phoenix/server/api/routers/v1/traces.py';
const SEEN = 'arize-phoenix 20.26.1 from PyPI, run';

export const phoenix = defineVendor({
  id: 'arize-phoenix',
  name: 'Arize Phoenix (self-hosted)',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('phoenix')],
  marks: { ports: [6006] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'no', 'no'],
  ports: [
    { port: 6006, over: 'http' },
    { port: 4317, over: 'grpc' },
  ],
  endpoints: [
    { label: 'HTTP', over: 'http/protobuf', url: 'http://localhost:6006' },
    { label: 'gRPC', over: 'grpc', url: 'http://localhost:4317' },
  ],
  paths: under('', 'traces'),
  tls: 'off',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer PHOENIX_API_KEY',
      need: 'sometimes',
      when: 'authentication is switched on',
    },
    {
      name: 'x-project-name',
      value: 'PROJECT',
      role: 'routing',
      need: 'optional',
      over: 'http',
      when: 'the resource attribute openinference.project.name does it too, and over gRPC alone',
    },
  ],
  encodings: ['gzip', 'deflate'],
  answers: [
    takesOnly('Phoenix', 'traces', { http: [404, 405], grpc: [12] }, SEEN, {
      ...{ transport: 'http', status: 405, body: 'Method Not Allowed', signal: 'metrics' },
    }),
    {
      on: { http: [401], grpc: [16] },
      code: 'auth/rejected',
      meaning: 'Phoenix wants its API key in the header authorization, behind the word Bearer',
      advice: 'Set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20PHOENIX_API_KEY.',
      source: SEEN,
      example: { transport: 'http', status: 401, body: 'Invalid token' },
    },
    {
      on: { http: [415], text: /Unsupported content type/ },
      code: 'protocol/json-unsupported',
      meaning: 'Phoenix takes protobuf only (application/x-protobuf)',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf; in Node use exporter-trace-otlp-proto.',
      env: AS_PROTOBUF,
      source: PHOENIX,
      example: { transport: 'http', status: 415, body: 'Unsupported content type: application/json' },
    },
    {
      on: { http: [422] },
      code: 'receiver/rejected-payload',
      meaning: 'The body is no export of traces in protobuf',
      advice: 'Send traces as http/protobuf, and look for a proxy that changes the body.',
      source: PHOENIX,
      example: {
        transport: 'http',
        status: 422,
        body: 'Request body is invalid ExportTraceServiceRequest',
      },
    },
    {
      on: { http: [503], text: /Server is at capacity/ },
      code: 'receiver/unavailable',
      meaning: 'The queue of Phoenix is full',
      advice: 'Send less, or wait until the queue has been written.',
      source: PHOENIX,
      example: {
        transport: 'http',
        status: 503,
        body: 'Server is at capacity and cannot process more requests',
      },
    },
  ],
  traps: [
    'HTTP is on the port of the user interface, 6006, and gRPC on 4317; nothing listens on 4318.',
    'register() in Python with a URL that ends in /v1/traces and no protocol sends gRPC to 4317: no span arrives.',
    'The 200 comes before the spans are stored; a span without a trace id is dropped then.',
    'A span id that another trace has, too, is lost: one span is kept for each id.',
    'Browsers are refused unless PHOENIX_ALLOWED_ORIGINS is set.',
    'Any unknown path is answered with 405.',
  ],
  docs: 'https://arize.com/docs/phoenix',
  sources: [SEEN, `${PHOENIX}, config.py, docs/phoenix/environments.mdx`],
  unverified: [
    ['other', 'the hosts of Phoenix Cloud'],
    ['limits', 'payload limits'],
  ],
});
