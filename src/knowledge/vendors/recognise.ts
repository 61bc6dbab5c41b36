import { GRPC_PORT, HTTP_PORT } from '../ports.ts';
import { VENDORS } from './index.ts';
import type { HostPattern, Vendor } from './types.ts';

/** A vendor, and what it was recognised by: only its own host leaves no doubt. */
export interface Recognition {
  readonly vendor: Vendor;
  readonly by: 'host' | 'path' | 'name' | 'port' | 'process' | 'answer';
  readonly verified: boolean;
}

/** The ports to which exporters send by default. */
export const isDefaultPort = (port: number): boolean => port === GRPC_PORT || port === HTTP_PORT;

const plain = (host: string): string =>
  host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

const hostPattern = (vendor: Vendor, host: string, match: HostPattern['match']): HostPattern | undefined =>
  vendor.hosts.find((known) => known.match === match && known.pattern.test(plain(host)));

/** Whether the host is the vendor's own. */
export const isOwnHost = (vendor: Vendor, host: string): boolean =>
  hostPattern(vendor, host, 'exact') !== undefined;

/** This machine, or an address that means nothing outside its network. */
const isNearby = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|host\.docker\.internal|127\.[\d.]+|0\.0\.0\.0|::1|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+)$/.test(
    plain(host),
  );

const byHost = (host: string): Recognition | undefined => {
  for (const vendor of VENDORS) {
    const pattern = hostPattern(vendor, host, 'exact');
    if (pattern) return { vendor, by: 'host', verified: pattern.verified };
  }
  return undefined;
};

const byPath = (path: string): Recognition | undefined => {
  const vendor = VENDORS.find(({ marks }) => marks.paths.some((pattern) => pattern.test(path)));
  return vendor && { vendor, by: 'path', verified: false };
};

/** A service that is named like a product, on a port that fits: its own, or the one that exporters take by default. */
const byName = (host: string, port: number): Recognition | undefined => {
  const named = VENDORS.filter((vendor) => hostPattern(vendor, host, 'hint'));
  const fits = ({ ports, hosts }: Vendor): boolean => {
    const everywhere = hosts.every(({ match }) => match === 'hint');
    const own = ports.some((known) => known.port === port && (everywhere || known.selfHosted));
    return own || ports.length === 0 || isDefaultPort(port);
  };
  const vendor = named.find(fits);
  return vendor && { vendor, by: 'name', verified: false };
};

const byPort = (host: string, port: number): Recognition | undefined => {
  const vendor = isNearby(host) ? VENDORS.find(({ marks }) => marks.ports.includes(port)) : undefined;
  return vendor && { vendor, by: 'port', verified: false };
};

/** The receiver or backend that an endpoint belongs to, with what gave it away; null when it is none that is known. */
export const recogniseVendor = (host: string, port: number, path: string): Recognition | null =>
  byHost(host) ?? byPath(path) ?? byName(host, port) ?? byPort(host, port) ?? null;

/** What is seen of a receiver besides its address. */
interface Seen {
  /** Names of the processes that hold its port, as the system keeps them: at most 15 characters. */
  readonly holders: readonly string[];
  /** Texts of its answers. */
  readonly texts: readonly string[];
}

/** A process is named like the product; a name of 15 characters may be the beginning of one. */
const isHeldBy = (vendor: Vendor, holder: string): boolean =>
  hostPattern(vendor, holder, 'hint') !== undefined ||
  (holder.length === 15 && vendor.id.startsWith(holder.replaceAll('-', '').toLowerCase()));

/** The receiver or backend by its process, then by its words. */
export const recogniseBySight = ({ holders, texts }: Seen): Recognition | null => {
  const held = VENDORS.find((vendor) => holders.some((holder) => isHeldBy(vendor, holder)));
  if (held) return { vendor: held, by: 'process', verified: false };
  const said = VENDORS.find(({ marks }) =>
    marks.answers.some((known) => texts.some((text) => known.test(text))),
  );
  return said ? { vendor: said, by: 'answer', verified: false } : null;
};

/** The receiver or backend that an endpoint belongs to. */
export const findVendor = (host: string, port: number, path: string): Vendor | null =>
  recogniseVendor(host, port, path)?.vendor ?? null;
