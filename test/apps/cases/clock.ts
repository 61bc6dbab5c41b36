import { autoPython, type Case, caseOf, go, manualJs } from '../case.ts';

const skewed = { code: 'telemetry/clock-skew', severity: 'warning' } as const;
const python = [autoPython('jobs', 'job.py')];
const js = [manualJs('jobs', 'job.cjs')];

/** Times that cannot be. */
export const clockCases: readonly Case[] = [
  caseOf('python: an hour ahead', python, skewed, { fault: 'clock-ahead' }),
  caseOf('python: milliseconds as nanoseconds', python, skewed, { fault: 'clock-in-milliseconds' }),
  caseOf('python: end before the start', python, skewed, { fault: 'clock-negative' }),
  caseOf('js: an hour ahead', js, skewed, { fault: 'clock-ahead' }),
  caseOf('js: seconds as nanoseconds', js, skewed, { fault: 'clock-in-seconds' }),
  caseOf('go: an hour ahead', [go('jobs', 'batch')], skewed, { fault: 'clock-ahead' }),
];
