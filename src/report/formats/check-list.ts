import type { AnyCheck } from '../../model/check.ts';
import { wrap } from '../screen/layout.ts';

/** Checks for a person, by their area: code, what is wrong, severity. */
export const renderCheckList = (checks: readonly AnyCheck[], columns: number): string => {
  const lines = checks.flatMap(({ id, severity, title }, index) => {
    const [area] = id.split('/');
    const isFirst = checks[index - 1]?.id.split('/')[0] !== area;
    const [first = '', ...rest] = wrap(`${id}  ${title} (${severity})`, columns - 6);
    return [
      ...(isFirst ? [...(index === 0 ? [] : ['']), `${area}`] : []),
      `  ${first}`,
      ...rest.map((line) => `      ${line}`),
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
