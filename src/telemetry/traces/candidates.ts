import type { SpanRecord } from '../span-record.ts';
import { type ComparedRequest, comparedRequest } from './agreement.ts';
import { isParentRemote, parentOf, type TraceSpans } from './parents.ts';

/** Lists of what is not matched yet; the oldest leave first. */
const ROOT_LIMIT = 2_000;
const REQUEST_LIMIT = 4_000;
const WORK_LIMIT = 4_000;
const ANSWER_LIMIT = 10_000;

/** A span that waits for its other side. */
export interface Candidate {
  readonly span: SpanRecord;
  readonly request: ComparedRequest | null;
}

/** A span that continues or links another one of a trace that was seen before, or of none that was seen. */
export interface LateAnswer {
  readonly spanId: string;
  /** Service of the answer; null for a link, which is no call. */
  readonly service: string | null;
  readonly message: boolean;
}

/** What is there to be matched, in the order of the start. */
export interface Candidates {
  /** Roots without links, which say by themselves that the beginning of a trace was meant. */
  readonly roots: readonly Candidate[];
  /** Spans of clients and producers that no other service continued. */
  readonly requests: readonly Candidate[];
  /** Other spans, which may enclose a call that nobody instrumented. */
  readonly work: readonly Candidate[];
  /** Requests of which the answer arrived later. */
  readonly answered: readonly { readonly span: SpanRecord; readonly by: LateAnswer }[];
}

/** Collects spans for the search of broken calls. Bounded. */
export interface CandidateLists {
  /** `continued` are the spans with a child in another service. */
  add(trace: TraceSpans, continued: ReadonlySet<SpanRecord>, whole: boolean): void;
  /** Begins a new part of the window; what is older than the part before it is forgotten. */
  rotate(): void;
  candidates(): Candidates;
}

/** Keeps the latest items. `part` is the part of the window that an item belongs to. */
const createLatest = <Item>(limit: number) => {
  const items: Item[] = [];
  const parts: number[] = [];
  let next = 0;
  return {
    push: (item: Item, part: number): void => {
      items[next] = item;
      parts[next] = part;
      next = (next + 1) % limit;
    },
    since: (part: number): readonly Item[] => items.filter((_, index) => (parts[index] ?? 0) >= part),
  };
};

/** Requests are taken apart when they are first looked at, which under load few ever are. */
const createPreparation = () => {
  const prepared = new WeakMap<SpanRecord, Candidate>();
  const prepare = (span: SpanRecord): Candidate => {
    const candidate = prepared.get(span) ?? { span, request: comparedRequest(span.request) };
    prepared.set(span, candidate);
    return candidate;
  };
  return (spans: readonly SpanRecord[]): readonly Candidate[] =>
    spans.map(prepare).sort((a, b) => a.span.startMs - b.span.startMs);
};

/** A request as its sender sees it; own code may tell of one without saying that it is a client. */
const isRequest = ({ kind, request }: SpanRecord): boolean =>
  kind === 'client' ||
  kind === 'producer' ||
  (request !== null && (kind === 'internal' || kind === 'unspecified'));

export const createCandidateLists = (): CandidateLists => {
  const roots = createLatest<SpanRecord>(ROOT_LIMIT);
  const requests = createLatest<SpanRecord>(REQUEST_LIMIT);
  const work = createLatest<SpanRecord>(WORK_LIMIT);
  const answers = createLatest<LateAnswer>(ANSWER_LIMIT);
  const asCandidates = createPreparation();
  let part = 0;
  const addAnswers = (span: SpanRecord, isMissing: boolean): void => {
    for (const spanId of span.links) answers.push({ spanId, service: null, message: false }, part);
    if (!isMissing || !isParentRemote(span)) return;
    answers.push(
      { spanId: span.parentSpanId, service: span.service, message: span.kind === 'consumer' },
      part,
    );
  };
  return {
    add: (trace, continued, whole) => {
      for (const span of trace.values()) {
        const isRoot = span.parentSpanId === '';
        addAnswers(span, !isRoot && !trace.has(span.parentSpanId));
        if (isRoot && span.links.length === 0) roots.push(span, part);
        if (whole && !continued.has(span)) (isRequest(span) ? requests : work).push(span, part);
      }
    },
    rotate: () => {
      part += 1;
    },
    candidates: () => {
      const late = new Map(answers.since(part - 1).map((answer) => [answer.spanId, answer]));
      const open = requests.since(part - 1);
      return {
        roots: asCandidates(roots.since(part - 1)),
        requests: asCandidates(open.filter(({ spanId }) => !late.has(spanId))),
        work: asCandidates(work.since(part - 1)),
        answered: open.flatMap((span) => {
          const by = late.get(span.spanId);
          return by ? [{ span, by }] : [];
        }),
      };
    },
  };
};

/** A span and its parent in another service. */
export interface Join {
  readonly parent: SpanRecord;
  readonly child: SpanRecord;
}

/** The calls between services that one trace holds together. */
export const joinsOf = (trace: TraceSpans): readonly Join[] => {
  const joins: Join[] = [];
  for (const child of trace.values()) {
    const parent = parentOf(child, trace);
    if (parent !== undefined && parent.service !== child.service) joins.push({ parent, child });
  }
  return joins;
};
