import type { BrokenCall, CallEdge, CallsFact, ServiceFact } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { cleanText } from '../text.ts';
import { calledOf } from './agreement.ts';
import { createCandidateLists, joinsOf } from './candidates.ts';
import { withoutChance } from './chance.ts';
import { spansById, takesRequests } from './parents.ts';
import { sampleOf } from './sample.ts';
import { type Pair, searchCallers } from './search.ts';

const EDGE_LIMIT = 1_000;
const SAMPLE_LIMIT = 5;

/** Of an edge with more joined calls than so many for each broken one, the broken ones are taken for chance. */
const JOINED_FOR_EACH = 50;

type By = CallEdge['by'];

/** A count in the present part of the window and the one before. */
interface Count {
  now: number;
  before: number;
}

/** One direction between two services. */
interface Edge {
  readonly caller: string;
  readonly callee: string;
  readonly by: By;
  joined: number;
  readonly broken: Pair[];
}

/** Who calls whom. Bounded. */
export interface CallsAccumulator {
  /** Takes the spans of one trace; `whole` is false when parts of it may be missing for reasons of ours. */
  add(spans: readonly SpanRecord[], whole: boolean): void;
  /** Begins a new part of the window: what is older than the part before it is forgotten. */
  rotate(): void;
  /** By the id of the caller; every service has an entry. */
  calls(services: readonly ServiceFact[]): ReadonlyMap<string, CallsFact>;
}

const createCounts = () => {
  const counts = new Map<string, Count>();
  return {
    add: (key: string): void => {
      const count = counts.get(key);
      if (count) count.now += 1;
      else if (counts.size < EDGE_LIMIT) counts.set(key, { now: 1, before: 0 });
    },
    rotate: (): void => {
      for (const [key, { now }] of counts)
        if (now === 0) counts.delete(key);
        else counts.set(key, { now: 0, before: now });
    },
    of: (key: string): number => {
      const count = counts.get(key);
      return count ? count.now + count.before : 0;
    },
    keys: () => counts.keys(),
  };
};

const keyOf = (caller: string, callee: string, by: By): string => JSON.stringify([caller, callee, by]);

const byOf = (parent: SpanRecord, child: SpanRecord): By =>
  child.kind === 'consumer' || parent.kind === 'producer' ? 'message' : 'call';

const brokenCallOf = ({ caller, root, match }: Pair): BrokenCall => {
  // Of a server's span the request is the one that it answers.
  const called = calledOf(takesRequests(caller.span) ? null : caller.span.request);
  return {
    caller: sampleOf(caller.span),
    callee: sampleOf(root.span),
    match,
    called: called === null ? null : cleanText(called),
  };
};

/** The latest of each kind, those with a request first. */
const samplesOf = (pairs: readonly Pair[]): readonly BrokenCall[] => {
  const latest = pairs.toSorted((a, b) => b.root.span.startMs - a.root.span.startMs);
  const seen = latest.filter(({ match }) => match === 'request');
  return [...seen, ...latest.filter(({ match }) => match === 'nested')]
    .slice(0, SAMPLE_LIMIT)
    .map(brokenCallOf);
};

const factOf = (edge: Edge, callee: ServiceFact | undefined, calleeRoots: number): CallEdge => {
  const broken = edge.broken.length * JOINED_FOR_EACH < edge.joined ? [] : edge.broken;
  return {
    callee: callee?.label ?? edge.callee,
    calleeId: edge.callee,
    calleeLanguage: callee?.language ?? null,
    by: edge.by,
    joined: edge.joined,
    broken: broken.length,
    calleeRoots,
    samples: samplesOf(broken),
    propagators: null,
  };
};

/** `sameMachine`: all services run on one machine, by one clock, so that their times tell more. */
export const createCallsAccumulator = (sameMachine = false): CallsAccumulator => {
  const lists = createCandidateLists();
  const joined = createCounts();
  const roots = createCounts();
  let known: readonly Edge[] | null = null;

  const findEdges = (): readonly Edge[] => {
    const edges = new Map<string, Edge>();
    const edgeOf = (caller: string, callee: string, by: By): Edge => {
      const key = keyOf(caller, callee, by);
      const edge = edges.get(key) ?? { caller, callee, by, joined: joined.of(key), broken: [] };
      edges.set(key, edge);
      return edge;
    };
    for (const key of joined.keys()) edgeOf(...(JSON.parse(key) as [string, string, By]));
    const candidates = lists.candidates();
    for (const { span, by } of candidates.answered) {
      if (by.service === null || by.service === span.service) continue;
      edgeOf(span.service, by.service, by.message || span.kind === 'producer' ? 'message' : 'call').joined +=
        1;
    }
    const isJoined = (caller: string, callee: string): boolean =>
      (['call', 'message'] as const).some((by) => (edges.get(keyOf(caller, callee, by))?.joined ?? 0) > 0);
    for (const pair of withoutChance(searchCallers(candidates), candidates.roots, isJoined, sameMachine)) {
      const [caller, root] = [pair.caller.span, pair.root.span];
      edgeOf(caller.service, root.service, byOf(caller, root)).broken.push(pair);
    }
    return [...edges.values()];
  };

  return {
    add: (spans, whole) => {
      known = null;
      const trace = spansById(spans);
      const joins = joinsOf(trace);
      for (const { parent, child } of joins)
        joined.add(keyOf(parent.service, child.service, byOf(parent, child)));
      for (const span of trace.values()) if (span.parentSpanId === '') roots.add(span.service);
      lists.add(trace, new Set(joins.map(({ parent }) => parent)), whole);
    },
    rotate: () => {
      known = null;
      joined.rotate();
      roots.rotate();
      lists.rotate();
    },
    calls: (services) => {
      known ??= findEdges();
      const byId = new Map(services.map((service) => [service.id, service]));
      const facts = new Map<string, { readonly edges: CallEdge[] }>(
        services.map(({ id }) => [id, { edges: [] }]),
      );
      for (const edge of known)
        facts.get(edge.caller)?.edges.push(factOf(edge, byId.get(edge.callee), roots.of(edge.callee)));
      return facts;
    },
  };
};
