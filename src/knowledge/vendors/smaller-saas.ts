import { defineVendor, under } from './define.ts';
import { only443, STANDARD_PATHS } from './shared.ts';

export const observe = defineVendor({
  id: 'observe',
  name: 'Observe',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^\d+\.collect(?:\.[a-z0-9]+)?\.observeinc\.com$/],
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [
    { label: 'of the customer', over: 'http', url: 'https://CUSTOMER.collect.observeinc.com/v2/otel' },
  ],
  paths: under('/v2/otel'),
  tls: 'required',
  headers: [
    { name: 'Authorization', value: 'Bearer DATASTREAM_TOKEN', when: 'the token of a datastream' },
    {
      name: 'x-observe-target-package',
      value: 'PACKAGE',
      role: 'routing',
      when: 'Tracing, Metrics or Host Explorer, by signal',
      mistakes: ['left out: 415, no datastream can process the request'],
    },
  ],
  limits: [
    { of: 'a compressed request', value: '10 MB' },
    { of: 'an uncompressed request', value: '50 MB' },
    { of: 'an observation', value: '4 MB, in newer documentation 1 MB for a span' },
  ],
  answers: [
    {
      on: { text: /no datastream can process the request/ },
      code: 'auth/tenant-missing',
      meaning:
        'x-observe-target-package is missing or wrong; the 415 has nothing to do with the content type',
      advice: 'Add x-observe-target-package=Tracing (metrics: Metrics) to OTEL_EXPORTER_OTLP_HEADERS.',
      source: 'odigos-io/odigos@3be8f0a65 common/config/observe.go',
      verified: false,
      example: { transport: 'http', status: 415, body: 'no datastream can process the request' },
    },
  ],
  traps: [{ text: 'A 415 is about the routing, not about the content type.', verified: false }],
  docs: 'https://docs.observeinc.com/docs/opentelemetry',
  sources: [
    'https://docs.observeinc.com/en/aws-surgery/content/data-ingestion/endpoints/otel.html',
    'https://docs.observeinc.com/en/token-search/content/data-ingestion/endpoints/otel.html',
    'odigos-io/odigos@3be8f0a65 common/config/observe.go',
  ],
  unverified: [['other', 'the body of a 401']],
});

export const honeybadger = defineVendor({
  id: 'honeybadger',
  name: 'Honeybadger Insights',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^api\.honeybadger\.io$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [{ label: 'SaaS', over: 'http', url: 'https://api.honeybadger.io' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'X-API-Key', value: 'PROJECT_API_KEY' }],
  docs: 'https://docs.honeybadger.io/guides/insights/integrations/opentelemetry',
  sources: ['https://docs.honeybadger.io/guides/insights/integrations/opentelemetry'],
  unverified: [
    ['grpc', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});

export const oneuptime = defineVendor({
  id: 'oneuptime',
  name: 'OneUptime',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^(?:[a-z0-9-]+\.)?oneuptime\.com$/],
  transports: { grpc: '?', 'http/protobuf': '?', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [{ label: 'SaaS', over: 'http', url: 'https://oneuptime.com/otlp' }],
  paths: under('/otlp'),
  tls: 'required',
  headers: [{ name: 'x-oneuptime-token', value: 'INGESTION_TOKEN' }],
  docs: 'https://oneuptime.com/docs',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/oneuptime.go'],
  unverified: [
    ['grpc', 'not read'],
    ['http/protobuf', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong token'],
  ],
});

export const kloudmate = defineVendor({
  id: 'kloudmate',
  name: 'KloudMate',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^otel\.kloudmate\.com$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 4318, over: 'http' }],
  endpoints: [{ label: 'SaaS', over: 'http', url: 'https://otel.kloudmate.com:4318' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'API_KEY', when: 'the bare key, without a scheme' }],
  docs: 'https://docs.kloudmate.com',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/kloudmate.go'],
  unverified: [
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});
