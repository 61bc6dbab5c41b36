import { BEHIND } from '../place.ts';
import { arrives, CA, lost, type Stand } from '../stand.ts';
import { CLEAR, inFront, only, plainly, securely, sent, TLS } from './common.ts';

const HTTP = `${BEHIND.host}:${BEHIND.http}`;
const GRPC = `${BEHIND.host}:${BEHIND.grpc}`;
const NOBODY = '127.0.0.9:14399';

/** A listener with one server behind it. */
const section = (bind: string, server: string, more = ''): string =>
  `listen x${bind.replace(/\W/g, '')}\n  bind :${bind}\n  ${more}\n  server s ${server}\n`;

/** Python and Go refuse a server that selects no protocol by ALPN; grpc-js and OkHttp do not. */
const withoutAlpn = only(
  ['python', 'go'],
  lost(['tls/alpn-missing', 'protocol/http2-unsupported'], { says: /ALPN/, never: /http:\/\// }),
  arrives,
);

export const haproxyStands: readonly Stand[] = [
  inFront(
    'healthy over HTTP',
    'haproxy',
    section(`${CLEAR}`, HTTP) + section(`${TLS} ssl crt $CERTS/both.pem alpn h2,http/1.1`, HTTP),
    [
      plainly('http/protobuf', arrives),
      plainly('http/json', arrives),
      securely('http/protobuf', arrives, { name: 'http/protobuf with TLS' }),
    ],
    { ports: [CLEAR, TLS] },
  ),
  inFront(
    'healthy over gRPC',
    'haproxy',
    section(`${CLEAR}`, `${GRPC} proto h2`) +
      section(`${TLS} ssl crt $CERTS/both.pem alpn h2`, `${GRPC} proto h2`),
    [plainly('grpc', arrives), securely('grpc', arrives, { name: 'grpc with TLS' })],
    { ports: [CLEAR, TLS] },
  ),
  inFront(
    'bind ssl without alpn',
    'haproxy',
    section(`${TLS} ssl crt $CERTS/both.pem`, `${GRPC} proto h2`),
    [
      securely('grpc', withoutAlpn),
      sent(
        'grpc',
        `http://otel.test:${TLS}`,
        (sdk) =>
          lost('tls/required', {
            proven: sdk === 'js' || sdk === 'java',
            ...(sdk === 'js' || sdk === 'java' ? {} : { says: /ALPN/ }),
          }),
        { name: 'http:// to it', environment: CA, sdks: ['python', 'js', 'java'] },
      ),
    ],
    { ports: [TLS] },
  ),
  inFront(
    'wants Content-Length',
    'haproxy',
    section(`${CLEAR}`, HTTP, 'http-request return status 411 if !{ req.hdr(content-length) -m found }'),
    [
      plainly('http/protobuf', only(['js'], lost('protocol/length-required'), arrives)),
      plainly('http/protobuf', only(['js', 'go', 'java'], lost('protocol/length-required'), arrives), {
        name: 'http/protobuf with gzip',
        environment: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
      }),
    ],
  ),
  inFront('server without proto h2', 'haproxy', section(`${CLEAR}`, GRPC), [
    plainly(
      'grpc',
      lost(['receiver/bad-gateway', 'protocol/http2-unsupported'], { says: /HAProxy.*proto h2/ }),
    ),
  ]),
  inFront('proto h2 to the HTTP port', 'haproxy', section(`${CLEAR}`, `${HTTP} proto h2`), [
    plainly('grpc', lost(['receiver/bad-gateway', 'receiver/unavailable'], { says: /HAProxy/ })),
    plainly('http/protobuf', lost(['receiver/bad-gateway', 'receiver/unavailable'], { says: /HAProxy/ })),
  ]),
  inFront('server down', 'haproxy', section(`${CLEAR}`, `${NOBODY} proto h2`), [
    plainly(
      'grpc',
      lost(['receiver/bad-gateway', 'receiver/unavailable'], { says: /HAProxy/, never: /memory limiter/ }),
    ),
    plainly(
      'http/protobuf',
      lost(['receiver/bad-gateway', 'receiver/unavailable'], { says: /HAProxy/, never: /memory limiter/ }),
    ),
  ]),
  inFront('answers 429', 'haproxy', section(`${CLEAR}`, HTTP, 'http-request deny deny_status 429'), [
    plainly('grpc', lost('receiver/throttled')),
    plainly('http/protobuf', lost('receiver/throttled')),
  ]),
  inFront(
    'wants a Content-Length',
    'haproxy',
    section(
      `${CLEAR}`,
      HTTP,
      'http-request return status 411 content-type text/plain string "Length Required" unless { req.hdr(content-length) -m found }',
    ),
    [plainly('http/protobuf', only(['js'], lost('protocol/length-required'), arrives))],
  ),
  inFront('accept-proxy', 'haproxy', section(`${CLEAR} accept-proxy`, `${GRPC} proto h2`), [
    plainly(
      'grpc',
      lost(['network/connection-closed', 'network/connection-reset', 'network/proxy-protocol'], {
        says: /PROXY protocol/i,
      }),
    ),
    plainly(
      'http/protobuf',
      lost(['network/connection-closed', 'network/connection-reset', 'network/proxy-protocol'], {
        says: /PROXY protocol/i,
      }),
    ),
  ]),
  inFront('send-proxy to who does not take it', 'haproxy', section(`${CLEAR}`, `${HTTP} send-proxy`), [
    plainly(
      'http/protobuf',
      lost(['receiver/rejected-payload', 'receiver/bad-gateway', 'network/proxy-protocol'], {
        says: /PROXY protocol/i,
      }),
    ),
  ]),
  inFront(
    'rejects other names',
    'haproxy',
    `frontend f
  mode tcp
  bind :${TLS}
  tcp-request inspect-delay 2s
  tcp-request content reject if !{ req.ssl_sni otel.test }
  default_backend b
backend b
  mode tcp
  server s ${HTTP}
`,
    [
      securely('http/protobuf', arrives),
      sent(
        'http/protobuf',
        `https://127.0.0.1:${TLS}`,
        lost(['tls/server-name-unknown', 'network/connection-closed', 'network/connection-reset'], {
          says: /SNI|name/,
          never: /all addresses|http:\/\//,
        }),
        { name: 'by its address', environment: CA },
      ),
    ],
    {
      ports: [TLS],
      collector: ({ certificates }) => ({
        tls: { certFile: `${certificates}/server.pem`, keyFile: `${certificates}/server.key` },
      }),
    },
  ),
];
