import { defineVendor } from './define.ts';
import { only443, STANDARD_PATHS } from './shared.ts';

export const lightstep = defineVendor({
  id: 'lightstep',
  name: 'Lightstep (ServiceNow Cloud Observability)',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^ingest(?:\.eu)?\.lightstep\.com$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', '?'],
  ports: only443('all'),
  endpoints: [
    { label: 'US', over: 'all', url: 'https://ingest.lightstep.com:443' },
    { label: 'EU', over: 'all', url: 'https://ingest.eu.lightstep.com:443' },
  ],
  paths: { traces: ['/v1/traces', '/traces/otlp/v0.9'], metrics: '/metrics/otlp/v0.9' },
  tls: 'required',
  headers: [{ name: 'lightstep-access-token', value: 'ACCESS_TOKEN', when: 'the token of the project' }],
  traps: [
    'There are older paths over HTTP: /traces/otlp/v0.9 and /metrics/otlp/v0.9.',
    'The documentation is archived; whether the service still runs was not found out.',
  ],
  docs: 'https://docs.lightstep.com/',
  sources: [
    'https://docs.lightstep.com/archive/send-otlp-over-http-to-lightstep',
    'https://docs.lightstep.com/docs/ingest-metrics-otel-sdk',
    'https://www.artillery.io/docs/observability/lightstep',
    'odigos-io/odigos@3be8f0a65 common/config/lightstep.go',
  ],
  unverified: [
    ['service', 'whether and until when the service runs'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong token'],
  ],
});

export const chronosphere = defineVendor({
  id: 'chronosphere',
  name: 'Chronosphere',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^[a-z0-9-]+\.chronosphere\.io$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  transportsBySignal: { logs: { grpc: 'no' } },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [
    { label: 'HTTP', over: 'http', url: 'https://TENANT.chronosphere.io/data/opentelemetry' },
    { label: 'gRPC', over: 'grpc', url: 'https://TENANT.chronosphere.io:443' },
  ],
  paths: {
    traces: '/data/opentelemetry/v1/traces',
    metrics: '/data/opentelemetry/v1/metrics',
    logs: '/data/opentelemetry/v1/logs',
  },
  tls: 'required',
  headers: [
    {
      name: 'API-Token',
      value: 'TOKEN',
      when: 'the token of a service account that may write',
      mistakes: ['Authorization: Bearer instead of API-Token'],
    },
  ],
  encodings: ['gzip', 'snappy', 'zstd'],
  limits: [
    { of: 'a compressed request', value: 'less than 16 MB' },
    { of: 'a request with metrics', value: 'fewer than 10000 items' },
    { of: 'the version of OTLP', value: '1.0 or newer' },
  ],
  traps: ['Logs are taken over HTTP only, with gzip only, and not for every customer.'],
  docs: 'https://docs.chronosphere.io/ingest/metrics-traces/otel/otlp-endpoints',
  sources: [
    'https://docs.chronosphere.io/ingest/metrics-traces/otel/otlp-endpoints',
    'https://docs.chronosphere.io/investigate/logs/otel-logs',
    'odigos-io/odigos@3be8f0a65 common/config/chronosphere.go',
  ],
  unverified: [
    ['credential-answers', 'answers to a wrong token'],
    ['http/json', 'not read'],
  ],
});

export const coralogix = defineVendor({
  id: 'coralogix',
  name: 'Coralogix',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^ingress\.(?:private\.)?(?:[a-z0-9-]+\.)?coralogix\.(?:com|[a-z]{2})$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [{ label: 'of the domain', over: 'all', url: 'https://ingress.DOMAIN:443' }],
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer SEND_YOUR_DATA_KEY',
      mistakes: ['another kind of Coralogix key', 'the domain of another region'],
    },
  ],
  resourceAttributes: ['cx.application.name', 'cx.subsystem.name'],
  encodings: ['gzip', 'zstd'],
  traps: ['The coralogix exporter of collector-contrib 0.127.0 needs the Authorization header spelled out.'],
  docs: 'https://coralogix.com/docs/opentelemetry-custom-traces',
  sources: [
    'https://coralogix.com/docs/opentelemetry-custom-traces',
    'https://coralogix.com/docs/opentelemetry-custom-logs',
    'open-telemetry/opentelemetry-collector-contrib exporter/coralogixexporter/README.md@000d4c7c',
  ],
  unverified: [
    ['hosts', 'the full list of domains'],
    ['paths', 'paths over HTTP'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});

export const logzio = defineVendor({
  id: 'logzio',
  name: 'Logz.io',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^otlp-listener(?:-[a-z]{2})?\.logz\.io$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [
    { label: 'US', over: 'http', url: 'https://otlp-listener.logz.io' },
    { label: 'another region (au, ca, eu, uk)', over: 'http', url: 'https://otlp-listener-REGION.logz.io' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer SHIPPING_TOKEN',
      when: 'logs, traces and metrics each have a token of their own',
      mistakes: ['one token for all signals'],
    },
  ],
  traps: ['The usual way is the logzio exporter of the Collector, and Prometheus remote write for metrics.'],
  docs: 'https://docs.logz.io/',
  sources: [
    'public code (secondary: https://otlp-listener.logz.io/v1/logs and the suffix of the region)',
    'open-telemetry/opentelemetry-collector-contrib exporter/logzioexporter/README.md',
    'odigos-io/odigos@3be8f0a65 common/config/logzio.go',
  ],
  unverified: [
    ['grpc', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong token'],
  ],
});

export const last9 = defineVendor({
  id: 'last9',
  name: 'Last9',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^otlp(?:-[a-z0-9]+)?\.last9\.io$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [
    { label: 'us-east-1', over: 'http', url: 'https://otlp.last9.io' },
    { label: 'ap-south-1', over: 'http', url: 'https://otlp-aps1.last9.io' },
    { label: 'us-east-1', over: 'grpc', url: 'https://otlp.last9.io:443' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'Basic VALUE_FROM_THE_UI' }],
  docs: 'https://last9.io/docs/integrations/observability/opentelemetry/',
  sources: [
    'https://last9.io/docs/integrations/observability/opentelemetry.md',
    'odigos-io/odigos@3be8f0a65 common/config/last9.go',
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong value'],
    ['http/json', 'not read'],
  ],
});
