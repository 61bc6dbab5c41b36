import type { EarlyEndGroup, LifecycleFact, OrphanGroup } from '../../model/telemetry.ts';
import { orphanKey } from './orphans.ts';

const keyOfOrphans = ({ remote, sample: { kind, scope, name } }: OrphanGroup): string =>
  orphanKey(remote, kind, scope, name);

const keyOfEarly = ({ parent, child }: EarlyEndGroup): string =>
  [parent, child].map(({ kind, scope, name }) => `${kind}\n${scope}\n${name}`).join('\n');

/** Groups of both by key, most frequent first; what both have is put together. */
const mergeGroups = <Group extends { readonly count: number }>(
  a: readonly Group[],
  b: readonly Group[],
  keyOf: (group: Group) => string,
  join: (a: Group, b: Group) => Group,
): readonly Group[] => {
  const merged = new Map<string, Group>();
  for (const group of [...a, ...b]) {
    const known = merged.get(keyOf(group));
    merged.set(keyOf(group), known === undefined ? group : join(known, group));
  }
  return [...merged.values()].sort((first, second) => second.count - first.count);
};

const joinOrphans = (a: OrphanGroup, b: OrphanGroup): OrphanGroup => ({
  ...b,
  count: a.count + b.count,
  othersSeen: a.othersSeen || b.othersSeen,
});

const joinEarly = (a: EarlyEndGroup, b: EarlyEndGroup): EarlyEndGroup => ({
  ...b,
  count: a.count + b.count,
  parents: a.parents + b.parents,
  beganAfter: a.beganAfter + b.beganAfter,
  withinGrandparent: a.withinGrandparent + b.withinGrandparent,
  atRoot: a.atRoot + b.atRoot,
});

const joinDuplicates = (
  a: LifecycleFact['duplicates'],
  b: LifecycleFact['duplicates'],
): LifecycleFact['duplicates'] => {
  if (a === null || b === null) return a ?? b;
  const { sample } = b.changed > 0 || a.changed === 0 ? b : a;
  return { count: a.count + b.count, changed: a.changed + b.changed, sample };
};

/** Of two parts of the window, `b` the later: its samples stand for both. */
export const mergeLifecycles = (a: LifecycleFact, b: LifecycleFact): LifecycleFact => ({
  settled: a.settled + b.settled,
  cut: a.cut + b.cut,
  orphans: mergeGroups(a.orphans, b.orphans, keyOfOrphans, joinOrphans),
  early: mergeGroups(a.early, b.early, keyOfEarly, joinEarly),
  duplicates: joinDuplicates(a.duplicates, b.duplicates),
});
