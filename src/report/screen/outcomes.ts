import type { Report, ReportCheck } from '../../model/report.ts';
import { indent } from './layout.ts';
import { visible } from './visible.ts';

const outcomeOf = ({ status, why, by }: ReportCheck): string =>
  [status, why ?? (by === undefined ? undefined : `by ${by}`)]
    .filter((part) => part !== undefined)
    .join(': ');

/** Every check and what came of it. */
export const renderOutcomes = ({ checks }: Report, columns: number): string => {
  const lines = checks.flatMap((check) => indent(visible(`${check.code}  ${outcomeOf(check)}`), columns));
  return `${['Checks', ...lines].join('\n')}\n`;
};
