import type { Attempt, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { markRefusals } from '../model/routes.ts';
import {
  grpcMethod,
  type Protocol,
  SIGNALS,
  type Signal,
  signalPath,
  withoutRoute,
} from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { asSent, attempt, type Variant } from './attempt.ts';
import type { Context, DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';
import { isOtherEncoding } from './send/classify.ts';

const NONSENSE = 'otel-doctor-no-such-route';

/** The route of another signal beside this one; null when the path does not end in a signal's route. */
const routeBeside = (path: string, signal: Signal): string | null =>
  /\/v1\/(traces|metrics|logs)\/*$/.test(path)
    ? path.replace(/\/v1\/(traces|metrics|logs)\/*$/, signalPath(signal))
    : null;

const toProtocol = (variant: Variant, protocol: Protocol, base: string): Variant => {
  const path = protocol === 'grpc' ? grpcMethod(variant.signal) : `${base}${signalPath(variant.signal)}`;
  return { ...variant, protocol, path };
};

/** The other ways to carry OTLP over the same connection. */
const others = (protocol: Protocol): readonly Protocol[] =>
  protocol === 'grpc' ? ['http/protobuf'] : protocol === 'http/json' ? ['http/protobuf', 'grpc'] : ['grpc'];

/** The own port with another protocol, another encryption, or both. */
const onOwnPort = (target: Target, sent: Variant): readonly Variant[] => {
  const base = withoutRoute(target.basePath);
  const protocols = others(target.protocol).map((protocol) => toProtocol(sent, protocol, base));
  return [
    ...protocols.map((variant) => ({ ...variant, kind: 'protocol' }) as const),
    ...[sent, ...protocols].map((variant) => ({ ...variant, kind: 'scheme', secure: !sent.secure }) as const),
  ];
};

const onSiblings = (target: Target, sent: Variant, ports: readonly number[]): readonly Variant[] => {
  const base = withoutRoute(target.basePath);
  const own = target.protocol === 'grpc' ? 'http/protobuf' : target.protocol;
  return ports.flatMap((port) =>
    ([own, 'grpc'] as const).flatMap((protocol) =>
      [false, true].map(
        (secure) => ({ ...toProtocol(sent, protocol, base), kind: 'port', port, secure }) as const,
      ),
    ),
  );
};

/** Other paths of the same port: without what is doubled, with what is missing, with and without a prefix. */
const onOtherPaths = (tried: Variant, target: Target, prefixes: readonly string[]): readonly Variant[] => {
  const route = signalPath(tried.signal);
  const base = withoutRoute(tried.path);
  const inner = withoutRoute(target.basePath);
  const paths = [
    `${base}${route}`,
    `${inner}${route}`,
    route,
    ...prefixes.map((prefix) => `${prefix}${route}`),
  ];
  return [...new Set(paths)]
    .filter((path) => path !== tried.path)
    .map((path) => ({ ...tried, kind: 'path', path }) as const);
};

/** A route that no server has, the same way. */
const nonsense = (tried: Variant): Variant => ({
  ...tried,
  kind: 'nonsense',
  path: tried.protocol === 'grpc' ? `/${NONSENSE}.Service/Export` : `/${NONSENSE}`,
});

/** An empty 2xx over HTTP says little, when the server may say it to anything. */
const nonsenseFor = ({ http, grpc, accepted, error, refuses: _, ...variant }: Attempt): readonly Variant[] =>
  http === null ? [] : [nonsense(variant)];

/** The routes of the other signals and one that no server has: they tell a missing pipeline from a wrong path. */
const controls = (tried: Variant): readonly Variant[] => {
  const siblings = SIGNALS.filter((signal) => signal !== tried.signal);
  const beside = siblings.flatMap((signal) => {
    const path = tried.protocol === 'grpc' ? grpcMethod(signal) : routeBeside(tried.path, signal);
    return path === null ? [] : [{ ...tried, kind: 'signal', signal, path } as const];
  });
  return [nonsense(tried), ...beside];
};

/** Whether an answer leaves open that only the path is wrong. */
const isRouteProblem = ({ accepted, http, grpc }: Attempt): boolean =>
  !accepted &&
  ((http !== null && http.status < 500 && ![401, 403, 429].includes(http.status)) || grpc?.status === 12);

/**
 * Fact `survey`: empty exports, which leave no data behind, tried in every way that differs from the settings in one
 * or two respects: protocol, encryption, sibling port, path. Only against the host that the settings name.
 */
export const survey: Probe<FactTable, DoctorContext, 'survey', 'target' | 'dns'> = {
  fact: 'survey',
  needs: ['target', 'dns'],
  budgetMs: 8_000,
  unless: DEEP,
  gate: ({ target, dns }) => {
    if (target.socket !== null) return { absent: 'the receiver is behind a Unix socket' };
    if (target.proxy !== null) return { absent: 'the connection goes through a proxy' };
    return dns.addresses.length === 0 ? { blockedBy: 'dns' } : 'go';
  },
  observe: async ({ target }, context) => {
    await context.turn?.quiet();
    return { attempts: context.signal.aborted ? [] : await surveyTarget(target, context) };
  },
};

const surveyTarget = async (target: Target, context: Context): Promise<readonly Attempt[]> => {
  const sent = asSent(target);
  const ask = (variant: Variant): Promise<Attempt> => attempt(target, variant, context);
  const first = [
    sent,
    ...onOwnPort(target, sent),
    ...onSiblings(target, sent, context.siblingPorts(target.port)),
  ];
  /** A success in another encoding than the request's is tried again with what cannot be decoded. */
  const askTwice = async (variant: Variant): Promise<Attempt> => {
    const tried = await ask(variant);
    if (!tried.accepted || !isOddSuccess(tried)) return tried;
    const control = await attempt(target, { ...variant, body: 'undecodable' }, context);
    return isYes(control) ? withdrawn(tried) : tried;
  };
  const askAll = (variants: readonly Variant[]): Promise<readonly Attempt[]> =>
    Promise.all(variants.map(askTwice));
  const inJson = async (variant: Variant): Promise<readonly Attempt[]> => {
    const tried = await askTwice(inOtherEncoding(variant));
    return tried.accepted ? [tried, ...(await askAll(nonsenseFor(tried)))] : [tried];
  };
  const further = async (variant: Variant): Promise<readonly Attempt[]> => {
    const tried = await askTwice(variant);
    if (tried.accepted) return [tried, ...(await askAll(nonsenseFor(tried)))];
    const careless =
      variant.kind === 'as-sent' && !tried.accepted && tried.http?.otlp === false && isYes(tried);
    if (careless)
      return [tried, await askTwice(inOtherEncoding(variant)), ...(await askAll(controls(variant)))];
    const own = variant.kind === 'as-sent' || variant.kind === 'protocol';
    const asJson = own && isEncodingRefused(tried) ? await inJson(variant) : [];
    if (!own || asJson.some(({ accepted }) => accepted) || !isRouteProblem(tried)) return [tried, ...asJson];
    const paths = variant.protocol === 'grpc' ? [] : onOtherPaths(variant, target, context.knownPrefixes);
    return [tried, ...asJson, ...(await askAll([...paths, ...controls(variant)]))];
  };
  const otherSignal = async (variant: Variant): Promise<readonly Attempt[]> => {
    const tried = await ask(variant);
    return isRouteProblem(tried) ? [tried, ...(await askAll(controls(variant)))] : [tried];
  };
  const attempts = await Promise.all([...first.map(further), ...otherSignals(target, sent).map(otherSignal)]);
  return markRefusals(withoutYesToEverything(attempts.flat()));
};

/** The other chosen signals as the settings send them. */
const otherSignals = (target: Target, sent: Variant): readonly Variant[] =>
  target.signals.slice(1).map((signal) => {
    const path = target.protocol === 'grpc' ? grpcMethod(signal) : (target.paths[signal] ?? '/');
    return { ...sent, kind: 'signal', signal, path };
  });

const isYes = ({ http }: Attempt): boolean => http !== null && http.status >= 200 && http.status < 300;

const isOddSuccess = ({ http, protocol }: Attempt): boolean =>
  http !== null && isOtherEncoding(http, protocol === 'http/json');

/** Statuses of receivers that cannot read a body: what fails at that in the middle says 500. */
const UNREAD: readonly number[] = [400, 406, 415, 422, 500, 501];

const isEncodingRefused = ({ protocol, accepted, http }: Attempt): boolean =>
  protocol === 'http/protobuf' && !accepted && http !== null && UNREAD.includes(http.status);

/** The other encoding of OTLP over HTTP. */
const inOtherEncoding = (variant: Variant): Variant => ({
  ...variant,
  kind: 'protocol',
  protocol: variant.protocol === 'http/json' ? 'http/protobuf' : 'http/json',
});

/** A yes that means nothing. */
const withdrawn = (tried: Attempt): Attempt => ({
  ...tried,
  accepted: false,
  http: tried.http && { ...tried.http, otlp: false },
});

/** A server that accepts a route which nobody has says yes to everything: none of its answers means anything. */
const withoutYesToEverything = (attempts: readonly Attempt[]): readonly Attempt[] => {
  const placeOf = ({ protocol, secure, host, port }: Attempt): string =>
    [protocol === 'grpc', secure, host, port].join(' ');
  const careless = new Set(
    attempts.filter(({ kind, accepted }) => kind === 'nonsense' && accepted).map(placeOf),
  );
  return attempts.map((tried) => (careless.has(placeOf(tried)) ? withdrawn(tried) : tried));
};
