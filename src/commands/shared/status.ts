import type { Report } from '../../model/report.ts';

/** Severities on which a run can be made to fail. */
export type Severities = 'error' | 'warning';

/** Exit status of a report, the same for every format. */
export const exitStatus = (report: Report, failOn: Severities): 0 | 1 | 2 => {
  if (report.verdict === 'inconclusive') return 2;
  const warned = report.findings.some(({ severity }) => severity === 'warning');
  return report.verdict === 'unhealthy' || (failOn === 'warning' && warned) ? 1 : 0;
};
