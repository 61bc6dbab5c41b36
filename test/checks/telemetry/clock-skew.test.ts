import clockSkew from '../../../checks/telemetry/clock-skew.ts';
import type { ClockFact } from '../../../src/model/telemetry.ts';
import { sampleClock, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (change: Partial<ClockFact>) => ({ clock: sampleClock(change) });

const absurd = (startMs: number, durationMs = 20) =>
  facts({ absurd: { count: 2, sample: sampleSpan({ startMs, durationMs }) } });

const before = (maxMs: number): Partial<ClockFact> => ({
  beforeParent: {
    count: 3,
    maxMs,
    service: 'gateway',
    parent: sampleSpan({ name: 'GET', kind: 'client' }),
    child: sampleSpan(),
  },
});

const NOW_MS = Date.UTC(2026, 5, 1);

checkTester(clockSkew)
  .fires('when the clock is ahead', facts({ ahead: { count: 2, maxMs: 90_000, sample: sampleSpan() } }), {
    says: /90 s ahead of the clock here in shop[\s\S]*2 of 12 spans \(17 %\), by up to 90 s/,
    fix: 'chronyc',
    severity: 'warning',
  })
  .fires('when a child begins before its parent', facts(before(2_500)), {
    says: /2.5 s before the span of gateway[\s\S]*child: "GET \/orders"/,
    fix: 'timedatectl',
  })
  .fires('for milliseconds as nanoseconds', absurd(NOW_MS / 1e6), {
    says: /1970-01-01[\s\S]*a time in milliseconds where nanoseconds/,
    fix: 'time.time_ns()',
  })
  .fires('for seconds as nanoseconds', absurd(NOW_MS / 1e9), { says: 'a time in seconds' })
  .fires('for microseconds as nanoseconds', absurd(NOW_MS / 1e3), { says: 'a time in microseconds' })
  .fires('for a start of zero', absurd(0), { says: 'Its start is zero' })
  .fires('for an end of zero', absurd(NOW_MS, -NOW_MS), { says: 'Its end is zero' })
  .fires('for a time in the far future', absurd(Date.UTC(2400, 0, 1)), { says: 'begins at 2400-01-01' })
  .fires('for a time that no date can say', absurd(1.8e16), { says: '18000000000000000 ms after 1970' })
  .fires(
    'for a negative duration',
    facts({ negative: { count: 1, sample: sampleSpan({ durationMs: -5 }) } }),
    {
      says: '1 span that ends before it begins in shop',
      fix: 'time_ns',
    },
  )
  .fires(
    'for all at once, each way out told once',
    facts({
      ...before(200),
      ahead: { count: 2, maxMs: 5_000, sample: sampleSpan() },
      negative: { count: 4, sample: sampleSpan({ durationMs: -5 }) },
    }),
    { says: '4 spans that end before they begin', fixes: 2 },
  )
  .fires('without a service', { ...absurd(0), service: undefined }, { says: 'in this service' })
  .silent(
    'for less than clocks differ anyway',
    facts({ ...before(20), ahead: { count: 2, maxMs: 30, sample: sampleSpan() } }),
  )
  .silent('for a long delay, which buffering explains', facts({ minDelayMs: 86_400_000 }));
