import type { ClockFact, LifecycleFact } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { createBeforeParents } from './before-parent.ts';
import { createEarlyEnds } from './early.ts';
import { createOrphans } from './orphans.ts';
import { spansById } from './parents.ts';
import { sampleOf } from './sample.ts';

/** What the traces of one part of the window look like. Bounded by the number of services. */
export interface TraceAccumulator {
  /** Takes the spans of one trace; `whole` is false when parts of it may be missing for reasons of ours. */
  add(spans: readonly SpanRecord[], whole: boolean): void;
  /** A span that arrived again. */
  duplicate(first: SpanRecord, again: SpanRecord): void;
  lifecycle(serviceId: string): LifecycleFact;
  beforeParent(serviceId: string): ClockFact['beforeParent'];
}

interface Counted {
  settled: number;
  cut: number;
  duplicates: number;
  changed: number;
  /** The first that changed, else the first. */
  duplicate: SpanRecord | null;
}

const NOTHING: Counted = { settled: 0, cut: 0, duplicates: 0, changed: 0, duplicate: null };

const duplicatesOf = ({ duplicates, changed, duplicate }: Counted): LifecycleFact['duplicates'] =>
  duplicate === null ? null : { count: duplicates, changed, sample: sampleOf(duplicate) };

/** `label` gives the name of a service for the reader by its id. */
export const createTraceAccumulator = (label: (serviceId: string) => string): TraceAccumulator => {
  const counts = new Map<string, Counted>();
  const orphans = createOrphans();
  const early = createEarlyEnds();
  const before = createBeforeParents(label);
  const of = (service: string): Counted => {
    const counted = counts.get(service) ?? { ...NOTHING };
    counts.set(service, counted);
    return counted;
  };
  return {
    add: (spans, whole) => {
      const trace = spansById(spans);
      const services = new Set(spans.map(({ service }) => service));
      for (const service of services) of(service)[whole ? 'settled' : 'cut'] += 1;
      orphans.add(trace, services, whole);
      early.add(trace);
      before.add(trace);
    },
    duplicate: (first, again) => {
      const counted = of(first.service);
      const isChanged = first.endMs !== again.endMs;
      if (counted.duplicate === null || (isChanged && counted.changed === 0)) counted.duplicate = first;
      counted.duplicates += 1;
      if (isChanged) counted.changed += 1;
    },
    lifecycle: (service) => {
      const counted = counts.get(service) ?? NOTHING;
      return {
        settled: counted.settled,
        cut: counted.cut,
        orphans: orphans.groups(service),
        early: early.groups(service),
        duplicates: duplicatesOf(counted),
      };
    },
    beforeParent: before.of,
  };
};
