import { expect, test } from 'vitest';
import { renderShort } from '../../../src/report/formats/short.ts';
import { healthy, hostile, inconclusive, ipv6, unhealthy } from '../reports.ts';

test('an unhealthy report is verdict, way, cause and the first fix', () => {
  expect(renderShort(unhealthy)).toBe(
    [
      'unhealthy: gRPC is sent to port 4318, which speaks OTLP over HTTP/1.1',
      'traces: grpc to http://localhost:4318',
      'cause: protocol/grpc-to-http-port',
      'fix (proven): export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
      'otel-doctor 1.2.3, settings as python, 2026-01-31T12:00:00.000Z',
      '',
    ].join('\n'),
  );
});

test('a healthy report has no cause', () => {
  expect(renderShort(healthy).split('\n')).toHaveLength(4);
  expect(renderShort(healthy)).not.toMatch(/^(cause|fix)/m);
});

test('an inconclusive report says so first', () => {
  expect(renderShort(inconclusive)).toMatch(/^inconclusive: The doctor could not see enough/);
});

test('a fix for an env file is written as that file has it', () => {
  expect(renderShort(ipv6)).toContain(
    'fix: OTEL_EXPORTER_OTLP_ENDPOINT=http://[::1]:4318; # remove OTEL_EXPORTER_OTLP_PROTOCOL',
  );
});

test('every target has a line', () => {
  expect(renderShort(ipv6)).toContain('metrics, logs: http/json to http://[::1]:4318/v1/metrics');
});

test('nothing that came from outside reaches the terminal as a control character', () => {
  expect(renderShort(hostile)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
});

test('a patch stays a patch, below the word', () => {
  const diff = '--- a/.env\n+++ b/.env\n@@ -1 +1 @@\n-A=1\n+A=2\n';
  const fixes = [{ title: 'Change it', patch: { path: '.env', line: 1, diff }, proven: false }];
  const rootCause = unhealthy.rootCause && { ...unhealthy.rootCause, fixes };
  expect(renderShort({ ...unhealthy, rootCause })).toContain(
    'fix: Change it\n  --- a/.env\n  +++ b/.env\n  @@ -1 +1 @@\n  -A=1\n  +A=2\n',
  );
});
