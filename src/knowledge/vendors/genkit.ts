import { defineVendor } from './define.ts';

export const genkit = defineVendor({
  id: 'genkit',
  name: 'Genkit telemetry server',
  kind: 'local-dev',
  confidence: 'primary',
  marks: { ports: [4033] },
  transports: { grpc: 'no', 'http/protobuf': 'no', 'http/json': 'yes' },
  signals: ['yes', 'no', 'yes'],
  ports: [{ port: 4033, over: 'http/json' }],
  endpoints: [{ label: 'HTTP', over: 'http/json', url: 'http://localhost:4033/api/otlp' }],
  paths: { traces: '/api/otlp/v1/traces', logs: '/api/otlp/v1/logs' },
  tls: 'off',
  traps: [
    'Anything but JSON is answered with 200 and {}, and nothing of it is stored.',
    'A span whose scope is left out is answered with 500.',
    'Metrics are taken and thrown away.',
  ],
  docs: 'https://genkit.dev/docs/devtools/',
  sources: ['@genkit-ai/telemetry-server 1.43.0 from npm, run'],
  unverified: [['limits', 'payload limits']],
});
