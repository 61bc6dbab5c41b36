import { grpcMethod, signalPath } from '../../model/signal.ts';
import {
  bareHost,
  codeOf,
  type Destination,
  detailOf,
  type EndpointReader,
  fails,
  plainDestination,
  skipped,
  socketDestination,
  used,
} from './reading.ts';

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

const defaultPort = (url: URL): number => (url.protocol === 'https:' ? 443 : 80);

/** What Node's http client makes of a URL: `http.request(url)`. Port 0 counts as none there. */
const requested = (url: URL, basePath: string): Destination =>
  plainDestination({
    secure: url.protocol === 'https:',
    host: bareHost(url.hostname),
    port: Number(url.port) || defaultPort(url),
    path: url.pathname,
    query: url.search,
    login: url.username || url.password ? `${url.username}:${url.password}` : null,
    authority: url.port === '0' ? url.hostname : url.host,
    basePath,
  });

/**
 * JS over HTTP. A value that the WHATWG parser refuses is passed over with a warning to the diag logger; the text, not
 * the path, gets the signal path appended, so a query or trailing blanks move. `localhost:4318` parses, as scheme
 * `localhost:`, and then fails at every export.
 * opentelemetry-js 0.223 otlp-exporter-base, otlp-node-http-env-configuration.ts
 */
export const jsHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const base = parse(value);
  if (base === null) return skipped(codeOf(value), detailOf(value));
  const text = perSignal ? value : `${value}${value.endsWith('/') ? '' : '/'}${signalPath(signal).slice(1)}`;
  const url = parse(text);
  if (url === null) return skipped('endpoint/invalid', value === value.trim() ? 'invalid' : 'blanks-around');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fails('sends-nothing', codeOf(value), detailOf(value));
  }
  return used(requested(url, base.pathname));
};

/** grpc-js takes 443 when the target has no port, also for plaintext: resolver-dns.ts. */
const GRPC_DEFAULT_PORT = 443;

/**
 * JS over gRPC. `https://` is put in front of what has no scheme, only the host part is kept, and the credentials go
 * by the text as it was written: `http://` in lower case means plaintext, `https://` TLS, all else INSECURE decides.
 * opentelemetry-js 0.223 otlp-grpc-exporter-base, otlp-grpc-configuration.ts and otlp-grpc-env-configuration.ts
 */
export const jsGrpc: EndpointReader = ({ value, signal, insecure }) => {
  const text = value.trim();
  const url = parse(/^\w{1,8}:\/\//.test(text) ? text : `https://${text}`);
  if (url === null) return fails('does-not-start', codeOf(value), detailOf(value));
  const secure = !text.startsWith('http://') && (text.startsWith('https://') || insecure !== true);
  if (url.protocol === 'unix:') {
    return used(socketDestination(text.slice('unix://'.length), grpcMethod(signal), secure));
  }
  if (url.host === '') return fails('sends-nothing', 'endpoint/invalid', 'no-host');
  return used(
    plainDestination({
      secure,
      host: bareHost(url.hostname),
      port: url.port === '' ? GRPC_DEFAULT_PORT : Number(url.port),
      path: grpcMethod(signal),
      authority: url.host,
      basePath: url.pathname || '/',
    }),
  );
};
