import { grpcMethod, signalPath } from '../../model/signal.ts';
import { parseEndpoint, requestPath } from '../endpoint.ts';
import {
  bareHost,
  type EndpointQuestion,
  type EndpointReading,
  fails,
  plainDestination,
  socketDestination,
  used,
} from './reading.ts';

const read = (question: EndpointQuestion, grpc: boolean): EndpointReading => {
  const { value, perSignal, signal, insecure } = question;
  const { url, faults } = parseEndpoint(value, grpc, insecure === true);
  if (url === null) {
    const [fault = 'invalid'] = faults;
    return fails('sends-nothing', `endpoint/${fault}`, fault);
  }
  const secure = url.protocol === 'https:';
  return used(
    plainDestination({
      secure,
      host: bareHost(url.hostname),
      port: Number(url.port) || (secure ? 443 : 80),
      path: grpc ? grpcMethod(signal) : requestPath(url, perSignal ? null : signalPath(signal)),
      query: grpc ? '' : url.search,
      login: url.username || url.password ? `${url.username}:${url.password}` : null,
      authority: url.host,
      basePath: url.pathname,
    }),
  );
};

/**
 * The specification: `http` or `https` URL, the general one a base URL, the per-signal one as it is; for gRPC also
 * `host:port`, which means TLS unless INSECURE is true.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp
 */
export const specHttp = (question: EndpointQuestion): EndpointReading => read(question, false);

/**
 * Over gRPC any form that the gRPC library takes should do; `unix:///path` is taken by all but Java (Python 1.45, JavaScript
 * 0.223 and Go 1.47 measured).
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options
 */
export const specGrpc = (question: EndpointQuestion): EndpointReading => {
  const { value, signal, insecure } = question;
  const socket = /^unix:\/\/(\/\S+)$/.exec(value.trim())?.[1];
  if (socket === undefined) return read(question, true);
  return used(socketDestination(socket, grpcMethod(signal), insecure !== true));
};
