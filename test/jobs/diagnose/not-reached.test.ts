import { expect, test } from 'vitest';
import { notReached } from '../../../src/jobs/diagnose/not-reached.ts';
import type { CheckOutcome } from '../../../src/model/check.ts';
import type { CheckCode } from '../../../src/model/check-code.ts';
import type { PathStep, ReportTarget } from '../../../src/model/report.ts';

const passed = (code: CheckCode): CheckOutcome => ({ code, target: 't1', status: 'pass', findings: [] });

const target = (failed: PathStep['step'] | null): ReportTarget => ({
  ...{ id: 't1', signals: ['traces'], protocol: 'grpc', url: 'http://a:4317', settings: [] },
  path: failed === null ? [{ step: 'send', state: 'ok' }] : [{ step: failed, state: 'failed' }],
  ...{ delivered: failed === null, traceId: null, vendor: null },
});

const CODES = [
  'config/sdk-disabled',
  'tls/required',
  'protocol/not-otlp',
  'auth/rejected',
  'receiver/timeout',
] as const;

test.each([
  ['tcp', ['config/sdk-disabled']],
  ['tls', ['config/sdk-disabled', 'tls/required']],
  ['protocol', ['config/sdk-disabled', 'tls/required', 'protocol/not-otlp']],
  ['send', ['config/sdk-disabled', 'tls/required', 'protocol/not-otlp', 'auth/rejected']],
] as const)('what lies behind a failed %s has not passed', (step, left) => {
  const outcomes = notReached(CODES.map(passed), [target(step)], null);
  expect(outcomes.filter(({ status }) => status === 'pass').map(({ code }) => code)).toEqual(left);
  for (const { status, by } of outcomes)
    if (status !== 'pass') expect([status, by]).toEqual(['blocked', step]);
});

test('everything that passed has passed where the item arrived', () => {
  const outcomes = CODES.map(passed);
  expect(notReached(outcomes, [target(null)], null)).toEqual(outcomes);
});
