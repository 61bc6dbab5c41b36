import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import type { TelemetryEvent, TelemetryEventBody } from '../../../src/model/telemetry-event.ts';
import { eventJson } from '../../../src/report/screen/event-json.ts';
import { eventLines, paintedEventLines } from '../../../src/report/screen/event-lines.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { sampleRefusals } from '../../../src/samples/telemetry.ts';

const event = (body: TelemetryEventBody): TelemetryEvent => ({ at: '2026-06-01T10:11:12.345Z', ...body });

const finding = (change: Partial<Finding> = {}): TelemetryEvent =>
  event({
    event: 'finding',
    finding: {
      ...{ code: 'telemetry/clock-skew', title: 't', severity: 'error', explanation: 'e.', evidence: [] },
      ...{ summary: 'the clock of shop is ahead', fixes: [], targets: ['s1'] },
      ...{ refuted: false, suspicion: false },
      ...change,
    },
  });

const received = {
  requests: 2,
  refused: 1,
  spans: 1_200,
  traces: 1,
  metricPoints: 0,
  logRecords: 1,
  bytes: 5,
};

test.each<[TelemetryEventBody, string]>([
  [
    { event: 'listening', grpc: '127.0.0.1:4317', http: '127.0.0.1:4318', forward: ['http://c:4318'] },
    'listening for OTLP: gRPC on 127.0.0.1:4317, HTTP on 127.0.0.1:4318, passing on to http://c:4318',
  ],
  [
    { event: 'received', received, spansPerSecond: 1_200, services: [] },
    'received 1,200 spans in 1 trace (1,200 a second), 0 metric points, 1 log record',
  ],
  [
    { event: 'refused', refusal: sampleRefusals() },
    'refused on the http port: wrong-path, POST /v1/traces/v1/traces application/x-protobuf, from 127.0.0.1',
  ],
  [
    { event: 'finding-gone', code: 'telemetry/clock-skew', targets: ['s1'] },
    'no longer: telemetry/clock-skew (s1)',
  ],
])('an event is one line with the time of day: %j', (body, text) => {
  expect(eventLines(event(body), 40)).toEqual([`10:11:12  ${text}`]);
});

test('a text of a sender becomes no line, colour or title of its own', () => {
  const [line, ...more] = eventLines(finding({ summary: 'a\n10:11:12  error: b\u001b]0;x\u0007\u202e' }), 80);
  expect(more).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test('for a terminal long lines are wrapped below themselves', () => {
  const lines = paintedEventLines(finding({ summary: 'long '.repeat(40).trim() }), 60, false);
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(60);
  expect(lines.slice(1).every((line) => line.startsWith('          '))).toBe(true);
});

test.each([
  ['error', '31'],
  ['warning', '33'],
  ['info', '36'],
] as const)('%s has its colour, and none without colours', (severity, code) => {
  expect(paintedEventLines(finding({ severity }), 80, true).join()).toContain(`\u001b[${code}m`);
  expect(paintedEventLines(finding({ severity }), 80, false).join()).not.toContain('\u001b');
});

test('as JSON each event is one line', () => {
  const text = eventJson(finding({ summary: 'a\nb\u001b' }));
  expect(text.indexOf('\n')).toBe(text.length - 1);
  expect(text).not.toContain('\u001b');
  expect(JSON.parse(text)).toMatchObject({ at: '2026-06-01T10:11:12.345Z', event: 'finding' });
});
