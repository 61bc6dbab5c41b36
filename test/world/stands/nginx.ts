import { BEHIND } from '../place.ts';
import { arrives, CA, CLIENT, lost, type Stand } from '../stand.ts';
import { CLEAR, inFront, only, plainly, securely, sent, TLS } from './common.ts';

const HTTP = `${BEHIND.host}:${BEHIND.http}`;
const GRPC = `${BEHIND.host}:${BEHIND.grpc}`;
const CERTIFICATE = 'ssl_certificate $CERTS/server.pem; ssl_certificate_key $CERTS/server.key;';

const toHttp = `location / { proxy_pass http://${HTTP}; }`;
const toGrpc = `location / { grpc_pass grpc://${GRPC}; }`;

const http = (servers: string): string => `http { access_log off; ${servers} }`;
const server = (listen: string, body: string): string => `server { listen ${listen}; ${body} }`;
const both = (body: string, grpc: string): string =>
  http(
    server(`${TLS} ssl`, `${CERTIFICATE} ${body} ${toHttp}`) +
      server(`8444 ssl http2`, `${CERTIFICATE} ${grpc} ${toGrpc}`),
  );
const GRPC_TLS = 'https://otel.test:8444';

const noCertificate = lost('tls/client-certificate-required', {
  says: /certificate/,
  never: /Send to the receiver/,
});
const wrongCertificate = lost('tls/client-certificate-rejected');
const OTHER = {
  ...CA,
  OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '$CERTS/other.pem',
  OTEL_EXPORTER_OTLP_CLIENT_KEY: '$CERTS/other.key',
};

const withoutAlpn = lost(['tls/alpn-missing', 'protocol/http2-unsupported'], {
  says: /ALPN/,
  never: /http:\/\//,
});
const otherName = lost(['tls/server-name-unknown', 'tls/hostname-mismatch'], {
  says: /name/,
  never: /http:\/\/|all addresses/,
});

/** Go and Java follow 307 and 308 with the same request; Python and JavaScript follow nothing. */
const followsPost = only(['go', 'java'], arrives, lost('protocol/redirected', { proven: true }));

