import type { OrphanGroup } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { isParentRemote, type TraceSpans } from './parents.ts';
import { sampleOf } from './sample.ts';

/** Groups of one service; what comes after them is counted by kind alone. */
const GROUP_LIMIT = 100;

/** Missing parents that are remembered for each group, and in all. */
const REMEMBERED_IN_GROUP = 500;
const REMEMBERED = 5_000;

interface Missing {
  readonly child: SpanRecord;
  count: number;
}

interface Group {
  readonly key: string;
  readonly service: string;
  readonly remote: boolean;
  readonly first: SpanRecord;
  count: number;
  othersSeen: boolean;
  /** By the id of the parent: taken back when it arrives after all. */
  readonly missing: Map<string, Missing>;
}

/** Spans whose parent did not arrive. */
export interface Orphans {
  /** Takes a trace. `services` are those with spans in it; nothing is missing in a trace that is not whole. */
  add(trace: TraceSpans, services: ReadonlySet<string>, whole: boolean): void;
  groups(service: string): readonly OrphanGroup[];
}

/** Names one group. Orphans of one name and scope are of one place in the code. */
export const orphanKey = (remote: boolean, kind: string, scope: string, name: string): string =>
  `${remote} ${kind}\n${scope}\n${name}`;

const factOf = ({ remote, first, count, othersSeen, missing }: Group): OrphanGroup => {
  const [open] = missing.values();
  const child = open?.child ?? first;
  return { sample: sampleOf(child), parentSpanId: child.parentSpanId, remote, count, othersSeen };
};

/** The group of an orphan among those of its service; what is beyond the limit shares one a kind. */
const groupOf = (groups: Map<string, Group>, span: SpanRecord): Group => {
  const remote = isParentRemote(span);
  const full = orphanKey(remote, span.kind, span.scope.name, span.name);
  const key = groups.has(full) || groups.size < GROUP_LIMIT ? full : `${remote} ${span.kind}`;
  const known = groups.get(key);
  if (known) return known;
  const group: Group = {
    ...{ key, service: span.service, remote, first: span, count: 0, othersSeen: false },
    missing: new Map(),
  };
  groups.set(key, group);
  return group;
};

export const createOrphans = (): Orphans => {
  const byService = new Map<string, Map<string, Group>>();
  const awaited = new Map<string, Group[]>();

  const groupsOf = (service: string): Map<string, Group> => {
    const groups = byService.get(service) ?? new Map<string, Group>();
    byService.set(service, groups);
    return groups;
  };

  const remember = (group: Group, span: SpanRecord): void => {
    const known = group.missing.get(span.parentSpanId);
    if (known) {
      known.count += 1;
      return;
    }
    if (group.missing.size >= REMEMBERED_IN_GROUP || awaited.size >= REMEMBERED) return;
    group.missing.set(span.parentSpanId, { child: span, count: 1 });
    awaited.set(span.parentSpanId, [...(awaited.get(span.parentSpanId) ?? []), group]);
  };

  /** A long span arrives after its children were taken for complete. */
  const takeBack = ({ spanId, traceId }: SpanRecord): void => {
    for (const group of awaited.get(spanId) ?? []) {
      const found = group.missing.get(spanId);
      if (found?.child.traceId !== traceId) continue;
      group.missing.delete(spanId);
      group.count -= found.count;
      if (group.count === 0) byService.get(group.service)?.delete(group.key);
    }
    awaited.delete(spanId);
  };

  return {
    add: (trace, services, whole) => {
      if (awaited.size > 0) for (const span of trace.values()) takeBack(span);
      if (!whole) return;
      for (const span of trace.values()) {
        if (span.parentSpanId === '' || trace.has(span.parentSpanId)) continue;
        const group = groupOf(groupsOf(span.service), span);
        group.count += 1;
        group.othersSeen ||= services.size > 1;
        remember(group, span);
      }
    },
    groups: (service) =>
      [...(byService.get(service)?.values() ?? [])].map(factOf).sort((a, b) => b.count - a.count),
  };
};
