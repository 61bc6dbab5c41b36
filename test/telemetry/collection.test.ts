import { describe, expect, it } from 'vitest';
import { batchOf, logsOf, metricsOf, type SpanDraft, spanId, T0, traceId } from './builders.ts';
import { collectionOf, onlyFacts } from './kit.ts';

const root = (trace: number, more: SpanDraft = {}): SpanDraft => ({ trace, kind: 'server', ...more });

/** A span whose parent is in another process and does not arrive. */
const orphan = (trace: number): SpanDraft => ({ trace, kind: 'server', parent: 0xabc, remote: true });

describe('a trace', () => {
  it('is settled when it was idle, not before', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [root(1, { id: 1 })] }], { at: 1_000 }), null);
    collection.take(batchOf([{ spans: [{ trace: 1, parent: 1 }] }], { at: 4_000 }), null);
    collection.settle(T0 + 8_900);
    expect(onlyFacts(collection).lifecycle.settled).toBe(0);
    expect(collection.recent()).toEqual([]);
    collection.settle(T0 + 9_000);
    expect(onlyFacts(collection).lifecycle).toMatchObject({
      settled: 1,
      cut: 0,
      orphans: [],
      duplicates: null,
    });
    expect(collection.recent()).toMatchObject([{ traceId: traceId(1), spans: 2 }]);
  });

  it('waits longer for a parent: one in another process, and longest for one in the same', () => {
    const collection = collectionOf();
    collection.take(
      batchOf([{ spans: [orphan(1), { trace: 2, parent: 0xabc, remote: false }] }], { at: 0 }),
      null,
    );
    const settledAt = (ms: number): number => {
      collection.settle(T0 + ms);
      return onlyFacts(collection).lifecycle.settled;
    };
    expect([5_000, 14_900, 15_000, 59_900, 60_000].map(settledAt)).toEqual([0, 0, 1, 1, 2]);
    expect(
      onlyFacts(collection)
        .lifecycle.orphans.map(({ remote }) => remote)
        .sort(),
    ).toEqual([false, true]);
  });

  it('is whole when the parent comes meanwhile', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [{ trace: 1, parent: 7 }] }], { at: 0 }), null);
    collection.settle(T0 + 20_000);
    collection.take(batchOf([{ spans: [root(1, { id: 7 })] }], { at: 30_000 }), null);
    collection.settle(T0 + 35_000);
    expect(onlyFacts(collection).lifecycle).toMatchObject({ settled: 1, orphans: [] });
  });

  it('that goes on after it was settled is no trace of its own, and nothing is missing in the rest', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [root(1, { id: 1 })] }], { at: 0 }), null);
    collection.settle(T0 + 5_000);
    collection.take(batchOf([{ spans: [{ trace: 1, parent: 1 }] }], { at: 6_000 }), null);
    collection.settleAll();
    expect(onlyFacts(collection).lifecycle).toMatchObject({ settled: 1, cut: 1, orphans: [] });
    expect(onlyFacts(collection).service.traces).toBe(1);
    expect(collection.totals()).toMatchObject({ traces: 1, cutTraces: 0 });
    expect(collection.recent()).toHaveLength(1);
  });

  it('may be unfinished when listening ends', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [orphan(1), root(2)] }], { at: 0 }), null);
    collection.take(batchOf([{ spans: [orphan(3), root(4)] }], { at: 1_000 }), null);
    collection.settleAll(T0 + 5_500);
    const { lifecycle } = onlyFacts(collection);
    expect(lifecycle).toMatchObject({ settled: 3, cut: 1, orphans: [{ count: 1 }] });
    expect(collection.totals()).toMatchObject({ cutTraces: 0 });
  });

  it('with the same span twice has it once', () => {
    const collection = collectionOf();
    const twice = root(1, { id: 1, end: 20 });
    collection.take(batchOf([{ spans: [twice, twice, { ...twice, end: 30 }] }]), null);
    collection.settleAll();
    expect(onlyFacts(collection).lifecycle.duplicates).toMatchObject({ count: 2, changed: 1 });
    expect(collection.recent()).toMatchObject([{ spans: 1 }]);
    expect(onlyFacts(collection).service.spans).toBe(3);
  });

  it('of many spans finds them by id, too', () => {
    const collection = collectionOf();
    const spans = Array.from({ length: 100 }, (_, index) => ({ trace: 1, id: index + 1, parent: index }));
    collection.take(batchOf([{ spans }]), null);
    collection.take(batchOf([{ spans }]), null);
    collection.settleAll();
    expect(onlyFacts(collection).lifecycle).toMatchObject({
      duplicates: { count: 100, changed: 0 },
      orphans: [],
    });
  });

  it('is seen in all services that take part', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [root(1, { id: 1, kind: 'client' })] }]), 'a');
    collection.take(batchOf([{ service: 'stock', spans: [root(1, { parent: 1, remote: true })] }]), 'b');
    collection.settleAll();
    expect(collection.facts().map(({ service, lifecycle }) => [service.traces, lifecycle.settled])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(collection.facts()[0]?.calls.edges).toMatchObject([
      { callee: 'stock', calleeId: 's2', joined: 1 },
    ]);
    expect(collection.totals()).toMatchObject({ traces: 1 });
  });
});

