import { isProbe } from './agreement.ts';
import type { Candidate } from './candidates.ts';
import { areTellingOnOneMachine } from './one-machine.ts';
import { takesRequests } from './parents.ts';
import { type Found, gapOf, type Pair, TOLERANCE_MS } from './search.ts';

/** Part of the roots, or of the calls, that has to fit: chance does not fit nearly always. */
const MOST = 0.8;
const NEARLY_ALL = 0.9;

/** Part of the time that callers may fill; within more of it, any span lies in one of them. */
const COVERAGE_LIMIT = 0.5;

/** A root that fills less of the only span around it may lie anywhere in it, as long as there are few. */
const TIGHT = 0.1;
const FEW = 5;

/**
 * Milliseconds between two spans that were hardly begun by a third party at once, the fewer the more. A server that calls
 * another at once does so within 0.6 to 1.2 ms (Flask on one machine).
 */
const clearGap = (pairs: number): number => (pairs <= 2 ? 2 : pairs < FEW ? 1 : 0.5);

/** From so many on, hardly all begin in the same order by chance. */
const MANY = 8;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const lengthOf = ({ span }: Candidate): number => span.endMs - span.startMs;

const nameOf = ({ span }: Candidate): string => `${span.kind}\n${span.name}`;

/** Milliseconds that intervals cover together, and from the first to the last of them. Sorted by start. */
const extentOf = (spans: readonly Candidate[]): { readonly covered: number; readonly endMs: number } => {
  let covered = 0;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { span } of spans) {
    covered += Math.max(0, span.endMs - Math.max(span.startMs, endMs));
    endMs = Math.max(endMs, span.endMs);
  }
  return { covered, endMs };
};

/** Part of the time in which a caller's span is open, of all the time in which callers and roots were seen. Sorted both. */
const coverageOf = (callers: readonly Candidate[], roots: readonly Candidate[]): number => {
  const { covered, endMs } = extentOf(callers);
  const last = Math.max(endMs, extentOf(roots).endMs);
  const first = Math.min(callers[0]?.span.startMs ?? last, roots[0]?.span.startMs ?? last);
  return share(covered, last - first);
};

/** The root that a caller's span holds, when it holds only one. Roots are sorted. */
const onlyRootIn = (
  { span }: Candidate,
  roots: readonly Candidate[],
  from: number,
): Candidate | undefined => {
  let held: Candidate | undefined;
  for (let index = from; index < roots.length; index += 1) {
    const root = roots[index];
    if (!root || root.span.startMs > span.endMs) break;
    if (root.span.endMs > span.endMs + TOLERANCE_MS) continue;
    if (held) return undefined;
    held = root;
  }
  return held;
};

/** Whether callers and roots come one to one although callers follow each other closely. Sorted both. */
const isOneToOne = (callers: readonly Candidate[], roots: readonly Candidate[]): boolean => {
  let from = 0;
  let ones = 0;
  for (const caller of callers) {
    while (from < roots.length && (roots[from]?.span.startMs ?? 0) < Math.floor(caller.span.startMs))
      from += 1;
    const root = onlyRootIn(caller, roots, from);
    if (root && (callers.length >= FEW || lengthOf(root) >= lengthOf(caller) * TIGHT)) ones += 1;
  }
  return share(ones, callers.length) >= MOST;
};

const sorted = (candidates: Iterable<Candidate>): readonly Candidate[] =>
  [...candidates].sort((a, b) => a.span.startMs - b.span.startMs);

/** Whether times alone say something: callers are open seldom enough, or hold one root each. */
const isTimeTelling = (callers: readonly Candidate[], roots: readonly Candidate[]): boolean =>
  coverageOf(callers, roots) <= COVERAGE_LIMIT || isOneToOne(callers, roots);

/**
 * Whether most roots lie in a caller and begin after it rather than at the same moment: a third party that asks both at once makes spans
 * that enclose each other too, but in any order.
 */
const areMostAfter = (pairs: readonly Pair[], roots: number): boolean => {
  const gaps = pairs.map(gapOf);
  const clear = clearGap(pairs.length);
  if (share(gaps.filter((gap) => gap >= clear).length, roots) >= MOST) return true;
  return roots >= MANY && share(gaps.filter((gap) => gap > 0).length, roots) >= NEARLY_ALL;
};

