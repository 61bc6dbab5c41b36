import type { Agent } from 'node:http';
import { ALPN_MISSING } from '../../model/error-code.ts';
import type { Delivery, GrpcAnswer, HttpAnswer } from '../../model/facts.ts';
import { isLoopback } from '../../model/loopback.ts';
import { grpcMethod, type Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { timeLimit } from '../../model/time-limit.ts';
import { attempt } from '../attempt.ts';
import type { Context } from '../context.ts';
import { isRefusedOverAlpn } from '../wire/alpn.ts';
import { clean } from '../wire/clean.ts';
import { httpAnswer } from '../wire/http-answer.ts';
import { authorityOf } from '../wire/reach.ts';
import { wireError } from '../wire/socket.ts';
import { canOpen } from '../wire/tunnel.ts';
import {
  isConvincing,
  isDecoded,
  isOtherEncoding,
  reachOfError,
  reachOfGrpc,
  reachOfHttp,
  reachOfPage,
  wasRejected,
} from './classify.ts';
import { withDiagnostics } from './diagnostics.ts';
import { postUndecodable, watchAgent } from './http.ts';
import { newTraceId, testLog, testMetric, testSpan } from './items.ts';
import { type ExportResult, loadExporter, loadGrpcExporter, type OfficialExporter } from './load.ts';

const itemsOf = (signal: Signal, traceId: string): unknown =>
  signal === 'traces' ? [testSpan(traceId)] : signal === 'metrics' ? testMetric() : [testLog(traceId)];

const exportOnce = (exporter: OfficialExporter, items: unknown): Promise<ExportResult> =>
  new Promise((resolve) => exporter.export(items, resolve));

type Outcome = Pick<
  Delivery,
  'delivered' | 'reach' | 'http' | 'grpc' | 'error' | 'timedOut' | 'log' | 'control'
>;

const NOTHING: Outcome = {
  delivered: false,
  reach: 'nothing',
  http: null,
  grpc: null,
  error: null,
  timedOut: false,
  log: [],
};

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

const DEADLINE_EXCEEDED = 4;

/** What gRPC core and grpc-go say of such a server. */
const WITHOUT_ALPN = {
  code: ALPN_MISSING,
  message: 'cannot check peer: missing selected ALPN property',
};

/** Texts that grpc-js uses where no server said anything; everything else came from the other side. */
const LOCAL_FAILURE =
  /No connection established|Name resolution failed|Failed to connect|Connection dropped|before receiving response|socket hang up|read ECONNRESET|Protocol error|Received RST_STREAM|Last error|Waiting for LB pick|Channel has been shut down/i;

/** What grpc-js says of an answer that ends as HTTP does: a page, or one whose trailers were dropped. */
const WITHOUT_STATUS = /without gRPC status/i;

/** Envoy passes on in a gRPC message what its own connection met. */
const isLocal = (text: string): boolean =>
  LOCAL_FAILURE.test(text) && !/\bupstream connect error\b/.test(text);

/** grpc-js adds the time and an empty note, OpenSSL a thread id: the same fault should read the same each time. */
const withoutTimes = (text: string): string =>
  text
    .replace(/ \(\d{4}-\d\d-\d\dT[\d:.]+Z\)/g, '')
    .replace(/\.? Resolution note: *$/, '')
    .replace(/\b[0-9A-F]{12,16}:error:[0-9A-F]+:([^:]*):[^:]*:([^:]*):.*$/s, '$1: $2');

const sendGrpc = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Outcome> => {
  const exporter = await loadGrpcExporter(signal, target, ms, context);
  const refused = isRefusedOverAlpn(target, context);
  const { value: result, log } = await withDiagnostics(() => exportOnce(exporter, itemsOf(signal, traceId)));
  void exporter.shutdown();
  if (result.code === 0) {
    if (await refused) return { ...NOTHING, reach: 'connected', error: WITHOUT_ALPN, log };
    const partial = partialFromLog(log, context);
    const rejected = (partial?.rejected ?? 0) > 0;
    const grpc: GrpcAnswer = {
      status: 0,
      message: '',
      httpStatus: 200,
      contentType: 'application/grpc',
      partial,
    };
    return { ...NOTHING, delivered: !rejected, reach: rejected ? 'routed' : 'delivered', grpc, log };
  }
  return failedGrpc(target, signal, result.error, log, context);
};

const failedGrpc = async (
  target: Target,
  signal: Signal,
  thrown: unknown,
  log: readonly string[],
  context: Context,
): Promise<Outcome> => {
  const {
    code = null,
    details,
    message = '',
  } = (thrown ?? {}) as { code?: unknown; details?: string; message?: string };
  const text = clean(withoutTimes(details ?? message), context.secretValues);
  const timedOut = code === DEADLINE_EXCEEDED;
  const local = typeof code !== 'number' || timedOut || isLocal(text);
  const under = local && !WITHOUT_STATUS.test(text) ? null : await askUnder(target, signal, context);
  const page = under === null ? pageFromText(text) : under.page;
  if (page !== undefined) return { ...NOTHING, reach: reachOfPage(page), http: page, log };
  if (local || under === null) {
    const reach = timedOut ? 'secured' : reachOfError(null, text, target.secure);
    const error = { code: /\bE[A-Z]{4,}\b/.exec(text)?.[0] ?? null, message: text };
    return { ...NOTHING, reach, error, timedOut, log };
  }
  const { httpStatus, contentType } = under;
  const grpc: GrpcAnswer = { status: code, message: text, httpStatus, contentType, partial: null };
  return { ...NOTHING, reach: reachOfGrpc(grpc), grpc, log };
};

/** Milliseconds that a proxy is given which tries its server several times before it answers. */
const UNDER_MS = 4_000;

/**
 * What is under a gRPC status: grpc-js makes one of any HTTP answer, and of any broken stream too, and keeps that to
 * itself. Null when no answer comes at all, so that the status was its own.
 */
const askUnder = async (
  target: Target,
  signal: Signal,
  context: Context,
): Promise<Pick<GrpcAnswer, 'httpStatus' | 'contentType' | 'page'> | null> => {
  const { protocol, secure, host, port } = target;
  const variant = {
    kind: 'as-sent',
    protocol,
    secure,
    host,
    port,
    signal,
    path: grpcMethod(signal),
  } as const;
  if (!canOpen(target, context)) return { httpStatus: 200, contentType: null };
  return (await attempt(target, variant, context, UNDER_MS)).grpc;
};

/** What grpc-js tells of an HTTP answer: its status. */
const pageFromText = (text: string): HttpAnswer | undefined => {
  const status = /Received HTTP status code (\d{3})/.exec(text)?.[1];
  return status === undefined
    ? undefined
    : httpAnswer({ statusCode: Number(status), statusMessage: '', headers: {} }, Buffer.alloc(0), []);
};

const partialFromLog = (log: readonly string[], context: Context): GrpcAnswer['partial'] => {
  const line = log.find((entry) => entry.includes('Received Partial Success response:'));
  if (line === undefined) return null;
  const rejected = /"rejected(?:Spans|DataPoints|LogRecords)":"?(\d+)/.exec(line)?.[1] ?? '0';
  const message = /"errorMessage":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? '';
  return { rejected: Number(rejected), message: clean(message, context.secretValues) };
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
