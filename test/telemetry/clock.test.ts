import { describe, expect, it } from 'vitest';
import { batchOf, nanos } from './builders.ts';
import { collectionOf, factsOf, onlyFacts } from './kit.ts';

const DAY = 86_400_000;

/** Milliseconds since 1970 have 0.0002 of them as their smallest part. */
const near = (ms: number) => expect.closeTo(ms, 2);

describe('times against the arrival', () => {
  it('are right when spans end shortly before', () => {
    const { clock } = factsOf([{ end: 60 }, { end: 90 }], {}, { at: 100 });
    expect(clock).toEqual({
      spans: 2,
      ahead: null,
      minDelayMs: near(10),
      absurd: null,
      negative: null,
      beforeParent: null,
    });
  });

  it('are ahead when spans end more than a second later', () => {
    const { clock } = factsOf(
      [{ end: 1_050 }, { end: 5_100, name: 'future' }, { end: 3_100 }],
      {},
      { at: 100 },
    );
    expect(clock).toMatchObject({
      spans: 3,
      ahead: { count: 2, maxMs: near(5_000), sample: { name: 'future' } },
      minDelayMs: near(-5_000),
    });
  });

  it('may be old: data is buffered', () => {
    const { clock } = factsOf([{ start: -300 * DAY }], {}, { at: 100 });
    expect(clock).toMatchObject({ ahead: null, absurd: null, minDelayMs: near(300 * DAY + 90) });
  });

  it.each([
    ['no start', { startNanos: 0n }],
    ['no end', { endNanos: 0n }],
    [
      'seconds for nanoseconds',
      { startNanos: nanos(0) / 1_000_000_000n, endNanos: nanos(10) / 1_000_000_000n },
    ],
    ['the largest number', { startNanos: nanos(0), endNanos: 2n ** 64n - 1n }],
  ])('are impossible: %s', (_, times) => {
    const { clock } = factsOf([{ name: 'odd', ...times }, {}]);
    expect(clock).toMatchObject({
      absurd: { count: 1, sample: { name: 'odd' } },
      negative: null,
      ahead: null,
      minDelayMs: near(90),
    });
  });

  it('are backwards when the end is before the start', () => {
    const { clock } = factsOf([{ name: 'back', start: 50, end: 20 }, {}]);
    expect(clock.negative).toMatchObject({ count: 1, sample: { name: 'back', durationMs: near(-30) } });
  });

  it('are unknown without spans', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [{ startNanos: 0n }] }]), null);
    expect(onlyFacts(collection).clock).toMatchObject({ spans: 1, minDelayMs: null });
  });

  it('of a child in another service count against the parent there', () => {
    const collection = collectionOf();
    collection.take(
      batchOf([
        { spans: [{ id: 1, kind: 'client', start: 0, end: 50 }] },
        {
          service: 'stock',
          spans: [{ id: 2, parent: 1, remote: true, kind: 'server', start: -400, end: -380 }],
        },
      ]),
      null,
    );
    collection.settleAll();
    const [shop, stock] = collection.facts();
    expect(shop?.clock.beforeParent).toBeNull();
    expect(stock?.clock.beforeParent).toMatchObject({ count: 1, maxMs: near(400), service: 'shop' });
  });
});
