import { defineVendor } from './define.ts';
import { STANDARD_PATHS } from './shared.ts';

export const dash0 = defineVendor({
  id: 'dash0',
  name: 'Dash0',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^ingress\.[a-z0-9-]+\.[a-z0-9-]+\.dash0\.com$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 443, over: 'all' },
    { port: 4317, over: 'grpc', verified: false },
  ],
  endpoints: [{ label: 'of the region', over: 'http', url: 'https://ingress.REGION.aws.dash0.com' }],
  paths: STANDARD_PATHS,
  slashRefused: true,
  tls: 'required',
  headers: [
    { name: 'Authorization', value: 'Bearer AUTH_TOKEN', when: 'tokens begin with auth_' },
    {
      name: 'Dash0-Dataset',
      value: 'DATASET',
      role: 'routing',
      need: 'sometimes',
      when: 'the token is restricted to a dataset',
      mistakes: ['left out with a token that is restricted to a dataset'],
    },
  ],
  answers: [
    {
      on: { http: [403], lacks: 'dash0-dataset' },
      code: 'auth/tenant-missing',
      meaning: 'The token is restricted to a dataset, and the request names none',
      advice: 'Add Dash0-Dataset=DATASET to OTEL_EXPORTER_OTLP_HEADERS.',
      source: 'https://www.checklyhq.com/docs/integrations/observability/traces/dash0/',
      example: { transport: 'http', status: 403, body: '' },
    },
  ],
  traps: ['No slash at the end of /v1/traces.'],
  docs: 'https://dash0.com/documentation/dash0/key-concepts/endpoints',
  sources: [
    'https://www.dash0.com/hub/integrations/int_otlp/overview',
    'https://www.checklyhq.com/docs/integrations/observability/traces/dash0/',
    'https://docs.fluentbit.io/manual/pipeline/outputs/dash0',
    'odigos-io/odigos@3be8f0a65 common/config/dash0.go',
  ],
  unverified: [
    ['hosts', 'the shape is derived from few examples'],
    ['other', 'port 4317 for gRPC'],
    ['limits', 'payload limits'],
    ['other', 'the body of a 401'],
    ['http/json', 'not read'],
  ],
});
