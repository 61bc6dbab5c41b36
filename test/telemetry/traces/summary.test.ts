import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpanRecord } from '../../../src/telemetry/span-record.ts';
import { mergeBeforeParent } from '../../../src/telemetry/traces/before-parent.ts';
import { mergeLifecycles } from '../../../src/telemetry/traces/merge.ts';
import { createTraceAccumulator } from '../../../src/telemetry/traces/summary.ts';
import { freshId, LIBRARY, server, span, times } from './builders.ts';

const accumulate = (...traces: readonly (readonly SpanRecord[])[]) => {
  const accumulator = createTraceAccumulator((id) => `service ${id}`);
  for (const trace of traces) accumulator.add(trace, true);
  return accumulator;
};

const lifecycleOf = (...traces: readonly (readonly SpanRecord[])[]) => accumulate(...traces).lifecycle('a');

describe('orphans', () => {
  const orphan = (change: Partial<SpanRecord> = {}) => span(0, 5, { parentSpanId: freshId(), ...change });

  test('a whole tree has none', () => {
    const root = span(0, 10);
    expect(lifecycleOf([root, span(1, 5, { parent: root })])).toEqual({
      settled: 1,
      cut: 0,
      orphans: [],
      early: [],
      duplicates: null,
    });
  });

  test.each([
    ['server', null, true],
    ['consumer', null, true],
    ['internal', null, false],
    ['client', null, false],
    ['producer', null, false],
    ['unspecified', null, false],
    ['server', false, false],
    ['server', true, true],
    ['internal', true, true],
  ] as const)('of kind %s with the flag %s is remote: %s', (kind, parentRemote, remote) => {
    expect(lifecycleOf([orphan({ kind, parentRemote })]).orphans).toMatchObject([{ remote, count: 1 }]);
  });

  test('are grouped by name, kind and scope, the most frequent first', () => {
    const { orphans } = lifecycleOf(
      [orphan({ name: 'x' })],
      [orphan({ name: 'y' }), orphan({ name: 'y' })],
      [orphan({ name: 'y', scope: LIBRARY })],
    );
    expect(orphans.map(({ sample, count }) => [sample.name, sample.library, count])).toEqual([
      ['y', false, 2],
      ['x', false, 1],
      ['y', true, 1],
    ]);
  });

  test('tell whether other services are in the trace, and belong to their own', () => {
    const other = span(0, 9, { service: 'b' });
    const accumulator = accumulate([orphan({ traceId: other.traceId }), other]);
    expect(accumulator.lifecycle('a').orphans).toMatchObject([{ othersSeen: true }]);
    expect(accumulator.lifecycle('b').orphans).toEqual([]);
    expect(lifecycleOf([orphan()]).orphans).toMatchObject([{ othersSeen: false }]);
  });

  test('are not claimed of a trace that was cut', () => {
    const accumulator = createTraceAccumulator(String);
    accumulator.add([orphan()], false);
    expect(accumulator.lifecycle('a')).toMatchObject({ settled: 0, cut: 1, orphans: [] });
  });

  test('are taken back when the parent arrives after all', () => {
    const root = span(0, 60_000);
    const early = span(1, 2, { parent: root });
    const lost = orphan();
    expect(lifecycleOf([early], [root])).toMatchObject({ settled: 2, orphans: [] });
    expect(lifecycleOf([early], [lost], [root]).orphans).toMatchObject([
      { count: 1, parentSpanId: lost.parentSpanId, sample: { spanId: lost.spanId } },
    ]);
  });

  test('are not taken back by the same span id in another trace', () => {
    const lost = orphan();
    expect(lifecycleOf([lost], [span(0, 1, { spanId: lost.parentSpanId })]).orphans).toHaveLength(1);
  });

  test('of endless names are counted and not kept', () => {
    const { orphans } = lifecycleOf(...times(10_000, (index) => [orphan({ name: `name ${index}` })]));
    expect(orphans.length).toBeLessThanOrEqual(112);
    expect(orphans.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  });

  test('are exactly the spans whose parent was removed, in any forest', () => {
    const forest = fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.constantFrom('a', 'b')), { maxLength: 60 });
    fc.assert(
      fc.property(forest, (plan) => {
        const spans: SpanRecord[] = [];
        for (const [index, [pick, , service]] of plan.entries()) {
          const parent = pick % 4 === 0 ? undefined : spans[pick % Math.max(index, 1)];
          spans.push(
            span(index, 1, { traceId: 't', service, ...(parent ? { parentSpanId: parent.spanId } : {}) }),
          );
        }
        const kept = spans.filter((_, index) => plan[index]?.[1]);
        const ids = new Set(kept.map(({ spanId }) => spanId));
        const expected = kept.filter(({ parentSpanId }) => parentSpanId !== '' && !ids.has(parentSpanId));
        const accumulator = accumulate(kept);
        const counted = ['a', 'b'].map((id) =>
          accumulator.lifecycle(id).orphans.reduce((sum, { count }) => sum + count, 0),
        );
        expect(counted).toEqual(
          ['a', 'b'].map((id) => expected.filter(({ service }) => service === id).length),
        );
      }),
    );
  });
});

