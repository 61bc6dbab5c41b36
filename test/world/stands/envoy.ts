import { BEHIND } from '../place.ts';
import { startProxy } from '../proxies.ts';
import { arrives, CA, lost, type Stand } from '../stand.ts';
import { at, CLEAR, inFront, only, plainly, securely, sent, TLS } from './common.ts';

interface Listener {
  readonly port: number;
  /** The port behind it. */
  readonly to: number;
  readonly host?: string;
  /** What is spoken to it. */
  readonly http2?: boolean;
  readonly alpn?: readonly string[] | 'none';
  /** The names that its only virtual host has; all unless given. */
  readonly domains?: readonly string[];
  readonly filters?: readonly unknown[];
}

const V3 = 'type.googleapis.com/envoy.extensions';
const router = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': `${V3}.filters.http.router.v3.Router` },
};

const oneInAnHour = {
  name: 'envoy.filters.http.local_ratelimit',
  typed_config: {
    '@type': `${V3}.filters.http.local_ratelimit.v3.LocalRateLimit`,
    stat_prefix: 'limit',
    token_bucket: { max_tokens: 1, tokens_per_fill: 1, fill_interval: '3600s' },
    filter_enabled: { default_value: { numerator: 100 } },
    filter_enforced: { default_value: { numerator: 100 } },
  },
};

const nobodyMay = {
  name: 'envoy.filters.http.rbac',
  typed_config: {
    '@type': `${V3}.filters.http.rbac.v3.RBAC`,
    rules: { action: 'ALLOW', policies: {} },
  },
};

const address = (host: string, port: number) => ({ socket_address: { address: host, port_value: port } });

const transport = (alpn: readonly string[] | 'none') => ({
  name: 'envoy.transport_sockets.tls',
  typed_config: {
    '@type': `${V3}.transport_sockets.tls.v3.DownstreamTlsContext`,
    common_tls_context: {
      ...(alpn === 'none' ? {} : { alpn_protocols: alpn }),
      tls_certificates: [
        {
          certificate_chain: { filename: '$CERTS/server.pem' },
          private_key: { filename: '$CERTS/server.key' },
        },
      ],
    },
  },
});

