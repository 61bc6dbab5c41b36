import type { AnySight } from '../../model/check.ts';
import { healthyFacts } from '../../samples/facts.ts';

/**
 * The facts of an example and no others: all that the sight needs, healthy unless the example says otherwise, and of
 * what it uses only what the example gives. Nothing stands beside the fault that was not seen with it.
 */
export const exampleFacts = ({ needs, uses = [], example }: AnySight): Readonly<Record<string, unknown>> => {
  const healthy: Readonly<Record<string, unknown>> = { ...healthyFacts() };
  const given = example as Readonly<Record<string, unknown>>;
  return Object.fromEntries([
    ...(needs as readonly string[]).map((fact) => [fact, given[fact] ?? healthy[fact]]),
    ...(uses as readonly string[]).filter((fact) => fact in given).map((fact) => [fact, given[fact]]),
  ]);
};
