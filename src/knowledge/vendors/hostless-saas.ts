import { defineVendor, under } from './define.ts';
import { STANDARD_PATHS } from './shared.ts';

/** Its hosts are not known, so that it cannot be recognised; kept for its header. */
export const groundcover = defineVendor({
  id: 'groundcover',
  name: 'groundcover',
  kind: 'saas',
  confidence: 'secondary',
  transports: { grpc: 'yes', 'http/protobuf': '?', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  tls: 'required',
  headers: [{ name: 'apikey', value: 'KEY' }],
  docs: 'https://docs.groundcover.com',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/groundcover.go'],
  unverified: [
    ['hosts', 'not read'],
    ['limits', 'payload limits'],
  ],
});

/** Its hosts are not known, so that it cannot be recognised; kept for its header. */
export const lumigo = defineVendor({
  id: 'lumigo',
  name: 'Lumigo',
  kind: 'saas',
  confidence: 'secondary',
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'LumigoToken TOKEN' }],
  docs: 'https://docs.lumigo.io',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/lumigo.go'],
  unverified: [
    ['hosts', 'not read'],
    ['limits', 'payload limits'],
  ],
});

/** Recognised by nothing: its path is too common. */
export const greptimedb = defineVendor({
  id: 'greptimedb',
  name: 'GreptimeDB',
  kind: 'saas',
  confidence: 'secondary',
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['?', 'yes', '?'],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'https://HOST/v1/otlp' }],
  paths: under('/v1/otlp'),
  tls: null,
  headers: [
    { name: 'Authorization', value: 'Basic BASE64_OF_USER_COLON_PASSWORD' },
    { name: 'X-Greptime-DB-Name', value: 'DATABASE', role: 'routing' },
  ],
  docs: 'https://docs.greptime.com',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/greptime.go'],
  unverified: [
    ['ports', 'not read'],
    ['traces-path', 'traces were not read'],
    ['logs-path', 'logs were not read'],
  ],
});
