import type { EndpointFault } from '../model/target.ts';

/** An endpoint value taken apart. */
export interface ParsedEndpoint {
  readonly faults: readonly EndpointFault[];
  /** The URL when the value has one, also when it had to be completed by `https://` for gRPC. */
  readonly url: URL | null;
}

/** A longer value is no endpoint but an accident, and not worth taking apart. */
const MAX_LENGTH = 4096;

const QUOTES = '"\'`\u201c\u201d\u2018\u2019';

const isQuoted = (text: string): boolean =>
  text !== '' && (QUOTES.includes(text[0] ?? '') || QUOTES.includes(text.at(-1) ?? ''));

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
/** `host`, `host:port`, `[v6]:port`, with an optional path, and nothing that a URL may not hold. */
const HOST_AND_PORT = /^(\[[0-9a-f:.%]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?)(:\d{1,5})?([/?].*)?$/i;

const parseUrl = (text: string): URL | null => {
  // WHATWG repairs `http:/host`, `http:host` and blanks silently; no other language's URL parser does.
  if (!/^https?:\/\/[^/\s\\?#]+([/?#]\S*)?$/i.test(text) || /^https?:\/\/[a-z]+:\/\//i.test(text))
    return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.port === '0' || /^https?:\/\/https?(:|\/|$)/i.test(text) ? null : url;
};

/**
 * Reads an endpoint value as the specification does: `http` or `https` URL, and for gRPC also `host:port`,
 * which then means TLS unless INSECURE is true.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options
 */
export const parseEndpoint = (value: string, grpc: boolean, insecure: boolean): ParsedEndpoint => {
  const text = value.trim();
  if (text.length > MAX_LENGTH) return { faults: ['invalid'], url: null };
  if (isQuoted(text)) return { faults: ['quoted'], url: null };
  const url = parseUrl(text);
  if (url !== null) return { faults: [], url };
  if (SCHEME.test(text) || !HOST_AND_PORT.test(text)) return { faults: ['invalid'], url: null };
  const completed = parseUrl(`${grpc && insecure ? 'http' : 'https'}://${text}`);
  if (completed === null) return { faults: ['invalid'], url: null };
  return { faults: ['scheme-missing'], url: grpc ? completed : null };
};

/** Path of a request below a base URL: appended for the general variable, as it is for the per-signal one. */
export const requestPath = (url: URL, append: string | null): string => {
  if (append === null) return url.pathname;
  return `${url.pathname.replace(/(?<!\/)\/+$/, '')}${append}`;
};