describe('what is kept', () => {
  it('is bounded: the oldest traces leave, and nothing is said of what is missing in them', () => {
    const collection = collectionOf({ maxSpans: 10 });
    for (let trace = 1; trace <= 100; trace += 1)
      collection.take(batchOf([{ spans: [orphan(trace)] }], { at: trace }), null);
    expect(collection.totals()).toMatchObject({ spans: 100, traces: 100, cutTraces: 90 });
    const whole = collectionOf({ maxSpans: 10 });
    whole.take(batchOf([{ spans: Array.from({ length: 12 }, (_, index) => orphan(index + 1)) }]), null);
    whole.settleAll();
    expect(onlyFacts(whole).lifecycle).toMatchObject({ settled: 10, cut: 2, orphans: [{ count: 10 }] });
  });

  it('makes room by activity, not by age', () => {
    const collection = collectionOf({ maxSpans: 3 });
    const take = (at: number, spans: readonly SpanDraft[]): void =>
      collection.take(batchOf([{ spans }], { at }), null);
    take(0, [root(1, { id: 1 })]);
    take(1, [root(2)]);
    take(2, [{ trace: 1, parent: 1 }]);
    take(3, [root(3)]);
    expect(collection.recent().map(({ traceId: id }) => id)).toEqual([traceId(2)]);
  });

  it('of one trace is bounded', () => {
    const collection = collectionOf();
    for (let batch = 0; batch < 60; batch += 1)
      collection.take(batchOf([{ spans: Array.from({ length: 100 }, () => root(1)) }]), null);
    collection.settleAll();
    expect(collection.totals()).toMatchObject({ spans: 6_000, traces: 1, cutTraces: 1 });
    expect(collection.recent()).toMatchObject([{ spans: 5_000 }]);
    expect(onlyFacts(collection)).toMatchObject({ service: { spans: 6_000 }, clock: { spans: 6_000 } });
  });

  it('for the reader are the last 20 traces', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: Array.from({ length: 50 }, (_, index) => root(index + 1)) }]), null);
    collection.settleAll();
    expect(collection.recent().map(({ traceId: id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => traceId(index + 31)),
    );
  });
});

describe('the window', () => {
  const spansIn = (...ats: readonly number[]) => {
    const collection = collectionOf({ windowMs: 10_000, maxSpans: 100 });
    for (const at of ats)
      collection.take(batchOf([{ spans: [root(at + 1, { dropped: { attributes: 1 } })] }], { at }), null);
    return { collection, facts: onlyFacts(collection) };
  };

  it('is of two halves, of which the older is forgotten', () => {
    const one = spansIn(0, 9_000);
    expect([one.facts.clock.spans, one.collection.totals().rotated]).toEqual([2, false]);
    const two = spansIn(0, 9_000, 11_000);
    expect([two.facts.clock.spans, two.collection.totals().rotated]).toEqual([3, false]);
    expect(two.facts.attributes.dropped).toMatchObject([{ items: 3, dropped: 3 }]);
    const three = spansIn(0, 9_000, 11_000, 22_000);
    expect([three.facts.clock.spans, three.collection.totals().rotated]).toEqual([2, true]);
    expect(three.facts.attributes.names.find(({ on }) => on === 'resource')?.count).toBe(2);
    expect(three.facts.service.spans).toBe(4);
  });

  it('does not forget the last that was seen of a silent application', () => {
    const { collection } = spansIn(0, 1_000);
    for (let minute = 1; minute <= 60; minute += 1) collection.settle(T0 + minute * 60_000);
    expect(onlyFacts(collection).clock.spans).toBe(2);
  });

  it('moves on with spans, too', () => {
    const collection = collectionOf({ maxSpans: 100 });
    const spans = Array.from({ length: 100 }, (_, index) => root(index + 1));
    // Each half of the window covers ten times the spans that are kept at a time.
    for (let batch = 0; batch < 50; batch += 1) collection.take(batchOf([{ spans }]), null);
    expect(onlyFacts(collection).clock.spans).toBe(2_000);
    expect(collection.totals()).toMatchObject({ spans: 5_000, rotated: true });
  });
});