describe('spans that end before their child', () => {
  test('are grouped by both names', () => {
    const made = times(3, () => {
      const root = span(0, 100, { name: 'root' });
      const parent = span(1, 2, { parent: root, name: 'handle' });
      return [root, parent, span(10, 20, { parent, name: 'load' })];
    });
    const whole = span(0, 50, { name: 'handle' });
    expect(lifecycleOf(...made, [whole, span(1, 2, { parent: whole, name: 'load' })]).early).toMatchObject([
      {
        parent: { name: 'handle', durationMs: 2 },
        child: { name: 'load', durationMs: 20 },
        count: 3,
        parents: 4,
        beganAfter: 3,
        withinGrandparent: 3,
        atRoot: 0,
      },
    ]);
  });

  test('count each parent once however many children it has', () => {
    const parent = span(0, 5);
    expect(
      lifecycleOf([parent, span(1, 20, { parent, name: 'x' }), span(6, 20, { parent, name: 'x' })]).early,
    ).toMatchObject([{ count: 1, parents: 1, beganAfter: 0, withinGrandparent: 0, atRoot: 1 }]);
  });

  test('count a grandparent only when it is open for the whole child', () => {
    const root = span(0, 15);
    const parent = span(1, 2, { parent: root, name: 'handle' });
    expect(lifecycleOf([root, parent, span(10, 20, { parent, name: 'load' })]).early[0]).toMatchObject({
      withinGrandparent: 0,
      atRoot: 0,
    });
  });

  test('may differ by the resolution of the clock', () => {
    const parent = span(0.7, 5);
    expect(lifecycleOf([parent, span(1, 5.7, { parent })]).early).toEqual([]);
    expect(lifecycleOf([parent, span(1, 5.8, { parent })]).early).toHaveLength(1);
  });

  test.each([
    ['a message that is handled later', { kind: 'consumer' }],
    ['a request to itself', { kind: 'server' }],
    ['a child in another service', { service: 'b' }],
    ['a child in another process of the service', { parentRemote: true }],
  ] as const)('are not those of %s', (_, change) => {
    const parent = span(0, 5);
    const { early } = lifecycleOf([parent, span(1, 20, { parent, ...change })]);
    expect(early).toEqual([]);
  });

  test('are not those that a link leads to', () => {
    const first = span(0, 5);
    expect(lifecycleOf([first], [span(6, 20, { links: [first.spanId] })]).early).toEqual([]);
  });

  test('are bounded', () => {
    const traces = times(5_000, (index) => {
      const parent = span(0, 5, { name: `parent ${index}` });
      return [parent, span(1, 20, { parent })];
    });
    expect(lifecycleOf(...traces).early.length).toBeLessThanOrEqual(100);
  });
});

describe('duplicates', () => {
  test('are counted, with those that changed as the sample', () => {
    const accumulator = createTraceAccumulator(String);
    const same = span(0, 5);
    const changed = span(0, 5);
    accumulator.duplicate(same, { ...same });
    accumulator.duplicate(changed, { ...changed, endMs: changed.endMs + 1 });
    accumulator.duplicate(same, { ...same });
    expect(accumulator.lifecycle('a').duplicates).toMatchObject({
      count: 3,
      changed: 1,
      sample: { spanId: changed.spanId },
    });
  });
});

