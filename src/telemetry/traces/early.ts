import type { EarlyEndGroup } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { localParentOf, type TraceSpans } from './parents.ts';
import { sampleOf } from './sample.ts';

/**
 * Milliseconds by which a parent may end before its child and still count as ending after it: two readings of the clock in
 * the wrong order, and SDKs that take whole milliseconds at the start of a span (`Date.now()` in JavaScript).
 */
const TOLERANCE_MS = 1;

/** Groups and parents' names of one service; further ones are left out. */
const GROUP_LIMIT = 100;
const NAME_LIMIT = 1_000;

interface Group {
  readonly parent: SpanRecord;
  readonly child: SpanRecord;
  count: number;
  beganAfter: number;
  withinGrandparent: number;
  atRoot: number;
}

interface OfService {
  readonly groups: Map<string, Group>;
  readonly parents: Map<string, number>;
}

/** Spans that ended before their child did. */
export interface EarlyEnds {
  add(trace: TraceSpans): void;
  groups(service: string): readonly EarlyEndGroup[];
}

const nameKey = ({ kind, scope, name }: Pick<SpanRecord, 'kind' | 'name'> & { scope: { name: string } }) =>
  `${kind}\n${scope.name}\n${name}`;

const countUp = (counts: Map<string, number>, key: string): void => {
  const known = counts.get(key);
  if (known === undefined && counts.size >= NAME_LIMIT) return;
  counts.set(key, (known ?? 0) + 1);
};

const isOpenAround = (outer: SpanRecord | undefined, span: SpanRecord): boolean =>
  outer !== undefined && outer.startMs <= span.startMs && outer.endMs >= span.endMs;

/** A parent counts once for children of one name. `taken` holds those of this trace. */
const take = (
  groups: Map<string, Group>,
  parent: SpanRecord,
  child: SpanRecord,
  trace: TraceSpans,
  taken: Set<string>,
): void => {
  const key = `${nameKey(parent)}\n${nameKey(child)}`;
  const once = `${parent.spanId}\n${key}`;
  if (taken.has(once)) return;
  taken.add(once);
  const known = groups.get(key);
  if (known === undefined && groups.size >= GROUP_LIMIT) return;
  const group = known ?? { parent, child, count: 0, beganAfter: 0, withinGrandparent: 0, atRoot: 0 };
  groups.set(key, group);
  const grandparent = localParentOf(parent, trace);
  group.count += 1;
  // At the same reading of a clock with whole milliseconds (Node) nothing is known of the order.
  if (child.startMs > parent.endMs) group.beganAfter += 1;
  if (isOpenAround(grandparent, child)) group.withinGrandparent += 1;
  if (grandparent === undefined) group.atRoot += 1;
};

const factOf = ({ parent, child, ...counts }: Group, { parents }: OfService): EarlyEndGroup => ({
  parent: sampleOf(parent),
  child: sampleOf(child),
  ...counts,
  parents: parents.get(nameKey(parent)) ?? 1,
});

export const createEarlyEnds = (): EarlyEnds => {
  const byService = new Map<string, OfService>();
  const ofService = (id: string): OfService => {
    const known = byService.get(id);
    if (known) return known;
    const created: OfService = { groups: new Map(), parents: new Map() };
    byService.set(id, created);
    return created;
  };
  return {
    add: (trace) => {
      const counted = new Set<SpanRecord>();
      const taken = new Set<string>();
      for (const child of trace.values()) {
        const parent = localParentOf(child, trace);
        if (parent === undefined) continue;
        const { groups, parents } = ofService(child.service);
        if (!counted.has(parent)) countUp(parents, nameKey(parent));
        counted.add(parent);
        if (child.endMs > parent.endMs + TOLERANCE_MS) take(groups, parent, child, trace, taken);
      }
    },
    groups: (service) => {
      const found = byService.get(service);
      if (found === undefined) return [];
      return [...found.groups.values()]
        .map((group) => factOf(group, found))
        .sort((a, b) => b.count - a.count);
    },
  };
};
