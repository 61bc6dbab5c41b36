import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { CheckCode } from '../../src/model/check-code.ts';
import type { Lab } from '../lab/cases/lab.ts';
import { basic } from '../lab/cases/settings.ts';
import type { Collector, CollectorOptions } from '../lab/collector.ts';
import { loopback } from '../lab/ports.ts';

/** Something that a Collector is sent and does not take, and what is the matter with it. */
export interface ReceiverFault {
  readonly name: string;
  readonly code: CheckCode;
  readonly protocol: 'grpc' | 'http/protobuf';
  options?(lab: Lab): Promise<CollectorOptions>;
  send(collector: Collector, lab: Lab): Promise<void>;
}

/** A configuration with which a Collector does not start. */
export interface BrokenFile {
  readonly name: string;
  readonly code: CheckCode;
  readonly file: string;
}

/** Writes bytes and waits for the other end to hang up, for a second at most. */
const say = (socket: ReturnType<typeof connectTcp>, bytes: string): Promise<void> =>
  new Promise((resolve) => {
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.write(bytes);
    socket.resume();
  });

const http1 =
  'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n';
const http2 = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0';

const clear = (port: number, bytes: string): Promise<void> => say(connectTcp(port, loopback), bytes);

const overTls = (port: number, bytes: string, options: ConnectionOptions = {}): Promise<void> =>
  say(
    connectTls({
      host: loopback,
      port,
      servername: 'localhost',
      ALPNProtocols: ['h2', 'http/1.1'],
      ...options,
    }),
    bytes,
  );

const post = async (port: number, body: string, headers: Record<string, string> = {}): Promise<void> => {
  await fetch(`http://${loopback}:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', ...headers },
    body,
  }).catch(() => undefined);
};

const both = ['grpc', 'http/protobuf'] as const;
const portOf = ({ grpcPort, httpPort }: Collector, protocol: (typeof both)[number]): number =>
  protocol === 'grpc' ? grpcPort : httpPort;
const greeting = (protocol: (typeof both)[number]): string => (protocol === 'grpc' ? http2 : http1);

const ofTls: readonly ReceiverFault[] = both.flatMap((protocol) => [
  {
    name: `receiver: ${protocol}, clear text to TLS`,
    code: 'tls/required',
    protocol,
    options: (lab) => lab.tls(),
    send: (collector) => clear(portOf(collector, protocol), greeting(protocol)),
  },
  {
    name: `receiver: ${protocol}, TLS to clear text`,
    code: 'tls/plaintext-server',
    protocol,
    send: (collector) => overTls(portOf(collector, protocol), greeting(protocol)),
  },
  {
    name: `receiver: ${protocol}, the client does not know the authority`,
    code: 'tls/certificate-untrusted',
    protocol,
    options: (lab) => lab.tls(),
    send: (collector) => overTls(portOf(collector, protocol), greeting(protocol)),
  },
  {
    name: `receiver: ${protocol}, an expired certificate`,
    code: 'tls/certificate-expired',
    protocol,
    options: (lab) => lab.tls('expired'),
    send: async (collector, lab) => {
      const { root } = await lab.certificates();
      await overTls(portOf(collector, protocol), greeting(protocol), { ca: root.certificate });
    },
  },
  {
    name: `receiver: ${protocol}, no client certificate`,
    code: 'tls/client-certificate-required',
    protocol,
    options: (lab) => lab.tls('valid', 'client certificate'),
    send: async (collector, lab) => {
      const { root } = await lab.certificates();
      await overTls(portOf(collector, protocol), greeting(protocol), { ca: root.certificate });
    },
  },
  {
    name: `receiver: ${protocol}, a client certificate of somebody else`,
    code: 'tls/client-certificate-rejected',
    protocol,
    options: (lab) => lab.tls('valid', 'client certificate'),
    send: async (collector, lab) => {
      const { root, otherClient } = await lab.certificates();
      const shown = { ca: root.certificate, cert: otherClient.chain, key: otherClient.key };
      await overTls(portOf(collector, protocol), greeting(protocol), shown);
    },
  },
  {
    name: `receiver: ${protocol}, a client of TLS 1.1`,
    code: 'tls/version-unsupported',
    protocol,
    options: (lab) => lab.tls(),
    send: (collector) =>
      overTls(portOf(collector, protocol), greeting(protocol), {
        ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
        rejectUnauthorized: false,
      }),
  },
]);

const password: CollectorOptions = { auth: { type: 'basic', user: 'user', password: 'right-password' } };

const ofProtocol: readonly ReceiverFault[] = [
  {
    name: 'receiver: HTTP/1.1 to the gRPC port',
    code: 'protocol/http-to-grpc-port',
    protocol: 'http/protobuf',
    send: ({ grpcPort }) => clear(grpcPort, http1),
  },
  {
    name: 'receiver: gRPC to the HTTP port',
    code: 'protocol/grpc-to-http-port',
    protocol: 'grpc',
    send: ({ httpPort }) => clear(httpPort, http2),
  },
  {
    name: 'receiver: a body that is no protobuf',
    code: 'receiver/rejected-payload',
    protocol: 'http/protobuf',
    send: ({ httpPort }) => post(httpPort, 'this is no protobuf'),
  },
  {
    name: 'receiver: a path that is not there',
    code: 'protocol/path-not-found',
    protocol: 'http/protobuf',
    send: async ({ httpPort }) => {
      await fetch(`http://${loopback}:${httpPort}/v1/trace`, { method: 'POST', body: '' });
    },
  },
  {
    name: 'receiver: no credentials',
    code: 'auth/missing',
    protocol: 'http/protobuf',
    options: async () => password,
    send: ({ httpPort }) => post(httpPort, ''),
  },
  {
    name: 'receiver: a wrong password',
    code: 'auth/rejected',
    protocol: 'http/protobuf',
    options: async () => password,
    send: ({ httpPort }) => {
      const [, encoded = ''] = basic('user', 'wrong-password').split('=');
      return post(httpPort, '', { authorization: decodeURIComponent(encoded) });
    },
  },
  {
    name: 'receiver: the memory is used up',
    code: 'receiver/unavailable',
    protocol: 'http/protobuf',
    options: async () => ({ refuseAll: true }),
    send: ({ httpPort }) => post(httpPort, ''),
  },
];

