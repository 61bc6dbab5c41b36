import { defineVendor, under } from './define.ts';
import { only443, STANDARD_PATHS, STANDARD_PORTS } from './shared.ts';

export const betterStack = defineVendor({
  id: 'better-stack',
  name: 'Better Stack Telemetry',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^s\d+\.[a-z0-9-]+\.betterstackdata\.com$/, /^in-otel\.logs\.betterstack\.com$/],
  transports: { grpc: '?', 'http/protobuf': '?', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [{ label: 'of the source', over: 'http/json', url: 'https://INGESTING_HOST' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'Bearer SOURCE_TOKEN' }],
  answers: [
    {
      on: { http: [401] },
      code: 'auth/rejected',
      meaning: 'The source token is missing or wrong',
      advice: 'Take the token and the ingesting host from the same source.',
      source: 'https://betterstack.com/docs/logs/ingesting-data/http/traces',
      example: { transport: 'http', status: 401, body: '{"message":"Unauthorized"}' },
    },
  ],
  traps: [
    'Every source has an ingesting host of its own; in-otel.logs.betterstack.com is the older, shared one.',
  ],
  docs: 'https://betterstack.com/docs/logs/ingesting-data/http/traces',
  sources: [
    'https://betterstack.com/docs/logs/ingesting-data/http/traces',
    'https://betterstack.com/docs/logs/open-telemetry/',
    'odigos-io/odigos@3be8f0a65 common/config/betterstack.go',
    'public code (secondary: shape of the host)',
  ],
  unverified: [
    ['hosts', 'the shape is derived from few examples'],
    ['grpc', 'not read'],
    ['http/protobuf', 'not read'],
    ['limits', 'payload limits'],
    ['metrics-path', 'not read'],
    ['logs-path', 'not read'],
  ],
});

export const highlight = defineVendor({
  id: 'highlight',
  name: 'highlight.io',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^otel\.highlight\.io$/],
  transports: { grpc: 'yes?', 'http/protobuf': 'yes', 'http/json': 'yes?' },
  signals: ['yes', '?', 'yes'],
  ports: STANDARD_PORTS,
  endpoints: [
    { label: 'HTTP', over: 'http', url: 'https://otel.highlight.io:4318' },
    { label: 'gRPC', over: 'grpc', url: 'https://otel.highlight.io:4317' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'x-highlight-project',
      value: 'PROJECT_ID',
      role: 'routing',
      need: 'sometimes',
      when: 'unless there is the attribute highlight.project_id on the resource or the spans',
    },
  ],
  traps: [
    'The product moved to LaunchDarkly, and newer SDKs send there; whether this host still takes data was not found out.',
  ],
  docs: 'https://www.highlight.io/docs',
  sources: [
    'highlight/highlight@5099514e62 docs-content/general/4_company/open-source/contributing/adding-an-sdk.md, deploy/otel-collector.yaml, blog-content/*',
    'public code (secondary: the LaunchDarkly host)',
  ],
  unverified: [
    ['service', 'whether the service still runs'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong project'],
    ['grpc', 'from articles only'],
    ['http/json', 'from articles only'],
  ],
});

export const launchDarkly = defineVendor({
  id: 'launchdarkly-observability',
  name: 'LaunchDarkly Observability',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^otel\.observability\.app\.launchdarkly\.com$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', '?', '?'],
  ports: [
    { port: 4318, over: 'all' },
    { port: 443, over: 'all' },
  ],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'https://otel.observability.app.launchdarkly.com:4318' }],
  paths: { traces: '/v1/traces' },
  tls: null,
  docs: 'https://launchdarkly.com/docs/integrations/opentelemetry',
  sources: ['https://launchdarkly.com/docs/integrations/opentelemetry', 'public code (secondary)'],
  unverified: [
    ['headers', 'which headers it wants'],
    ['limits', 'payload limits'],
  ],
});

export const sentry = defineVendor({
  id: 'sentry',
  name: 'Sentry (OTLP, open beta)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^o\d+\.ingest\.(?:[a-z]{2}\.)?sentry\.io$/],
  marks: { paths: [/^\/api\/[^/]+\/integration\/otlp(?:\/|$)/] },
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'yes'],
  ports: only443('http'),
  endpoints: [
    {
      label: 'of the project',
      over: 'http',
      url: 'https://oORGANISATION.ingest.sentry.io/api/PROJECT/integration/otlp',
    },
  ],
  paths: under('/api/{PROJECT}/integration/otlp', 'traces', 'logs'),
  tls: 'required',
  headers: [
    {
      name: 'x-sentry-auth',
      value: 'sentry sentry_key=PUBLIC_KEY',
      when: 'the public key is the user in the DSN',
      mistakes: [
        ',sentry_version=7 behind the key: the comma begins a new header',
        'the whole DSN instead of its key',
        'Authorization: Bearer instead of x-sentry-auth',
        'blank and = not percent-encoded: strict parsers of older Python SDKs drop the header',
      ],
    },
  ],
  traps: [
    'Metrics are not taken: set OTEL_METRICS_EXPORTER=none.',
    'Span events are dropped; links and arrays in attributes are taken in part.',
    'The project is a part of the path: use the variables of the signals.',
  ],
  docs: 'https://docs.sentry.io/concepts/otlp/',
  sources: [
    'getsentry/sentry-docs docs/concepts/otlp/direct/traces.mdx@064b17bc',
    'https://docs.sentry.io/concepts/otlp/',
    'several public repositories (shape of the URL)',
  ],
  unverified: [
    ['hosts', 'the shape is derived from few examples'],
    ['grpc', 'not mentioned'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});
