import type { Attempt, FactTable, RouteAnswer } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { attempt } from './attempt.ts';
import type { Context, DoctorContext } from './context.ts';

const stateOf = (tried: Attempt): RouteAnswer['state'] => {
  if (tried.accepted) return 'accepted';
  if (tried.http?.status === 404 || tried.grpc?.status === 12) return 'missing';
  return tried.error === null ? 'refused' : 'unreachable';
};

const detailOf = ({ http, grpc, error }: Attempt): string => {
  if (http) return `HTTP ${http.status}`;
  if (grpc) return `gRPC status ${grpc.status}`;
  return error?.code ?? error?.message ?? 'no answer';
};

const ask = async (target: Target, signal: Signal, context: Context): Promise<readonly RouteAnswer[]> => {
  const { protocol, secure, host, port } = target;
  const path = target.paths[signal] ?? '/';
  const variant = { kind: 'signal', protocol, secure, host, port, signal, path } as const;
  // A server of one thread serves one connection after the other: none may be open before the item's own.
  if ((await context.turn?.taken) === false) return [];
  const tried = await attempt(target, variant, context);
  const url =
    protocol === 'grpc' ? (target.url ?? '') : `${secure ? 'https' : 'http'}://${host}:${port}${path}`;
  return [{ signal, url, state: stateOf(tried), detail: detailOf(tried) }];
};

/**
 * Asks the routes of a target's signals with empty exports, which a receiver must accept and which leave no data
 * behind: https://opentelemetry.io/docs/specs/otlp/#full-success. Nothing is asked where test items are refused.
 */
const askRoutes = async (target: Target, context: Context): Promise<readonly RouteAnswer[]> => {
  if (target.url === null || target.proxy !== null) return [];
  return (await Promise.all(target.signals.map((signal) => ask(target, signal, context)))).flat();
};

/** Fact `routes`: what the receiver says to the signals that were not chosen. Run once a target that is not sent to. */
export const routes: Probe<FactTable, DoctorContext, 'routes', 'target'> = {
  fact: 'routes',
  needs: ['target'],
  budgetMs: Number.POSITIVE_INFINITY,
  observe: async ({ target }, context) => ({ answers: await askRoutes(target, context) }),
};
