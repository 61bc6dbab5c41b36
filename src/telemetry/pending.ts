import type { ExporterGroup } from './exporter-spans.ts';
import { createQueue, type Queue, type Queued } from './queue.ts';
import type { ServiceState } from './services.ts';
import type { SpanRecord } from './span-record.ts';
import { isParentRemote } from './traces/parents.ts';

/** Spans of one trace that are kept; a trace that goes on for ever is cut there. */
const TRACE_LIMIT = 5_000;

/** Traces from this size on look spans up by id. */
const INDEX_FROM = 16;

/** Settled traces whose ids are remembered, twice. */
const SETTLED_LIMIT = 20_000;

/**
 * How many times as long a trace waits when a parent is missing: exporters of two processes send up to 5 seconds apart,
 * and a span that is still open in the same process may take longer than its children.
 */
const PATIENCE = { complete: 1, remote: 3, local: 12 } as const;

type Patience = keyof typeof PATIENCE;

const PATIENCES = Object.keys(PATIENCE) as Patience[];

/** A trace that is not settled. */
export interface PendingTrace extends Queued<PendingTrace> {
  readonly id: string;
  readonly spans: SpanRecord[];
  index: Map<string, SpanRecord> | null;
  readonly services: Set<ServiceState>;
  /** Spans of exporters and of sockets, where there are any. */
  exporters: Map<string, ExporterGroup> | null;
  sockets: SpanRecord[] | null;
  lastMs: number;
  queue: Patience;
  /** A part of it is not among `spans`, which are bounded. */
  cut: boolean;
  /** A part of a trace that had been settled before. */
  readonly late: boolean;
}

/** What becomes of pending traces. */
export interface PendingEvents {
  /** A trace ends: it was settled, or has to make room. `whole` is false when a part of it may be missing. */
  readonly onDone: (trace: PendingTrace, whole: boolean) => void;
  readonly onDuplicate: (first: SpanRecord, again: SpanRecord) => void;
  readonly onTrace: () => void;
}

/** Spans of traces that are not settled. */
export interface PendingTraces {
  /** Keeps a span; its trace, or null when the span is not kept. */
  keep(span: SpanRecord, service: ServiceState): PendingTrace | null;
  /** Ends the traces that were idle for long enough. */
  settle(nowMs: number): void;
  /**
   * Ends all. With a time those that were not idle for long enough by then, and miss a parent, may be unfinished, and
   * nothing is said of what is missing in them.
   */
  settleAll(nowMs?: number): void;
}

const find = (trace: PendingTrace, spanId: string): SpanRecord | undefined => {
  if (trace.index !== null) return trace.index.get(spanId);
  for (const span of trace.spans) if (span.spanId === spanId) return span;
  return undefined;
};

const append = (trace: PendingTrace, span: SpanRecord): void => {
  trace.spans.push(span);
  if (trace.index !== null) trace.index.set(span.spanId, span);
  else if (trace.spans.length > INDEX_FROM)
    trace.index = new Map(trace.spans.map((known) => [known.spanId, known]));
};

/** Whose parent is missing: a span of the same process, which may still be open, counts for more. */
const patienceOf = (trace: PendingTrace): Patience => {
  if (trace.cut || trace.late) return 'complete';
  let patience: Patience = 'complete';
  for (const span of trace.spans) {
    if (span.parentSpanId === '' || find(trace, span.parentSpanId) !== undefined) continue;
    if (!isParentRemote(span)) return 'local';
    patience = 'remote';
  }
  return patience;
};

type Queues = Readonly<Record<Patience, Queue<PendingTrace>>>;

/** The trace that was idle for longest: the queues are in the order of time. */
const oldestOf = (queues: Queues): PendingTrace | null =>
  PATIENCES.map((patience) => queues[patience].first())
    .filter((first) => first !== null)
    .reduce<PendingTrace | null>(
      (oldest, first) => (oldest === null || first.lastMs < oldest.lastMs ? first : oldest),
      null,
    );

