import type { BrokenCall } from '../../model/telemetry.ts';
import { compareRequests, compareServers, isProbe, type SameServer } from './agreement.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { takesRequests } from './parents.ts';

/**
 * Milliseconds that the other side may begin before or end after the span of its caller. Both are usually on one machine or
 * in one network, where clocks agree to a few milliseconds; servers end their span a little after the answer has left; some
 * SDKs take whole milliseconds. Wider would only match more by chance.
 */
export const TOLERANCE_MS = 5;

/** Callers that are looked at for one root, the latest to begin first out of more that are open at once: it bounds the time. */
const OPEN_LIMIT = 128;

/** A root span and the span of another service that may be its caller. */
export interface Pair {
  readonly caller: Candidate;
  readonly root: Candidate;
  readonly match: BrokenCall['match'];
  /** Of a request: whether both name the same server. */
  readonly server: SameServer;
}

const isApart = ({ span: a }: Candidate, { span: b }: Candidate): boolean =>
  a.service !== b.service && a.traceId !== b.traceId;

/** Roots that answer a request; a client that begins a trace is nobody's answer. */
const answers = ({ span: { kind } }: Candidate): boolean => kind !== 'client' && kind !== 'producer';

/**
 * Goes through roots in the order of their start together with the callers that are open at that time. The list is the
 * callback's to take from.
 */
const sweep = (
  roots: readonly Candidate[],
  callers: readonly Candidate[],
  visit: (root: Candidate, open: readonly Candidate[]) => Candidate | undefined,
): void => {
  let open: Candidate[] = [];
  let next = 0;
  for (const root of roots) {
    const { startMs } = root.span;
    open = open.filter(({ span }) => span.endMs >= startMs - TOLERANCE_MS);
    for (let caller = callers[next]; caller; caller = callers[next]) {
      if (caller.span.startMs > startMs + TOLERANCE_MS) break;
      open.push(caller);
      next += 1;
    }
    if (open.length > OPEN_LIMIT) open = open.slice(-OPEN_LIMIT);
    const taken = visit(root, open);
    if (taken) open.splice(open.indexOf(taken), 1);
  }
};

const SERVER_RANK: Readonly<Record<SameServer, number>> = { same: 0, open: 1, other: 2 };

const serverOf = ({ request: a }: Candidate, { request: b }: Candidate): SameServer =>
  a === null || b === null ? 'open' : compareServers(a, b);

/** The request that a root answers: of the same server first, then the one that ends first, which leaves most for others. */
const requestOf = (root: Candidate, open: readonly Candidate[]): Pair | undefined => {
  let best: Pair | undefined;
  for (const caller of open) {
    if (caller.span.endMs < root.span.endMs - TOLERANCE_MS || !isApart(caller, root)) continue;
    if (caller.span.kind === 'producer' || compareRequests(caller.request, root.request) !== 'agree')
      continue;
    const server = serverOf(caller, root);
    const rank = best === undefined ? 0 : SERVER_RANK[server] - SERVER_RANK[best.server];
    if (best === undefined || rank < 0 || (rank === 0 && caller.span.endMs < best.caller.span.endMs))
      best = { caller, root, match: 'request', server };
  }
  return best;
};

const findRequests = (roots: readonly Candidate[], requests: readonly Candidate[]): readonly Pair[] => {
  const pairs: Pair[] = [];
  sweep(
    roots.filter((root) => answers(root) && root.request !== null),
    requests.filter(({ request }) => request !== null),
    (root, open) => {
      const pair = requestOf(root, open);
      if (pair) pairs.push(pair);
      return pair?.caller;
    },
  );
  return pairs;
};

const byDestination = (candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> => {
  const found = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const destination = candidate.request?.destination;
    if (destination == null) continue;
    const known = found.get(destination);
    if (known) known.push(candidate);
    else found.set(destination, [candidate]);
  }
  return found;
};

