import type { Report } from '../../model/report.ts';
import { usageError } from '../../model/usage.ts';

/** Severities on which a run can be made to fail. */
export type Severities = 'error' | 'warning';

/** `--fail-on`. */
export const parseFailOn = (text: string | undefined): Severities => {
  if (text === undefined || text === 'error' || text === 'warning') return text ?? 'error';
  throw usageError(`--fail-on takes error or warning, not "${text}"`);
};

/** Exit status of a report, the same for every format. */
export const exitStatus = (report: Report, failOn: Severities = 'error'): 0 | 1 | 2 => {
  if (report.verdict === 'inconclusive') return 2;
  const warned = report.findings.some(({ severity }) => severity === 'warning');
  return report.verdict === 'unhealthy' || (failOn === 'warning' && warned) ? 1 : 0;
};
