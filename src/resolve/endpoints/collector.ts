import { grpcMethod } from '../../model/signal.ts';
import { goPlace, parseGoUrl, sentGoPath } from './go-url.ts';
import {
  codeOf,
  detailOf,
  type EndpointReader,
  fails,
  plainDestination,
  socketDestination,
  used,
} from './reading.ts';

const loginOf = (value: string): string | null => /^[a-z]+:\/\/([^/?#]*)@/i.exec(value)?.[1] ?? null;

/**
 * The exporter otlp_http hands its URL to net/http: the scheme decides about TLS, and a scheme that it does not know fails
 * at every export. What url.Parse refuses keeps the Collector from starting.
 * go.opentelemetry.io/collector/exporter/otlphttpexporter 0.158, factory.go composeSignalURL
 */
export const collectorHttp: EndpointReader = ({ value }) => {
  const url = parseGoUrl(value);
  if (url === null) return fails('does-not-start', codeOf(value), detailOf(value));
  const secure = url.scheme === 'https';
  if (url.host === '' || (!secure && url.scheme !== 'http'))
    return fails('sends-nothing', codeOf(value), detailOf(value));
  const to = goPlace(url.host, secure ? 443 : 80);
  if (to === null) return fails('sends-nothing', 'endpoint/invalid', 'port-out-of-range');
  const query = /\?[^#]*/.exec(value)?.[0] ?? '';
  const path = sentGoPath(url.path || '/');
  return used(
    plainDestination({ ...to, secure, path, query, login: loginOf(value), basePath: url.path || '/' }),
  );
};

/** What stands behind a scheme that is a resolver of grpc-go; the text itself where it has none. */
const targetOf = (value: string): string | null => {
  if (/^https?:\/\//.test(value)) return value.replace(/^https?:\/\//, '');
  if (!value.includes('://')) return value;
  return parseGoUrl(value)?.path.replace(/^\//, '') ?? null;
};

/**
 * The exporter otlp_grpc wants host and port, and the Collector does not start without the port. TLS is the default: of the
 * schemes only https:// says something of it, where `insecure` is set.
 * go.opentelemetry.io/collector/config/configgrpc 1.64, configgrpc.go Validate, sanitizedEndpoint, getGrpcDialOptions
 */
export const collectorGrpc: EndpointReader = ({ value, insecure, signal }) => {
  const secure = insecure !== true || value.startsWith('https://');
  const socket = /^unix:\/\/(.+)$/.exec(value)?.[1];
  const method = grpcMethod(signal);
  if (socket !== undefined) return used(socketDestination(socket, method, secure));
  const target = targetOf(value);
  const [, host, port] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(target ?? '') ?? [];
  if (target === null || host === undefined) return fails('does-not-start', 'endpoint/invalid', 'invalid');
  const to = /[\s/]/.test(host) ? null : goPlace(`${host}:${port}`, 0);
  if (to === null) return fails('sends-nothing', 'endpoint/invalid', 'port-out-of-range');
  const byResolver = /^(?:dns|passthrough):\/\//.test(value);
  return used(plainDestination({ ...to, secure, path: method, ...(byResolver ? { byResolver } : {}) }));
};
