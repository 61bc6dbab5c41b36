import type { CheckCode } from '../model/check-code.ts';
import type { Location } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import type { Workload } from './workload.ts';

const textColumn = (text: string | null, line: number): number => {
  const content = (text ?? '').split('\n')[line - 1] ?? '';
  return content.length - content.trimStart().length + 1;
};

/** Where the decision stands that a finding is about. */
export const locate = (
  code: CheckCode,
  target: Target,
  workload: Workload,
  textOf: (path: string) => string | null,
): Location => {
  const variableAt = (name: string | null): Location | undefined =>
    workload.variables.find((variable) => variable.name === name)?.at;
  const problem = target.problems.find((one) => one.code === code);
  if (problem?.source.kind === 'file') {
    const { path, line } = problem.source;
    const own = variableAt(problem.variable);
    if (own !== undefined && own.path === path && own.line === line) return own;
    const column = /:\d+:(\d+): /.exec(problem.shown ?? '')?.[1];
    return {
      path,
      line: Math.max(line, 1),
      column: column === undefined ? textColumn(textOf(path), line) : Number(column),
    };
  }
  if (problem !== undefined) return variableAt(problem.variable) ?? firstOf(workload);
  const setting = target.settings.find(({ name }) => name === 'endpoint')?.source;
  const endpoint = variableAt(target.endpointBy.variable);
  if (endpoint !== undefined) return endpoint;
  if (setting?.kind === 'file')
    return { path: setting.path, line: setting.line, column: textColumn(textOf(setting.path), setting.line) };
  return firstOf(workload);
};

const firstOf = ({ variables, at }: Workload): Location =>
  variables.find(({ name }) => name.startsWith('OTEL_'))?.at ?? at;
