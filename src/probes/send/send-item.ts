import type { Delivery } from '../../model/facts.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { clean } from '../wire/clean.ts';
import { newTraceId } from './items.ts';
import { sendGrpc, withoutTimes } from './send-grpc.ts';
import { sendHttp } from './send-http.ts';

/**
 * Sends one test item of a signal, as the SDK of the target would, and tells how far it
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
