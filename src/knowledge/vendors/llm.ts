import { defineVendor, under } from './define.ts';
import { only443 } from './shared.ts';

const LANGFUSE_ISSUE = 'github.com/langfuse/langfuse/issues/5903';

export const langfuse = defineVendor({
  id: 'langfuse',
  name: 'Langfuse',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^(?:(?:us|jp|hipaa)\.)?cloud\.langfuse\.com$/],
  marks: { paths: [/^\/api\/public\/otel(?:\/|$)/] },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'no'],
  ports: [
    { port: 443, over: 'http' },
    { port: 3000, over: 'http', selfHosted: true },
  ],
  endpoints: [
    { label: 'EU', over: 'http', url: 'https://cloud.langfuse.com/api/public/otel' },
    { label: 'US', over: 'http', url: 'https://us.cloud.langfuse.com/api/public/otel' },
    { label: 'Japan', over: 'http', url: 'https://jp.cloud.langfuse.com/api/public/otel' },
    { label: 'HIPAA', over: 'http', url: 'https://hipaa.cloud.langfuse.com/api/public/otel' },
    { label: 'self-hosted, 3.22.0 or newer', over: 'http', url: 'http://localhost:3000/api/public/otel' },
  ],
  paths: under('/api/public/otel', 'traces'),
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Basic BASE64_OF_PUBLIC_KEY_COLON_SECRET_KEY',
      when: 'the keys begin with pk-lf- and sk-lf-',
      mistakes: [
        'Base64 with a line break: use base64 -w 0',
        'keys of another region',
        'the blank not written as %20: strict parsers of older Python SDKs drop the header',
      ],
    },
    {
      name: 'x-langfuse-ingestion-version',
      value: '4',
      role: 'option',
      need: 'optional',
      when: 'without it traces can be seen only after about ten minutes',
    },
  ],
  encodings: ['gzip'],
  answers: [
    {
      on: {
        http: [401],
        log: /401 Client Error: Unauthorized for url: https:\/\/[a-z.]*cloud\.langfuse\.com\/api\/public\/otel/,
      },
      code: 'auth/rejected',
      meaning: 'The pair of keys is wrong, or belongs to another region',
      advice:
        'Use the host of the region in which the keys were made, and encode PUBLIC_KEY:SECRET_KEY in Base64 without a line break.',
      source: LANGFUSE_ISSUE,
      example: { transport: 'http', status: 401, body: '' },
    },
  ],
  traps: [
    'gRPC is not taken: in a Collector use otlphttp, not otlp.',
    'Without a root span no trace is made.',
  ],
  docs: 'https://langfuse.com/integrations/native/opentelemetry',
  sources: [
    'langfuse/langfuse-docs content/integrations/native/opentelemetry.mdx@03c61f3f',
    'https://docs.rs/crate/langfuse-client-base/0.16.1/source/src/apis/opentelemetry_api.rs',
    LANGFUSE_ISSUE,
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'the body of a 401'],
  ],
});

export const langsmith = defineVendor({
  id: 'langsmith',
  name: 'LangSmith',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^(?:eu\.)?api\.smith\.langchain\.com$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', '?', '?'],
  ports: only443('http'),
  endpoints: [
    { label: 'US', over: 'http', url: 'https://api.smith.langchain.com/otel' },
    { label: 'EU', over: 'http', url: 'https://eu.api.smith.langchain.com/otel' },
    { label: 'self-hosted', over: 'http', url: 'https://HOST/api/v1/otel' },
  ],
  paths: { traces: ['/otel/v1/traces', '/api/v1/otel/v1/traces'] },
  tls: 'required',
  headers: [
    { name: 'x-api-key', value: 'API_KEY' },
    {
      name: 'Langsmith-Project',
      value: 'PROJECT',
      role: 'routing',
      need: 'optional',
      when: 'without it the default project is used',
    },
  ],
  traps: [
    'A LangSmith of one’s own has /api/v1/otel, not /otel.',
    'Some exporters need the full .../otel/v1/traces.',
  ],
  docs: 'https://docs.langchain.com/langsmith/trace-with-opentelemetry',
  sources: [
    'langchain-ai/docs@7df7f307 src/langsmith/trace-with-opentelemetry.mdx, trace-claude-code.mdx, collector-proxy.mdx',
  ],
  unverified: [
    ['grpc', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});

export const traceloop = defineVendor({
  id: 'traceloop',
  name: 'Traceloop',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^api\.traceloop\.com$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'no'],
  ports: only443('http'),
  endpoints: [{ label: 'SaaS', over: 'http', url: 'https://api.traceloop.com' }],
  paths: under('', 'traces', 'metrics'),
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'Bearer TRACELOOP_API_KEY' }],
  docs: 'https://www.traceloop.com/docs',
  sources: [
    'odigos-io/odigos@3be8f0a65 common/config/traceloop.go, destinations/data/traceloop.yaml',
    'public code (secondary)',
  ],
  unverified: [
    ['grpc', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});
