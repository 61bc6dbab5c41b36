import { describe, expect, test } from 'vitest';
import { isSameAnswer, markRefusals, routeState } from '../../src/model/routes.ts';
import { sampleAttempt, sampleHttp } from '../../src/samples/facts.ts';

const asked = (path: string, status: number, body = '', contentType = 'text/plain') => ({
  path,
  http: sampleHttp(status, { body, contentType }),
});
const NONSENSE = '/otel-doctor-no-such-route';

describe('what an answer says of its route', () => {
  test.each([
    [
      '404 as to nonsense',
      asked('/v1/traces', 404, 'Not Found'),
      asked(NONSENSE, 404, 'Not Found'),
      'missing',
    ],
    [
      '405 as to nonsense (Phoenix)',
      asked('/v1/metrics', 405, 'Method Not Allowed'),
      asked(NONSENSE, 405, 'Method Not Allowed'),
      'missing',
    ],
    [
      '400 that names the path, as to nonsense (VictoriaMetrics)',
      asked('/v1/metrics', 400, 'unsupported path requested: "/v1/metrics"'),
      asked(NONSENSE, 400, `unsupported path requested: "${NONSENSE}"`),
      'missing',
    ],
    [
      '400 to everything, from a guard',
      asked('/v1/traces', 400, 'no tenant'),
      asked(NONSENSE, 400, 'no tenant'),
      'unknown',
    ],
    [
      '400 where nonsense is 404 (MLflow)',
      asked('/v1/traces', 400, '{"detail":"no spans"}'),
      asked(NONSENSE, 404),
      'refuses',
    ],
    [
      '404 in the words of a program, where nonsense is a page',
      asked('/v1/traces', 404, '{"error_code":"RESOURCE_DOES_NOT_EXIST"}', 'application/json'),
      asked(NONSENSE, 404, '<h1>Not Found</h1>', 'text/html'),
      'refuses',
    ],
    [
      'the same JSON with another time and path',
      asked('/v1/traces', 404, '{"time":"12:00:01","path":"/v1/traces","message":"no"}', 'application/json'),
      asked(NONSENSE, 404, `{"time":"12:00:02","path":"${NONSENSE}","message":"no"}`, 'application/json'),
      'missing',
    ],
    ['404 where nonsense was not asked', asked('/v1/traces', 404), null, 'missing'],
    ['401 says nothing of it', asked('/v1/traces', 401), asked(NONSENSE, 404), 'unknown'],
  ] as const)('%s', (_, one, nonsense, expected) => {
    expect(routeState(one, nonsense)).toBe(expected);
  });
});

test('another server, another media type: not the same', () => {
  expect(isSameAnswer(asked('/a', 404, 'x'), asked('/b', 404, 'x', 'text/html'))).toBe(false);
  const other = {
    path: '/b',
    http: sampleHttp(404, { body: 'x', contentType: 'text/plain', server: 'nginx' }),
  };
  expect(isSameAnswer(asked('/a', 404, 'x'), other)).toBe(false);
});

test('only what was answered otherwise on the same port is marked', () => {
  const nonsense = sampleAttempt({
    kind: 'nonsense',
    path: NONSENSE,
    accepted: false,
    http: sampleHttp(404),
  });
  const there = sampleAttempt({ accepted: false, http: sampleHttp(400, { body: 'no spans' }) });
  const elsewhere = { ...there, port: 9 };
  expect(markRefusals([there, nonsense, elsewhere]).map(({ refuses }) => refuses)).toEqual([
    true,
    undefined,
    undefined,
  ]);
});
