import { defineVendor } from './define.ts';
import { only443, STANDARD_PATHS } from './shared.ts';

export const axiom = defineVendor({
  id: 'axiom',
  name: 'Axiom',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^api\.axiom\.co$/, /^(?:us-east-1|eu-central-1)\.aws\.edge\.axiom\.co$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  transportsBySignal: { metrics: { 'http/json': 'no' } },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [
    { label: 'general', over: 'http', url: 'https://api.axiom.co' },
    { label: 'edge', over: 'http', url: 'https://REGION.aws.edge.axiom.co' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    { name: 'Authorization', value: 'Bearer API_TOKEN' },
    {
      name: 'X-Axiom-Dataset',
      value: 'EVENTS_DATASET',
      role: 'routing',
      signals: ['traces', 'logs'],
    },
    {
      name: 'X-Axiom-Metrics-Dataset',
      value: 'METRICS_DATASET',
      role: 'routing',
      signals: ['metrics'],
      mistakes: ['X-Axiom-Dataset for metrics, the most common mistake according to Axiom'],
    },
  ],
  encodings: ['zstd', 'gzip'],
  answers: [
    {
      on: { http: [429] },
      code: 'receiver/throttled',
      meaning: 'The rate limit is reached; X-RateLimit-* and X-IngestLimit-* of the answer say how far',
      advice: 'Send less, or raise the limit of the plan.',
      source: 'axiomhq/docs@fbd61330 (api-reference)/restapi/api-limits.mdx',
      example: { transport: 'http', status: 429, body: '{"message":"rate limit exceeded"}' },
    },
  ],
  traps: [
    'One dataset for each signal, made for events (traces, logs) or for metrics.',
    'Metrics are taken as protobuf only.',
  ],
  docs: 'https://axiom.co/docs/send-data/opentelemetry',
  sources: [
    'axiomhq/docs@fbd61330 content/docs/(documentation)/send-data/opentelemetry.mdx, guides/opentelemetry-claude-code.mdx, guides/apex.mdx, (api-reference)/restapi/api-limits.mdx',
  ],
  unverified: [
    ['grpc', 'not documented'],
    ['http/json', 'for traces and logs'],
    ['credential-answers', 'the body of a 401'],
    ['limits', 'payload limit'],
  ],
});