/** Messages wait in a queue for any time: to each consumer of a destination the earliest one that it has not had. */
const findMessages = (roots: readonly Candidate[], requests: readonly Candidate[]): readonly Pair[] => {
  const sent = byDestination(requests.filter(({ span }) => span.kind === 'producer'));
  const next = new Map<string, number>();
  const pairs: Pair[] = [];
  for (const root of roots) {
    const destination = root.request?.destination;
    if (root.span.kind !== 'consumer' || destination == null) continue;
    const key = `${root.span.service}\n${destination}`;
    const messages = sent.get(destination) ?? [];
    let index = next.get(key) ?? 0;
    for (let message = messages[index]; message && !isApart(message, root); message = messages[index])
      index += 1;
    const caller = messages[index];
    next.set(key, index);
    if (!caller || caller.span.startMs > root.span.startMs + TOLERANCE_MS) continue;
    next.set(key, index + 1);
    pairs.push({ caller, root, match: 'request', server: 'same' });
  }
  return pairs;
};

/** A double of this size, milliseconds since 1970, is exact to a quarter of a microsecond; parts that are added up lose some more. */
const PRECISION_MS = 0.001;

/** Whether a time was taken in whole milliseconds (`Date.now()`). */
export const isWhole = (ms: number): boolean => Math.abs(ms - Math.round(ms)) < PRECISION_MS;

/**
 * Milliseconds by which the root begins later, negative when it begins before. Where only the root's are whole
 * milliseconds, the caller's are cut to them as well.
 */
export const gapOf = ({ caller, root }: Pick<Pair, 'caller' | 'root'>): number => {
  const [a, b] = [caller.span.startMs, root.span.startMs];
  if (!isWhole(b)) return b - a;
  return Math.round(b) - (isWhole(a) ? Math.round(a) : Math.floor(a));
};

const lengthOf = ({ span }: Candidate): number => span.endMs - span.startMs;

/** Of short spans the tolerance is a part, so that one right after another does not lie within it. */
const encloses = (caller: Candidate, root: Candidate): boolean =>
  caller.span.endMs >= root.span.endMs - Math.min(TOLERANCE_MS, lengthOf(caller) / 2) &&
  caller.span.endMs >= root.span.startMs &&
  gapOf({ caller, root }) >= 0 &&
  isApart(caller, root);

/** Which spans may stand around a call: around a root that is no server's only a client's. */
const mayCall = (caller: Candidate, root: Candidate): boolean => {
  if (caller.span.kind === 'producer') return false;
  return caller.span.kind === 'client' || takesRequests(root.span);
};

const isInner = (a: Candidate, b: Candidate): boolean =>
  lengthOf(a) < lengthOf(b) || (lengthOf(a) === lengthOf(b) && a.span.kind === 'client');

/** The shortest span around a root, of a trace that is not known to be busy with another call at that time. */
const enclosureOf = (root: Candidate, open: readonly Candidate[]): Candidate | undefined => {
  const around = open.filter((caller) => encloses(caller, root));
  const isOther = (caller: Candidate): boolean =>
    caller.span.kind === 'client' && compareRequests(caller.request, root.request) === 'contradict';
  const busy = new Set(around.filter(isOther).map(({ span }) => span.traceId));
  let best: Candidate | undefined;
  for (const caller of around)
    if (mayCall(caller, root) && !busy.has(caller.span.traceId) && (!best || isInner(caller, best)))
      best = caller;
  return best;
};

const findNested = (roots: readonly Candidate[], callers: readonly Candidate[]): readonly Pair[] => {
  const pairs: Pair[] = [];
  sweep(roots, callers, (root, open) => {
    const caller = enclosureOf(root, open);
    if (caller) pairs.push({ caller, root, match: 'nested', server: 'open' });
    return caller?.span.kind === 'client' ? caller : undefined;
  });
  return pairs;
};

/** What a search finds: pairs that may still be chance, and the roots that were looked at by their times alone. */
export interface Found {
  readonly pairs: readonly Pair[];
  readonly enclosable: readonly Candidate[];
  readonly callers: readonly Candidate[];
}

/** Looks for callers of roots: by request, by message, then by times. */
export const searchCallers = ({ roots, requests, work }: Candidates): Found => {
  const seen = [...findRequests(roots, requests), ...findMessages(roots, requests)];
  const matched = new Set(seen.flatMap(({ caller, root }) => [caller, root]));
  const enclosable = roots.filter((root) => !matched.has(root) && !isProbe(root.request));
  const callers = [...requests.filter((caller) => !matched.has(caller)), ...work].sort(
    (a, b) => a.span.startMs - b.span.startMs,
  );
  return {
    pairs: [...seen, ...findNested(enclosable, callers)],
    enclosable,
    callers: [...requests, ...work],
  };
};