/**
 * The spans that may have made such calls. Where spans of one trace lie in each other, now this one and now that is the
 * innermost around a root, as a busy machine has it: of each trace only the spans named like those in a pair count, or,
 * where none is in a pair, those named like the first.
 */
const callersLike = (pairs: readonly Pair[], callers: readonly Candidate[]): readonly Candidate[] => {
  const names = new Set(pairs.map(({ caller }) => nameOf(caller)));
  const service = pairs[0]?.caller.span.service;
  const namesIn = new Map<string, Set<string>>();
  for (const { caller } of pairs)
    namesIn.set(
      caller.span.traceId,
      (namesIn.get(caller.span.traceId) ?? new Set<string>()).add(nameOf(caller)),
    );
  return callers.filter((caller) => {
    const name = nameOf(caller);
    if (caller.span.service !== service || !names.has(name)) return false;
    const known = namesIn.get(caller.span.traceId);
    if (known) return known.has(name);
    namesIn.set(caller.span.traceId, new Set([name]));
    return true;
  });
};

/** Pairs of one caller and one callee that only their times hold together. */
const areNestedTelling = (
  pairs: readonly Pair[],
  { enclosable, callers }: Found,
  sameMachine: boolean,
): boolean => {
  const [first] = pairs;
  if (!first || (pairs.length === 1 && !takesRequests(first.root.span))) return false;
  const roots = enclosable.filter(
    ({ span }) =>
      span.service === first.root.span.service && takesRequests(span) === takesRequests(first.root.span),
  );
  const around = callersLike(pairs, callers);
  if (sameMachine && areTellingOnOneMachine(pairs, roots, around)) return true;
  return areMostAfter(pairs, roots.length) && isTimeTelling(sorted(around), roots);
};

const askedFor = ({ request }: Candidate): string => `${request?.rpc ?? ''} ${request?.path ?? ''}`;

/** Pairs of one caller and one callee that agree on a request and not on the server. */
const areUnsureTelling = (
  pairs: readonly Pair[],
  all: readonly Candidate[],
  callers: readonly Candidate[],
) => {
  const [first] = pairs;
  if (!first) return false;
  const asked = new Set(pairs.map(({ caller }) => askedFor(caller)));
  const answered = new Set(pairs.map(({ root }) => askedFor(root)));
  const alike = callers.filter(
    ({ span, request }) =>
      span.service === first.caller.span.service && request && asked.has(askedFor({ span, request })),
  );
  const roots = all.filter(
    (root) => root.span.service === first.root.span.service && answered.has(askedFor(root)),
  );
  const ofBoth = [share(pairs.length, roots.length), share(pairs.length, alike.length)];
  if (Math.max(...ofBoth) < MOST) return false;
  // Two that have nothing to do with each other hardly get the same number of requests at the same times.
  if (pairs.length >= FEW && Math.min(...ofBoth) >= NEARLY_ALL) return true;
  return pairs.every(({ server }) => server === 'open') || isTimeTelling(sorted(alike), roots);
};

/** By caller and callee; requests that a service takes apart from what it does by itself. */
const groupPairs = (pairs: readonly Pair[]): readonly (readonly Pair[])[] => {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = `${pair.caller.span.service}\n${pair.root.span.service}\n${takesRequests(pair.root.span)}`;
    const known = groups.get(key);
    if (known) known.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups.values()];
};

/**
 * Leaves out what may be chance. `isJoined` tells whether a service continues traces of another: then what only lies within
 * its spans is somebody else's. `sameMachine`: all services run by one clock.
 */
export const withoutChance = (
  found: Found,
  roots: readonly Candidate[],
  isJoined: (caller: string, callee: string) => boolean,
  sameMachine: boolean,
): readonly Pair[] => {
  const sure = found.pairs.filter(({ match, server }) => match === 'request' && server === 'same');
  const unsure = found.pairs.filter(
    ({ match, server, root }) => match === 'request' && server !== 'same' && !isProbe(root.request),
  );
  const nested = found.pairs.filter(
    ({ match, caller, root }) => match === 'nested' && !isJoined(caller.span.service, root.span.service),
  );
  return [
    ...sure,
    ...groupPairs(unsure)
      .filter((pairs) => areUnsureTelling(pairs, roots, found.callers))
      .flat(),
    ...groupPairs(nested)
      .filter((pairs) => areNestedTelling(pairs, found, sameMachine))
      .flat(),
  ];
};