describe('spans before their parent', () => {
  const parent = span(1_000, 50, { kind: 'client' });

  test('of another service tell the greatest difference', () => {
    const child = server(400, 10, { parent, service: 'b' });
    const less = server(700, 10, { parent, service: 'b' });
    expect(accumulate([parent, child, less]).beforeParent('b')).toMatchObject({
      count: 2,
      maxMs: 600,
      service: 'service a',
      parent: { spanId: parent.spanId },
      child: { spanId: child.spanId },
    });
  });

  test.each([
    ['clocks in sync', server(800, 10, { parent, service: 'b' })],
    ['a consumer that waited', span(0, 2_000, { parent, service: 'b', kind: 'consumer' })],
    ['a span without a time', { ...server(0, 10, { parent, service: 'b' }), startMs: 0 }],
    ['the same service', span(0, 10, { parent })],
  ])('are not those of %s', (_, child) => {
    const accumulator = accumulate([parent, child]);
    expect([accumulator.beforeParent('a'), accumulator.beforeParent('b')]).toEqual([null, null]);
  });

  test('are not those of a page that names its parent after it began', () => {
    const page = server(1_000, 50, { service: 'a' });
    const load = span(500, 900, { parent: page, service: 'browser' });
    expect(accumulate([page, load]).beforeParent('browser')).toBeNull();
  });

  test('of two parts are put together', () => {
    const of = (at: number) =>
      accumulate([parent, server(at, 1, { parent, service: 'b' })]).beforeParent('b');
    expect(mergeBeforeParent(of(100), of(500))).toMatchObject({ count: 2, maxMs: 900 });
    expect(mergeBeforeParent(null, of(500))).toMatchObject({ count: 1, maxMs: 500 });
    expect(mergeBeforeParent(null, null)).toBeNull();
  });
});

test('two parts of the window are put together', () => {
  const make = (count: number, name: string) => {
    const accumulator = createTraceAccumulator(String);
    for (let index = 0; index < count; index += 1) {
      const parent = span(0, 5);
      const twice = span(0, 5);
      accumulator.add([parent, span(9, 5, { parent }), span(0, 1, { parentSpanId: freshId(), name })], true);
      accumulator.duplicate(twice, { ...twice, endMs: twice.endMs + index });
    }
    return accumulator.lifecycle('a');
  };
  const merged = mergeLifecycles(make(2, 'x'), mergeLifecycles(make(3, 'x'), make(1, 'y')));
  expect(merged).toMatchObject({
    settled: 6,
    orphans: [
      { count: 5, sample: { name: 'x' } },
      { count: 1, sample: { name: 'y' } },
    ],
    early: [{ count: 6, parents: 6, beganAfter: 6, atRoot: 6 }],
    duplicates: { count: 6, changed: 3 },
  });
});

describe('broken input', () => {
  test('parents in a circle and ids that repeat end nowhere else', () => {
    const self = span(0, 5, { spanId: 'self', parentSpanId: 'self' });
    const one = span(0, 5, { traceId: 't', spanId: '1', parentSpanId: '2' });
    const two = span(0, 50, { traceId: 't', spanId: '2', parentSpanId: '1' });
    const empty = span(0, 5, { spanId: '', parentSpanId: '' });
    expect(lifecycleOf([self], [one, two, one], [empty, empty], [])).toMatchObject({
      settled: 3,
      orphans: [],
    });
  });

  test('any ids and times are taken', () => {
    const id = fc.constantFrom('', '1', '2', '3', '4');
    const time = fc.double({ min: 0, max: 1.8e13, noNaN: true });
    const any = fc.array(fc.tuple(id, id, time, time, fc.constantFrom('a', 'b')), { maxLength: 30 });
    fc.assert(
      fc.property(any, (rows) => {
        const spans = rows.map(([spanId, parentSpanId, startMs, endMs, service]) =>
          span(0, 0, { traceId: 't', spanId, parentSpanId, startMs, endMs, service }),
        );
        const { orphans, early } = accumulate(spans).lifecycle('a');
        expect(orphans.length + early.length).toBeLessThanOrEqual(2 * rows.length);
      }),
    );
  });
});
