import { OPTION_VARIABLES, propertiesOf, splitOptions } from '../processes/java.ts';
import type { ScannedVariable, Workload } from './workload.ts';

/** System properties of a JVM as variables: they win over the environment. */
const fromOptions = (
  options: readonly string[],
  at: ScannedVariable['at'],
  carrier: string | null,
): readonly ScannedVariable[] =>
  propertiesOf(options).map(({ variable, value, written }) => ({
    ...{ name: variable, value, at, from: 'command', slot: null },
    option: { written, carrier },
  }));

/** Puts what `-Dotel...` options say on top of the variables. */
export const withJavaOptions = (workload: Workload): Workload => {
  const inVariables = workload.variables
    .filter(({ name, value }) => value !== null && OPTION_VARIABLES.includes(name))
    .flatMap(({ name, value, at }) => fromOptions(splitOptions(value ?? ''), at, name));
  const given = [...inVariables, ...fromOptions(workload.command, workload.at, null)];
  if (given.length === 0) return workload;
  const names = given.map(({ name }) => name);
  return {
    ...workload,
    variables: [...workload.variables.filter(({ name }) => !names.includes(name)), ...given],
  };
};
