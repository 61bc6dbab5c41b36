import type { AnyCheck } from '../../model/check.ts';
import { pad, wrap } from '../screen/layout.ts';

/** Checks as a table for a person: code, severity, title, needed facts. */
export const renderCheckList = (checks: readonly AnyCheck[], columns: number): string => {
  const left = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.flatMap(({ id, severity, title, needs }) => {
    const text = `${title} (${(needs as readonly string[]).join(', ')})`;
    const [first = '', ...rest] = wrap(text, Math.max(columns - left - 11, 20));
    return [
      `${pad(id, left)}  ${pad(severity, 7)}  ${first}`,
      ...rest.map((line) => `${' '.repeat(left + 11)}${line}`),
    ];
  });
  return `${lines.join('\n')}\n`;
};

/** The same as JSON. */
export const renderCheckListJson = (checks: readonly AnyCheck[]): string => {
  const list = checks.map(({ id, severity, title, needs, uses, also }) => ({
    code: id,
    severity,
    title,
    needs,
    uses: uses ?? [],
    ...(also ? { also: also.map((sight) => ({ needs: sight.needs, uses: sight.uses ?? [] })) } : {}),
  }));
  return `${JSON.stringify({ schemaVersion: 1, checks: list }, null, 2)}\n`;
};
