import type {
  AttributeName,
  AttributesFact,
  ClockFact,
  DroppedGroup,
  ExporterSpanGroup,
  ExporterSpansFact,
} from '../model/telemetry.ts';
import { droppedKey } from './dropped.ts';
import { mergeBeforeParent } from './traces/before-parent.ts';

/** Puts two lists together: what both have by key is joined, the first list's members come first. */
const mergeBy = <T>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (item: T) => string,
  join: (a: T, b: T) => T,
): readonly T[] => {
  const merged = new Map(a.map((item) => [keyOf(item), item]));
  for (const item of b) {
    const known = merged.get(keyOf(item));
    merged.set(keyOf(item), known === undefined ? item : join(known, item));
  }
  return [...merged.values()];
};

const nameKey = ({ on, library, name }: AttributeName): string => `${on}\n${library}\n${name}`;

/** Names and losses of two parts of the window. */
export const mergeAttributes = (a: AttributesFact, b: AttributesFact): AttributesFact => ({
  names: mergeBy(a.names, b.names, nameKey, (one, other) => ({ ...one, count: one.count + other.count })),
  omitted: Math.max(a.omitted, b.omitted),
  dropped: mergeBy(a.dropped, b.dropped, droppedKey, (one: DroppedGroup, other) => ({
    ...one,
    items: one.items + other.items,
    dropped: one.dropped + other.dropped,
  })),
});

const exporterKey = ({ scope, called, sample }: ExporterSpanGroup): string =>
  `${sample.kind}\n${scope}\n${called}`;

/** Spans about exports of two parts of the window. */
export const mergeExporterSpans = (a: ExporterSpansFact, b: ExporterSpansFact): ExporterSpansFact => ({
  groups: mergeBy(a.groups, b.groups, exporterKey, (one, other) => ({
    ...one,
    count: one.count + other.count,
    failed: one.failed + other.failed,
  })),
  spans: a.spans + b.spans,
});

const addCounts = <T extends { readonly count: number }>(a: T | null, b: T | null): T | null =>
  a === null || b === null ? (a ?? b) : { ...a, count: a.count + b.count };

const aheadOf = (a: ClockFact['ahead'], b: ClockFact['ahead']): ClockFact['ahead'] =>
  a === null || b === null ? (a ?? b) : { ...a, count: a.count + b.count, maxMs: Math.max(a.maxMs, b.maxMs) };

const leastOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Times of two parts of the window. */
export const mergeClocks = (a: ClockFact, b: ClockFact): ClockFact => ({
  spans: a.spans + b.spans,
  ahead: aheadOf(a.ahead, b.ahead),
  minDelayMs: leastOf(a.minDelayMs, b.minDelayMs),
  absurd: addCounts(a.absurd, b.absurd),
  negative: addCounts(a.negative, b.negative),
  beforeParent: mergeBeforeParent(a.beforeParent, b.beforeParent),
});
