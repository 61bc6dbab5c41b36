import { grpcMethod, signalPath } from '../../model/signal.ts';
import { type GoUrl, goPlace, parseGoUrl, sentGoPath } from './go-url.ts';
import {
  codeOf,
  detailOf,
  type EndpointQuestion,
  type EndpointReader,
  type EndpointReading,
  fails,
  plainDestination,
  skipped,
  socketDestination,
  used,
} from './reading.ts';
import { cleanPath } from './text.ts';

/**
 * Only `http` and `unix` mean plaintext, and INSECURE overrides whatever the scheme said. For logs it is the other way
 * round: any scheme but https means plaintext, and INSECURE counts only where no endpoint is given.
 * opentelemetry-go 1.47 otlptrace and otlpmetric envconfig.go; otlplog 0.23 config.go loadInsecureFromEnvEndpoint
 */
const isSecure = (url: GoUrl, { insecure, signal, isDefault }: EndpointQuestion): boolean => {
  if (signal === 'logs' && !isDefault && url.scheme !== '') return url.scheme === 'https';
  return insecure === null ? url.scheme !== 'http' && url.scheme !== 'unix' : !insecure;
};

const nothing = (value: string): EndpointReading => fails('sends-nothing', codeOf(value), detailOf(value));

/** Path as the client sends it: cut of blanks, rooted, percent-encoded. */
const sentPath = (path: string): string => {
  const trimmed = path.trim();
  return sentGoPath(trimmed.startsWith('/') ? trimmed : `/${trimmed}`);
};

/**
 * Go over HTTP. Host and path of the URL are used, the query never; the general path is joined and cleaned. What has
 * no host (`localhost:4318` is scheme `localhost`) is taken all the same, and every request fails.
 * opentelemetry-go 1.47 otlptracehttp/internal/otlpconfig/envconfig.go and client.go
 */
export const goHttp: EndpointReader = (question) => {
  const { value, perSignal, signal } = question;
  const url = parseGoUrl(value.trim());
  if (url === null) return skipped(codeOf(value), detailOf(value));
  if (url.host === '') return nothing(value);
  const secure = isSecure(url, question);
  const to = goPlace(url.host, secure ? 443 : 80);
  if (to === null) return fails('sends-nothing', 'endpoint/invalid', 'port-out-of-range');
  const path = perSignal ? url.path || '/' : cleanPath(`${url.path}/${signalPath(signal)}`);
  return used(plainDestination({ ...to, secure, path: sentPath(path), basePath: url.path || '/' }));
};

/** grpc-go takes 443 when the target has no port, also for plaintext. */
const GRPC_DEFAULT_PORT = 443;

/** Targets whose resolver grpc-go has; any other scheme makes the whole text a DNS name. */
const RESOLVED = /^(?:dns|passthrough):(?:\/\/[^/]*\/)?/;

/**
 * Go over gRPC. The host of an `http` or `https` URL is the target, any other text is one as it is. A value that
 * url.Parse refuses, `127.0.0.1:4317` among them, is passed over.
 * opentelemetry-go 1.47 otlptracegrpc/internal/otlpconfig/envconfig.go withEndpointForGRPC
 */
export const goGrpc: EndpointReader = (question) => {
  const { value, signal } = question;
  const url = parseGoUrl(value.trim());
  if (url === null) return skipped(codeOf(value), detailOf(value));
  const secure = isSecure(url, question);
  const plain = url.scheme === 'http' || url.scheme === 'https';
  const target = plain
    ? url.host
    : url.scheme === '' && url.host !== ''
      ? cleanPath(`${url.host}/${url.path}`)
      : url.text;
  const socket = /^unix:(?:\/\/)?(.+)$/.exec(target)?.[1];
  if (socket !== undefined) return used(socketDestination(socket, grpcMethod(signal), secure));
  const to = goPlace(target.replace(RESOLVED, ''), GRPC_DEFAULT_PORT);
  if (to === null || /[/\s]/.test(to.host) || target === '') return nothing(value);
  const byResolver = RESOLVED.test(target);
  return used(
    plainDestination({ ...to, secure, path: grpcMethod(signal), basePath: url.path || '/', byResolver }),
  );
};
