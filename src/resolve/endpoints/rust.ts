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
  socketDestination,
  used,
} from './reading.ts';
import { dotSegments } from './text.ts';

interface Uri {
  /** Lower case; empty for `host:port`. */
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
}

const AUTHORITY = /^(?:[^@[\]]*@)?(\[[0-9a-f:.%]+\]|[\w\-.~!$&'()*+,;=%]*)(?::([\w-]*))?$/i;
/** The http crate takes every visible byte but these in path and query, and UTF-8 too. */
const PATH = /^(?:[\x21\x24-\x3b\x3d\x40-\x5f\x61-\x7e"]|[^\0-\x7f])*$/;
const QUERY = /^(?:[\x21\x24-\x3b\x3d\x3f-\x7e]|[^\0-\x7f])*$/;

/** The http crate's Uri: absolute with a host, or host and port alone; null where it is an error. */
const parseUri = (text: string): Uri | null => {
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const [, authority = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)(\?[^#]*)?/s.exec(rest) ?? [];
  const [, host, port = ''] = AUTHORITY.exec(authority) ?? [];
  if (host === undefined || (scheme === '' && authority !== text)) return null;
  if (!PATH.test(path) || !QUERY.test(query.slice(1))) return null;
  return { scheme: scheme.toLowerCase(), host, port, path, query };
};

const destination = (
  uri: Uri,
  path: string,
  query: string,
  authority: string,
  basePath = uri.path || '/',
): Destination =>
  plainDestination({
    secure: uri.scheme === 'https',
    host: bareHost(uri.host).toLowerCase(),
    port: uri.port === '' ? (uri.scheme === 'https' ? 443 : 80) : Number(uri.port),
    path,
    query,
    authority,
    basePath,
  });

/**
 * Rust over HTTP. The signal path is appended to the text; what the http crate refuses is an error while the exporter
 * is built (since 0.33; earlier releases passed it over). reqwest then sends it, and drops a login.
 * opentelemetry-otlp 0.33.1 src/exporter/http/mod.rs resolve_http_endpoint, build_endpoint_uri
 */
export const rustHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const text = perSignal ? value : `${value.replace(/\/$/, '')}${signalPath(signal)}`;
  const uri = parseUri(text);
  if (uri === null) return fails('does-not-start', codeOf(value), detailOf(value));
  if (!/^https?$/.test(uri.scheme) || uri.host === '')
    return fails('sends-nothing', codeOf(value), detailOf(value));
  const standard = uri.scheme === 'https' ? 443 : 80;
  if (uri.port !== '' && !isPort(Number(uri.port))) {
    return fails('sends-nothing', 'endpoint/invalid', 'port-out-of-range');
  }
  const port = Number(uri.port) || standard;
  const name = uri.host.toLowerCase();
  const authority = port === standard ? name : `${name}:${port}`;
  const appended = signalPath(signal);
  const own = !perSignal && uri.path.endsWith(appended) ? uri.path.slice(0, -appended.length) : uri.path;
  const to = { ...uri, port: String(port) };
  return used(destination(to, dotSegments(uri.path) || '/', uri.query, authority, own || '/'));
};

/**
 * Rust over gRPC (tonic). Without a scheme INSECURE decides between http and https; with any other scheme than https
 * the connection is plaintext.
 * opentelemetry-otlp 0.33.1 src/exporter/tonic/mod.rs apply_insecure_scheme (0.32 had no INSECURE)
 */
export const rustGrpc: EndpointReader = ({ value, signal, insecure }) => {
  const scheme = /^([^/?#]*?):\/\//.exec(value)?.[1];
  if (scheme === 'unix') {
    return used(socketDestination(value.slice('unix://'.length), grpcMethod(signal), false));
  }
  const text = scheme === undefined ? `${insecure === true ? 'http' : 'https'}://${value}` : value;
  const uri = parseUri(text);
  if (uri === null || uri.scheme === '' || uri.host === '')
    return fails('does-not-start', codeOf(value), detailOf(value));
  const authority = uri.port === '' ? uri.host : `${uri.host}:${uri.port}`;
  // A port that is none is passed over for the one of the scheme.
  const port = isPort(Number(uri.port)) ? uri.port : '';
  return used(destination({ ...uri, port }, grpcMethod(signal), '', authority));
};
