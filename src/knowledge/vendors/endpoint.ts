import type { EnvironmentChange } from '../../model/finding.ts';
import type { Protocol, Signal } from '../../model/signal.ts';
import { documentedUrl, expectedPaths, type Where } from './documented-url.ts';
import { isDefaultPort, isOwnHost } from './recognise.ts';
import type { Claim, Port, Vendor } from './types.ts';

/** An endpoint as it is configured, for one signal. */
export interface EndpointUse extends Where {
  /** Path of the endpoint value; `/` when it has none. */
  readonly path: string;
}

export interface EndpointProblem {
  readonly aspect: 'signal' | 'protocol' | 'scheme' | 'port' | 'path';
  readonly summary: string;
  /** The vendor's documented URL for this use, capitals to be filled in; null when there is none. */
  readonly url: string | null;
  /** Variables to set; empty when no variable helps. */
  readonly env: EnvironmentChange;
  /** Nothing in `env` is left to be filled in. */
  readonly complete: boolean;
  readonly docs: string;
  /** False: say it as a possibility only. */
  readonly verified: boolean;
}

/** Protocols in the order in which they are proposed. */
const PREFERENCE: readonly Protocol[] = ['http/protobuf', 'grpc', 'http/json'];

/** Whether the vendor takes a signal over a protocol. */
export const transportOf = (vendor: Vendor, signal: Signal, protocol: Protocol): Claim =>
  vendor.transportsBySignal[signal]?.[protocol] ?? vendor.transports[protocol];

type Problem = Pick<EndpointProblem, 'aspect' | 'summary' | 'verified'> & {
  /** Protocol to change to; null: it stays. */
  readonly protocol?: Protocol;
  /** No endpoint of the vendor can take it. */
  readonly env?: EnvironmentChange;
};

const signalProblem = (vendor: Vendor, { signal }: EndpointUse): Problem | null => {
  const claim = vendor.signals[signal];
  if (claim.taken !== false) return null;
  const summary = `${vendor.name} takes no ${signal}`;
  const env = { [`OTEL_${signal.toUpperCase()}_EXPORTER`]: 'none' };
  return { aspect: 'signal', summary, verified: claim.verified, env };
};

const protocolProblem = (vendor: Vendor, { signal, protocol }: EndpointUse): Problem | null => {
  const claim = transportOf(vendor, signal, protocol);
  if (claim.taken !== false) return null;
  const better = PREFERENCE.find((other) => transportOf(vendor, signal, other).taken === true);
  if (better === undefined)
    return { aspect: 'protocol', summary: `${vendor.name} takes no OTLP`, verified: claim.verified, env: {} };
  const verified = claim.verified && transportOf(vendor, signal, better).verified;
  const summary = `${vendor.name} takes ${signal} over ${better}, not over ${protocol}`;
  return { aspect: 'protocol', summary, verified, protocol: better };
};

const schemeProblem = (vendor: Vendor, { host, secure }: EndpointUse): Problem | null => {
  if (secure || vendor.tls.use !== 'required' || !isOwnHost(vendor, host)) return null;
  return { aspect: 'scheme', summary: `${vendor.name} wants https`, verified: vendor.tls.verified };
};

/** Ports mapped to others are common where one runs a receiver oneself: only known ones are called wrong there. */
const portProblem = (vendor: Vendor, { host, port, protocol }: EndpointUse): Problem | null => {
  const own = isOwnHost(vendor, host);
  const ports = vendor.ports.filter(({ selfHosted }) => !own || !selfHosted);
  const right: readonly Port[] = ports.filter(({ protocols }) => protocols.includes(protocol));
  const [first] = right;
  if (first === undefined || right.some((known) => known.port === port)) return null;
  const here = ports.find((known) => known.port === port);
  if (!own && here === undefined && !isDefaultPort(port)) return null;
  const instead = here?.protocols.length === 0 && here.use !== null ? `; ${port} is ${here.use}` : '';
  const listed = [...new Set(right.map((known) => known.port))].join(' or ');
  return {
    aspect: 'port',
    summary: `${vendor.name} takes ${protocol} on port ${listed}, not on ${port}${instead}`,
    verified: right.every(({ verified }) => verified) && (here?.verified ?? true),
  };
};

const pathProblem = (vendor: Vendor, use: EndpointUse): Problem | null => {
  const expected = use.protocol === 'grpc' ? [] : expectedPaths(vendor, use);
  const [first] = expected;
  if (first === undefined) return null;
  const slash = use.path !== '/' && use.path.endsWith('/');
  const bare = use.path.replace(/(?<!\/)\/+$/, '');
  const requested = use.perSignal ? bare || '/' : `${bare}/v1/${use.signal}`;
  const fits = expected.some(({ pattern }) => pattern.test(requested));
  if (fits && !(slash && vendor.slashRefused)) return null;
  const summary = fits
    ? `${vendor.name} does not take a slash at the end of the path`
    : `${vendor.name} takes ${use.signal} at ${first.shown}, not at ${requested}`;
  return { aspect: 'path', summary, verified: first.verified };
};

/**
 * What the vendor's documentation says against an endpoint: a signal or protocol that it does not take, plaintext, the
 * wrong port or path. How surely the vendor was recognised is for the caller to weigh.
 */
export const endpointProblem = (vendor: Vendor, use: EndpointUse): EndpointProblem | null => {
  const problem =
    signalProblem(vendor, use) ??
    protocolProblem(vendor, use) ??
    schemeProblem(vendor, use) ??
    portProblem(vendor, use) ??
    pathProblem(vendor, use);
  if (problem === null) return null;
  const { aspect, summary, verified } = problem;
  if (problem.env !== undefined)
    return { aspect, summary, url: null, env: problem.env, complete: true, docs: vendor.docs, verified };
  const { url, env, complete } = documentedUrl(vendor, use, problem.protocol ?? use.protocol);
  return { aspect, summary, url, env, complete, docs: vendor.docs, verified };
};