const moveTo = (queues: Queues, trace: PendingTrace, patience: Patience): void => {
  queues[trace.queue].remove(trace);
  trace.queue = patience;
  queues[patience].push(trace);
};

const touch = (queues: Queues, trace: PendingTrace, nowMs: number): void => {
  if (trace.lastMs === nowMs && trace.queue === 'complete') return;
  trace.lastMs = nowMs;
  moveTo(queues, trace, 'complete');
};

const newTrace = (span: SpanRecord, late: boolean): PendingTrace => ({
  id: span.traceId,
  spans: [],
  index: null,
  services: new Set(),
  exporters: null,
  sockets: null,
  lastMs: span.receivedMs,
  queue: 'complete',
  cut: false,
  late,
  before: null,
  after: null,
});

const noteService = ({ services, late }: PendingTrace, service: ServiceState): void => {
  if (services.has(service)) return;
  services.add(service);
  if (!late) service.traces += 1;
};

/** Ids that are remembered: the last `limit` of them and up to as many before. */
const createMemory = (limit: number): { has(id: string): boolean; add(id: string): void } => {
  let recent = new Set<string>();
  let before = new Set<string>();
  return {
    has: (id) => recent.has(id) || before.has(id),
    add: (id) => {
      if (recent.size >= limit) {
        before = recent;
        recent = new Set();
      }
      recent.add(id);
    },
  };
};

/** At most `maxSpans` spans; traces are settled when they were idle for `settleMs`. */
export const createPendingTraces = (
  { maxSpans, settleMs }: { readonly maxSpans: number; readonly settleMs: number },
  { onDone, onDuplicate, onTrace }: PendingEvents,
): PendingTraces => {
  const traces = new Map<string, PendingTrace>();
  const queues: Queues = { complete: createQueue(), remote: createQueue(), local: createQueue() };
  const traceLimit = Math.min(TRACE_LIMIT, maxSpans);
  const settled = createMemory(SETTLED_LIMIT);
  let kept = 0;
  const finish = (trace: PendingTrace, isOpen = false): void => {
    queues[trace.queue].remove(trace);
    traces.delete(trace.id);
    kept -= trace.spans.length;
    settled.add(trace.id);
    onDone(trace, !(trace.cut || trace.late || isOpen));
  };
  const makeRoom = (): void => {
    while (kept >= maxSpans) {
      const oldest = oldestOf(queues);
      if (oldest === null) return;
      oldest.cut = true;
      finish(oldest);
    }
  };
  const create = (span: SpanRecord): PendingTrace => {
    const trace = newTrace(span, settled.has(span.traceId));
    traces.set(trace.id, trace);
    queues.complete.push(trace);
    if (!trace.late) onTrace();
    return trace;
  };
  const settleQueue = (patience: Patience, nowMs: number): void => {
    const queue = queues[patience];
    const untilMs = nowMs - settleMs * PATIENCE[patience];
    for (let trace = queue.first(); trace !== null && trace.lastMs <= untilMs; trace = queue.first()) {
      const wanted = patience === 'complete' ? patienceOf(trace) : patience;
      if (wanted === patience) finish(trace);
      else moveTo(queues, trace, wanted);
    }
  };
  return {
    keep: (span, service) => {
      makeRoom();
      const trace = traces.get(span.traceId) ?? create(span);
      touch(queues, trace, span.receivedMs);
      noteService(trace, service);
      const first = find(trace, span.spanId);
      if (first !== undefined) onDuplicate(first, span);
      else if (trace.spans.length >= traceLimit) trace.cut = true;
      if (first !== undefined || trace.cut) return null;
      append(trace, span);
      kept += 1;
      return trace;
    },
    settle: (nowMs) => {
      for (const patience of PATIENCES) settleQueue(patience, nowMs);
    },
    settleAll: (nowMs = Number.POSITIVE_INFINITY) => {
      for (const trace of traces.values())
        finish(trace, trace.lastMs > nowMs - settleMs && patienceOf(trace) !== 'complete');
    },
  };
};