export const nginxStands: readonly Stand[] = [
  inFront(
    'healthy',
    'nginx',
    http(
      server(`${CLEAR}`, toHttp) +
        server('8081 http2', toGrpc) +
        server(`${TLS} ssl`, `${CERTIFICATE} ${toHttp}`) +
        server('8444 ssl http2', `${CERTIFICATE} ${toGrpc}`),
    ),
    [
      plainly('http/protobuf', arrives),
      plainly('http/json', arrives),
      sent('grpc', 'http://otel.test:8081', arrives),
      securely('http/protobuf', arrives, { name: 'http/protobuf with TLS' }),
      sent('grpc', GRPC_TLS, arrives, { name: 'grpc with TLS', environment: CA }),
    ],
    { ports: [CLEAR, 8081, TLS, 8444] },
  ),
  inFront(
    'ssl_verify_client on',
    'nginx',
    both(
      'ssl_client_certificate $CERTS/ca.pem; ssl_verify_client on;',
      'ssl_client_certificate $CERTS/ca.pem; ssl_verify_client on;',
    ),
    [
      securely('http/protobuf', arrives, { name: 'http/protobuf with a certificate', environment: CLIENT }),
      sent('grpc', GRPC_TLS, arrives, { name: 'grpc with a certificate', environment: CLIENT }),
      securely('http/protobuf', noCertificate),
      sent('grpc', GRPC_TLS, noCertificate, { environment: CA }),
      securely('http/protobuf', wrongCertificate, {
        name: 'http/protobuf with a strange certificate',
        environment: OTHER,
      }),
      sent('grpc', GRPC_TLS, wrongCertificate, {
        name: 'grpc with a strange certificate',
        environment: OTHER,
      }),
    ],
    { ports: [TLS, 8444] },
  ),
  inFront(
    'client_max_body_size',
    'nginx',
    http(
      server(`${CLEAR}`, `client_max_body_size 10; ${toHttp}`) +
        server('8081 http2', `client_max_body_size 10; ${toGrpc}`),
    ),
    [
      plainly('http/protobuf', lost('receiver/payload-too-large', { says: /nginx/ })),
      sent('grpc', 'http://otel.test:8081', lost('receiver/payload-too-large', { says: /nginx/ })),
    ],
    { ports: [CLEAR, 8081] },
  ),
  ...[307, 308].map((status) =>
    inFront(
      `redirects with ${status}`,
      'nginx',
      http(
        server(`${CLEAR}`, `return ${status} http://otel.test:8082$request_uri;`) + server('8082', toHttp),
      ),
      [plainly('http/protobuf', followsPost)],
      { ports: [CLEAR, 8082] },
    ),
  ),
  inFront(
    'redirects with 301',
    'nginx',
    http(
      server(`${CLEAR}`, 'return 301 http://otel.test:8082$request_uri;') +
        server('8082', toHttp) +
        server('8081 http2', 'return 301 https://otel.test:8444$request_uri;'),
    ),
    [
      plainly('http/protobuf', lost('protocol/redirected', { proven: true })),
      sent('grpc', 'http://otel.test:8081', lost('protocol/redirected', { says: /8444/ })),
    ],
    { ports: [CLEAR, 8081, 8082] },
  ),
  inFront(
    'redirects to https with 308',
    'nginx',
    http(
      server(`${CLEAR}`, `return 308 https://otel.test:${TLS}$request_uri;`) +
        server(`${TLS} ssl`, `${CERTIFICATE} ${toHttp}`),
    ),
    [
      plainly('http/protobuf', only(['go'], arrives, lost('protocol/redirected')), {
        environment: { SSL_CERT_FILE: '$CERTS/ca.pem' },
      }),
    ],
    { ports: [CLEAR, TLS] },
  ),
  inFront(
    'proxy_pass to the gRPC port',
    'nginx',
    http(
      server(`${CLEAR} http2`, `location / { proxy_pass http://${GRPC}; }`) +
        server('8081', `location / { proxy_pass http://${GRPC}; }`),
    ),
    [
      plainly(
        'grpc',
        // What is behind may also keep the call waiting for longer than anybody waits.
        lost(['protocol/http2-unsupported', 'protocol/grpc-over-http1', 'receiver/timeout'], {
          says: /grpc_pass/,
        }),
      ),
      sent(
        'http/protobuf',
        'http://otel.test:8081',
        // What is behind may hang up before a frame of its is passed on, or keep all waiting: then nobody can tell more.
        lost(['receiver/bad-gateway', 'network/connection-closed', 'receiver/timeout'], { says: /nginx/ }),
      ),
    ],
    { ports: [CLEAR, 8081] },
  ),
  inFront(
    'ssl_reject_handshake for other names',
    'nginx',
    http(
      `server { listen ${TLS} ssl http2 default_server; ssl_reject_handshake on; }` +
        server(`${TLS} ssl http2`, `server_name otel.test; ${CERTIFICATE} ${toGrpc}`) +
        'server { listen 8444 ssl default_server; ssl_reject_handshake on; }' +
        server('8444 ssl', `server_name otel.test; ${CERTIFICATE} ${toHttp}`),
    ),
    [
      securely('grpc', arrives),
      sent('grpc', `https://127.0.0.1:${TLS}`, otherName, { name: 'grpc by its address', environment: CA }),
      sent('http/protobuf', 'https://127.0.0.1:8444', otherName, {
        name: 'http/protobuf by its address',
        environment: CA,
      }),
    ],
    { ports: [TLS, 8444] },
  ),
  inFront(
    'return 444 for other names',
    'nginx',
    http(
      server(`${CLEAR} default_server`, 'return 444;') +
        server(`${CLEAR}`, `server_name otel.test; ${toHttp}`),
    ),
    [
      plainly('http/protobuf', arrives),
      sent(
        'http/protobuf',
        `http://127.0.0.1:${CLEAR}`,
        lost(['protocol/server-name-unknown', 'network/connection-closed', 'network/connection-reset'], {
          says: /name/,
          never: /all addresses/,
        }),
        { name: 'by its address' },
      ),
    ],
  ),
  inFront(
    'limit_req 1r/s',
    'nginx',
    http(
      `limit_req_zone all zone=z:1m rate=1r/s; ${server(`${CLEAR}`, `limit_req zone=z; ${toHttp}`)} ${server('8081 http2', `limit_req zone=z; ${toGrpc}`)}`,
    ),
    [plainly('http/protobuf', arrives), sent('grpc', 'http://otel.test:8081', arrives)],
    { ports: [CLEAR, 8081], limitMs: 1_100 },
  ),
  inFront(
    'auth_basic',
    'nginx',
    http(
      server(`${CLEAR}`, `auth_basic otel; auth_basic_user_file /dev/null; ${toHttp}`) +
        server('8081 http2', `auth_basic otel; auth_basic_user_file /dev/null; ${toGrpc}`),
    ),
    [
      plainly('http/protobuf', lost('auth/missing', { says: /Basic/ })),
      sent('grpc', 'http://otel.test:8081', lost('auth/missing', { says: /Basic/ })),
    ],
    { ports: [CLEAR, 8081] },
  ),
  inFront(
    'deny all',
    'nginx',
    http(server(`${CLEAR}`, `deny all; ${toHttp}`) + server('8081 http2', `deny all; ${toGrpc}`)),
    [
      plainly('http/protobuf', lost('auth/forbidden', { says: /nginx/, never: /Give the credential/ })),
      sent(
        'grpc',
        'http://otel.test:8081',
        lost('auth/forbidden', { says: /nginx/, never: /Give the credential/ }),
      ),
    ],
    { ports: [CLEAR, 8081] },
  ),
  inFront(
    'a prefix that is not stripped',
    'nginx',
    http(server(`${CLEAR}`, `location /otlp/ { proxy_pass http://${HTTP}; } location / { return 404; }`)),
    [
      sent(
        'http/protobuf',
        `http://otel.test:${CLEAR}/otlp`,
        lost('protocol/path-not-found', { says: /nginx/ }),
      ),
    ],
  ),
  inFront(
    'ssl without http2',
    'nginx',
    http(server(`${TLS} ssl`, `${CERTIFICATE} ${toGrpc}`)),
    [securely('grpc', only(['java'], arrives, lost('protocol/http2-unsupported', { says: /nginx/ })))],
    { ports: [TLS] },
  ),
  inFront(
    'stream ssl without ssl_alpn',
    'nginx',
    `stream { server { listen ${TLS} ssl; ${CERTIFICATE} proxy_pass ${GRPC}; } server { listen 8444 ssl; ${CERTIFICATE} proxy_pass ${HTTP}; } }`,
    [
      securely('grpc', only(['js'], arrives, withoutAlpn)),
      sent('http/protobuf', 'https://otel.test:8444', arrives, { environment: CA }),
    ],
    { ports: [TLS, 8444], parts: ['nginx-stream'] },
  ),
  inFront('listen http2 and HTTP/1.1', 'nginx', http(server(`${CLEAR} http2`, toHttp)), [
    plainly('http/protobuf', lost('protocol/http2-only', { says: /nginx.*HTTP\/2/ })),
  ]),
  inFront(
    'listen proxy_protocol',
    'nginx',
    http(server(`${CLEAR} proxy_protocol`, toHttp) + server('8081 http2 proxy_protocol', toGrpc)),
    [
      plainly(
        'http/protobuf',
        lost(['network/connection-closed', 'network/connection-reset', 'network/proxy-protocol'], {
          says: /PROXY protocol/i,
        }),
      ),
      sent(
        'grpc',
        'http://otel.test:8081',
        lost(['network/connection-closed', 'network/connection-reset', 'network/proxy-protocol'], {
          says: /PROXY protocol/i,
        }),
      ),
    ],
    { ports: [CLEAR, 8081] },
  ),
];
