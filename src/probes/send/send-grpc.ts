import { ALPN_MISSING } from '../../model/error-code.ts';
import type { GrpcAnswer, HttpAnswer } from '../../model/facts.ts';
import { grpcMethod, type Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { attempt } from '../attempt.ts';
import type { Context } from '../context.ts';
import { isRefusedOverAlpn } from '../wire/alpn.ts';
import { clean } from '../wire/clean.ts';
import { httpAnswer } from '../wire/http-answer.ts';
import { canOpen } from '../wire/tunnel.ts';
import { reachOfError, reachOfGrpc, reachOfPage } from './classify.ts';
import { withDiagnostics } from './diagnostics.ts';
import { type ExportResult, loadGrpcExporter } from './load.ts';
import { exportOnce, itemsOf, NOTHING, type Outcome } from './outcome.ts';
import { sendTimed, slowness, type Timed, within } from './timed.ts';

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

const TOO_LARGE = /Received HTTP status code 413/;

/** Envoy passes on in a gRPC message what its own connection met. */
const isLocal = (text: string): boolean =>
  LOCAL_FAILURE.test(text) && !/\bupstream connect error\b/.test(text);

/** grpc-js adds the time and an empty note, OpenSSL a thread id: the same fault should read the same each time. */
export const withoutTimes = (text: string): string =>
  text
    .replace(/ \(\d{4}-\d\d-\d\dT[\d:.]+Z\)/g, '')
    .replace(/\.? Resolution note: *$/, '')
    .replace(/\b[0-9A-F]{12,16}:error:[0-9A-F]+:([^:]*):[^:]*:([^:]*):.*$/s, '$1: $2');

/** Milliseconds that grpc-js is given to end by itself: it tells what it waited for. */
const GRACE_MS = 1_000;

/** What grpc-js says when the time is over. */
const LATE: ExportResult = {
  code: 1,
  error: Object.assign(new Error('Deadline exceeded'), { code: DEADLINE_EXCEEDED }),
};

/** One export; the exporter itself ends it at the limit. */
const exportTimed = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Timed<ExportResult> & { readonly log: readonly string[] }> => {
  const exporter = await loadGrpcExporter(signal, target, ms, context);
  const { value, log } = await withDiagnostics(() =>
    within(ms, exportOnce(exporter, itemsOf(target, signal, traceId, context.count)), GRACE_MS),
  );
  void exporter.shutdown();
  return { ...value, log };
};

/** Sends a test item over gRPC. */
export const sendGrpc = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Outcome> => {
  const refused = isRefusedOverAlpn(target, context);
  const { first, log, ...timed } = await sendTimed(
    () => exportTimed(target, signal, traceId, ms, context),
    () => {},
    () => context.remaining() > 2 * ms,
  );
  const result = first === 'timeout' ? LATE : first;
  context.onAnswer?.(result.code === 0);
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
    const reach = rejected ? 'routed' : 'delivered';
    return { ...NOTHING, delivered: !rejected, reach, grpc, log, ...slowness({ first, ...timed }) };
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
  const asked = local && !WITHOUT_STATUS.test(text) ? null : await askUnder(target, signal, null, context);
  // An empty export is below every limit of a body, and the item was not.
  const larger = TOO_LARGE.test(text) && asked?.page === undefined;
  const under = larger ? await askUnder(target, signal, 'large', context) : asked;
  const page = under?.page ?? pageFromText(text);
  if (page !== undefined) return { ...NOTHING, reach: reachOfPage(page), http: page, log };
  if (local || under === null) {
    const reach = timedOut ? 'secured' : reachOfError(null, text, target.secure);
    const error = { code: /\bE[A-Z]{4,}\b/.exec(text)?.[0] ?? null, message: text };
    return { ...NOTHING, reach, error, timedOut, log };
  }
  const { httpStatus, contentType, server } = under;
  const grpc: GrpcAnswer = {
    ...{ status: code, message: text, httpStatus, contentType, partial: null },
    ...(server !== undefined && { server }),
  };
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
  size: 'large' | null,
  context: Context,
): Promise<Pick<GrpcAnswer, 'httpStatus' | 'contentType' | 'server' | 'page'> | null> => {
  const { protocol, secure, host, port } = target;
  const variant = {
    kind: 'as-sent',
    protocol,
    secure,
    host,
    port,
    signal,
    path: grpcMethod(signal),
    ...(size && ({ body: 'large' } as const)),
  } as const;
  if (target.socket !== null || !canOpen(target, context)) return { httpStatus: 200, contentType: null };
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
