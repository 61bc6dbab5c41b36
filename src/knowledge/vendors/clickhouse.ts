import { defineVendor, named } from './define.ts';
import { STANDARD_PATHS, STANDARD_PORTS, standardUrls } from './shared.ts';

export const clickstack = defineVendor({
  id: 'clickstack',
  name: 'ClickStack / HyperDX (self-hosted)',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('hyperdx', 'clickstack')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [...STANDARD_PORTS, { port: 8080, use: 'the user interface' }],
  endpoints: standardUrls('HOST'),
  paths: STANDARD_PATHS,
  tls: 'off',
  headers: [
    {
      name: 'authorization',
      value: 'INGESTION_API_KEY',
      need: 'sometimes',
      when: 'the team switched the authentication of the Collector on: the bare key, without a scheme',
      mistakes: ['Bearer in front of the key: it is refused, since the scheme is empty'],
    },
  ],
  traps: [
    'The user interface is on 8080 in the all-in-one image, the API on 8000.',
    'The ingestion key exists only after the first login; before that the receiver is set up differently.',
  ],
  docs: 'https://clickhouse.com/docs/use-cases/observability/clickstack',
  sources: [
    'hyperdxio/hyperdx@b52a6fa83 packages/api/src/opamp/controllers/opampController.ts, docker/otel-collector/config.standalone.auth.yaml, docker-compose.yml, README.md',
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'the body of a 401'],
  ],
});

export const hyperdxCloud = defineVendor({
  id: 'hyperdx-cloud-v1',
  name: 'HyperDX Cloud (v1)',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^in-otel\.hyperdx\.io$/],
  transports: { grpc: 'yes', 'http/protobuf': '?', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: STANDARD_PORTS,
  endpoints: [{ label: 'gRPC', over: 'grpc', url: 'https://in-otel.hyperdx.io:4317' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [{ name: 'authorization', value: 'INGESTION_KEY', when: 'the bare key, without a scheme' }],
  docs: 'https://clickhouse.com/docs/use-cases/observability/clickstack',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/hyperdx.go'],
  unverified: [
    ['service', 'whether it still runs'],
    ['http/protobuf', 'HTTP was not read'],
    ['limits', 'payload limits'],
  ],
});

/** A database without an OTLP listener. */
export const clickhouse = defineVendor({
  id: 'clickhouse',
  name: 'ClickHouse',
  kind: 'self-hosted',
  confidence: 'mixed',
  names: [named('clickhouse')],
  transports: { grpc: 'no', 'http/protobuf': 'no', 'http/json': 'no' },
  signals: ['?', '?', '?'],
  ports: [
    { port: 8123, use: 'the HTTP interface for queries' },
    { port: 9000, use: 'the native interface for queries' },
  ],
  tls: null,
  traps: [
    'It takes no OTLP: the clickhouse exporter of a Collector writes to it.',
    { text: 'An OTLP exporter pointed at 8123 or 9000 fails.', verified: false },
  ],
  docs: 'https://clickhouse.com/docs',
  sources: [
    'hyperdxio/hyperdx@b52a6fa83 (schema of the tables)',
    'odigos-io/odigos@3be8f0a65 common/config/clickhouse.go',
  ],
  unverified: [['ports', 'general knowledge']],
});
