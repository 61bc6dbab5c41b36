import { grpcMethod, signalPath } from '../../model/signal.ts';
import {
  bareHost,
  codeOf,
  type Destination,
  detailOf,
  type EndpointReader,
  fails,
  isPort,
  plainDestination,
  used,
} from './reading.ts';
import { splitUrl, type UrlParts } from './rfc3986.ts';

export const fromParts = (url: UrlParts, path: string, query: string): Destination => {
  const secure = url.scheme === 'https';
  const standard = secure ? 443 : 80;
  const port = url.port ?? standard;
  return plainDestination({
    secure,
    host: bareHost(url.host),
    port,
    path,
    query,
    authority: port === standard ? url.host : `${url.host}:${port}`,
    basePath: url.path || '/',
  });
};

export const isWeb = (url: UrlParts): boolean =>
  /^https?$/.test(url.scheme) && (url.port === null || isPort(url.port));

/**
 * Ruby: URI.join fails on what has no scheme, and with it SDK.configure; only the path of the URI is requested.
 * opentelemetry-exporter-otlp 0.34 exporter.rb prepare_endpoint
 */
export const rubyHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const url = splitUrl(value);
  if (url === null || !isWeb(url)) return fails('does-not-start', codeOf(value), detailOf(value));
  const path = perSignal ? url.path || '/' : `${url.path.replace(/\/$/, '')}${signalPath(signal)}`;
  return used(fromParts(url, path, ''));
};

/**
 * PHP over HTTP: without a scheme https is assumed, doubled slashes become one.
 * opentelemetry-php src/Contrib/Otlp/HttpEndpointResolver.php
 */
export const phpHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const text = value.trim();
  const url = splitUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !isWeb(url)) return fails('does-not-start', codeOf(value), detailOf(value));
  const path = perSignal ? url.path || '/' : `${url.path}${signalPath(signal)}`.replace(/\/\/+/g, '/');
  return used(fromParts(url, path, ''));
};

/**
 * PHP over gRPC: the per-signal endpoint must be the whole method, the general one gets it appended.
 * opentelemetry-php src/Contrib/Grpc/GrpcTransportFactory.php
 */
export const phpGrpc: EndpointReader = ({ value, perSignal, signal }) => {
  const url = splitUrl(value.trim());
  if (url === null || !isWeb(url)) return fails('does-not-start', codeOf(value), detailOf(value));
  const path = perSignal ? url.path : `${url.path}${grpcMethod(signal)}`;
  if (!/^\/[^/]+\/[^/]+$/.test(path)) return fails('does-not-start', 'endpoint/invalid', 'method-path');
  return used(fromParts(url, path, ''));
};
