import type { EnvironmentChange } from '../../model/finding.ts';
import type { Protocol, Signal } from '../../model/signal.ts';
import { escapePattern } from '../../text/pattern.ts';
import { isOwnHost } from './recognise.ts';
import type { Vendor } from './types.ts';

/** Where an exporter sends one signal. */
export interface Where {
  readonly host: string;
  readonly protocol: Protocol;
  /** Encrypted connection. */
  readonly secure: boolean;
  readonly port: number;
  /** The signal's own variable gives the endpoint, which is then used as it is. */
  readonly perSignal: boolean;
  readonly signal: Signal;
}

/** A path that the vendor takes the signal at. */
interface ExpectedPath {
  readonly pattern: RegExp;
  /** With what is to be filled in as capitals. */
  readonly shown: string;
  readonly complete: boolean;
  readonly verified: boolean;
}

const PLACEHOLDER = /\{([A-Z_]+)\}/g;

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.split(PLACEHOLDER).map(segmentPattern).join('')}$`);

/** Splitting by a group puts the placeholders at the odd places. */
const segmentPattern = (part: string, index: number): string =>
  index % 2 === 1 ? '[^/]+' : escapePattern(part);

/** Request paths over HTTP for a signal. */
export const expectedPaths = (vendor: Vendor, { signal }: Pick<Where, 'signal'>): readonly ExpectedPath[] =>
  (vendor.paths[signal] ?? []).map(({ path, verified }) => ({
    pattern: patternOf(path),
    shown: path.replace(PLACEHOLDER, '$1'),
    complete: !path.includes('{'),
    verified,
  }));

/** Scheme, host and port: the configured ones as far as the vendor does not say otherwise. */
const originOf = (vendor: Vendor, where: Where, protocol: Protocol): string => {
  const own = isOwnHost(vendor, where.host);
  const secure = where.secure || (own && vendor.tls.use === 'required');
  const right = vendor.ports.filter(
    ({ protocols, selfHosted }) => protocols.includes(protocol) && !(own && selfHosted),
  );
  const [first] = right;
  const port = right.some((known) => known.port === where.port) ? where.port : (first?.port ?? where.port);
  const host = where.host.includes(':') ? `[${where.host}]` : where.host;
  const usual = secure && port === 443 && protocol !== 'grpc';
  return `${secure ? 'https' : 'http'}://${host}${usual ? '' : `:${port}`}`;
};

/** The documented URL for a use, and the variables that lead there. */
export const documentedUrl = (
  vendor: Vendor,
  where: Where,
  protocol: Protocol,
): { readonly url: string; readonly env: EnvironmentChange; readonly complete: boolean } => {
  const origin = originOf(vendor, where, protocol);
  const { signal } = where;
  const own = `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_`;
  const [expected] = protocol === 'grpc' ? [] : expectedPaths(vendor, where);
  const full = protocol === 'grpc' ? '' : (expected?.shown ?? `/v1/${signal}`);
  const route = `/v1/${signal}`;
  const whole = where.perSignal || (protocol !== 'grpc' && !full.endsWith(route));
  const url = `${origin}${whole || protocol === 'grpc' ? full : full.slice(0, -route.length)}`;
  const changed =
    protocol === where.protocol
      ? {}
      : { [where.perSignal ? `${own}PROTOCOL` : 'OTEL_EXPORTER_OTLP_PROTOCOL']: protocol };
  const variable = whole ? `${own}ENDPOINT` : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  return { url, env: { [variable]: url, ...changed }, complete: expected?.complete ?? true };
};
