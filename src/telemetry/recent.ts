import type { TraceTree } from '../model/trace-tree.ts';
import type { SpanRecord } from './span-record.ts';
import { treeOf } from './traces/tree.ts';

/** Traces that are remembered, and spans of each that are kept for a tree that is made when it is asked for. */
const TRACE_LIMIT = 20;
const SPAN_LIMIT = 200;

/** The latest traces. Most are never looked at, so that only trees of long ones, which are bounded, are made at once. */
export interface Recent {
  add(spans: readonly SpanRecord[]): void;
  trees(): readonly TraceTree[];
}

export const createRecent = (label: (serviceId: string) => string): Recent => {
  const traces: (() => TraceTree)[] = [];
  return {
    add: (spans) => {
      const tree = spans.length > SPAN_LIMIT ? treeOf(spans, label) : null;
      traces.push(tree === null ? () => treeOf(spans, label) : () => tree);
      if (traces.length > TRACE_LIMIT) traces.shift();
    },
    trees: () => traces.map((make) => make()),
  };
};
