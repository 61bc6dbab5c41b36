import { defineVendor, named } from './define.ts';
import { AS_PROTOBUF, STANDARD_PATHS, STANDARD_PORTS, standardUrls } from './shared.ts';

const CORE = 'open-telemetry/opentelemetry-collector@934999fbab receiver/otlpreceiver/otlphttp.go';
const VECTOR = 'vectordotdev/vector@c3445d42d2 src/sources/opentelemetry/http.rs';

export const collector = defineVendor({
  id: 'otel-collector',
  name: 'OpenTelemetry Collector',
  kind: 'collector',
  confidence: 'primary',
  names: [
    named('otel-?col(?:lector)?', 'opentelemetry-collector'),
    /^(?!.*jaeger)(?:[a-z0-9-]+-)?collector(?:\.|$)/,
  ],
  marks: { ports: [8888, 13133] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    ...STANDARD_PORTS,
    { port: 13133, use: 'the health check' },
    { port: 8888, use: 'metrics of the Collector itself', verified: false },
  ],
  endpoints: standardUrls('HOST'),
  paths: STANDARD_PATHS,
  tls: 'off',
  limits: [
    { of: 'a request over HTTP', value: '20 MiB' },
    { of: 'a gRPC message', value: '4 MiB' },
  ],
  answers: [
    {
      on: { text: /405 method not allowed, supported: \[POST\]/ },
      code: 'protocol/method-not-allowed',
      meaning: 'An OTLP receiver is there and alive; it was asked with something else than POST',
      advice: 'Send with an OTLP exporter; if one does, something on the way turns the POST into a GET.',
      source: CORE,
      example: { transport: 'http', status: 405, body: '405 method not allowed, supported: [POST]' },
    },
    {
      on: {
        http: [415],
        text: /415 unsupported media type, supported: \[application\/json, application\/x-protobuf\]/,
      },
      code: 'receiver/rejected-payload',
      meaning: 'The content type is neither application/json nor application/x-protobuf',
      advice: 'Look for a proxy that changes the content type.',
      source: CORE,
      example: {
        transport: 'http',
        status: 415,
        body: '415 unsupported media type, supported: [application/json, application/x-protobuf]',
      },
    },
    {
      on: { text: /unsupported Content-Encoding/i },
      code: 'protocol/compression-unsupported',
      meaning: 'Its receiver does not take this compression',
      advice: 'List the compression under compression_algorithms of the receiver, or send without.',
      source: 'go.opentelemetry.io/collector/config/confighttp 0.158, compression.go',
      example: {
        transport: 'http',
        status: 400,
        body: '{"code":3, "message":"unsupported Content-Encoding: gzip"}',
      },
    },
    {
      on: { http: [400] },
      code: 'receiver/rejected-payload',
      meaning: 'The body cannot be read as the content type says',
      advice: 'Read the message, and look for a proxy that changes the body.',
      source: CORE,
      example: { transport: 'http', status: 400, body: '' },
    },
    {
      on: { http: [404], grpc: [12] },
      code: 'receiver/signal-not-enabled',
      meaning:
        'Without a pipeline for a signal the Collector has no route for it; a wrong path looks the same',
      advice: 'Add a pipeline for the signal with the otlp receiver in it, or check the path.',
      source: 'open-telemetry/opentelemetry-collector@934999fbab receiver/otlpreceiver/otlp.go',
      example: { transport: 'grpc', status: 12, body: '' },
    },
  ],
  traps: [
    'It listens on localhost by default: in a container set 0.0.0.0.',
    'A signal without a pipeline is 404 over HTTP and UNIMPLEMENTED over gRPC.',
    '429 and 503 may carry Retry-After.',
  ],
  docs: 'https://github.com/open-telemetry/opentelemetry-collector/blob/main/receiver/otlpreceiver/README.md',
  sources: [
    'open-telemetry/opentelemetry-collector@934999fbab receiver/otlpreceiver/{README.md,otlphttp.go}, config/confighttp/server.go',
  ],
  unverified: [['other', 'the texts of the answers for a signal without a pipeline']],
});

export const alloy = defineVendor({
  id: 'grafana-alloy',
  name: 'Grafana Alloy',
  kind: 'collector',
  confidence: 'primary',
  names: [named('alloy')],
  marks: { ports: [12345] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [...STANDARD_PORTS, { port: 12345, use: 'metrics of Alloy itself' }],
  endpoints: standardUrls('ALLOY'),
  paths: STANDARD_PATHS,
  tls: 'off',
  limits: [
    { of: 'a gRPC message', value: '4 MiB' },
    { of: 'a request over HTTP', value: '20 MiB' },
  ],
  traps: [
    'A protocol listens only when otelcol.receiver.otlp has its block, grpc{} or http{}.',
    'Its own metrics are on http://localhost:12345/metrics: receiver_accepted_spans_ratio_total, exporter_send_failed_spans_ratio_total.',
  ],
  docs: 'https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.receiver.otlp/',
  sources: [
    'grafana/alloy@66ebea856d docs/sources/reference/components/otelcol/otelcol.receiver.otlp.md',
    'grafana/tempo docs/sources/tempo/troubleshooting/send-traces/alloy.md',
  ],
  unverified: [],
});

export const vector = defineVendor({
  id: 'vector',
  name: 'Vector',
  kind: 'collector',
  confidence: 'primary',
  names: [named('vector')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'yes', 'yes'],
  ports: STANDARD_PORTS,
  endpoints: standardUrls('VECTOR'),
  paths: STANDARD_PATHS,
  tls: 'off',
  answers: [
    {
      on: { text: /(?:Invalid|Missing)Header.{0,200}content-type/ },
      code: 'protocol/json-unsupported',
      meaning:
        'Vector takes protobuf only, and answers 500 to anything else, so that exporters try again and again',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.',
      env: AS_PROTOBUF,
      source: VECTOR,
      verified: false,
      example: {
        transport: 'http',
        status: 500,
        body: 'Rejection([InvalidHeader { name: "content-type" }])',
      },
    },
    {
      on: { http: [500], text: /Rejection\(/ },
      code: 'endpoint/not-found-vendor',
      meaning: 'Vector answers 500 to a wrong path and to anything but protobuf',
      advice: 'Use http/protobuf and the paths /v1/traces, /v1/metrics and /v1/logs.',
      source: VECTOR,
      example: { transport: 'http', status: 500, body: 'Rejection(...)' },
    },
  ],
  traps: [
    'JSON or a wrong path is answered with 500, not 415 or 404, so exporters try again and again.',
    'The source needs both blocks, grpc and http; it is a beta.',
  ],
  docs: 'https://vector.dev/docs/reference/configuration/sources/opentelemetry/',
  sources: [`${VECTOR}, config.rs, website/cue/.../opentelemetry.cue`],
  unverified: [
    ['other', 'the exact text of the refusal'],
    ['limits', 'payload limits'],
  ],
});
