import type { SpanKind } from '../model/telemetry.ts';
import type { AnyValue } from '../receiver/otlp.ts';
import type { RequestDraft } from './request-attributes.ts';
import type { RequestShape } from './span-record.ts';
import { cleanText } from './text.ts';

/** A request of a span: its shape, and the scheme of its URL. */
export interface SpanRequest {
  readonly shape: RequestShape;
  readonly scheme: string | null;
}

const ERROR_STATUS = 400;

const textOf = (value: AnyValue): string | null =>
  typeof value === 'string' && value !== '' ? cleanText(value) : null;

const numberOf = (value: AnyValue): number | null => {
  const number =
    typeof value === 'string' && value !== ''
      ? Number(value)
      : typeof value === 'bigint' || typeof value === 'number'
        ? Number(value)
        : Number.NaN;
  return Number.isInteger(number) ? number : null;
};

interface Address {
  readonly host: string | null;
  readonly port: number | null;
}

const NOWHERE: Address = { host: null, port: null };

/** `host`, `host:port`, `[::1]:port`, each with a login before it or without. */
const addressOf = (authority: string): Address => {
  const bare = authority.slice(authority.lastIndexOf('@') + 1);
  const colon = bare.lastIndexOf(':');
  const hasPort = colon > bare.lastIndexOf(']') && bare.indexOf(':') >= (bare.startsWith('[') ? 0 : colon);
  const host = (hasPort ? bare.slice(0, colon) : bare).replace(/^\[|\]$/g, '');
  return { host: textOf(host), port: hasPort ? numberOf(bare.slice(colon + 1)) : null };
};

const withoutQuery = (path: string): string => {
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
};

interface Location extends Address {
  readonly scheme: string | null;
  readonly path: string | null;
}

const NO_URL: Location = { ...NOWHERE, scheme: null, path: null };

const locationOf = (url: string | null): Location => {
  if (url === null) return NO_URL;
  const scheme = url.indexOf('://');
  if (scheme < 0) return { ...NO_URL, path: url.startsWith('/') ? withoutQuery(url) : null };
  const bare = withoutQuery(url);
  const slash = bare.indexOf('/', scheme + 3);
  return {
    ...addressOf(bare.slice(scheme + 3, slash < 0 ? bare.length : slash)),
    scheme: bare.slice(0, scheme).toLowerCase(),
    path: slash < 0 ? '/' : bare.slice(slash),
  };
};

const methodOf = (draft: RequestDraft, name: string, path: string | null): string | null => {
  const told = textOf(draft.method)?.toUpperCase() ?? null;
  if (told !== null) return told === '_OTHER' ? null : told;
  const named = /^(?:HTTP )?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?: (\S*))?$/.exec(name);
  return named !== null && (path !== null || named[2] !== undefined) ? (named[1] ?? null) : null;
};

const pathOf = (draft: RequestDraft, location: Location, name: string): string | null => {
  const told = textOf(draft.path);
  if (told !== null) return withoutQuery(told);
  if (location.path !== null) return location.path;
  const target = textOf(draft.target);
  if (target !== null) return withoutQuery(target);
  // A span of a client tells its path in its name where it has one; that of a server has the route there.
  return /^(?:HTTP )?POST (\S*\/v1\/(?:traces|metrics|logs))$/.exec(name)?.[1] ?? null;
};

const RPC_NAME = /^[\w-]+(\.[\w-]+)+\/\w+$/;

const rpcOf = (draft: RequestDraft, name: string): string | null => {
  const service = textOf(draft.service);
  const method = textOf(draft.rpcMethod);
  if (method?.includes('/')) return method.replace(/^\//, '');
  if (service !== null) return method === null ? service : `${service}/${method}`;
  const bare = name.startsWith('/') ? name.slice(1) : name;
  return draft.method === null && RPC_NAME.test(bare) ? bare : null;
};

const clientAddress = (draft: RequestDraft, location: Location): Address => ({
  host: textOf(draft.server) ?? location.host ?? textOf(draft.peer) ?? textOf(draft.peerAddress),
  port: numberOf(draft.serverPort) ?? location.port ?? numberOf(draft.peerPort),
});

const serverAddress = (draft: RequestDraft, location: Location): Address => {
  const header = textOf(draft.hostHeader);
  const asked = header === null ? location : addressOf(header);
  return {
    host: textOf(draft.server) ?? textOf(draft.own) ?? asked.host,
    port: numberOf(draft.serverPort) ?? numberOf(draft.ownPort) ?? asked.port,
  };
};

const isFailed = ({ status, rpcStatus, error }: RequestDraft, errorStatus: boolean): boolean =>
  errorStatus ||
  error !== null ||
  (numberOf(status) ?? 0) >= ERROR_STATUS ||
  (rpcStatus !== null && numberOf(rpcStatus) !== 0 && rpcStatus !== 'OK');

/** The request of a span; null where it is about none, as calls to databases are. */
export const requestOf = (
  draft: RequestDraft,
  kind: SpanKind,
  name: string,
  errorStatus: boolean,
): SpanRequest | null => {
  const location = locationOf(textOf(draft.url));
  const path = pathOf(draft, location, name);
  const method = methodOf(draft, name, path);
  const rpc = method === null || draft.service !== null ? rpcOf(draft, name) : null;
  const destination = textOf(draft.destination) ?? textOf(draft.routingKey);
  const { host, port } = kind === 'server' ? serverAddress(draft, location) : clientAddress(draft, location);
  const isRequest = method !== null || path !== null || rpc !== null || destination !== null;
  if (!isRequest && (host === null || draft.database !== null)) return null;
  const failed = isFailed(draft, errorStatus);
  return {
    shape: { method, host, port, path, rpc, destination, failed },
    scheme: location.scheme ?? textOf(draft.scheme),
  };
};
