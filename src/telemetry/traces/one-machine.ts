import { isLoopback } from '../../model/loopback.ts';
import type { Candidate } from './candidates.ts';
import { gapOf, type Pair } from './search.ts';

/** Fewer pairs than this fit by chance too often, whatever their times. */
const ENOUGH = 3;

/** Part of the callee's spans, and of the caller's, that has to be in a pair. */
const MOST = 0.8;

/** How likely times that have nothing to do with each other may be to fit as these do. */
const CHANCE_LIMIT = 0.01;

/** A third party that asks both at once hardly has them end together: a call that is nearly all of its caller was made by it. */
const TIGHT = 0.6;

/** Milliseconds after which a second request is hardly one that a third party sent together with the first. */
const CLEAR_MS = 1;

const lengthOf = ({ span }: Candidate): number => span.endMs - span.startMs;

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));

/** From so many on, the part of the times alone is small enough. It bounds the factorial. */
const FEW = 20;

/** Chance that as many spans as there are pairs lie in the callers at random times, one in each. */
const chanceOf = (pairs: readonly Pair[], around: readonly Candidate[]): number => {
  const spans = [...around, ...pairs.map(({ root }) => root)].map(({ span }) => span);
  const first = spans.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY);
  const last = spans.reduce((most, { endMs }) => Math.max(most, endMs), Number.NEGATIVE_INFINITY);
  const room = pairs.reduce(
    (sum, { caller, root }) => sum + Math.max(0, lengthOf(caller) - lengthOf(root)),
    0,
  );
  const oneEach = pairs.length > FEW ? 1 : factorial(pairs.length) / pairs.length ** pairs.length;
  return (room / (last - first)) ** pairs.length * oneEach;
};

const isHttpClient = ({ span, request }: Candidate): boolean =>
  span.kind === 'client' && request !== null && request.host !== null && isLoopback(request.host);

/** Whether a third party that asks both at once is no explanation. Clocks are one, so that the order is exact. */
const isOwnCall = (pair: Pair): boolean => {
  const gap = gapOf(pair);
  if (isHttpClient(pair.caller)) return gap >= 0;
  return gap >= CLEAR_MS || (gap > 0 && lengthOf(pair.root) >= TIGHT * lengthOf(pair.caller));
};

/**
 * Whether pairs of services that run on one machine, by one clock, hold together by their times: every caller has one root
 * and every root one caller, within it on both sides. `around` are the caller's spans of the same names, `roots` the
 * callee's of the same kind.
 */
export const areTellingOnOneMachine = (
  pairs: readonly Pair[],
  roots: readonly Candidate[],
  around: readonly Candidate[],
): boolean => {
  const callers = new Set(pairs.map(({ caller }) => caller));
  return (
    pairs.length >= ENOUGH &&
    callers.size === pairs.length &&
    pairs.length >= MOST * Math.max(roots.length, around.length) &&
    pairs.every(({ caller, root }) => caller.span.endMs >= root.span.endMs) &&
    pairs.every(isOwnCall) &&
    chanceOf(pairs, around) <= CHANCE_LIMIT
  );
};
