import { BEHIND, type Place } from '../place.ts';
import { startVarnish } from '../proxies.ts';
import { arrives, CA, CLIENT, lost, type Row, type Stand } from '../stand.ts';
import { at, CLEAR, inFront, only, plainly, securely, sent, TLS } from './common.ts';

const HTTP = `${BEHIND.host}:${BEHIND.http}`;
const GRPC = `${BEHIND.host}:${BEHIND.grpc}`;

const gateway = ['receiver/bad-gateway', 'receiver/unavailable'] as const;

/** A proxy that takes OTLP over HTTP, as the receiver behind it does. */
const httpOnly = lost(['protocol/grpc-to-http-port', 'protocol/http2-unsupported'], { proven: true });

/** A proxy that cannot carry gRPC: the way out is the other protocol, where it can be had there. */
const noGrpc = (name: RegExp) =>
  lost(['protocol/http2-unsupported', 'protocol/grpc-over-http1'], { says: name });

/** Caddy has a certificate for the name and shows it to all; the site is another. */
const otherName = lost(
  [
    'tls/server-name-unknown',
    'protocol/server-name-unknown',
    'protocol/not-otlp',
    'receiver/accepts-anything',
  ],
  { says: /Caddy/, never: /http:\/\// },
);

const caddyStands: readonly Stand[] = [
  inFront(
    'healthy',
    'caddy',
    `http://:${CLEAR} {\n reverse_proxy ${HTTP}\n}\nhttp://:8081 {\n reverse_proxy h2c://${GRPC}\n}
https://otel.test:${TLS} {\n tls $CERTS/server.pem $CERTS/server.key\n reverse_proxy ${HTTP}\n}
https://otel.test:8444 {\n tls $CERTS/server.pem $CERTS/server.key\n reverse_proxy h2c://${GRPC}\n}`,
    [
      plainly('http/protobuf', arrives),
      plainly('http/json', arrives),
      sent('grpc', 'http://otel.test:8081', arrives),
      securely('http/protobuf', arrives, { name: 'http/protobuf with TLS' }),
      sent('grpc', 'https://otel.test:8444', arrives, { name: 'grpc with TLS', environment: CA }),
      sent('grpc', 'https://127.0.0.1:8444', otherName, { name: 'grpc by its address', environment: CA }),
      sent('http/protobuf', `https://127.0.0.1:${TLS}`, otherName, {
        name: 'http/protobuf by its address',
        environment: CA,
      }),
    ],
    { ports: [CLEAR, 8081, TLS, 8444] },
  ),
  inFront('reverse_proxy without h2c', 'caddy', `http://:${CLEAR} {\n reverse_proxy ${GRPC}\n}`, [
    plainly('grpc', lost(['receiver/bad-gateway', 'protocol/http2-unsupported'], { says: /Caddy.*h2c:/ })),
    plainly('http/protobuf', lost('receiver/bad-gateway', { says: /Caddy/ })),
  ]),
  inFront(
    'as it comes, without h2c',
    'caddy',
    `# as it comes\nhttp://:${CLEAR} {\n reverse_proxy h2c://${GRPC}\n}`,
    [plainly('grpc', lost('protocol/http2-unsupported', { says: /Caddy.*h2c/ }))],
  ),
  inFront('another site', 'caddy', `http://other.test:${CLEAR} {\n reverse_proxy h2c://${GRPC}\n}`, [
    plainly(
      'grpc',
      lost(['protocol/not-otlp', 'receiver/accepts-anything', 'protocol/server-name-unknown'], {
        says: /Caddy/,
      }),
    ),
    plainly(
      'http/protobuf',
      lost(['protocol/not-otlp', 'receiver/accepts-anything', 'protocol/server-name-unknown'], {
        says: /Caddy/,
      }),
    ),
  ]),
  inFront('nobody behind it', 'caddy', `http://:${CLEAR} {\n reverse_proxy h2c://127.0.0.9:14399\n}`, [
    plainly('grpc', lost(gateway, { says: /Caddy/, never: /memory limiter/ })),
    plainly('http/protobuf', lost(gateway, { says: /Caddy/, never: /memory limiter/ })),
  ]),
];

const lighttpd = (to: number): string => `server.port = ${CLEAR}
server.modules = ("mod_proxy")
proxy.server = ("" => (("host" => "${BEHIND.host}", "port" => ${to})))`;

const lighttpdStands: readonly Stand[] = [
  inFront('healthy', 'lighttpd', lighttpd(BEHIND.http), [
    plainly('http/protobuf', arrives),
    plainly('http/json', arrives),
    plainly('grpc', httpOnly),
  ]),
  inFront('before the gRPC port', 'lighttpd', lighttpd(BEHIND.grpc), [plainly('grpc', noGrpc(/lighttpd/))]),
  inFront('nobody behind it', 'lighttpd', lighttpd(14_399), [
    plainly('http/protobuf', lost(gateway, { says: /lighttpd/, never: /memory limiter/ })),
  ]),
  inFront(
    'url.access-deny',
    'lighttpd',
    `server.modules += ("mod_access")\nurl.access-deny = ("traces")\n${lighttpd(BEHIND.http).replace('= ("mod_proxy")', '+= ("mod_proxy")')}`,
    [plainly('http/protobuf', lost('auth/forbidden', { says: /lighttpd/, never: /Give the credential/ }))],
  ),
];

const h2o = (body: string): string =>
  `listen: ${CLEAR}\nhosts:\n  "*":\n    paths:\n      "/":\n        ${body}\n`;

const h2oStands: readonly Stand[] = [
  inFront('healthy', 'h2o', h2o(`proxy.reverse.url: "http://${HTTP}/"`), [
    plainly('http/protobuf', arrives),
    plainly('http/json', arrives),
    plainly('grpc', httpOnly),
  ]),
  inFront('before the gRPC port', 'h2o', h2o(`proxy.reverse.url: "http://${GRPC}/"`), [
    plainly('grpc', lost(['receiver/bad-gateway', 'protocol/http2-unsupported'], { says: /h2o/i })),
    plainly('http/protobuf', lost('receiver/bad-gateway', { says: /h2o/i })),
  ]),
  inFront('nobody behind it', 'h2o', h2o('proxy.reverse.url: "http://127.0.0.9:14399/"'), [
    plainly('http/protobuf', lost(gateway, { says: /h2o/i })),
  ]),
];

const varnish = (name: string, to: number, parameters: readonly string[], rows: readonly Row[]): Stand => ({
  name: `varnish: ${name}`,
  parts: ['otelcol', 'varnish'],
  start: async (place: Place) => {
    const collector = await place.collector();
    const vcl = `backend default { .host = "${BEHIND.host}"; .port = "${to}"; .connect_timeout = 1s; }`;
    await startVarnish(place, vcl, CLEAR, parameters);
    return at(collector);
  },
  rows,
});

const varnishStands: readonly Stand[] = [
  varnish(
    'healthy',
    BEHIND.http,
    [],
    [plainly('http/protobuf', arrives), plainly('http/json', arrives), plainly('grpc', httpOnly)],
  ),
  varnish(
    'feature=+http2 before the gRPC port',
    BEHIND.grpc,
    ['feature=+http2'],
    [
      plainly('grpc', noGrpc(/Varnish/)),
      plainly('http/protobuf', lost('receiver/bad-gateway', { says: /Varnish/ })),
    ],
  ),
  varnish(
    'nobody behind it',
    14_399,
    [],
    [plainly('http/protobuf', lost(gateway, { says: /Varnish/, never: /memory limiter/ }))],
  ),
];

const service = (to: string, more = ''): string =>
  `[s]\naccept = ${TLS}\nconnect = ${to}\ncert = $CERTS/server.pem\nkey = $CERTS/server.key\n${more}`;

const stunnelStands: readonly Stand[] = [
  inFront(
    'before the HTTP port',
    'stunnel',
    service(HTTP),
    [securely('http/protobuf', arrives), securely('http/json', arrives)],
    { ports: [TLS] },
  ),
  inFront(
    'before the gRPC port',
    'stunnel',
    service(GRPC),
    [
      securely(
        'grpc',
        only(
          ['js'],
          arrives,
          lost(['tls/alpn-missing', 'protocol/http2-unsupported'], { says: /ALPN/, never: /http:\/\// }),
        ),
      ),
      sent('http/protobuf', `https://otel.test:${TLS}`, lost('protocol/http-to-grpc-port'), {
        environment: CA,
      }),
    ],
    { ports: [TLS] },
  ),
  inFront(
    'verifyChain',
    'stunnel',
    service(HTTP, 'verifyChain = yes\nCAfile = $CERTS/ca.pem\n'),
    [
      securely('http/protobuf', arrives, { name: 'with a certificate', environment: CLIENT }),
      securely('http/protobuf', lost('tls/client-certificate-required')),
    ],
    { ports: [TLS] },
  ),
  inFront(
    'nobody behind it',
    'stunnel',
    service('127.0.0.9:14399'),
    [
      securely(
        'http/protobuf',
        lost(['network/connection-closed', 'network/connection-reset', 'receiver/bad-gateway'], {
          never: /all addresses/,
        }),
      ),
    ],
    { ports: [TLS] },
  ),
  inFront(
    'http:// to it',
    'stunnel',
    service(HTTP),
    [
      sent('http/protobuf', `http://otel.test:${TLS}`, lost('tls/required', { proven: true }), {
        environment: CA,
        sdks: ['python', 'js', 'java'],
      }),
    ],
    { ports: [TLS] },
  ),
];

export const otherStands: readonly Stand[] = [
  ...caddyStands,
  ...lighttpdStands,
  ...h2oStands,
  ...varnishStands,
  ...stunnelStands,
];
