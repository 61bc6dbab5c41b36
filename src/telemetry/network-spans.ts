import type { ExporterGroup } from './exporter-spans.ts';
import type { PendingTrace } from './pending.ts';
import type { SpanRecord } from './span-record.ts';

/** Steps from a socket's span up to the request: name look-up, TCP, TLS, request. */
const STEPS = 4;

/** Remembers a span of a socket, or one about an export, with its trace. */
export const noteNetwork = (
  trace: PendingTrace,
  span: SpanRecord,
  isSocket: boolean,
  exporter: ExporterGroup | null,
): void => {
  if (exporter !== null) {
    trace.exporters ??= new Map();
    trace.exporters.set(span.spanId, exporter);
  } else if (isSocket) {
    trace.sockets ??= [];
    trace.sockets.push(span);
  }
};

/**
 * Spans of sockets and look-ups below a request of the exporter, or right above it, belong to that request and count
 * into its group.
 */
export const countNetworkSpans = ({ exporters, sockets, spans }: PendingTrace): void => {
  if (exporters === null || sockets === null) return;
  const parents = new Map(spans.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const above = new Map([...exporters].map(([spanId, group]) => [parents.get(spanId) ?? '', group] as const));
  for (const { spanId } of sockets) {
    let group = above.get(spanId);
    let parent = parents.get(spanId);
    for (let step = 0; group === undefined && parent !== undefined && step < STEPS; step += 1) {
      group = exporters.get(parent);
      parent = parents.get(parent);
    }
    if (group !== undefined) group.count += 1;
  }
};
