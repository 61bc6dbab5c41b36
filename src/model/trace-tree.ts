import type { SpanKind } from './telemetry.ts';

/** One span in the tree of its trace. */
export interface TreeNode {
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Label of the service. */
  readonly service: string;
  /** Milliseconds after the start of the trace. */
  readonly offsetMs: number;
  readonly durationMs: number;
  /** Its parent did not arrive. */
  readonly orphan: boolean;
  readonly children: readonly TreeNode[];
}

/** A settled trace. */
export interface TraceTree {
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly services: readonly string[];
  readonly spans: number;
  /** Spans that are left out of the tree, which is bounded. */
  readonly omitted: number;
  readonly roots: readonly TreeNode[];
}
