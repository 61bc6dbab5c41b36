import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { TelemetryEvent } from '../../src/model/telemetry-event.ts';
import type { ReportService } from '../../src/model/telemetry-report.ts';
import type { TraceTree } from '../../src/model/trace-tree.ts';
import { sampleRefusals } from '../../src/samples/telemetry.ts';
import { createAnnouncer, type Snapshot } from '../../src/telemetry/announce.ts';

const START = Date.UTC(2026, 5, 1);

const finding = (change: Partial<Finding> = {}): Finding => ({
  code: 'telemetry/parent-missing',
  title: 'Parents are missing',
  severity: 'warning',
  summary: '1 span has no parent',
  explanation: 'It did not arrive.',
  evidence: [{ label: 'span', value: 'GET /orders' }],
  fixes: [],
  targets: ['s1'],
  refuted: false,
  suspicion: false,
  ...change,
});

const service = (id: string): ReportService => ({
  id,
  label: 'shop',
  language: null,
  sdkVersion: null,
  spans: 1,
  traces: 1,
  metricPoints: 0,
  logRecords: 0,
});

const trace = (traceId: string): TraceTree => ({
  traceId,
  startMs: START,
  durationMs: 1,
  services: ['shop'],
  spans: 1,
  omitted: 0,
  roots: [],
});

const counts = (spans: number, requests = spans, refused = 0): Snapshot['received'] => ({
  requests,
  refused,
  spans,
  traces: 0,
  metricPoints: 0,
  logRecords: 0,
  bytes: 0,
});

const snapshot = (seconds: number, change: Partial<Snapshot> = {}): Snapshot => ({
  nowMs: START + seconds * 1_000,
  received: counts(0),
  services: [],
  findings: [],
  traces: [],
  ...change,
});

const announcing = () => {
  const events: TelemetryEvent[] = [];
  const announcer = createAnnouncer(START, (event) => events.push(event));
  return { announcer, names: () => events.splice(0).map(({ event }) => event), events };
};

test('a finding is told when it appears, when it goes and when it comes back, and not in between', () => {
  const { announcer, names } = announcing();
  const findings = [finding()];
  announcer.update(snapshot(1, { findings }));
  expect(names()).toEqual(['finding']);
  announcer.update(snapshot(2, { findings: [finding({ summary: '2 spans have no parent' })] }));
  expect(names()).toEqual([]);
  announcer.update(snapshot(3));
  expect(names()).toEqual(['finding-gone']);
  announcer.update(snapshot(4));
  expect(names()).toEqual([]);
  announcer.update(snapshot(5, { findings }));
  expect(names()).toEqual(['finding']);
  expect(announcer.gone()).toEqual([]);
});

test('what is gone is kept as it was last, and says when that was', () => {
  const { announcer } = announcing();
  announcer.update(snapshot(1, { findings: [finding()] }));
  announcer.update(snapshot(2, { findings: [finding({ summary: '2 spans have no parent' })] }));
  announcer.update(snapshot(3));
  const [gone, ...others] = announcer.gone();
  expect(others).toEqual([]);
  expect(gone?.summary).toBe('2 spans have no parent');
  expect(gone?.evidence.at(-1)).toEqual({
    label: 'last seen',
    value: '2026-06-01T00:00:02.000Z, not since then',
  });
});

test('the same of other services, and twice the same of one, are findings of their own', () => {
  const { announcer, names } = announcing();
  const other = finding({ targets: ['s2'] });
  const again = finding({ summary: 'another destination' });
  announcer.update(snapshot(1, { findings: [finding(), again, other] }));
  expect(names()).toEqual(['finding', 'finding', 'finding']);
  announcer.update(snapshot(2, { findings: [finding(), other] }));
  expect(names()).toEqual(['finding-gone']);
  expect(announcer.gone().map(({ summary }) => summary)).toEqual(['another destination']);
});

test('services and traces are told once', () => {
  const { announcer, names } = announcing();
  announcer.update(snapshot(1, { services: [service('s1')], traces: [trace('a')] }));
  expect(names()).toEqual(['service', 'trace']);
  announcer.update(
    snapshot(2, { services: [service('s1'), service('s2')], traces: [trace('a'), trace('b')] }),
  );
  expect(names()).toEqual(['service', 'trace']);
});

test('counts are told when there is something new, with the rate since the last look', () => {
  const { announcer, events } = announcing();
  announcer.update(snapshot(2, { received: counts(100, 1) }));
  announcer.update(snapshot(3, { received: counts(100, 1) }));
  announcer.update(snapshot(4, { received: counts(350, 2) }));
  announcer.update(snapshot(5, { received: counts(350, 2, 1) }));
  const rates = events.map((event) => (event.event === 'received' ? event.spansPerSecond : event.event));
  expect(rates).toEqual([50, 250, 0]);
});

test('a refusal is told at its own time', () => {
  const { announcer, events } = announcing();
  announcer.refused(sampleRefusals(), START + 1_500);
  expect(events).toEqual([{ at: '2026-06-01T00:00:01.500Z', event: 'refused', refusal: sampleRefusals() }]);
});

test('the memory of what was told is bounded', () => {
  const { announcer, names } = announcing();
  const many = (from: number) => Array.from({ length: 600 }, (_, index) => trace(String(from + index)));
  announcer.update(snapshot(1, { traces: many(0) }));
  announcer.update(snapshot(2, { traces: many(600) }));
  names();
  announcer.update(snapshot(3, { traces: [trace('0'), trace('1199')] }));
  expect(names()).toEqual(['trace']);
});
