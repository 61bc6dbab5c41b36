import { BEHIND } from '../place.ts';
import { arrives, CA, lost, type Stand } from '../stand.ts';
import { CLEAR, inFront, only, plainly, securely, sent, TLS } from './common.ts';

const HTTP = `${BEHIND.host}:${BEHIND.http}`;
const GRPC = `${BEHIND.host}:${BEHIND.grpc}`;
const SSL = 'SSLEngine on\nSSLCertificateFile $CERTS/server.pem\nSSLCertificateKeyFile $CERTS/server.key';

const host = (port: number, protocols: string, body: string): string =>
  `Listen ${port}\n<VirtualHost *:${port}>\n  Protocols ${protocols}\n  ${body}\n</VirtualHost>\n`;

const byApache = { says: /Apache/ };
const gateway = ['receiver/bad-gateway', 'receiver/unavailable'] as const;

export const apacheStands: readonly Stand[] = [
  inFront(
    'healthy',
    'apache',
    host(CLEAR, 'http/1.1', `ProxyPass / http://${HTTP}/`) +
      host(8081, 'h2c', `ProxyPass / h2c://${GRPC}/`) +
      host(TLS, 'http/1.1', `${SSL}\n  ProxyPass / http://${HTTP}/`) +
      host(8444, 'h2', `${SSL}\n  ProxyPass / h2c://${GRPC}/`),
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
    'ProxyPass http:// to the gRPC port',
    'apache',
    host(8081, 'h2c', `ProxyPass / http://${GRPC}/`) + host(CLEAR, 'http/1.1', `ProxyPass / http://${GRPC}/`),
    [
      sent(
        'grpc',
        'http://otel.test:8081',
        lost(['receiver/bad-gateway', 'protocol/http2-unsupported'], { says: /Apache.*h2c:/ }),
      ),
      plainly('http/protobuf', lost('receiver/bad-gateway', byApache)),
    ],
    { ports: [CLEAR, 8081] },
  ),
  inFront(
    'nobody behind it',
    'apache',
    host(8081, 'h2c', 'ProxyPass / h2c://127.0.0.9:14399/') +
      host(CLEAR, 'http/1.1', 'ProxyPass / http://127.0.0.9:14399/'),
    [
      sent('grpc', 'http://otel.test:8081', lost(gateway, { ...byApache, never: /memory limiter/ })),
      plainly('http/protobuf', lost(gateway, { ...byApache, never: /memory limiter/ })),
    ],
    { ports: [CLEAR, 8081] },
  ),
  inFront('without Protocols h2c', 'apache', host(CLEAR, 'http/1.1', `ProxyPass / h2c://${GRPC}/`), [
    plainly('grpc', lost('protocol/http2-unsupported', { says: /Apache.*Protocols/ })),
  ]),
  inFront(
    'http:// to its TLS port',
    'apache',
    host(TLS, 'http/1.1', `${SSL}\n  ProxyPass / http://${HTTP}/`),
    [
      sent('http/protobuf', `http://otel.test:${TLS}`, lost('tls/required', { proven: true }), {
        sdks: ['python', 'js', 'java'],
        environment: CA,
      }),
    ],
    { ports: [TLS] },
  ),
  inFront(
    'Redirect',
    'apache',
    host(CLEAR, 'http/1.1', 'Redirect permanent / http://otel.test:8082/') +
      host(8081, 'http/1.1', 'Redirect 307 / http://otel.test:8082/') +
      host(8082, 'http/1.1', `ProxyPass / http://${HTTP}/`),
    [
      plainly('http/protobuf', lost('protocol/redirected', { proven: true }), { name: 'permanent' }),
      sent(
        'http/protobuf',
        'http://otel.test:8081',
        only(['go', 'java'], arrives, lost('protocol/redirected', { proven: true })),
        { name: '307' },
      ),
    ],
    { ports: [CLEAR, 8081, 8082] },
  ),
  inFront(
    'Require all denied',
    'apache',
    host(
      CLEAR,
      'http/1.1',
      `<Location />\n    Require all denied\n  </Location>\n  ProxyPass / http://${HTTP}/`,
    ) +
      host(8081, 'h2c', `<Location />\n    Require all denied\n  </Location>\n  ProxyPass / h2c://${GRPC}/`),
    [
      plainly('http/protobuf', lost('auth/forbidden', { ...byApache, never: /Give the credential/ })),
      sent(
        'grpc',
        'http://otel.test:8081',
        lost('auth/forbidden', { ...byApache, never: /Give the credential/ }),
      ),
    ],
    { ports: [CLEAR, 8081] },
  ),
];
