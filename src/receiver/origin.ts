import { isIP } from 'node:net';

/** Which pages may send: origins as a browser writes them (`https://app.example`, `null`), or `*` for every one. */
export type AllowedOrigins = readonly string[];

/** What a browser says of where a request comes from and goes to. */
export interface BrowserHead {
  readonly origin: string | null;
  /** `Sec-Fetch-Site`, which browsers add and pages cannot: https://www.w3.org/TR/fetch-metadata/ */
  readonly site: string | null;
  readonly host: string | null;
}

const hostnameOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
};

/** Names that browsers themselves resolve to this machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
const isLoopbackName = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '::1' ||
  (isIP(name) === 4 && name.startsWith('127.'));

const isListed = (origin: string, allowed: AllowedOrigins): boolean =>
  allowed.includes('*') || allowed.includes(origin.toLowerCase());

const originObjection = (origin: string, allowed: AllowedOrigins): string | null => {
  if (isListed(origin, allowed)) return null;
  const name = hostnameOf(origin);
  return name !== null && isLoopbackName(name) ? null : origin;
};

/**
 * The name of the host as the page knows it: one that an attacker's name server points at this machine is not ours,
 * though the page and its requests then have the same origin. An address cannot be pointed elsewhere.
 */
const hostObjection = (host: string, allowed: AllowedOrigins): string | null => {
  const name = hostnameOf(`http://${host}`);
  if (name === null) return host;
  if (isLoopbackName(name) || isIP(name) !== 0 || allowed.includes('*')) return null;
  return allowed.some((origin) => hostnameOf(origin) === name) ? null : name;
};

/**
 * What speaks against a request that a browser sends for a page: its origin, or the name of the host that it was sent
 * to; null when nothing does. Who is no browser sends neither header and is not asked: any program of this machine, or of
 * the network that the receiver was told to listen on, may send.
 */
export const objectionToPage = (
  { origin, site, host }: BrowserHead,
  allowed: AllowedOrigins,
): string | null => {
  if (origin === null && site === null) return null;
  const objection = origin === null ? null : originObjection(origin, allowed);
  return objection ?? hostObjection(host ?? '', allowed);
};

/** Whether a page was named, which alone lets it reach from the internet into a private network. */
export const isNamed = (origin: string | null, allowed: AllowedOrigins): boolean =>
  origin !== null && isListed(origin, allowed);
