import { expect, test } from 'vitest';
import type { Refusal } from '../../src/receiver/refusal.ts';
import { createRefusals } from '../../src/telemetry/refusals.ts';
import { batchOf, logsOf, metricsOf } from './builders.ts';

const refusal = (change: Partial<Refusal> = {}): Refusal => ({
  kind: 'wrong-path',
  port: 'http',
  method: 'POST',
  path: '/v1/trace',
  contentType: 'application/json',
  contentEncoding: null,
  headers: [['user-agent', 'curl/8']],
  peer: { address: '127.0.0.1', port: 50_000 },
  receivedAtUnixNano: 1n,
  detail: null,
  malformed: null,
  ...change,
});

test('the same is one group with a count and its peers, the most frequent first', () => {
  const refusals = createRefusals();
  refusals.take(refusal({ kind: 'method', method: 'GET' }));
  expect(refusals.take(refusal())).toMatchObject({ count: 1, kind: 'wrong-path', userAgent: 'curl/8' });
  expect(refusals.take(refusal({ peer: { address: '10.0.0.2', port: 1 } }))).toBeNull();
  expect(refusals.groups()).toMatchObject([
    { kind: 'wrong-path', count: 2, peers: ['127.0.0.1', '10.0.0.2'] },
    { kind: 'method', count: 1, peers: ['127.0.0.1'] },
  ]);
});

test('groups and peers are bounded, and nothing goes uncounted', () => {
  const refusals = createRefusals();
  for (let index = 0; index < 5_000; index += 1)
    refusals.take(
      refusal({ path: `/p${index}`, peer: { address: `10.0.${index >> 8}.${index & 255}`, port: 1 } }),
    );
  const groups = refusals.groups();
  expect(groups.length).toBeLessThan(250);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
  expect(Math.max(...groups.map(({ peers }) => peers.length))).toBe(8);
});

test('of a connection that never became a request the bytes make no groups of their own', () => {
  const refusals = createRefusals();
  const bytes = { kind: 'not-http', method: null, path: null, contentType: null, headers: [] } as const;
  refusals.take(refusal({ ...bytes, detail: '00 01' }));
  refusals.take(refusal({ ...bytes, detail: '00 02' }));
  expect(refusals.groups()).toMatchObject([{ kind: 'not-http', count: 2, detail: null }]);
});

test('no secret of the query or the login, no control characters, nothing endless', () => {
  const refusals = createRefusals();
  const group = refusals.take(
    refusal({
      path: '/v1/traces?api-key=hunter2',
      contentType: `text/\u001b[31m${'x'.repeat(5_000)}`,
      headers: [
        ['authorization', 'Bearer hunter2'],
        ['user-agent', 'a\r\nb'],
      ],
    }),
  );
  expect(JSON.stringify(group)).not.toMatch(/hunter2|\\u001b|\\r|\\n/);
  expect(group?.path).toBe('/v1/traces?api-key=***');
  expect(group?.contentType?.length).toBeLessThanOrEqual(200);
  const url = refusals.take(refusal({ path: 'http://me:hunter2@collector:4318/v1/traces' }));
  expect(url?.path).toBe('http://***@collector:4318/v1/traces');
});

test('a malformed body says where', () => {
  const malformed = { problem: 'the length is beyond the end', offset: 17, path: 'resourceSpans.scopeSpans' };
  const group = createRefusals().take(refusal({ kind: 'malformed-protobuf', malformed: malformed as never }));
  expect(group?.malformed).toBe('the length is beyond the end at byte 17 in field resourceSpans.scopeSpans');
});

test('exports without anything in them are a group, others are none', () => {
  const refusals = createRefusals();
  refusals.accepted(batchOf([{ spans: [] }]));
  refusals.accepted(batchOf([]));
  refusals.accepted(logsOf({ records: [] }));
  refusals.accepted(batchOf([{ spans: [{}] }], { transport: 'grpc' }));
  refusals.accepted(logsOf({ records: [{}] }));
  refusals.accepted(metricsOf({ points: [{}] }));
  expect(refusals.groups()).toMatchObject([{ kind: 'empty', port: 'http', count: 3, peers: ['127.0.0.1'] }]);
});