/** What Collectors are sent that they do not take. */
export const receiverFaults: readonly ReceiverFault[] = [...ofTls, ...ofProtocol];

const file = (receivers: string, exporters: string, pipeline: string): string =>
  `receivers:\n${receivers}\nexporters:\n${exporters}\nservice:\n  pipelines:\n    traces:\n${pipeline}\n`;

const otlp = '  otlp:\n    protocols:\n      http:';
const debug = '  debug:';
const plain = '      receivers: [otlp]\n      exporters: [debug]';

/** Files with which a Collector does not start. */
export const brokenFiles: readonly BrokenFile[] = [
  {
    name: 'file: an exporter among the receivers',
    code: 'pipeline/config-invalid',
    file: file('  otlphttp:\n    endpoint: http://localhost:4318', debug, plain.replace('otlp', 'otlphttp')),
  },
  {
    name: 'file: a component that is not built in',
    code: 'pipeline/config-invalid',
    file: file(otlp, '  loki:\n    endpoint: http://loki:3100', plain.replace('debug', 'loki')),
  },
  {
    name: 'file: a pipeline names what is not defined',
    code: 'pipeline/config-invalid',
    file: file(otlp, debug, plain.replace('debug', 'debug, otlp/backend')),
  },
  {
    name: 'file: a key that is not known',
    code: 'pipeline/config-invalid',
    file: file(`${otlp}\n        endpont: 0.0.0.0:4318`, debug, plain),
  },
  {
    name: 'file: a value of another type',
    code: 'pipeline/config-invalid',
    file: file(otlp, '  debug:\n    sampling_initial: often', plain),
  },
  {
    name: 'file: a line too far to the left',
    code: 'pipeline/config-invalid',
    file: file(otlp, debug, '    receivers: [otlp]\n      exporters: [debug]'),
  },
  {
    name: 'file: a certificate that is not there',
    code: 'tls/ca-file-unreadable',
    file: file(
      `${otlp}\n        endpoint: localhost:4318\n        tls:\n          cert_file: /certs/server.pem\n          key_file: /certs/server.key`,
      debug,
      plain,
    ),
  },
  {
    name: 'file: an authority that is not there',
    code: 'tls/ca-file-unreadable',
    file: file(
      otlp,
      '  otlphttp:\n    endpoint: https://collector.example.com:4318\n    tls:\n      ca_file: /certs/ca.pem',
      plain.replace('debug', 'otlphttp'),
    ),
  },
];
