import type { Attempt } from '../model/facts.ts';
import type { EnvironmentChange, Fix } from '../model/finding.ts';
import { type Protocol, signalPath, withoutRoute } from '../model/signal.ts';
import type { Target } from '../model/target.ts';

/** Where to send instead; what is left out stays as it is. */
export interface Destination {
  readonly protocol?: Protocol;
  readonly secure?: boolean;
  readonly host?: string;
  readonly port?: number;
  /** Request path of the first signal (HTTP only). */
  readonly path?: string;
}

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';

const origin = (host: string, port: number, secure: boolean): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  const standard = secure ? 443 : 80;
  return `${secure ? 'https' : 'http'}://${name}${port === standard ? '' : `:${port}`}`;
};

/** Variable of a setting: the one that decided, else the general one. */
const perSignal = (general: string, target: Target): string =>
  general.replace('OTLP_', `OTLP_${(target.signals[0] ?? 'traces').toUpperCase()}_`);

/** Endpoint variable and value for a destination; a path that ends otherwise than in the signal's needs the signal's own. */
const endpointChange = (target: Target, to: Required<Destination>): EnvironmentChange => {
  const base = origin(to.host, to.port, to.secure);
  const own = target.endpointBy.perSignal
    ? (target.endpointBy.variable ?? perSignal(ENDPOINT, target))
    : null;
  // Who takes a host and a port without a scheme, a program of its own, takes nothing else.
  const plain = target.faults.length === 0 && /^[\w.-]{1,250}:\d{1,5}$/.test(target.endpoint.trim());
  if (to.protocol === 'grpc') return { [own ?? ENDPOINT]: plain ? `${to.host}:${to.port}` : base };
  const route = signalPath(target.signals[0] ?? 'traces');
  if (own !== null) return { [own]: `${base}${to.path}` };
  if (!to.path.endsWith(route)) return { [perSignal(ENDPOINT, target)]: `${base}${to.path}` };
  return { [ENDPOINT]: `${base}${to.path.slice(0, -route.length)}` };
};

/** Change of the environment that makes the exporter send somewhere else; only what differs is set. */
export const sendTo = (target: Target, destination: Destination): EnvironmentChange => {
  const signal = target.signals[0] ?? 'traces';
  const protocol = destination.protocol ?? target.protocol;
  const stays = protocol !== 'grpc' && target.protocol !== 'grpc' ? target.paths[signal] : undefined;
  const inner = withoutRoute(target.basePath);
  const to = {
    protocol,
    secure: destination.secure ?? target.secure,
    host: destination.host ?? target.host,
    port: destination.port ?? target.port,
    path: destination.path ?? stays ?? `${inner}${signalPath(signal)}`,
  };
  const endpoint = endpointChange(target, to);
  const [[variable, value] = ['', '']] = Object.entries(endpoint);
  const asWritten = to.secure === target.secure || target.endpoint.trim() === value;
  const same = target.endpointBy.variable === variable && asWritten && sameEndpoint(target, value ?? '');
  const protocolVariable = target.protocolBy.perSignal ? perSignal(PROTOCOL, target) : PROTOCOL;
  const change = {
    ...(same ? {} : endpoint),
    ...(protocol === target.protocol ? {} : { [protocolVariable]: protocol }),
    ...withoutInsecure(target, to.secure),
  };
  return Object.keys(change).length === 0 ? overruled(target, to) : change;
};

/** The endpoint says it already, and something else decides: over gRPC that is INSECURE. */
const overruled = (target: Target, { protocol, secure }: Required<Destination>): EnvironmentChange =>
  protocol === 'grpc' && secure !== target.secure ? { OTEL_EXPORTER_OTLP_INSECURE: String(!secure) } : {};

/** INSECURE goes where it would overrule the scheme of the new endpoint. */
const withoutInsecure = (target: Target, secure: boolean): EnvironmentChange => {
  const { value, source } = target.settings.find(({ name }) => name === 'insecure') ?? {};
  const variable = source !== undefined && source.kind !== 'flag' ? source.name : null;
  if (value == null || variable === null || secure === target.secure) return {};
  return (value.trim().toLowerCase() === 'true') === secure ? { [variable]: null } : {};
};

/** A slash at the end means nothing in a base URL, and belongs to the path in the endpoint of a signal. */
const sameEndpoint = (target: Target, wanted: string): boolean => {
  const { endpoint, endpointBy } = target;
  const comparable = (text: string): string =>
    endpointBy.perSignal && target.protocol !== 'grpc' ? text.trim() : text.trim().replace(/(?<!\/)\/+$/, '');
  return comparable(endpoint).toLowerCase() === comparable(wanted).toLowerCase();
};

const NAMES: Readonly<Record<Protocol, string>> = {
  grpc: 'gRPC',
  'http/protobuf': 'OTLP over HTTP',
  'http/json': 'OTLP over HTTP as JSON',
};

/** Name of a protocol for a sentence. */
const protocolName = (protocol: Protocol): string => NAMES[protocol];

/** The fix that a successful try points to. */
const fixFor = (target: Target, tried: Attempt): Fix => {
  const place = `${tried.host}:${tried.port}`;
  const path = tried.protocol === 'grpc' ? '' : tried.path;
  const title = `Send ${protocolName(tried.protocol)} to ${tried.secure ? 'https' : 'http'}://${place}${path}`;
  const { protocol, secure, host, port } = tried;
  return {
    title,
    env: sendTo(target, { protocol, secure, host, port, ...(protocol === 'grpc' ? {} : { path }) }),
  };
};

/** How many respects a try differs in from what the settings say; fewer is less invasive. */
const distance = (target: Target, tried: Attempt): number =>
  Number(tried.protocol !== target.protocol) +
  Number(tried.port !== target.port) +
  Number(tried.secure !== target.secure) +
  Number(tried.host !== target.host) +
  (tried.protocol === 'http/json' ? 1 : 0);

/** Fixes for the tries that were accepted, the least invasive first, without repeats. */
export const fixesFor = (target: Target, attempts: readonly Attempt[], limit = 3): readonly Fix[] => {
  const seen = new Set<string>();
  return attempts
    .filter(({ accepted, kind }) => accepted && kind !== 'signal' && kind !== 'nonsense')
    .sort((a, b) => distance(target, a) - distance(target, b))
    .map((tried) => fixFor(target, tried))
    .filter((fix) => {
      const key = JSON.stringify('env' in fix ? fix.env : fix);
      return key !== '{}' && !seen.has(key) && seen.add(key);
    })
    .slice(0, limit);
};

/** What is left to an SDK that has no JSON, where a receiver takes nothing else. */
export const JSON_THROUGH_COLLECTOR: Fix = {
  title: 'Let a Collector in between send JSON',
  text: 'Where this SDK has no http/json: send to a Collector, and from there to the receiver with the exporter otlphttp and `encoding: json`.',
};
