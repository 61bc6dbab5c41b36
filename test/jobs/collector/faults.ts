import type { CheckCode } from '../../../src/model/check-code.ts';

/** Ports and files that the configurations of the lab are written with. */
export interface Place {
  readonly grpc: number;
  readonly http: number;
  readonly closed: number;
  readonly rootFile: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** What receives in the lab. */
export type Receiver = 'plain' | 'tls' | 'mtls' | 'bearer' | 'basic' | 'zlib';

export interface SenderFault {
  readonly name: string;
  readonly receiver: Receiver;
  /** Exporter by its name, and its settings as lines of YAML. */
  readonly exporter: (place: Place) => readonly [id: string, settings: string];
  /** More of the file: extensions, and their names under service. */
  readonly extensions?: string;
  readonly environment?: (place: Place) => Readonly<Record<string, string>>;
  readonly causes: readonly CheckCode[];
  /** The report has a patch that is proven, and the Collector delivers with it. */
  readonly patched: boolean;
}

const trusting = (place: Place, more: readonly string[] = []): string =>
  ['tls:', `  ca_file: ${place.rootFile}`, ...more.map((line) => `  ${line}`)].join('\n');

const bearer = (token: string): string => `extensions:\n  bearertokenauth/backend:\n    token: ${token}\n`;

/** Configurations with one fault each. */
export const SENDER_FAULTS: readonly SenderFault[] = [
  {
    name: 'gRPC to a port on which nothing listens',
    receiver: 'plain',
    exporter: ({ closed }) => ['otlp', `endpoint: 127.0.0.1:${closed}\ntls:\n  insecure: true`],
    causes: ['network/connection-refused'],
    patched: false,
  },
  {
    name: 'gRPC to the port for HTTP',
    receiver: 'plain',
    exporter: ({ http }) => ['otlp', `endpoint: 127.0.0.1:${http}\ntls:\n  insecure: true`],
    causes: ['protocol/grpc-to-http-port'],
    patched: true,
  },
  {
    name: 'HTTP to the port for gRPC',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlphttp/backend', `endpoint: http://127.0.0.1:${grpc}`],
    causes: ['protocol/http-to-grpc-port'],
    patched: true,
  },
  {
    name: 'https to a port without TLS',
    receiver: 'plain',
    exporter: ({ http }) => ['otlp_http', `endpoint: https://127.0.0.1:${http}`],
    causes: ['tls/plaintext-server'],
    patched: true,
  },
  {
    name: 'gRPC without insecure to a port without TLS',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlp_grpc', `endpoint: 127.0.0.1:${grpc}`],
    causes: ['tls/plaintext-server'],
    patched: true,
  },
  {
    name: 'gRPC with http:// and without insecure',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlp', `endpoint: http://127.0.0.1:${grpc}`],
    causes: ['tls/plaintext-server'],
    patched: true,
  },
  {
    name: 'gRPC in plaintext to a port with TLS',
    receiver: 'tls',
    exporter: ({ grpc }) => ['otlp', `endpoint: localhost:${grpc}\ntls:\n  insecure: true`],
    environment: ({ rootFile }) => ({ SSL_CERT_FILE: rootFile }),
    causes: ['tls/required'],
    patched: true,
  },
  {
    name: 'http to a port with TLS',
    receiver: 'tls',
    exporter: (place) => ['otlphttp', `endpoint: http://localhost:${place.http}\n${trusting(place)}`],
    causes: ['tls/required'],
    patched: true,
  },
  {
    name: 'an authority that is not trusted',
    receiver: 'tls',
    exporter: ({ http }) => ['otlphttp', `endpoint: https://localhost:${http}`],
    causes: ['tls/certificate-untrusted'],
    patched: false,
  },
  {
    name: 'the path of the signal twice',
    receiver: 'plain',
    exporter: ({ http }) => ['otlphttp', `endpoint: http://127.0.0.1:${http}/v1/traces`],
    causes: ['endpoint/path-doubled', 'endpoint/path-wrong'],
    patched: true,
  },
  {
    name: 'a wrong path in traces_endpoint',
    receiver: 'plain',
    exporter: ({ http }) => ['otlphttp', `traces_endpoint: http://127.0.0.1:${http}/v1/trace`],
    causes: ['endpoint/path-wrong'],
    patched: true,
  },
  {
    name: 'no header where a token is asked for',
    receiver: 'bearer',
    exporter: ({ http }) => ['otlphttp', `endpoint: http://127.0.0.1:${http}`],
    causes: ['auth/missing'],
    patched: false,
  },
  {
    name: 'a wrong token of an extension',
    receiver: 'bearer',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nauth:\n  authenticator: bearertokenauth/backend`,
    ],
    extensions: bearer('not-the-token-of-the-lab'),
    causes: ['auth/rejected'],
    patched: false,
  },
  {
    name: 'a wrong password of an extension',
    receiver: 'basic',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nauth:\n  authenticator: basicauth/backend`,
    ],
    extensions:
      'extensions:\n  basicauth/backend:\n    client_auth:\n      username: lab\n      password: not-the-password-of-the-lab\n',
    causes: ['auth/rejected'],
    patched: false,
  },
  {
    name: 'a token in a variable that is not set',
    receiver: 'bearer',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nheaders:\n  authorization: "Bearer \${env:LAB_TOKEN_NOT_SET}"`,
    ],
    causes: ['pipeline/variable-unset'],
    patched: false,
  },
  {
    name: 'a host in a variable that is not set',
    receiver: 'plain',
    exporter: ({ http }) => ['otlphttp', `endpoint: http://\${env:LAB_HOST_NOT_SET}:${http + 1}/x`],
    causes: ['pipeline/variable-unset'],
    patched: false,
  },
  {
    name: 'a name that does not exist',
    receiver: 'plain',
    exporter: () => ['otlp', 'endpoint: no-such-host.invalid:4317\ntls:\n  insecure: true'],
    causes: ['network/dns-failure'],
    patched: false,
  },
  {
    name: 'gRPC without a port',
    receiver: 'plain',
    exporter: () => ['otlp', 'endpoint: localhost\ntls:\n  insecure: true'],
    causes: ['pipeline/exporter-misconfigured'],
    patched: false,
  },
  {
    name: 'gRPC with a path',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlp', `endpoint: http://127.0.0.1:${grpc}/v1/traces\ntls:\n  insecure: true`],
    causes: ['pipeline/exporter-misconfigured'],
    patched: true,
  },
  {
    name: 'HTTP without a scheme',
    receiver: 'plain',
    exporter: ({ http }) => ['otlphttp', `endpoint: localhost:${http}`],
    causes: ['pipeline/exporter-misconfigured'],
    patched: true,
  },
  {
    name: 'a compression that the receiver does not take',
    receiver: 'zlib',
    exporter: ({ http }) => ['otlphttp', `endpoint: http://127.0.0.1:${http}`],
    causes: ['protocol/compression-unsupported'],
    patched: true,
  },
  {
    name: 'a proxy that is not there',
    receiver: 'plain',
    exporter: ({ http, closed }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nproxy_url: http://127.0.0.1:${closed}`,
    ],
    causes: ['network/proxy-unreachable'],
    patched: true,
  },
  {
    name: 'no client certificate where one is asked for',
    receiver: 'mtls',
    exporter: (place) => ['otlphttp', `endpoint: https://localhost:${place.http}\n${trusting(place)}`],
    causes: ['tls/client-certificate-required'],
    patched: false,
  },
  {
    name: 'a wrong server name over HTTP',
    receiver: 'tls',
    exporter: (place) => [
      'otlphttp',
      `endpoint: https://localhost:${place.http}\n${trusting(place, ['server_name_override: backend.example.com'])}`,
    ],
    causes: ['tls/hostname-mismatch'],
    patched: true,
  },
  {
    name: 'a wrong server name over gRPC',
    receiver: 'tls',
    exporter: (place) => [
      'otlp',
      `endpoint: localhost:${place.grpc}\n${trusting(place, ['server_name_override: backend.example.com'])}`,
    ],
    causes: ['tls/hostname-mismatch'],
    patched: true,
  },
  {
    name: 'a line break in a header',
    receiver: 'plain',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nheaders:\n  x-tenant: "one\\ntwo"`,
    ],
    causes: ['config/headers-malformed'],
    patched: false,
  },
  {
    name: 'credentials over gRPC in plaintext',
    receiver: 'plain',
    exporter: ({ grpc }) => [
      'otlp',
      `endpoint: 127.0.0.1:${grpc}\ntls:\n  insecure: true\nauth:\n  authenticator: bearertokenauth/backend`,
    ],
    extensions: bearer('some-token-of-the-lab'),
    causes: ['pipeline/config-invalid'],
    patched: false,
  },
  {
    name: 'a misspelt key',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlp', `endpoit: 127.0.0.1:${grpc}\ntls:\n  insecure: true`],
    causes: ['pipeline/config-invalid'],
    patched: false,
  },
];
