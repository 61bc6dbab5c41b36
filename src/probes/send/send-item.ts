import type { Agent } from 'node:http';
import type { Delivery, HttpAnswer } from '../../model/facts.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { timeLimit } from '../../model/time-limit.ts';
import { attempt } from '../attempt.ts';
import type { Context } from '../context.ts';
import { clean } from '../wire/clean.ts';
import { authorityOf } from '../wire/reach.ts';
import { wireError } from '../wire/socket.ts';
import {
  isConvincing,
  isDecoded,
  isOtherEncoding,
  reachOfError,
  reachOfHttp,
  wasRejected,
} from './classify.ts';
import { withDiagnostics } from './diagnostics.ts';
import { postUndecodable, watchAgent } from './http.ts';
import { newTraceId } from './items.ts';
import { loadExporter } from './load.ts';
import { exportOnce, itemsOf, NOTHING, type Outcome } from './outcome.ts';
import { sendGrpc, withoutTimes } from './send-grpc.ts';

const httpUrl = (target: Target, signal: Signal, context: Context): string => {
  const { userinfo, query } = context.secrets;
  const login = userinfo ? `${userinfo.reveal()}@` : '';
  const scheme = target.secure ? 'https' : 'http';
  return `${scheme}://${login}${authorityOf(target.host, target.port, target.secure)}${target.paths[signal]}${query?.reveal() ?? ''}`;
};

/** A web server may say yes to everything: a route that nobody has tells it from a receiver. */
const saysYesToEverything = async (target: Target, signal: Signal, context: Context): Promise<boolean> => {
  const { protocol, secure, host, port } = target;
  const path = '/otel-doctor-no-such-route';
  const tried = await attempt(
    target,
    { kind: 'nonsense', protocol, secure, host, port, signal, path },
    context,
  );
  return tried.http !== null && tried.http.status >= 200 && tried.http.status < 300;
};

/** Some backends accept with words of their own, Datadog with 202; their own host leaves no doubt who answers. */
const isKnownSuccess = async (target: Target, status: number, context: Context): Promise<boolean> =>
  !isLoopback(target.host) && (await context.loadVendors()).isVendorSuccess(target, status);

/** Milliseconds that the control is waited for. */
const CONTROL_MS = 2_000;

/** A success as it is said, and what is needed to ask whether it means anything. */
interface Said {
  readonly answer: HttpAnswer;
  readonly json: boolean;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
}

/**
 * Whether a 2xx may be believed. A receiver that decodes refuses a body that cannot be decoded; where that is taken as
 * well, the answer has to be in the encoding of the request, and a route that nobody has must not be answered alike.
 */
const weigh = async (
  target: Target,
  signal: Signal,
  { answer, json, ...way }: Said,
  context: Context,
): Promise<Pick<Outcome, 'delivered' | 'control'>> => {
  const timeoutMs = Math.max(Math.min(CONTROL_MS, context.remaining() - 100), 1);
  const asked =
    context.controls === false ? null : postUndecodable({ ...way, json, timeoutMs }, context.secretValues);
  const control = await asked;
  if (control !== null && isDecoded(control)) return { delivered: true, control };
  const seen = control === null ? {} : { control };
  const takesAll = control !== null && control.status >= 200 && control.status < 300;
  if (takesAll && isOtherEncoding(answer, json)) return { delivered: false, ...seen };
  const delivered = isConvincing(answer, json) || !(await saysYesToEverything(target, signal, context));
  return { delivered, ...seen };
};

const headersOf = ({ secrets }: Context): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(secrets.headers).map(([name, value]) => [name, value.reveal()]));

const sendHttp = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Outcome> => {
  const watched = await watchAgent(target, context);
  const json = target.protocol === 'http/json';
  const url = httpUrl(target, signal, context);
  const headers = headersOf(context);
  const exporter = await loadExporter(signal, json, {
    ...{ url, headers },
    // Ours ends first: the exporter's own timer looks like a connection reset from outside.
    timeoutMillis: ms + 1_000,
    compression: target.compression,
    userAgent: 'otel-doctor',
    httpAgentOptions: () => watched.agent,
  });
  const timer = timeLimit(ms);
  const { value: first, log } = await withDiagnostics(() => {
    const finished = exportOnce(exporter, itemsOf(signal, traceId));
    const ended = finished.then(({ error }) => ({
      answer: null,
      error: error === undefined ? null : wireError(error),
    }));
    return Promise.race([watched.first, ended, timer.done]);
  });
  timer.clear();
  try {
    if (first === 'timeout') {
      const error = { code: 'ETIMEDOUT', message: `no answer within ${ms} ms` };
      return { ...NOTHING, reach: 'secured', error, timedOut: true, log };
    }
    if (first.answer === null) {
      const { code, message } = first.error ?? { code: null, message: 'no answer' };
      return { ...NOTHING, reach: reachOfError(code, message, target.secure), error: { code, message }, log };
    }
    const said = { answer: first.answer, json, url, headers, agent: watched.agent };
    return { ...NOTHING, log, ...(await outcomeOf(target, signal, said, context)) };
  } finally {
    watched.close();
  }
};

/** What an answer over HTTP amounts to. */
const outcomeOf = async (
  target: Target,
  signal: Signal,
  said: Said,
  context: Context,
): Promise<Pick<Outcome, 'delivered' | 'reach' | 'http' | 'control'>> => {
  const { answer } = said;
  const positive = answer.status >= 200 && answer.status < 300;
  const known = positive && !answer.otlp && (await isKnownSuccess(target, answer.status, context));
  const success = positive && (answer.otlp || known) && !wasRejected(answer);
  if (!success) return { delivered: false, reach: reachOfHttp(answer), http: answer };
  const weighed = known ? { delivered: true } : await weigh(target, signal, said, context);
  return { ...weighed, reach: weighed.delivered ? 'delivered' : 'answered', http: answer };
};

/**
 * Sends one test item of a signal through the official exporter, exactly as the target says, and tells how far it
 * got. Never throws for a fault on the way.
 */
export const sendItem = async (
  target: Target,
  signal: Signal,
  timeoutMs: number,
  context: Context,
): Promise<Delivery> => {
  const traceId = newTraceId();
  const from = performance.now();
  const send = target.protocol === 'grpc' ? sendGrpc : sendHttp;
  const outcome = await send(target, signal, traceId, timeoutMs, context);
  const ms = Math.round((performance.now() - from) * 10) / 10;
  const log = outcome.log.map((line) => clean(line, context.secretValues));
  const error = outcome.error && {
    ...outcome.error,
    message: clean(withoutTimes(outcome.error.message), context.secretValues),
  };
  return { ...outcome, log, error, signal, ms, traceId: signal === 'metrics' ? null : traceId };
};
