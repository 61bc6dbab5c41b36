import type { CheckCode } from '../../model/check-code.ts';
import { grpcMethod, signalPath } from '../../model/signal.ts';
import {
  bareHost,
  codeOf,
  detailOf,
  type EndpointReader,
  type EndpointReading,
  fails,
  isPort,
  plainDestination,
  used,
} from './reading.ts';
import { dotSegments } from './text.ts';

const refused = (code: CheckCode, detail: string): EndpointReading => fails('does-not-start', code, detail);

/** java.net.URL trims everything up to the blank, and knows these schemes (and a few that OTLP refuses anyway). */
const URL_PARTS = /^([a-z][a-z0-9.+-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(#.*)?$/is;

/** What java.net.URI, which the builders parse the result with, does not take in an authority and a path. */
const NOT_IN_URI = /[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i;

const AUTHORITY = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(-?\d*))?$/;

interface Parts {
  readonly secure: boolean;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

const split = (value: string, grpc: boolean): Parts | EndpointReading => {
  const [, scheme = '', authority = '', path = '', query, fragment] = URL_PARTS.exec(value.trim()) ?? [];
  if (!/^https?$/i.test(scheme)) return refused(codeOf(value), detailOf(value));
  if (query !== undefined) return refused('endpoint/query-misplaced', 'query');
  if (fragment !== undefined) return refused('endpoint/invalid', 'fragment');
  const [, host, port = ''] = AUTHORITY.exec(authority) ?? [];
  if (host === undefined || Number(port) < -1) return refused('endpoint/invalid', 'port');
  if (grpc && path !== '' && path !== '/') return refused('endpoint/path-on-grpc', 'path');
  return { secure: scheme.toLowerCase() === 'https', host, port, path };
};

/** Resolves a path against the URL as java.net.URL does: one that starts with `//` replaces the host. */
const against = (parts: Parts, path: string): Parts | null => {
  const replaced = /^\/\/([^/]*)(\/.*)?$/s.exec(path);
  if (replaced === null) return { ...parts, path };
  const [, host, port = ''] = AUTHORITY.exec(replaced[1] ?? '') ?? [];
  return host === undefined ? null : { ...parts, host, port, path: replaced[2] || '/' };
};

const isReading = (value: Parts | EndpointReading): value is EndpointReading => 'kind' in value;

const finish = (parts: Parts, path: string, basePath: string, grpc: boolean): EndpointReading => {
  const { secure, host, port, path: own } = parts;
  if (host === '' || NOT_IN_URI.test(`${host}${own}`) || /[^\0-\x7f]/.test(host)) {
    return refused('endpoint/invalid', 'not-a-uri');
  }
  const standard = secure ? 443 : 80;
  const number = port === '' ? standard : Number(port);
  // OkHttp has no URL for such a port: the HTTP exporter fails at every export, the gRPC one while it is built.
  if (!isPort(number)) {
    return fails(grpc ? 'does-not-start' : 'sends-nothing', 'endpoint/invalid', 'port-out-of-range');
  }
  const name = host.toLowerCase();
  const authority = number === standard ? name : `${name}:${number}`;
  return used(plainDestination({ secure, host: bareHost(name), port: number, path, authority, basePath }));
};

/**
 * Java over HTTP. `new URL` and the rules of OtlpConfigUtil come first, and whatever they refuse stops the whole SDK;
 * then java.net.URI, then OkHttp, which takes out dots and drops a login.
 * opentelemetry-java 1.66 OtlpConfigUtil.configureOtlpExporterBuilder, validateEndpoint
 */
export const javaHttp: EndpointReader = ({ value, perSignal, signal }) => {
  const parts = split(value, false);
  if (isReading(parts)) return parts;
  const appended = `${parts.path}${parts.path.endsWith('/') ? '' : '/'}${signalPath(signal).slice(1)}`;
  const whole = perSignal ? { ...parts, path: parts.path || '/' } : against(parts, appended);
  if (whole === null) return refused('endpoint/invalid', 'invalid');
  return finish(whole, encoded(dotSegments(whole.path)), parts.path || '/', false);
};

const encoded = (path: string): string =>
  path.replace(/[^\0-\x7f]/gu, (character) => encodeURIComponent(character));

/** Java over gRPC: the same rules, and no path but `/`. */
export const javaGrpc: EndpointReader = ({ value, signal }) => {
  const parts = split(value, true);
  return isReading(parts) ? parts : finish(parts, grpcMethod(signal), parts.path || '/', true);
};