describe('hostile input', () => {
  it('ids of any length and none do no harm', () => {
    const collection = collectionOf();
    const ids = ['', '0'.repeat(32), 'ab', 'f'.repeat(100_000)];
    const spans = ids.flatMap((trace) =>
      ids.map((id) => ({ trace, id, parent: 'e'.repeat(100_000), name: '' })),
    );
    collection.take(batchOf([{ spans }]), null);
    collection.settleAll();
    expect(collection.totals()).toMatchObject({ spans: 16, traces: 2 });
    expect(JSON.stringify(collection.facts()).length).toBeLessThan(20_000);
    expect(collection.recent().map(({ traceId: id }) => id.length)).toEqual([2, 64]);
  });

  it('a parent of zeros is none', () => {
    const collection = collectionOf();
    collection.take(batchOf([{ spans: [{ parent: spanId(0) }] }]), null);
    collection.settleAll();
    expect(onlyFacts(collection).lifecycle).toMatchObject({ settled: 1, orphans: [] });
  });

  it('long and strange texts are cut and cleaned', () => {
    const collection = collectionOf();
    const text = `\u0000\u001b]0;x\u0007${'\ud83d\ude00'.repeat(10_000)}`;
    collection.take(
      batchOf([
        {
          service: text,
          scope: text,
          spans: [orphan(1), { ...orphan(2), name: text }, { events: [{ name: text, dropped: 1 }] }],
        },
      ]),
      text,
    );
    collection.settleAll();
    const { service, lifecycle, attributes } = onlyFacts(collection);
    for (const shown of [service.name, service.label, service.scopes[0]?.name, attributes.dropped[0]?.name]) {
      expect(shown?.length).toBeLessThanOrEqual(200);
      expect(shown).toMatch(/^[^\p{Cc}]+$/u);
    }
    expect(lifecycle.orphans.map(({ sample }) => sample.name.length).every((length) => length <= 200)).toBe(
      true,
    );
  });

  it('span names without end do not grow anything', () => {
    const collection = collectionOf({ maxSpans: 1_000 });
    for (let batch = 0; batch < 100; batch += 1) {
      const spans = Array.from({ length: 100 }, (_, index) => ({
        ...orphan(batch * 100 + index + 1),
        name: `GET /${batch}/${index}`,
        attributes: { [`key.${batch}.${index}`]: 1n },
        dropped: { attributes: 1 },
      }));
      collection.take(batchOf([{ spans }], { at: batch }), null);
    }
    collection.settleAll();
    const { lifecycle, attributes } = onlyFacts(collection);
    expect(lifecycle.orphans.length).toBeLessThanOrEqual(400);
    expect(attributes.names.length).toBeLessThanOrEqual(4_000);
    expect(attributes.dropped.length).toBeLessThanOrEqual(401);
  });

  it('many services together are bounded, too', () => {
    const collection = collectionOf();
    const attributes = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key.${index}`, 1n]));
    for (let index = 0; index < 300; index += 1)
      collection.take(batchOf([{ service: `s${index}`, spans: [{ trace: index + 1, attributes }] }]), null);
    const names = collection.facts().reduce((sum, facts) => sum + facts.attributes.names.length, 0);
    expect(names).toBe(100_000);
  });
});

describe('facts', () => {
  const taken = () => {
    const collection = collectionOf();
    collection.take(
      batchOf([
        {
          spans: [
            root(1, { id: 1, attributes: { a: 1n }, dropped: { events: 2 } }),
            { id: 2, trace: 1, parent: 1 },
            orphan(2),
          ],
        },
        { service: 'stock', spans: [root(3)] },
      ]),
      'a',
    );
    collection.take(logsOf({ records: [{ attributes: { b: 1n } }] }), 'a');
    collection.take(metricsOf({ points: [{ c: 1n }] }), 'a');
    collection.settleAll();
    return collection;
  };

  it('are the same for the same exports', () => {
    const withoutIds = (text: string): string => text.replace(/"spanId":"0{8}1\w{7}"/g, '');
    expect(withoutIds(JSON.stringify(taken().facts()))).toBe(withoutIds(JSON.stringify(taken().facts())));
  });

  it('are made anew, so that they can be frozen while more arrives', () => {
    const collection = taken();
    const freeze = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.freeze(value);
      for (const item of Object.values(value)) freeze(item);
    };
    const before = collection.facts();
    freeze(before);
    const text = JSON.stringify(before);
    collection.take(
      batchOf([{ spans: [root(9, { attributes: { a: 1n, d: 1n }, dropped: { events: 1 } }), orphan(10)] }]),
      'a',
    );
    collection.settleAll();
    freeze(collection.facts());
    expect(JSON.stringify(before)).toBe(text);
    expect(collection.facts()[0]?.service.spans).toBe(5);
  });
});
