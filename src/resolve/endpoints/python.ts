import { grpcMethod, signalPath } from '../../model/signal.ts';
import { grpcCoreTarget } from './grpc-core.ts';
import {
  bareHost,
  codeOf,
  detailOf,
  type EndpointReader,
  fails,
  isPort,
  plainDestination,
  used,
} from './reading.ts';
import { dotSegments, percentEncode } from './text.ts';

/** urllib3.util.url.parse_url splits like RFC 3986, appendix B, with backslashes ending the host. */
const URI = /^([a-z][a-z0-9+.-]*):(?:\/\/([^\\/?#]*))?([^?#]*)(\?[^#]*)?(?:#.*)?$/is;
const HOST_PORT = /^(\[[0-9a-f:.%]+\]|[^[\]%:/?#\s"<>^`{|}\\]*)(?::(\d{0,5}))?$/i;

const INVALID = fails('sends-nothing', 'endpoint/invalid', 'invalid');

/**
 * Python over HTTP: the URL goes to `requests` as it is. Only text that starts with `http` is looked at at all; all
 * else has no connection adapter, and every export fails. A login in the URL is sent as Basic authorization.
 * requests 2.34 models.py prepare_url, urllib3 2.8 util/url.py, opentelemetry-python 1.45 _common/__init__.py
 */
export const pythonHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const text = (perSignal ? value : `${value.replace(/\/$/, '')}${signalPath(signal)}`).trimStart();
  if (!text.toLowerCase().startsWith('http')) return fails('sends-nothing', codeOf(value), detailOf(value));
  const [, scheme = '', authority = '', path = '', query = ''] = URI.exec(text) ?? [];
  if (!/^https?$/i.test(scheme)) return fails('sends-nothing', codeOf(value), detailOf(value));
  const loginEnd = authority.lastIndexOf('@');
  const [, host = '', port = ''] = HOST_PORT.exec(authority.slice(loginEnd + 1)) ?? [];
  if (host === '' || /^[*.]/.test(host) || Number(port) > 65_535) return INVALID;
  const secure = scheme.toLowerCase() === 'https';
  const standard = secure ? 443 : 80;
  const login = authority.slice(0, Math.max(loginEnd, 0));
  const rooted = path === '' || path.startsWith('/') ? path : `/${path}`;
  return used(
    plainDestination({
      secure,
      host: bareHost(host).toLowerCase(),
      port: Number(port) || standard,
      path: percentEncode(dotSegments(rooted)) || '/',
      query: query === '?' ? '' : percentEncode(query),
      // Without a password there is no login for requests: utils.py get_auth_from_url.
      login: login.includes(':') ? login : null,
      authority: host.toLowerCase() + shownPort(Number(port), standard),
      basePath: basePathOf(value),
    }),
  );
};

/** A port of 0 is falsy, and left out of the URL that is put together again. */
const shownPort = (port: number, standard: number): string =>
  port === 0 || port === standard ? '' : `:${port}`;

const basePathOf = (value: string): string => URI.exec(value.trimStart())?.[3] || '/';

/** urllib.parse.urlparse: leading blanks go, the scheme ends at the first colon, the host follows `//`. */
const urlparse = (value: string): { readonly scheme: string; readonly netloc: string } => {
  const text = value.replace(/^[\0- ]+/, '').replace(/[\t\r\n]/g, '');
  const [, scheme = '', rest = text] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text) ?? [];
  return { scheme: scheme.toLowerCase(), netloc: /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '' };
};

/**
 * Python over gRPC. `https` is always TLS; else INSECURE decides when it is set at all, also against `http`, and only
 * without it the scheme does. What gRPC core gets as target is the host part, or the whole text where there is none.
 * opentelemetry-python 1.45 exporter/otlp/proto/grpc/exporter.py
 */
export const pythonGrpc: EndpointReader = ({ value, signal, insecure }) => {
  const { scheme, netloc } = urlparse(value);
  if (/[[\]]/.test(netloc) && !/^[^[\]]*\[[^[\]]*\][^[\]]*$/.test(netloc)) {
    return fails('does-not-start', 'endpoint/invalid', 'brackets');
  }
  const secure = scheme === 'https' || !(insecure ?? scheme === 'http');
  const target = grpcCoreTarget(netloc || value);
  if (target === null) return fails('sends-nothing', codeOf(value), detailOf(value));
  if (target.port !== 0 && !isPort(target.port)) return INVALID;
  return used(plainDestination({ ...target, secure, path: grpcMethod(signal) }));
};
