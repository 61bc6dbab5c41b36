import { expect, test } from 'vitest';
import type { Totals } from '../../src/telemetry/collection.ts';
import { windowLimits } from '../../src/telemetry/limits.ts';

const totals = (change: Partial<Totals> = {}): Totals => ({
  ...{ requests: 1, emptyRequests: 0, spans: 1, traces: 1, metricPoints: 0, logRecords: 0, bytes: 1 },
  ...{ services: 1, servicesOmitted: 0, cutTraces: 0, rotated: false },
  ...change,
});

test('nothing is said while everything was judged', () => {
  expect(windowLimits(totals(), 100)).toEqual([]);
});

test.each([
  [{ cutTraces: 1 }, /^1 trace left the window of 1,000 spans before complete; .* in it \(--max-spans\)\.$/],
  [{ cutTraces: 2_000 }, /^2,000 traces left .* in them \(--max-spans\)\.$/],
  [{ servicesOmitted: 1 }, /^1 export of further services was counted, not judged/],
  [{ rotated: true }, /latest part/],
])('%j', (change, sentence) => {
  const [limit, ...others] = windowLimits(totals(change), 1_000);
  expect(limit).toMatch(sentence);
  expect(others).toEqual([]);
});
