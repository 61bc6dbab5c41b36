import { otlp } from '../../lab/cases/settings.ts';
import type { Environment } from '../../lab/process.ts';
import { startTinyproxy } from '../../lab/tinyproxy.ts';
import type { SdkName } from '../../sdk/versions.ts';
import type { Place } from '../place.ts';
import { arrives, arrivesWarned, CA, CLIENT, type Expected, lost, type Row, type Stand } from '../stand.ts';
import { at, inFront } from './common.ts';

const PORT = 3128;
/** Otel.test stands for a host elsewhere: there the Collector listens, and the proxy on this machine. */
const COLLECTOR = { host: '127.0.0.1', grpcPort: 4317, httpPort: 4318 };
const WITH_TLS = ({ certificates }: Place) => ({
  ...COLLECTOR,
  tls: { certFile: `${certificates}/server.pem`, keyFile: `${certificates}/server.key` },
});
const WITH_CLIENTS = (place: Place) => {
  const { tls, ...rest } = WITH_TLS(place);
  return { ...rest, tls: { ...tls, clientCaFile: `${place.certificates}/ca.pem` } };
};

const through = (url = `http://127.0.0.1:${PORT}`): Environment => ({
  HTTP_PROXY: url,
  HTTPS_PROXY: url,
  http_proxy: url,
  https_proxy: url,
});

/** The SDKs that ask a proxy at all. */
const HTTP_SDKS: readonly SdkName[] = ['python', 'go'];
const GRPC_SDKS: readonly SdkName[] = ['python', 'js', 'go'];

const overHttp = (
  name: string,
  expect: Row['expect'],
  environment: Environment = through(),
  endpoint = 'http://otel.test:4318',
): Row => ({
  name,
  environment: otlp('http/protobuf', endpoint, environment),
  sdks: HTTP_SDKS,
  expect,
});
const overGrpc = (
  name: string,
  expect: Row['expect'],
  environment: Environment = through(),
  endpoint = 'http://otel.test:4317',
): Row => ({
  name,
  environment: otlp('grpc', endpoint, environment),
  sdks: GRPC_SDKS,
  expect,
});
const tlsRows = (environment: Environment): readonly Row[] => [
  overHttp('http/protobuf with TLS', arrives, { ...through(), ...environment }, 'https://otel.test:4318'),
  overGrpc('grpc with TLS', arrives, { ...through(), ...environment }, 'https://otel.test:4317'),
];

const ALL = 'http_access allow all';
const squid = (rules: string): string => `http_port 127.0.0.1:${PORT}\n${rules}`;
const squidStand = (
  name: string,
  rules: string,
  rows: readonly Row[],
  collector = (_: Place): object => COLLECTOR,
) => inFront(name, 'squid', squid(rules), rows, { ports: [PORT], collector });

const refused = lost('network/proxy-refused', { says: /squid/i });
const targetDown = lost(['network/connection-refused', 'receiver/bad-gateway', 'network/proxy-refused'], {
  says: /squid/i,
  never: /memory limiter|allow it/,
});

const squidStands: readonly Stand[] = [
  squidStand('healthy', ALL, [overHttp('http/protobuf', arrives), overGrpc('grpc', arrives)]),
  squidStand('healthy with TLS', ALL, tlsRows(CA), WITH_TLS),
  squidStand('healthy with client certificates', ALL, tlsRows(CLIENT), WITH_CLIENTS),
  squidStand(
    'as Debian ships it: CONNECT to 443 only',
    'acl SSL_ports port 443\nacl CONNECT method CONNECT\nhttp_access deny CONNECT !SSL_ports\nhttp_access allow all',
    [
      overHttp('http/protobuf with TLS', refused, { ...through(), ...CA }, 'https://otel.test:4318'),
      overGrpc('grpc with TLS', refused, { ...through(), ...CA }, 'https://otel.test:4317'),
    ],
    WITH_TLS,
  ),
  squidStand(
    'wants a login',
    'auth_param basic program /usr/lib/squid/basic_fake_auth\nacl known proxy_auth REQUIRED\nhttp_access deny !known\nhttp_access allow all',
    [
      overHttp('http/protobuf', lost('network/proxy-refused', { says: /407|login|password/i })),
      overGrpc('grpc', lost('network/proxy-refused', { says: /407|login|password/i })),
    ],
  ),
  squidStand('the receiver is down', ALL, [
    overHttp('http/protobuf', targetDown, through(), 'http://otel.test:4999'),
    overGrpc('grpc', targetDown, through(), 'http://otel.test:4999'),
  ]),
];

