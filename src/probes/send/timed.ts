import { timeLimit } from '../../model/time-limit.ts';

/** What came within a time. */
export interface Timed<T> {
  readonly first: T | 'timeout';
  /** Milliseconds until then. */
  readonly ms: number;
  /** This process was kept from running at the limit: what it reads then may have come long before, or just now. */
  readonly unsure: boolean;
}

/** Milliseconds by which a process may be late and still be believed, and the same as a part of the limit. */
const BELIEVED = { ms: 50, part: 0.25 };

/**
 * Waits so long for an answer. The clock is asked too: on a busy machine a timer may go off after what came later.
 *
 * @param graceMs what is left to an exporter to end by itself, which tells more
 */
export const within = async <T>(ms: number, answer: Promise<T>, graceMs = 0): Promise<Timed<T>> => {
  const from = performance.now();
  const limit = timeLimit(ms + graceMs);
  const first = await Promise.race([answer, limit.done]).finally(limit.clear);
  const taken = performance.now() - from;
  return { first, ms: taken, unsure: taken - ms > Math.max(BELIEVED.ms, ms * BELIEVED.part) };
};

/** Milliseconds from which an answer is worth a word. */
const SLOW_MS = 1_000;

/** How long an answer took, where that is worth a word. */
export const slowness = ({ first, ms }: Timed<unknown>): { readonly answerMs?: number } =>
  first === 'timeout' || ms < SLOW_MS ? {} : { answerMs: Math.round(ms) };

/** How often is sent at most, where this process was kept from running. */
const MOST_SENDINGS = 3;

/** Sends again what cannot be held against the limit. What never can came too late, by the clock. */
export const sendTimed = async <T extends Timed<unknown>>(
  send: () => Promise<T>,
  giveUp: (sending: T) => void,
  hasRoom: () => boolean,
): Promise<T> => {
  let sending = await send();
  for (let sendings = 1; sending.unsure && sendings < MOST_SENDINGS && hasRoom(); sendings += 1) {
    giveUp(sending);
    sending = await send();
  }
  return sending.unsure ? { ...sending, first: 'timeout' } : sending;
};
