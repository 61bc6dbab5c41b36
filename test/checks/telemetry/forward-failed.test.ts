import { describe, expect, test } from 'vitest';
import forwardFailed from '../../../checks/telemetry/forward-failed.ts';
import { forwardMeaning } from '../../../src/findings/remedies/forward.ts';
import type { ForwardFact } from '../../../src/model/received.ts';
import { healthyTelemetry } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (change: Partial<ForwardFact>) => ({ forward: { ...healthyTelemetry().forward, ...change } });

const failing = (answer: string, message = '') =>
  facts({ delivered: 1, failed: 2, failures: [{ answer, message, count: 2 }] });

checkTester(forwardFailed)
  .fires('without credentials', failing('HTTP 401', 'missing api key'), {
    says: /did not take 2 requests of 3[\s\S]*arrives here[\s\S]*HTTP 401: twice: missing api key/,
    fix: 'otel-doctor http://localhost:4318',
    fixes: 2,
    severity: 'warning',
  })
  .fires('when nothing listens', failing('ECONNREFUSED'), { says: 'nothing listens there' })
  .fires(
    'with the most frequent answer first',
    facts({
      failed: 6,
      failures: [
        { answer: 'HTTP 503', message: '', count: 1 },
        { answer: 'gRPC 12 UNIMPLEMENTED', message: '', count: 5 },
      ],
    }),
    { says: 'answers gRPC 12 UNIMPLEMENTED: the destination has no receiver for this signal' },
  )
  .fires('when too much was waiting', facts({ dropped: 7 }), {
    says: '7 requests were not passed on',
    fixes: 1,
  })
  .fires('for an answer that it does not know', failing('HTTP 299'), { says: 'did not take it' })
  .silent('when everything was taken', facts({ delivered: 1_000 }));

describe('meanings', () => {
  test.each([
    ['HTTP 403', 'does not allow'],
    ['gRPC 16 UNAUTHENTICATED', 'does not know the sender'],
    ['gRPC 1 CANCELLED', 'did not take it'],
    ['gRPC 14 UNAVAILABLE', 'broken or not ready'],
    ['HTTP 429', 'used up'],
    ['HTTP 422', 'refuses'],
    ['HTTP 307', 'somewhere else'],
    ['ENOTFOUND', 'cannot be resolved'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'encrypted'],
    ['ETIMEDOUT', 'in time'],
    ['ECONNRESET', 'closes the connection'],
  ])('%s', (answer, means) => {
    expect(forwardMeaning(answer).means).toContain(means);
  });
});
