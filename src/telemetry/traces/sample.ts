import type { SpanSample } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { cleanText } from '../text.ts';

/** A span as evidence: what it is looked up by, with its texts cleaned and cut. */
export const sampleOf = (span: SpanRecord): SpanSample => ({
  traceId: span.traceId,
  spanId: span.spanId,
  name: cleanText(span.name),
  kind: span.kind,
  scope: cleanText(span.scope.name),
  library: span.scope.library,
  startMs: span.startMs,
  durationMs: span.endMs - span.startMs,
});
