import type { TraceTree, TreeNode } from '../../model/trace-tree.ts';
import type { SpanRecord } from '../span-record.ts';
import { cleanText } from '../text.ts';
import { parentOf, spansById, type TraceSpans } from './parents.ts';

/** What a reader can follow; the rest of a trace is counted as omitted. */
const DEPTH_LIMIT = 64;
const CHILDREN_LIMIT = 100;
const SPAN_LIMIT = 1_000;

/** A span and where it was placed. */
interface Placed {
  readonly span: SpanRecord;
  readonly depth: number;
  readonly children: Placed[];
}

const byStart = (a: SpanRecord, b: SpanRecord): number => a.startMs - b.startMs;

const childrenOf = (trace: TraceSpans): ReadonlyMap<string, readonly SpanRecord[]> => {
  const children = new Map<string, SpanRecord[]>();
  for (const span of [...trace.values()].sort(byStart)) {
    const parent = parentOf(span, trace);
    if (parent === undefined) continue;
    const known = children.get(parent.spanId);
    if (known) known.push(span);
    else children.set(parent.spanId, [span]);
  }
  return children;
};

/** Roots, orphans, and of parents that go in a circle the earliest. */
const rootsOf = (
  trace: TraceSpans,
  children: ReadonlyMap<string, readonly SpanRecord[]>,
): readonly SpanRecord[] => {
  const reached = new Set<SpanRecord>();
  const roots: SpanRecord[] = [];
  const reach = (root: SpanRecord): void => {
    roots.push(root);
    const waiting = [root];
    for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
      if (reached.has(span)) continue;
      reached.add(span);
      for (const child of children.get(span.spanId) ?? []) waiting.push(child);
    }
  };
  const spans = [...trace.values()].sort(byStart);
  for (const span of spans) if (parentOf(span, trace) === undefined) reach(span);
  for (const span of spans) if (!reached.has(span)) reach(span);
  return roots.sort(byStart);
};

/** Places spans level by level, so that a bounded tree shows the upper part of all branches. */
const place = (
  roots: readonly SpanRecord[],
  children: ReadonlyMap<string, readonly SpanRecord[]>,
): readonly Placed[] => {
  const seen = new Set<SpanRecord>(roots);
  const placed: Placed[] = roots.slice(0, CHILDREN_LIMIT).map((span) => ({ span, depth: 0, children: [] }));
  for (const parent of placed) {
    if (parent.depth + 1 >= DEPTH_LIMIT) continue;
    for (const span of (children.get(parent.span.spanId) ?? []).slice(0, CHILDREN_LIMIT)) {
      if (placed.length >= SPAN_LIMIT || seen.has(span)) continue;
      seen.add(span);
      const child: Placed = { span, depth: parent.depth + 1, children: [] };
      parent.children.push(child);
      placed.push(child);
    }
  }
  return placed;
};

/** The latest end, and never one before the start. */
const latestEnd = (spans: readonly SpanRecord[], startMs: number): number =>
  spans.reduce((latest, { endMs }) => Math.max(latest, endMs), startMs);

/** A trace as a tree, bounded in depth, width and size. `label` gives the name of a service by its id. */
export const treeOf = (spans: readonly SpanRecord[], label: (serviceId: string) => string): TraceTree => {
  const trace = spansById(spans);
  const unique = [...trace.values()];
  const startMs = unique.reduce(
    (earliest, span) => Math.min(earliest, span.startMs),
    Number.POSITIVE_INFINITY,
  );
  const children = childrenOf(trace);
  const placed = place(rootsOf(trace, children), children);
  const nodes = new Map<Placed, TreeNode>();
  // Children stand behind their parents: from the end on, the children of each are made before it.
  for (const item of placed.toReversed()) {
    const { spanId, parentSpanId, name, kind, service, startMs: start, endMs } = item.span;
    nodes.set(item, {
      spanId,
      name: cleanText(name),
      kind,
      service: label(service),
      offsetMs: start - startMs,
      durationMs: endMs - start,
      orphan: parentSpanId !== '' && !trace.has(parentSpanId),
      children: item.children.flatMap((child) => nodes.get(child) ?? []),
    });
  }
  return {
    traceId: unique[0]?.traceId ?? '',
    startMs: unique.length === 0 ? 0 : startMs,
    durationMs: unique.length === 0 ? 0 : latestEnd(unique, startMs) - startMs,
    services: [...new Set(unique.map(({ service }) => label(service)))],
    spans: unique.length,
    omitted: unique.length - placed.length,
    roots: placed.filter(({ depth }) => depth === 0).flatMap((item) => nodes.get(item) ?? []),
  };
};
