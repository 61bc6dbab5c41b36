import { defineVendor, named } from './define.ts';
import { STANDARD_PATHS } from './shared.ts';

const SOURCE = 'fluent/fluent-bit@d55459d49 plugins/in_opentelemetry/opentelemetry_prot.c';
const CREATED: readonly number[] = [201];

export const fluentBit = defineVendor({
  id: 'fluent-bit',
  name: 'Fluent Bit',
  kind: 'collector',
  confidence: 'primary',
  names: [named('fluent-?bit')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 4318, over: 'all' }],
  endpoints: [{ label: 'gRPC and HTTP', over: 'all', url: 'http://HOST:4318' }],
  paths: STANDARD_PATHS,
  tls: 'off',
  headers: [
    { name: 'Authorization', value: 'Bearer JWT', need: 'sometimes', when: 'oauth2.validate is true' },
  ],
  limits: [
    { of: 'the buffer', value: '4M (buffer_max_size)' },
    { of: 'a gRPC message', value: '16 MB' },
  ],
  success: { traces: CREATED, metrics: CREATED, logs: CREATED },
  answers: [
    {
      on: { http: [404], text: /error: invalid endpoint/ },
      code: 'endpoint/not-found-vendor',
      meaning: 'The path is none of /v1/traces, /v1/metrics and /v1/logs',
      advice: 'Give the bare host and port in OTEL_EXPORTER_OTLP_ENDPOINT.',
      source: SOURCE,
      example: { transport: 'http', status: 404, body: 'error: invalid endpoint' },
    },
    {
      on: { http: [400], text: /error: invalid content-length/ },
      code: 'receiver/rejected-payload',
      meaning: 'The body is empty; a probe without a body gets this too',
      advice: 'Look for a proxy that drops the body.',
      source: SOURCE,
      example: { transport: 'http', status: 400, body: 'error: invalid content-length' },
    },
    {
      on: { http: [401], grpc: [16] },
      code: 'auth/rejected',
      meaning: 'The token did not pass the check (oauth2.validate)',
      advice: 'Send a valid token: authorization=Bearer%20JWT.',
      source: SOURCE,
      example: { transport: 'grpc', status: 16, body: 'unauthorized' },
    },
    {
      on: { http: [503], grpc: [14], text: /deferred ingress queue is full/ },
      code: 'receiver/unavailable',
      meaning: 'The queue of Fluent Bit is full: its outputs are slower than what comes in',
      advice: 'Look at the outputs of Fluent Bit, or enlarge its buffers.',
      source: SOURCE,
      example: {
        transport: 'http',
        status: 503,
        body: 'server overloaded: deferred ingress queue is full',
      },
    },
    {
      on: { text: /content type missing|Unsupported content type/ },
      code: 'receiver/rejected-payload',
      meaning: 'The content type is missing, or none that Fluent Bit knows',
      advice: 'Look for a proxy that changes the content type.',
      source: SOURCE,
      example: { transport: 'log', status: null, body: '[otel] content type missing' },
    },
  ],
  traps: [
    'Port 4318 serves gRPC too; on 4317 the connection is refused.',
    'Success is 201 (successful_response_code): clients that insist on 200 log failures.',
  ],
  docs: 'https://docs.fluentbit.io/manual/pipeline/inputs/opentelemetry',
  sources: ['fluent/fluent-bit-docs@f92ae080 pipeline/inputs/opentelemetry.md', SOURCE],
  unverified: [],
});
