import { describe, expect, test } from 'vitest';
import { type Hop, hopState, passedHops } from '../../src/model/behind.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../src/samples/facts.ts';

const burst = sampleHops().bursts[0] as ReturnType<typeof sampleHops>['bursts'][number];
const stateOf = (hop: Hop, others = 0) =>
  hopState(sampleSource({ otherTraffic: others, hops: [hop] }), hop, burst);
const processor = (name: string, moved: Hop['moved']) => sampleHop({ kind: 'processor', name, moved });

describe('what became of a burst at a hop', () => {
  test.each([
    ['passed', sampleHop()],
    ['still', sampleHop({ moved: { accepted: 0, refused: 0 } })],
    ['refused', sampleHop({ moved: { accepted: 0, refused: 37 } })],
    ['failed', sampleHop({ moved: { accepted: 0, failed: 37 } })],
    ['passed', processor('filter', { in: 37, out: 37 })],
    ['thinned', processor('filter', { in: 37, out: 3 })],
    ['stopped', processor('filter', { in: 37, out: 0 })],
    ['held', processor('tail_sampling', { in: 37, out: 0 })],
    ['held', processor('otelcol.processor.tail_sampling.default', { in: 37, out: 0 })],
    ['stopped', processor('tail_sampling', { in: 37, out: 0, dropped: 37 })],
    ['refused', processor('memory_limiter', { in: 37, out: 0, refused: 37 })],
    ['stopped', processor('probabilistic_sampler', { dropped: 37 })],
    ['thinned', processor('probabilistic_sampler', { dropped: 20 })],
    ['passed', processor('batch', { out: 37 })],
    ['passed', sampleExporter({ sent: 37 })],
    ['failed', sampleExporter({ sent: 0, sendFailed: 37 })],
    ['failed', sampleExporter({ enqueueFailed: 37 })],
    ['waiting', sampleExporter({}, true)],
    ['waiting', sampleExporter({ sent: 10 }, true)],
    ['still', sampleExporter({ sent: 0 })],
  ] as const)('%s', (state, hop) => {
    expect(stateOf(hop)).toBe(state);
  });

  test('a queue that falls is none that waits', () => {
    const hop: Hop = {
      ...sampleExporter({}),
      waiting: {
        before: { size: 20, capacity: 1000, inFlight: null },
        after: { size: 3, capacity: 1000, inFlight: null },
      },
    };
    expect(stateOf(hop)).toBe('still');
  });
});

describe('with other traffic', () => {
  test.each([
    ['unsure', sampleHop({ moved: { accepted: 5_037 } })],
    ['unsure', processor('filter', { in: 5_037, out: 4_000 })],
    ['unsure', sampleExporter({ sent: 5_000, sendFailed: 37 })],
    ['unsure', processor('probabilistic_sampler', { dropped: 900 })],
    ['stopped', processor('filter', { in: 5_037, out: 0 })],
    ['failed', sampleExporter({ sent: 0, sendFailed: 5_000 })],
    ['waiting', sampleExporter({}, true)],
  ] as const)('%s: only what happens to all of it tells anything', (state, hop) => {
    expect(stateOf(hop, 5_000)).toBe(state);
  });

  test('it shows by the receiver too, where it began after the burst', () => {
    const source = sampleSource({
      hops: [sampleHop({ moved: { accepted: 75 } }), sampleExporter({ sent: 37 })],
    });
    expect(passedHops(sampleHops([source])).map(({ state }) => state)).toEqual(['unsure', 'unsure']);
  });
});

test('Collectors stand in the order in which they counted, and those that counted nothing are left out', () => {
  const at = (url: string, movedAfterMs: number | null) =>
    sampleSource({ url, movedAfterMs, hops: [sampleHop()] });
  expect(
    passedHops(sampleHops([at('second', 900), at('replica', null), at('first', 0)])).map(
      ({ source }) => source.url,
    ),
  ).toEqual(['first', 'second']);
});
