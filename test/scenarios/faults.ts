import { createAuthority, issue } from '../lab/certificates.ts';
import type { Endpoint } from '../lab/endpoints/endpoint.ts';
import { startGrpc } from '../lab/endpoints/grpc.ts';
import { httpAnswers, startHttp, startOtlpHttp } from '../lab/endpoints/http.ts';
import { startClosing, startRefused, startReset } from '../lab/endpoints/tcp.ts';

type Variables = Readonly<Record<string, string>>;

/** A set-up to record: something that listens, and settings that send to it. */
export interface Fault {
  start(): Promise<Endpoint>;
  settings(port: number): Variables;
}

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';

/** Settings that send over HTTP to a path of this port. */
const overHttp =
  (path = '', scheme = 'http') =>
  (port: number): Variables => ({
    [ENDPOINT]: `${scheme}://127.0.0.1:${port}${path}`,
    [PROTOCOL]: 'http/protobuf',
  });

const overGrpc = (port: number): Variables => ({
  [ENDPOINT]: `http://127.0.0.1:${port}`,
  [PROTOCOL]: 'grpc',
});

const receiver = (): Promise<Endpoint> => startOtlpHttp('protobuf');

/** A receiver that has no pipeline of traces. */
const withoutTraces = (): Promise<Endpoint> =>
  startHttp(({ url, method }) => {
    if (!/^\/v1\/(metrics|logs)$/.test(url)) return httpAnswers.notFound;
    return method === 'POST'
      ? httpAnswers.okProtobuf
      : { status: 405, body: '405 method not allowed, supported: [POST]' };
  });

/** A gateway with the receiver below /otlp. */
const behindPrefix = (): Promise<Endpoint> =>
  startHttp(({ url }) =>
    /^\/otlp\/v1\/(traces|metrics|logs)$/.test(url) ? httpAnswers.okProtobuf : httpAnswers.notFound,
  );

const selfSigned = async (): Promise<Endpoint> => {
  const { chain, key } = await issue(await createAuthority('Example CA'));
  return startHttp(httpAnswers.okProtobuf, { tls: { chain, key } });
};

/** Each is recorded into the folder of its name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  healthy: { start: receiver, settings: overHttp() },
  'connection-refused': { start: startRefused, settings: overHttp() },
  'connection-reset': { start: startReset, settings: overHttp() },
  'connection-closed': { start: startClosing, settings: overGrpc },
  'grpc-to-http-port': { start: receiver, settings: overGrpc },
  'http-to-grpc-port': { start: () => startGrpc(), settings: overHttp() },
  'path-doubled': { start: receiver, settings: overHttp('/v1/traces') },
  'path-wrong': { start: behindPrefix, settings: overHttp() },
  'signal-not-enabled': { start: withoutTraces, settings: overHttp() },
  'auth-missing': { start: () => startHttp(httpAnswers.unauthorized), settings: overHttp() },
  'not-otlp': { start: () => startHttp(httpAnswers.html), settings: overHttp() },
  'tls-plaintext-server': { start: receiver, settings: overHttp('', 'https') },
  'tls-required': { start: selfSigned, settings: overHttp() },
  'tls-certificate-untrusted': { start: selfSigned, settings: overHttp('', 'https') },
  'endpoint-quoted': {
    start: startRefused,
    settings: (port) => ({ [ENDPOINT]: `"http://127.0.0.1:${port}"`, [PROTOCOL]: 'http/protobuf' }),
  },
};
