import { setTimeout as sleep } from 'node:timers/promises';
import { grpcOutcome } from './grpc-outcome.ts';
import { httpOutcome } from './http-outcome.ts';
import { broken, type Outcome } from './outcome.ts';
import type { ForwardTarget, Parcel, Transport } from './target.ts';

const RETRIES = 3;

/** Milliseconds before the first repetition; doubled for each further one. */
const FIRST_PAUSE_MS = 250;

/** A destination that asks for more is not waited for: the queue stands still meanwhile. */
const LONGEST_PAUSE_MS = 5_000;

const attempt = async (
  { protocol, signal }: ForwardTarget,
  transport: Transport,
  parcel: Parcel,
): Promise<Outcome> => {
  try {
    const reply = await transport.send(parcel);
    return protocol === 'grpc' ? grpcOutcome(signal, reply) : httpOutcome(signal, reply);
  } catch (thrown) {
    return broken(thrown);
  }
};

/** Sends a request until it is taken, refused for good or was tried often enough. Never rejects. */
export const deliver = async (
  target: ForwardTarget,
  transport: Transport,
  parcel: Parcel,
  ending: AbortSignal,
): Promise<Outcome> => {
  for (let retry = 0; ; retry += 1) {
    const outcome = await attempt(target, transport, parcel);
    if (outcome.delivered || !outcome.retry || retry === RETRIES || ending.aborted) return outcome;
    const pause = outcome.afterMs ?? FIRST_PAUSE_MS * 2 ** retry;
    if (pause > LONGEST_PAUSE_MS) return outcome;
    await sleep(pause, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) return outcome;
  }
};
