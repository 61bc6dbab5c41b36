import { defineVendor, named } from './define.ts';
import type { AnswerDraft } from './draft.ts';
import { STANDARD_PATHS } from './shared.ts';

const AUTH = 'uptrace/uptrace@c186b0b6 pkg/org/auth.go';

const DSN_MISSING: AnswerDraft = {
  on: { text: /uptrace-dsn header is empty or missing/ },
  code: 'auth/missing',
  meaning: 'The request carries no uptrace-dsn',
  advice: 'Set OTEL_EXPORTER_OTLP_HEADERS=uptrace-dsn=DSN with the DSN of the project.',
  source: AUTH,
  example: { transport: 'http', status: null, body: 'uptrace-dsn header is empty or missing' },
};

export const uptraceCloud = defineVendor({
  id: 'uptrace-cloud',
  name: 'Uptrace Cloud',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^api\.uptrace\.dev$/, /^otlp\.uptrace\.dev$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 443, over: 'http' },
    { port: 4317, over: 'grpc' },
  ],
  endpoints: [
    { label: 'gRPC', over: 'grpc', url: 'https://api.uptrace.dev:4317' },
    { label: 'HTTP', over: 'http', url: 'https://api.uptrace.dev' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'uptrace-dsn',
      value: 'https://SECRET@api.uptrace.dev?grpc=4317',
      when: 'the whole DSN is the value',
      mistakes: ['the secret alone instead of the DSN'],
    },
  ],
  answers: [DSN_MISSING],
  traps: ['otlp.uptrace.dev:4317 is the older host.'],
  docs: 'https://uptrace.dev/get',
  sources: ['https://uptrace.dev/get/opentelemetry-js/otlp', 'https://uptrace.dev/get', AUTH],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'the status of the answer to a missing DSN'],
  ],
});

export const uptrace = defineVendor({
  id: 'uptrace-self-hosted',
  name: 'Uptrace (self-hosted)',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('uptrace')],
  marks: { ports: [14317, 14318] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 14317, over: 'grpc' },
    { port: 14318, over: 'http' },
  ],
  endpoints: [
    { label: 'gRPC', over: 'grpc', url: 'http://localhost:14317' },
    { label: 'HTTP', over: 'http', url: 'http://localhost:14318' },
  ],
  paths: STANDARD_PATHS,
  tls: 'off',
  headers: [
    {
      name: 'uptrace-dsn',
      value: 'http://PROJECT_SECRET@localhost:14318?grpc=14317',
      alternatives: ['uptrace-dns', 'authorization'],
      when: 'over HTTP, Authorization: Bearer DSN or ?dsn= in the URL work too',
    },
  ],
  limits: [{ of: 'a gRPC message', value: '32 MiB' }],
  answers: [
    DSN_MISSING,
    {
      on: { text: /unsupported content type: "/ },
      code: 'receiver/rejected-payload',
      meaning:
        'The content type is none of application/json, application/x-protobuf and application/protobuf',
      advice:
        'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, and look for a proxy that changes the content type.',
      source: 'uptrace/uptrace@c186b0b6 pkg/tracing/otlp_trace.go',
      example: { transport: 'http', status: null, body: 'unsupported content type: "text/plain"' },
    },
  ],
  traps: ['The ports are 14317 and 14318; the Docker example maps them to 4317 and 80 in the container.'],
  docs: 'https://uptrace.dev/get',
  sources: [
    'uptrace/uptrace@c186b0b6 pkg/org/auth.go, pkg/tracing/otlp_trace.go, pkg/bunapp/app.go, config/uptrace.yml, example/docker/*',
  ],
  unverified: [['other', 'how to read a trace back']],
});
