import { isLoopback } from '../../model/loopback.ts';
import type { RequestShape } from '../span-record.ts';

/** Whether two spans can be the two sides of one request. silent: they say too little. */
export type Agreement = 'agree' | 'contradict' | 'silent';

/** Whether both name one server. open: names and ports that cannot be compared. */
export type SameServer = 'same' | 'open' | 'other';

/** A request with its path in parts, so that many can be compared. */
export interface ComparedRequest extends RequestShape {
  readonly segments: readonly string[] | null;
}

/** Longest path that is compared in parts. */
const SEGMENT_LIMIT = 32;

const segmentsOf = (path: string | null): readonly string[] | null =>
  path === null
    ? null
    : path
        .split('/', SEGMENT_LIMIT + 1)
        .filter((part) => part !== '')
        .slice(0, SEGMENT_LIMIT);

/** Prepares a request for comparison. */
export const comparedRequest = (request: RequestShape | null): ComparedRequest | null =>
  request && { ...request, segments: segmentsOf(request.path) };

/** Placeholders of routes: `:id`, `{id}`, `<id>`, `*`. */
const isPlaceholder = (segment: string): boolean => ':{<*'.includes(segment.charAt(0));

const areSegmentsAlike = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && (isPlaceholder(a) || isPlaceholder(b)));

/** Paths agree when they are equal, or when one is the other behind a prefix that a proxy takes away or adds. */
const arePathsRelated = (a: readonly string[], b: readonly string[]): boolean => {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  for (let index = 1; index <= length; index += 1)
    if (!areSegmentsAlike(a[a.length - index], b[b.length - index])) return false;
  return true;
};

/** An RPC as the path of its HTTP request: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
const rpcOf = ({ rpc, path }: RequestShape): string | null => rpc ?? path?.replace(/^\//, '') ?? null;

/** Some spans tell only the service. */
const isSameRpc = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

const ADDRESS = /^[\d.]+$|:/;

const comparePorts = (a: ComparedRequest, b: ComparedRequest): SameServer =>
  a.port === null || b.port === null ? 'open' : a.port === b.port ? 'same' : 'other';

const isSameHost = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase() || (isLoopback(a) && isLoopback(b));

const isAddress = (host: string): boolean => isLoopback(host) || ADDRESS.test(host);

/** Whether a caller's and a callee's span name the same server; a server often knows itself by another name. */
export const compareServers = (caller: ComparedRequest, callee: ComparedRequest): SameServer => {
  const ports = comparePorts(caller, callee);
  if (caller.host === null || callee.host === null) return ports;
  if (isSameHost(caller.host, callee.host))
    // Another port of this machine is another server; behind a name the ports may be mapped.
    return ports === 'other' && isLoopback(caller.host) ? 'other' : 'same';
  const known = isAddress(caller.host) !== isAddress(callee.host);
  return known && ports !== 'other' ? 'open' : 'other';
};

const compareHttp = (caller: ComparedRequest, callee: ComparedRequest): Agreement => {
  if (caller.method !== null && callee.method !== null && caller.method !== callee.method)
    return 'contradict';
  if (caller.segments !== null && callee.segments !== null)
    return arePathsRelated(caller.segments, callee.segments) ? 'agree' : 'contradict';
  const server = compareServers(caller, callee);
  if (server === 'same' && caller.port !== null && callee.port !== null) return 'agree';
  return server === 'other' ? 'contradict' : 'silent';
};

/** Whether what a caller's span asks for is what a callee's span answers. */
export const compareRequests = (
  caller: ComparedRequest | null,
  callee: ComparedRequest | null,
): Agreement => {
  if (caller === null || callee === null) return 'silent';
  if (caller.destination !== null && callee.destination !== null)
    return caller.destination === callee.destination ? 'agree' : 'contradict';
  if (caller.rpc !== null || callee.rpc !== null) {
    const [called, answered] = [rpcOf(caller), rpcOf(callee)];
    if (called !== null && answered !== null) return isSameRpc(called, answered) ? 'agree' : 'contradict';
  }
  return compareHttp(caller, callee);
};

/** Paths and RPCs that balancers, orchestrators and browsers ask for everywhere. */
const PROBE =
  /(^|[/.])(health|healthz|healthcheck|livez?|liveness|readyz?|readiness|startup|ping|status|up|metrics|favicon\.ico|Health\/(Check|Watch))$/i;

/** Whether a request is one of those that everybody gets: it proves nothing about who sent it. */
export const isProbe = (request: RequestShape | null): boolean =>
  PROBE.test(request?.rpc ?? '') || PROBE.test((request?.path ?? '').replace(/(?<!\/)\/+$/, ''));

/** What was called, for the reader; null where the span does not tell. */
export const calledOf = (request: RequestShape | null): string | null => {
  if (request === null) return null;
  const { method, host, port, path, rpc, destination } = request;
  const authority = `${host ?? ''}${port === null ? '' : `:${port}`}`;
  if (rpc !== null) return host === null ? rpc : `${rpc} at ${authority}`;
  if (destination !== null) return destination;
  return host === null && path === null ? null : urlOf(method, authority, port, path);
};

const urlOf = (
  method: string | null,
  authority: string,
  port: number | null,
  path: string | null,
): string => {
  const scheme = authority === '' || method === null ? '' : port === 443 ? 'https://' : 'http://';
  return `${method ?? ''} ${scheme}${authority}${path ?? ''}`.trim();
};
