import { defineVendor, named, under } from './define.ts';
import type { AnswerDraft, PortDraft } from './draft.ts';
import { STANDARD_PORTS, standardUrls, takesOnly } from './shared.ts';

const V2 = 'jaegertracing/jaeger@8498073ff cmd/jaeger/internal/all-in-one.yaml, cmd/jaeger/Dockerfile';

const OTHER_PORTS: readonly PortDraft[] = [
  { port: 16686, use: 'the user interface' },
  { port: 14250, use: 'spans in the older gRPC format of Jaeger' },
  { port: 14268, use: 'spans in the older Thrift format of Jaeger' },
  { port: 9411, use: 'spans in the format of Zipkin', verified: false },
];

const TRACES_ONLY: AnswerDraft = takesOnly('Jaeger', 'traces', { http: [404], grpc: [12] }, V2, {
  ...{ transport: 'http', status: 404, body: '', signal: 'metrics' },
});

const V1_SEEN = 'jaegertracing/jaeger v1.62.0, run';

export const jaeger = defineVendor({
  id: 'jaeger-v2',
  name: 'Jaeger',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('jaeger')],
  marks: { ports: [16685, 16686, 14250, 14268] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'no'],
  ports: [
    ...STANDARD_PORTS,
    ...OTHER_PORTS,
    { port: 16685, use: 'queries over gRPC', verified: false },
    { port: 13133, use: 'the health check' },
  ],
  endpoints: standardUrls('JAEGER'),
  paths: under('', 'traces'),
  tls: 'off',
  answers: [TRACES_ONLY],
  traps: [
    'Only traces have a pipeline: /v1/metrics and /v1/logs are 404, over gRPC UNIMPLEMENTED.',
    'The program listens on localhost; its container image sets JAEGER_LISTEN_HOST=0.0.0.0. A configuration of one’s own without endpoints can be reached only inside the container.',
    'The all-in-one keeps 100000 traces in memory and loses them on restart.',
    '16686, 14250 and 14268 take no OTLP.',
  ],
  docs: 'https://www.jaegertracing.io/docs/latest/',
  sources: [V2, 'jaegertracing/documentation content/docs/v2/2.20/architecture/apis.md'],
  unverified: [['limits', 'those of the Collector are assumed']],
});

/** Named like version 2, so that it is told apart only by its UDP ports or its answers. */
export const jaegerV1 = defineVendor({
  id: 'jaeger-v1',
  name: 'Jaeger 1.x (all-in-one)',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('jaeger')],
  marks: { ports: [6831, 6832] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'no'],
  ports: [
    ...STANDARD_PORTS,
    ...OTHER_PORTS,
    { port: 6831, use: 'spans in the older format of Jaeger', verified: false },
    { port: 6832, use: 'spans in the older format of Jaeger', verified: false },
  ],
  endpoints: standardUrls('JAEGER'),
  paths: under('', 'traces'),
  tls: 'off',
  traps: [
    '16686 answers 200 to any POST, and 14268 answers 400 with Unsupported content type: neither takes OTLP (1.62).',
    'OTLP is on since 1.46; before that it needs COLLECTOR_OTLP_ENABLED=true, and 4317 and 4318 refuse the connection.',
    '1.59 listens on localhost only: set COLLECTOR_OTLP_GRPC_HOST_PORT=0.0.0.0:4317 and COLLECTOR_OTLP_HTTP_HOST_PORT=0.0.0.0:4318 (corrected in 1.60).',
  ],
  docs: 'https://www.jaegertracing.io/docs/1.76/',
  sources: [
    V1_SEEN,
    'jaegertracing/jaeger CHANGELOG.md (1.46.0, 1.59.0)',
    'jaegertracing/documentation content/docs/v1/1.76/deployment/_index.md:78',
  ],
  unverified: [],
});
