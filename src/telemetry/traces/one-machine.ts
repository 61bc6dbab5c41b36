import { isLoopback } from '../../model/loopback.ts';
import type { Candidate } from './candidates.ts';
import { gapOf, isWhole, type Pair } from './search.ts';

/** Fewer pairs than this fit by chance too often, whatever their times. */
const ENOUGH = 3;

/** Part of the callee's spans, and of the caller's, that has to be in a pair. */
const MOST = 0.8;

/** From so many spans on, a smaller part tells as much: two busy cores spoil the times of a quarter of them. */
const MANY = 10;
const MOST_OF_MANY = 2 / 3;

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

/** Natural logarithm of the ways to take so many out of all. */
const logWays = (taken: number, all: number): number => {
  let sum = 0;
  for (let left = 1; left <= all - taken; left += 1) sum += Math.log((taken + left) / left);
  return sum;
};

/** Chance that of so many spans as many as there are pairs lie in the callers at random times, one in each. */
const chanceOf = (pairs: readonly Pair[], around: readonly Candidate[], all: number): number => {
  const spans = [...around, ...pairs.map(({ root }) => root)].map(({ span }) => span);
  const first = spans.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY);
  const last = spans.reduce((most, { endMs }) => Math.max(most, endMs), Number.NEGATIVE_INFINITY);
  const room = pairs.reduce(
    (sum, { caller, root }) => sum + Math.max(0, lengthOf(caller) - lengthOf(root)),
    0,
  );
  const oneEach = pairs.length > FEW ? 1 : factorial(pairs.length) / pairs.length ** pairs.length;
  return Math.exp(pairs.length * Math.log(room / (last - first)) + logWays(pairs.length, all)) * oneEach;
};

/**
 * The SDK of JavaScript begins a span at a whole millisecond (`Date.now()`) and adds what `performance.now()` counts from
 * then on (@opentelemetry/sdk-trace-base 2.0, Span.js): it ends a millisecond too early at most, and more where the
 * process had to wait between the two clocks (measured on two busy cores: up to 5 ms, in a quarter of the spans).
 */
const LOST_MS = 1;

/** Part of the pairs that end as they should, of those that a busy machine may have spoilt. */
const MOST_ENDS = 0.5;

const endsAfter = ({ caller, root }: Pair): boolean => caller.span.endMs >= root.span.endMs;

const endsAbout = ({ caller, root }: Pair): boolean => caller.span.endMs + LOST_MS >= root.span.endMs;

/** Whether the caller ends after the root, as far as its clock is good for that. */
const mayEndAfter = (pair: Pair): boolean => endsAfter(pair) || isWhole(pair.caller.span.startMs);

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
  const all = Math.max(roots.length, around.length);
  const isFew = all < MANY;
  const own = pairs.filter((pair) => (isFew ? endsAfter(pair) : mayEndAfter(pair)) && isOwnCall(pair));
  // Of few pairs none may be spoilt.
  if (isFew && own.length < pairs.length) return false;
  const callers = new Set(own.map(({ caller }) => caller));
  return (
    own.length >= ENOUGH &&
    callers.size === own.length &&
    own.length >= (isFew ? MOST : MOST_OF_MANY) * all &&
    own.filter(endsAbout).length >= MOST_ENDS * own.length &&
    chanceOf(own, around, all) <= CHANCE_LIMIT
  );
};
