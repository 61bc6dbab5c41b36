import { grpcMethod, signalPath } from '../../model/signal.ts';
import { grpcCoreTarget } from './grpc-core.ts';
import { codeOf, detailOf, type EndpointReader, fails, isPort, plainDestination, used } from './reading.ts';
import { splitUrl } from './rfc3986.ts';
import { fromParts, isWeb } from './scripting.ts';

/**
 * C++ over HTTP: the signal path is appended to the text, so a slash at its end doubles; without a scheme http is
 * assumed.
 * opentelemetry-cpp 1.28 exporters/otlp/src/otlp_environment.cc, ext/http/common/url_parser.h
 */
export const cppHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const text = perSignal ? value : `${value}${signalPath(signal)}`;
  const url = splitUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !isWeb(url)) return fails('sends-nothing', codeOf(value), detailOf(value));
  const base = perSignal ? url.path || '/' : url.path.slice(0, -signalPath(signal).length) || '/';
  return used({ ...fromParts(url, url.path || '/', url.query), basePath: base });
};

/**
 * C++ over gRPC: the scheme decides about TLS, without one INSECURE does.
 * opentelemetry-cpp 1.28 exporters/otlp/src/otlp_grpc_client.cc
 */
export const cppGrpc: EndpointReader = ({ value, signal, insecure }) => {
  const [, scheme, rest = value] = /^(https?):\/\/([^/?#]*)/i.exec(value) ?? [];
  const target = grpcCoreTarget(rest);
  if (target === null || (target.socket === null && !isPort(target.port))) {
    return fails('sends-nothing', codeOf(value), detailOf(value));
  }
  const secure = scheme === undefined ? insecure !== true : scheme.toLowerCase() === 'https';
  return used(plainDestination({ ...target, secure, path: grpcMethod(signal) }));
};

/**
 * Erlang: a value without scheme and host is dropped with a log line, and with no endpoint left nothing is sent.
 * opentelemetry_exporter 1.10 otel_exporter_otlp.erl endpoints/2
 */
const erlang =
  (grpc: boolean): EndpointReader =>
  ({ value, perSignal, signal }) => {
    const url = splitUrl(value.trim());
    if (url === null || !isWeb(url)) return fails('sends-nothing', codeOf(value), detailOf(value));
    const joined = perSignal
      ? url.path || '/'
      : `${url.path.replace(/(?<!\/)\/+$/, '')}${signalPath(signal)}`;
    return used(fromParts(url, grpc ? grpcMethod(signal) : joined, ''));
  };

export const erlangHttp = erlang(false);

export const erlangGrpc = erlang(true);
