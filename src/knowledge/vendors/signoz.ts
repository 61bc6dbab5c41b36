import { defineVendor, named } from './define.ts';
import { only443, STANDARD_PATHS, STANDARD_PORTS, standardUrls } from './shared.ts';

const TROUBLESHOOTING = 'https://signoz.io/docs/ingestion/signoz-cloud/troubleshooting/troubleshooting/';

export const signozCloud = defineVendor({
  id: 'signoz-cloud',
  name: 'SigNoz Cloud',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^ingest\.(?:us|eu|in)\.signoz\.cloud$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [
    { label: 'of the region (us, eu, in)', over: 'all', url: 'https://ingest.REGION.signoz.cloud:443' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'signoz-ingestion-key',
      value: 'INGESTION_KEY',
      when: 'older material calls it signoz-access-token',
      mistakes: ['a key of another region', 'the key sent to a SigNoz of one’s own, which needs none'],
    },
  ],
  answers: [
    {
      on: { http: [401, 403], grpc: [16, 7] },
      code: 'auth/rejected',
      meaning: 'The ingestion key is missing, not valid, or of another region',
      advice: 'Check signoz-ingestion-key and the region in the host.',
      source: TROUBLESHOOTING,
      example: { transport: 'http', status: 403, body: '' },
    },
  ],
  traps: [
    'gRPC and HTTP share port 443; nothing answers on 4317 and 4318.',
    'Limits set on an ingestion key can cut the data off without an error.',
  ],
  docs: 'https://signoz.io/docs/ingestion/signoz-cloud/overview/',
  sources: [
    'https://signoz.io/docs/ingestion/signoz-cloud/overview/',
    'https://signoz.io/docs/ingestion/cloud-vs-self-hosted',
    TROUBLESHOOTING,
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'bodies of answers'],
    ['http/json', 'not read'],
  ],
});

export const signoz = defineVendor({
  id: 'signoz-self-hosted',
  name: 'SigNoz (self-hosted)',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('signoz')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [...STANDARD_PORTS, { port: 8080, use: 'the user interface' }],
  endpoints: standardUrls('HOST'),
  paths: STANDARD_PATHS,
  tls: 'off',
  traps: [
    'It needs no ingestion key and speaks no TLS by default: https fails, and gRPC needs OTEL_EXPORTER_OTLP_INSECURE=true.',
    'The user interface is on http://localhost:8080.',
  ],
  docs: 'https://signoz.io/docs/ingestion/self-hosted/overview',
  sources: [
    'https://signoz.io/docs/ingestion/self-hosted/overview',
    'SigNoz/signoz@9997c3da9 deploy/README.md, deploy/MIGRATION.md',
  ],
  unverified: [['limits', 'payload limits']],
});