const PRIVOXY = `listen-address 127.0.0.1:${PORT}`;
const privoxyStands: readonly Stand[] = [
  inFront('healthy', 'privoxy', PRIVOXY, [overHttp('http/protobuf', arrives), overGrpc('grpc', arrives)], {
    ports: [PORT],
    collector: () => COLLECTOR,
  }),
  inFront(
    'the receiver is down',
    'privoxy',
    PRIVOXY,
    [
      overHttp(
        'http/protobuf',
        lost(['network/connection-refused', 'receiver/bad-gateway', 'network/proxy-refused'], {
          says: /privoxy/i,
          never: /memory limiter|allow it/,
        }),
        through(),
        'http://otel.test:4999',
      ),
    ],
    { ports: [PORT], collector: () => COLLECTOR },
  ),
];

const SOCKS = 'socks5://127.0.0.1:1080';
const DANTE = `internal: 127.0.0.1 port = 1080\nexternal: lo`;
const tunnelled = (sdk: SdkName): Expected =>
  sdk === 'go'
    ? lost(['config/proxy-invalid', 'network/proxy-refused', 'network/proxy-unreachable'], { says: /SOCKS/i })
    : arrivesWarned('network/proxy-ignored');

const danteStands: readonly Stand[] = [
  inFront(
    'SOCKS',
    'dante',
    DANTE,
    [
      {
        ...overHttp('http/protobuf', arrives, { ...through(SOCKS), ...CA }, 'https://otel.test:4318'),
        sdks: ['go'],
      },
      {
        ...overHttp(
          'http/protobuf without PySocks',
          lost('config/proxy-invalid', { says: /socks/i }),
          through(SOCKS),
        ),
        sdks: ['python'],
      },
      overGrpc('grpc', tunnelled, { ...through(SOCKS), ...CA }, 'https://otel.test:4317'),
    ],
    { ports: [1080], collector: WITH_TLS },
  ),
];

const tinyproxy = (
  name: string,
  options: { readonly connectPorts?: readonly number[] },
  rows: readonly Row[],
): Stand => ({
  name: `tinyproxy: ${name}`,
  parts: ['otelcol', 'tinyproxy'],
  start: async (place) => {
    const collector = await place.collector(COLLECTOR);
    await startTinyproxy({ port: PORT, ...options }, place.launch);
    return at(collector);
  },
  rows,
});

const tinyproxyStands: readonly Stand[] = [
  tinyproxy('healthy', {}, [overHttp('http/protobuf', arrives), overGrpc('grpc', arrives)]),
  tinyproxy('ConnectPort does not list the port', { connectPorts: [443] }, [
    overGrpc('grpc', lost('network/proxy-refused', { says: /tinyproxy/i })),
  ]),
  tinyproxy('the receiver is down', {}, [
    overHttp(
      'http/protobuf',
      lost(['network/connection-refused', 'receiver/bad-gateway', 'network/proxy-refused'], {
        says: /tinyproxy/i,
        never: /memory limiter|allow it/,
      }),
      through(),
      'http://otel.test:4999',
    ),
  ]),
];

export const forwardStands: readonly Stand[] = [
  ...squidStands,
  ...privoxyStands,
  ...danteStands,
  ...tinyproxyStands,
];