const listener = ({ port, domains = ['*'], filters = [], alpn }: Listener) => ({
  name: `l${port}`,
  address: address('0.0.0.0', port),
  filter_chains: [
    {
      filters: [
        {
          name: 'envoy.filters.network.http_connection_manager',
          typed_config: {
            '@type': `${V3}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
            stat_prefix: 'x',
            codec_type: 'AUTO',
            route_config: {
              virtual_hosts: [
                { name: 'v', domains, routes: [{ match: { prefix: '/' }, route: { cluster: `c${port}` } }] },
              ],
            },
            http_filters: [...filters, router],
          },
        },
      ],
      ...(alpn && { transport_socket: transport(alpn) }),
    },
  ],
});

const cluster = ({ port, to, host = BEHIND.host, http2 }: Listener) => ({
  name: `c${port}`,
  type: 'STATIC',
  connect_timeout: '1s',
  load_assignment: {
    cluster_name: `c${port}`,
    endpoints: [{ lb_endpoints: [{ endpoint: { address: address(host, to) } }] }],
  },
  ...(http2 && {
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': `${V3}.upstreams.http.v3.HttpProtocolOptions`,
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
  }),
});

const envoy = (listeners: readonly Listener[]): string =>
  JSON.stringify({
    static_resources: { listeners: listeners.map(listener), clusters: listeners.map(cluster) },
  });

const gateway = ['receiver/bad-gateway', 'receiver/unavailable'] as const;
const byEnvoy = { says: /Envoy/, never: /memory limiter/ };
const http1Cluster = lost(
  ['protocol/grpc-over-http1', 'protocol/http2-unsupported', 'receiver/bad-gateway'],
  {
    says: /http2_protocol_options/,
  },
);

export const envoyStands: readonly Stand[] = [
  inFront(
    'healthy',
    'envoy',
    envoy([
      { port: CLEAR, to: BEHIND.http },
      { port: 8081, to: BEHIND.grpc, http2: true },
      { port: TLS, to: BEHIND.http, alpn: ['h2', 'http/1.1'] },
      { port: 8444, to: BEHIND.grpc, http2: true, alpn: ['h2'] },
    ]),
    [
      plainly('http/protobuf', arrives),
      plainly('http/json', arrives),
      sent('grpc', 'http://otel.test:8081', arrives),
      securely('http/protobuf', arrives, { name: 'http/protobuf with TLS' }),
      sent('grpc', 'https://otel.test:8444', arrives, { name: 'grpc with TLS', environment: CA }),
    ],
    { ports: [CLEAR, 8081, TLS, 8444] },
  ),
  inFront(
    'without alpn_protocols',
    'envoy',
    envoy([{ port: TLS, to: BEHIND.grpc, http2: true, alpn: 'none' }]),
    [
      securely(
        'grpc',
        only(
          ['python', 'go'],
          lost(['tls/alpn-missing', 'protocol/http2-unsupported'], { says: /ALPN/, never: /http:\/\// }),
          arrives,
        ),
      ),
    ],
    { ports: [TLS] },
  ),
  inFront('cluster without http2_protocol_options', 'envoy', envoy([{ port: CLEAR, to: BEHIND.grpc }]), [
    plainly('grpc', http1Cluster),
  ]),
  inFront(
    'http2_protocol_options before the HTTP port',
    'envoy',
    envoy([{ port: CLEAR, to: BEHIND.http, http2: true }]),
    [
      plainly('http/protobuf', lost(gateway, byEnvoy)),
      plainly('grpc', lost('protocol/grpc-over-http1', { says: /Envoy.*port behind it/ })),
    ],
  ),
  inFront('nobody behind it', 'envoy', envoy([{ port: CLEAR, to: 14_399, http2: true }]), [
    plainly('http/protobuf', lost(gateway, byEnvoy)),
    plainly('grpc', lost(gateway, byEnvoy)),
  ]),
  inFront('RBAC', 'envoy', envoy([{ port: CLEAR, to: BEHIND.grpc, http2: true, filters: [nobodyMay] }]), [
    plainly('http/protobuf', lost('auth/forbidden', { says: /Envoy|RBAC/, never: /Give the credential/ })),
    plainly('grpc', lost('auth/forbidden', { says: /Envoy|RBAC/, never: /Give the credential/ })),
  ]),
  inFront(
    'no route',
    'envoy',
    envoy([{ port: CLEAR, to: BEHIND.grpc, http2: true, domains: ['other.test'] }]),
    [
      plainly(
        'http/protobuf',
        lost(['protocol/path-not-found', 'protocol/server-name-unknown'], { says: /Envoy/ }),
      ),
      plainly(
        'grpc',
        lost(['protocol/service-unimplemented', 'protocol/server-name-unknown'], { says: /Envoy/ }),
      ),
    ],
  ),
  {
    name: 'envoy: local_ratelimit',
    parts: ['otelcol', 'envoy'],
    start: async (place) => {
      const collector = await place.collector();
      const filters = [oneInAnHour];
      const listeners = [
        { port: CLEAR, to: BEHIND.grpc, http2: true, filters },
        { port: 8081, to: BEHIND.http, filters },
      ];
      await startProxy(place, 'envoy', envoy(listeners), [CLEAR, 8081]);
      // The one request that may pass.
      await Promise.all([CLEAR, 8081].map((port) => place.hasCome(`http://127.0.0.1:${port}/`, ['come'])));
      return at(collector);
    },
    rows: [
      plainly('grpc', lost('receiver/throttled', byEnvoy), { sdks: ['java', 'js'] }),
      sent('http/protobuf', 'http://otel.test:8081', lost('receiver/throttled', byEnvoy), {
        sdks: ['java', 'js'],
      }),
    ],
  },
];
