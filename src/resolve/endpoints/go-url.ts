import { bareHost, type Destination, isPort } from './reading.ts';
import { percentDecode, percentEncode } from './text.ts';

/** What Go's net/url makes of a text, as far as the exporters use it. */
export interface GoUrl {
  readonly scheme: string;
  /** Host with port and brackets; empty for an opaque URL or a bare path. */
  readonly host: string;
  /** Decoded path. */
  readonly path: string;
  readonly opaque: string;
  /** The whole URL as Go prints it, without login. */
  readonly text: string;
}

/** Bytes that Go leaves alone in a host: url.go, shouldEscape with encodeHost. */
const HOST = /^(?:[\w\-.~!$&'()*+,;=:[\]<>"]|[^\0-\x7f]|%[0-9a-f]{2})*$/i;
const LOGIN = /^(?:[\w\-.:~!$&'()*+,;=%@]|[^\0-\x7f])*$/;

const parseHost = (authority: string): string | null => {
  const at = authority.lastIndexOf('@');
  if (!LOGIN.test(authority.slice(0, Math.max(at, 0)))) return null;
  const host = authority.slice(at + 1);
  if (host.startsWith('[')) return /^\[[^\]]*\](:\d*)?$/.test(host) ? host : null;
  // Colons outside brackets are refused since Go 1.26 (GODEBUG urlstrictcolons).
  if (!/^[^:]*(:\d*)?$/.test(host)) return null;
  return HOST.test(host) ? (percentDecode(host) ?? null) : null;
};

const splitScheme = (text: string): readonly [string, string] | null => {
  if (text.startsWith(':')) return null;
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text) ?? [];
  return scheme === undefined ? ['', text] : [scheme.toLowerCase(), rest];
};

/**
 * Go's url.Parse; null where it returns an error, and the exporters then pass the value over.
 * https://github.com/golang/go/blob/go1.26.0/src/net/url/url.go
 */
export const parseGoUrl = (value: string): GoUrl | null => {
  if (/[^\x20-\x7e\u0080-\u{10ffff}]/u.test(value)) return null;
  const text = value.replace(/#.*$/s, '');
  const split = splitScheme(text);
  if (split === null) return null;
  const [scheme, afterScheme] = split;
  const rest = afterScheme.replace(/\?.*$/s, '');
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { scheme, host: '', path: '', opaque: rest, text: `${scheme}:${afterScheme}` };
    // "first path segment in URL cannot contain colon": this is why a bare IP address with a port is no URL.
    if ((rest.split('/')[0] ?? '').includes(':')) return null;
  }
  const [, authority, path = ''] = /^\/\/(?!\/\/)([^/]*)(.*)$/s.exec(rest) ?? [undefined, undefined, rest];
  const host = authority === undefined ? '' : parseHost(authority);
  const decoded = percentDecode(path);
  if (host === null || decoded === null) return null;
  const prefix = `${scheme === '' ? '' : `${scheme}:`}${authority === undefined ? '' : `//${host}`}`;
  return { scheme, host, path: decoded, opaque: '', text: `${prefix}${path}` };
};

/** Host and port of `host:port`; an empty host is this machine. */
export const goPlace = (
  host: string,
  standard: number,
): Pick<Destination, 'host' | 'port' | 'authority'> | null => {
  const [, name, port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
  if (name === undefined) return null;
  const number = port === '' ? standard : Number(port);
  if (!isPort(number)) return null;
  return { host: bareHost(name) || 'localhost', port: number, authority: port === '' ? name : host };
};

/** A decoded path as a request has it. */
export const sentGoPath = (path: string): string =>
  percentEncode(path.replaceAll('%', '%25')).replaceAll('?', '%3F');
