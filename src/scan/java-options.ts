import { OPTION_VARIABLES, propertiesOf, splitOptions } from '../processes/java.ts';
import type { ScannedVariable, Workload } from './workload.ts';

/** System properties of a JVM as variables: they win over the environment. */
const fromOptions = (options: readonly string[], at: ScannedVariable['at']): readonly ScannedVariable[] =>
  propertiesOf(options).map(({ variable, value }) => ({
    name: variable,
    value,
    at,
    from: 'command',
    slot: null,
  }));

/** Puts what `-Dotel...` options say on top of the variables. */
export const withJavaOptions = (workload: Workload): Workload => {
  const inVariables = workload.variables
    .filter(({ name, value }) => value !== null && OPTION_VARIABLES.includes(name))
    .flatMap(({ value, at }) => fromOptions(splitOptions(value ?? ''), at));
  const given = [...inVariables, ...fromOptions(workload.command, workload.at)];
  if (given.length === 0) return workload;
  const names = given.map(({ name }) => name);
  return {
    ...workload,
    variables: [...workload.variables.filter(({ name }) => !names.includes(name)), ...given],
  };
};
