import type { SpanRecord } from '../span-record.ts';

/** The spans of one trace by their ids; of a span that arrived twice the first. */
export type TraceSpans = ReadonlyMap<string, SpanRecord>;

/** Puts the spans of one trace under their ids. */
export const spansById = (spans: readonly SpanRecord[]): TraceSpans => {
  const found = new Map<string, SpanRecord>();
  for (const span of spans) if (!found.has(span.spanId)) found.set(span.spanId, span);
  return found;
};

/** The parent of a span; undefined for a root, for one whose parent is not there and for one that names itself. */
export const parentOf = (span: SpanRecord, trace: TraceSpans): SpanRecord | undefined => {
  if (span.parentSpanId === '' || span.parentSpanId === span.spanId) return undefined;
  return trace.get(span.parentSpanId);
};

/** Whether a span is about a request or message that came from elsewhere. */
export const takesRequests = ({ kind }: SpanRecord): boolean => kind === 'server' || kind === 'consumer';

/**
 * The parent of a span when both are of one piece of work in one process. A request that a service sends to itself and a
 * message that it handles later are work of their own.
 */
export const localParentOf = (span: SpanRecord, trace: TraceSpans): SpanRecord | undefined => {
  if (span.parentRemote === true || takesRequests(span)) return undefined;
  const parent = parentOf(span, trace);
  return parent?.service === span.service ? parent : undefined;
};

/** Whether a parent that is not there is in another process: as the sender says, else as the kind lets expect. */
export const isParentRemote = (span: SpanRecord): boolean => span.parentRemote ?? takesRequests(span);
