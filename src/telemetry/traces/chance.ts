import { isProbe } from './agreement.ts';
import type { Candidate } from './candidates.ts';
import { type Found, gapOf, type Pair, TOLERANCE_MS } from './search.ts';

/** Part of the roots, or of the calls, that has to fit: chance does not fit nearly always. */
const MOST = 0.8;

/** Part of the time that callers may fill; within more of it, any span lies in one of them. */
const COVERAGE_LIMIT = 0.5;

/** A root that fills less of its only enclosing span may lie anywhere in it. */
const TIGHT = 0.1;

/** Milliseconds between two spans that were hardly begun by a third party at once. */
const CLEAR_GAP_MS = 1;

/** From so many on, hardly all begin in the same order by chance. */
const MANY = 8;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

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

/** Whether a caller's span holds exactly one root, which takes up a good part of it. Roots are sorted. */
const holdsOne = ({ span }: Candidate, roots: readonly Candidate[], from: number): boolean => {
  let held: Candidate | undefined;
  for (let index = from; index < roots.length; index += 1) {
    const root = roots[index];
    if (!root || root.span.startMs > span.endMs) break;
    if (root.span.endMs > span.endMs + TOLERANCE_MS) continue;
    if (held) return false;
    held = root;
  }
  return held !== undefined && held.span.endMs - held.span.startMs >= (span.endMs - span.startMs) * TIGHT;
};

/** Whether callers and roots come one to one although callers follow each other closely. Sorted both. */
const isOneToOne = (callers: readonly Candidate[], roots: readonly Candidate[]): boolean => {
  let from = 0;
  let ones = 0;
  for (const caller of callers) {
    while (from < roots.length && (roots[from]?.span.startMs ?? 0) < Math.floor(caller.span.startMs))
      from += 1;
    if (holdsOne(caller, roots, from)) ones += 1;
  }
  return share(ones, callers.length) >= MOST;
};

const sorted = (candidates: Iterable<Candidate>): readonly Candidate[] =>
  [...candidates].sort((a, b) => a.span.startMs - b.span.startMs);

/** Whether times alone say something: callers are open seldom enough, or hold one root each. */
const isTimeTelling = (callers: readonly Candidate[], roots: readonly Candidate[]): boolean =>
  coverageOf(callers, roots) <= COVERAGE_LIMIT || isOneToOne(callers, roots);

/**
 * Whether roots begin after their callers rather than at the same moment: a third party that asks both at once makes spans
 * that enclose each other too, but in any order.
 */
const isAfter = (pairs: readonly Pair[], roots: number): boolean => {
  const gaps = pairs.map(gapOf);
  if (share(gaps.filter((gap) => gap >= CLEAR_GAP_MS).length, roots) >= MOST) return true;
  return roots >= MANY && share(gaps.filter((gap) => gap > 0).length, roots) >= 0.95;
};

const isOfServer = ({ root }: Pair): boolean => root.span.kind === 'server' || root.span.kind === 'consumer';

/** Pairs of one caller and one callee that only their times hold together. */
const areNestedTelling = (pairs: readonly Pair[], { enclosable, callers }: Found): boolean => {
  const [first] = pairs;
  if (!first || (pairs.length === 1 && !isOfServer(first))) return false;
  const roots = enclosable.filter(({ span }) => span.service === first.root.span.service);
  if (share(pairs.length, roots.length) < MOST || !isAfter(pairs, roots.length)) return false;
  const names = new Set(pairs.map(({ caller }) => nameOf(caller)));
  const around = callers.filter(
    (caller) => caller.span.service === first.caller.span.service && names.has(nameOf(caller)),
  );
  return isTimeTelling(sorted(around), roots);
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
  if (Math.max(share(pairs.length, roots.length), share(pairs.length, alike.length)) < MOST) return false;
  return pairs.every(({ server }) => server === 'open') || isTimeTelling(sorted(alike), roots);
};

const groupPairs = (pairs: readonly Pair[]): readonly (readonly Pair[])[] => {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = `${pair.caller.span.service}\n${pair.root.span.service}`;
    const known = groups.get(key);
    if (known) known.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups.values()];
};

/**
 * Leaves out what may be chance. `isJoined` tells whether a service continues traces of another: then what only lies within
 * its spans is somebody else's.
 */
export const withoutChance = (
  found: Found,
  roots: readonly Candidate[],
  isJoined: (caller: string, callee: string) => boolean,
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
      .filter((pairs) => areNestedTelling(pairs, found))
      .flat(),
  ];
};
