import { defineVendor, named, under } from './define.ts';
import { takesOnly } from './shared.ts';

const API = 'prometheus/prometheus@d15adb9ad7 web/api/v1/api.go';
const CODEC = 'prometheus/prometheus@d15adb9ad7 storage/remote/codec.go';
const SEEN = 'prometheus/prometheus v3.13.5 (Go module v0.313.5), run';

export const prometheus = defineVendor({
  id: 'prometheus',
  name: 'Prometheus',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('prometheus')],
  marks: { ports: [9090], paths: [/^\/api\/v1\/otlp(?:\/|$)/] },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['no', 'yes', 'no'],
  ports: [{ port: 9090, over: 'http' }],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'http://PROMETHEUS:9090/api/v1/otlp' }],
  paths: under('/api/v1/otlp', 'metrics'),
  tls: 'off',
  encodings: ['gzip'],
  temporality:
    'cumulative; delta needs --enable-feature=otlp-deltatocumulative or otlp-native-delta-ingestion',
  limits: [{ of: 'a body once inflated', value: '32 MiB' }],
  answers: [
    {
      on: { text: /otlp write receiver needs to be enabled with --web\.enable-otlp-receiver/ },
      code: 'receiver/signal-not-enabled',
      meaning: 'The OTLP receiver of Prometheus is switched off; the path is right',
      advice:
        'Start Prometheus with --web.enable-otlp-receiver (before 3.0: --enable-feature=otlp-write-receiver).',
      source: `${API}:2186`,
      example: {
        transport: 'http',
        status: 404,
        body: 'otlp write receiver needs to be enabled with --web.enable-otlp-receiver',
      },
    },
    {
      on: { text: /unsupported content type: .{0,200}, supported: \[/ },
      code: 'receiver/rejected-payload',
      meaning: 'Prometheus wants exactly application/x-protobuf or application/json',
      advice: 'Look for a proxy that changes the content type.',
      source: `${CODEC}:991`,
      example: {
        transport: 'http',
        status: 400,
        body: 'unsupported content type: text/plain, supported: [application/json, application/x-protobuf]',
      },
    },
    {
      on: { text: /unsupported compression: .{0,200} Only "gzip" or no compression supported/ },
      code: 'protocol/compression-unsupported',
      meaning: 'Prometheus takes gzip or no compression',
      advice: 'Set OTEL_EXPORTER_OTLP_COMPRESSION=gzip.',
      env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
      source: CODEC,
      example: {
        transport: 'http',
        status: 400,
        body: 'unsupported compression: zstd. Only "gzip" or no compression supported',
      },
    },
    {
      on: { text: /invalid temporality and type combination for metric/ },
      code: 'receiver/temporality-unsupported',
      meaning: 'Metrics come as delta, and Prometheus is not set up for that: it loses the whole request',
      advice:
        'Set OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE=cumulative, or start Prometheus with --enable-feature=otlp-deltatocumulative.',
      env: { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'cumulative' },
      source: `${SEEN}; storage/remote/otlptranslator`,
      example: {
        transport: 'http',
        status: 500,
        body: 'invalid temporality and type combination for metric "http.server.duration"',
      },
    },
    {
      on: { http: [400], text: /out of bounds|too old sample/ },
      code: 'receiver/rejected-payload',
      meaning: 'The samples are older than Prometheus takes',
      advice: 'Compare the clocks, or set storage.tsdb.out_of_order_time_window.',
      source: SEEN,
      example: { transport: 'http', status: 400, body: 'out of bounds' },
    },
    takesOnly('Prometheus', 'metrics', { http: [404] }, SEEN, {
      ...{ transport: 'http', status: 404, body: '404 page not found', signal: 'traces' },
    }),
  ],
  traps: [
    'A slash at the end of the path is answered with 307.',
    'application/json with a charset is refused.',
    'OTLP is off by default: --web.enable-otlp-receiver. A 404 whose body says so is no wrong path.',
    'The base URL is /api/v1/otlp, so v1 is twice in the request path.',
    'Retries need storage.tsdb.out_of_order_time_window.',
  ],
  docs: 'https://prometheus.io/docs/guides/opentelemetry/',
  sources: [
    `${API}, storage/remote/codec.go, write_otlp_handler.go, docs/command-line/prometheus.md, docs/feature_flags.md, CHANGELOG.md (#14894)`,
  ],
  unverified: [],
});

/** A receiver of its own format. */
export const zipkin = defineVendor({
  id: 'zipkin',
  name: 'Zipkin',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('zipkin')],
  marks: { ports: [9411] },
  transports: { grpc: 'no', 'http/protobuf': 'no', 'http/json': 'no' },
  signals: ['yes', 'no', 'no'],
  ports: [{ port: 9411, use: 'spans in the format of Zipkin, and the user interface' }],
  tls: 'off',
  traps: [
    'Zipkin has no route for OTLP: set OTEL_TRACES_EXPORTER=zipkin, or send through a Collector with the zipkin exporter.',
    'The add-on zipkin-otel gives it OTLP over HTTP for traces.',
  ],
  docs: 'https://zipkin.io/zipkin-api/',
  sources: [
    'zipkin-server 3.5.1 from Maven, run: OTLP is answered with 404, the server is Armeria and speaks HTTP/2',
    'openzipkin/zipkin@878ce2a1 zipkin-server/README.md',
    'openzipkin-contrib/zipkin-otel README.md@00449249',
  ],
  unverified: [],
});
