import { expect, test } from 'vitest';
import type { ReportTarget } from '../../../src/model/report.ts';
import { nextSteps } from '../../../src/report/formats/next.ts';
import { healthy, unhealthy } from '../reports.ts';

const commands = (report: Parameters<typeof nextSteps>[0]): readonly string[] =>
  nextSteps(report).map(({ command }) => command);

const refused = (url: string, protocol: ReportTarget['protocol']): ReportTarget => ({
  ...(unhealthy.targets[0] as ReportTarget),
  url,
  protocol,
  path: [
    { step: 'dns', state: 'ok', ms: 1 },
    { step: 'tcp', state: 'failed', ms: 1 },
  ],
});

const root = unhealthy.rootCause;
/** Nothing that was tried helps. */
const unproven = {
  ...unhealthy,
  rootCause: root && { ...root, fixes: [{ title: 'Start it', text: 'Start it.', proven: false }] },
};

test('who has a fix that is proven needs no receiver in the place of another', () => {
  const there = refused('http://localhost:4317', 'grpc');
  expect(commands({ ...unhealthy, targets: [there] })).toEqual([
    'otel-doctor explain protocol/grpc-to-http-port',
  ]);
});

test('what was only read is sent next', () => {
  const [target] = unhealthy.targets;
  const unseen = { ...(target as ReportTarget), path: [{ step: 'tcp', state: 'unknown' } as const] };
  expect(commands({ ...unhealthy, verdict: 'inconclusive', rootCause: null, targets: [unseen] })).toEqual([
    'otel-doctor',
  ]);
});

test('after a healthy run the application itself is next', () => {
  expect(commands(healthy)).toEqual(['otel-doctor run -- YOUR COMMAND']);
});

test('a cause is explained', () => {
  expect(commands(unhealthy)).toEqual(['otel-doctor explain protocol/grpc-to-http-port']);
});

test.each([
  ['http://localhost:4317', 'grpc', 'otel-doctor listen'],
  ['http://127.0.0.1:4318', 'http/protobuf', 'otel-doctor listen'],
  ['http://[::1]:5317', 'grpc', 'otel-doctor listen --grpc-port 5317'],
  ['http://localhost:4318', 'grpc', 'otel-doctor listen --grpc-port 4318 --http-port 0'],
  ['http://localhost:4317', 'http/json', 'otel-doctor listen --http-port 4317 --grpc-port 0'],
] as const)('where nothing listens on %s over %s the doctor can: %s', (url, protocol, command) => {
  expect(commands({ ...unproven, targets: [refused(url, protocol)] })[0]).toBe(command);
});

test.each(['http://collector:4317', 'https://localhost:4317', 'no url'])('not for %s', (url) => {
  expect(commands({ ...unhealthy, targets: [refused(url, 'grpc')] })).toHaveLength(1);
});
