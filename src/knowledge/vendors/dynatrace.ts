import { defineVendor } from './define.ts';
import { AS_PROTOBUF } from './shared.ts';

const API = 'https://docs.dynatrace.com/docs/shortlink/api-otlp-traces';
const ISSUE = 'github.com/traceloop/openllmetry-js/issues/434';

export const dynatrace = defineVendor({
  id: 'dynatrace',
  name: 'Dynatrace',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^[a-z0-9-]+\.live\.dynatrace\.com$/],
  marks: { paths: [/^(?:\/e\/[^/]+)?\/api\/v2\/otlp(?:\/|$)/] },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 443, over: 'http/protobuf' },
    { port: 9999, over: 'http/protobuf', selfHosted: true },
  ],
  endpoints: [
    { label: 'SaaS', over: 'http/protobuf', url: 'https://ENVIRONMENT_ID.live.dynatrace.com/api/v2/otlp' },
    {
      label: 'ActiveGate',
      over: 'http/protobuf',
      url: 'https://ACTIVEGATE:9999/e/ENVIRONMENT_ID/api/v2/otlp',
    },
  ],
  paths: {
    traces: ['/api/v2/otlp/v1/traces', '/e/{ENVIRONMENT_ID}/api/v2/otlp/v1/traces'],
    metrics: ['/api/v2/otlp/v1/metrics', '/e/{ENVIRONMENT_ID}/api/v2/otlp/v1/metrics'],
    logs: ['/api/v2/otlp/v1/logs', '/e/{ENVIRONMENT_ID}/api/v2/otlp/v1/logs'],
  },
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Api-Token TOKEN',
      when: 'the token has the scope openTelemetryTrace.ingest for traces, metrics.ingest for metrics',
      mistakes: [
        'Bearer instead of Api-Token',
        'the blank not written as %20: strict parsers of older Python SDKs drop the header',
        'a token without the scope of the signal',
      ],
    },
  ],
  temporality: 'delta is required: cumulative metrics are not supported',
  limits: [
    { of: 'a request with traces to an ActiveGate', value: '8 MB' },
    { of: 'the end of a span', value: 'not older than 60 minutes, at most 10 minutes ahead' },
  ],
  answers: [
    {
      on: { http: [401], text: /unsupported authorization scheme/i },
      code: 'auth/rejected',
      meaning: 'The token stands behind another scheme than Api-Token',
      advice: 'Write Authorization=Api-Token%20TOKEN in OTEL_EXPORTER_OTLP_HEADERS.',
      source: ISSUE,
      example: {
        transport: 'http',
        status: 401,
        body: "Authorization header contains unsupported authorization scheme 'Bearer'",
      },
    },
    {
      on: { http: [415] },
      code: 'protocol/json-unsupported',
      meaning: 'Only protobuf is taken (application/x-protobuf)',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.',
      env: AS_PROTOBUF,
      source: API,
      example: { transport: 'http', status: 415, body: '' },
    },
    {
      on: { http: [413] },
      code: 'receiver/payload-too-large',
      meaning: 'The request is larger than Dynatrace takes',
      advice: 'Lower the size of the batches.',
      source: API,
      example: { transport: 'http', status: 413, body: '' },
    },
  ],
  traps: [
    'gRPC exporters cannot connect: only http/protobuf works.',
    'Spans that ended more than 60 minutes ago or lie more than 10 minutes ahead are dropped behind a 200 (metric dsfm:server.spans.dropped).',
    'Some clients, such as the Apollo Router, need :443 in the URL.',
    'A OneAgent has an endpoint on http://localhost:14499/otlp/v1/traces that is off by default.',
  ],
  docs: 'https://docs.dynatrace.com/docs/shortlink/otel-getstarted-otlpexport',
  sources: [
    'https://docs.dynatrace.com/docs/shortlink/otel-getstarted-otlpexport',
    API,
    'https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/environment-api/opentelemetry/post-metrics',
    'https://docs.dynatrace.com/docs/extend-dynatrace/opentelemetry/getting-started/traces/ingest',
    'https://www.apollographql.com/docs/graphos/routing/observability/telemetry/metrics-exporters/dynatrace',
    ISSUE,
  ],
  unverified: [
    ['other', 'the scope for logs'],
    ['other', 'the payload limit of the SaaS'],
    ['other', '401 or 403 for a missing scope'],
  ],
});
