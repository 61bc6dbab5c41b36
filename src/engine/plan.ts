import type { Probe } from '../model/probe.ts';

/** The probes whose facts are wanted, and those that they need in turn. Facts without a probe are given ones. */
export const plan = <Table, Context>(
  probes: readonly Probe<Table, Context>[],
  wanted: readonly (keyof Table)[],
): readonly Probe<Table, Context>[] => {
  const byFact = new Map(probes.map((probe) => [probe.fact, probe]));
  const planned = new Set<Probe<Table, Context>>();
  const add = (fact: keyof Table): void => {
    const probe = byFact.get(fact);
    if (probe === undefined || planned.has(probe)) return;
    planned.add(probe);
    probe.needs.forEach(add);
    if (probe.unless) add(probe.unless.fact);
  };
  wanted.forEach(add);
  return [...planned];
};
