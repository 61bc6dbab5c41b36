import { describe, expect, test } from 'vitest';
import type { SpanRecord } from '../../../src/telemetry/span-record.ts';
import { brokenOf, client, createChance, server, span, times } from './builders.ts';

type Traces = readonly (readonly SpanRecord[])[];
type Times = readonly (readonly [at: number, ms: number])[];

const handler = (at: number, ms: number) =>
  server(at, ms, { service: 'a', name: 'GET /orders', shape: { host: 'a', path: '/orders' } });

const all = (spans: Times, make: (at: number, ms: number) => SpanRecord): Traces =>
  spans.map(([at, ms]) => [make(at, ms)]);

const fetched = (at: number, ms: number) => client(at, ms, { shape: { host: '127.0.0.1' } });
const looked = (at: number, ms: number) => span(at, ms, { service: 'b', name: 'look up item' });

const both = (traces: Traces) => [brokenOf(traces), brokenOf(traces, true)];

describe('three calls in sequence are told only where the clock is one', () => {
  test.each<readonly [string, Traces, string]>([
    [
      'between two Go servers, of which the first has no client span',
      [
        ...all(
          [
            [0.21, 2.73],
            [3.11, 2.45],
            [5.61, 2.36],
          ],
          handler,
        ),
        ...all(
          [
            [0.5, 2.25],
            [3.25, 2.19],
            [5.66, 2.27],
          ],
          server,
        ),
      ],
      'a->b call: 3 nested',
    ],
    [
      'from a Go client to what no server span stands around',
      [
        ...all(
          [
            [0.67, 2.65],
            [3.4, 2.35],
            [5.83, 2.57],
          ],
          fetched,
        ),
        ...all(
          [
            [0.94, 2.19],
            [3.53, 2.17],
            [5.88, 2.29],
          ],
          looked,
        ),
      ],
      'a->b call: 3 nested',
    ],
    [
      'from a Python client to what no server span stands around',
      [
        ...all(
          [
            [4.04, 4.8],
            [13.24, 3.7],
            [21.09, 4.52],
          ],
          fetched,
        ),
        ...all(
          [
            [5.27, 2.12],
            [14.09, 2.11],
            [22.81, 2.1],
          ],
          looked,
        ),
      ],
      'a->b call: 3 nested',
    ],
  ])('%s', (_, traces, expected) => {
    expect(both(traces)).toEqual([[], [expected]]);
  });
});

/**
 * Two JavaScript services on two busy cores, 20 calls (`fetch` to an express without instrumentation): starts in whole
 * milliseconds, ends spoilt by waiting. Start and milliseconds each.
 */
const BUSY_CALLERS: Times = [
  [0, 13.548],
  [22, 2.914],
  [28, 3.686],
  [34, 6.155],
  [42, 6.716],
  [54, 3.416],
  [60, 3.715],
  [65, 9.015],
  [76, 9.77],
  [92, 5.999],
  [100, 5.754],
  [108, 9.406],
  [119, 3.523],
  [124, 3.556],
  [131, 6.04],
  [139.0002, 3.321],
  [142.9998, 3.497],
  [149, 3.395],
  [153, 3.156],
  [158, 6.656],
];
const BUSY_ROOTS: Times = [
  [6, 8.748],
  [22.9998, 2.623],
  [28, 3.499],
  [37, 4.767],
  [46.9998, 1.636],
  [54.9998, 5.138],
  [61, 2.484],
  [70.9998, 2.614],
  [82, 2.764],
  [92, 3.645],
  [102, 2.684],
  [114, 2.572],
  [119, 5.041],
  [125, 2.47],
  [134, 2.51],
  [139.0002, 4.602],
  [144, 2.554],
  [149, 2.49],
  [153, 5.047],
  [162, 3.8],
];

describe('calls of a busy machine', () => {
  test('are told although some seem to end before what they called', () => {
    const traces = [...all(BUSY_CALLERS, fetched), ...all(BUSY_ROOTS, looked)];
    expect(brokenOf(traces, true)).toEqual([expect.stringMatching(/^a->b call: 1\d nested$/)]);
  });

  test('are told when now this span and now that one is the innermost around them', () => {
    const handled = times(20, (index) => {
      const outer = handler(index * 30, 20);
      const inner = index % 2 === 0 ? 3 : 18;
      return [outer, span(index * 30 + 1, inner, { service: 'a', name: 'place order', parent: outer })];
    });
    const served = times(20, (index) => [server(index * 30 + 3, 9)]);
    expect(brokenOf([...handled, ...served], true)).toEqual(['a->b call: 20 nested']);
  });
});

describe('nothing is told on one machine', () => {
  const callers: Times = [
    [0.5, 2.25],
    [3.25, 2.19],
    [5.66, 2.27],
  ];
  test.each<readonly [string, Traces]>([
    [
      'of two calls',
      [
        ...all(
          [
            [0.21, 2.73],
            [3.11, 2.45],
          ],
          handler,
        ),
        ...all(callers.slice(0, 2), server),
      ],
    ],
    [
      'when one of the called ends after its caller',
      [
        ...all(
          [
            [0.21, 2.73],
            [3.11, 2.45],
            [5.61, 2.3],
          ],
          handler,
        ),
        ...all(callers, server),
      ],
    ],
    [
      'of two that a third party asks at once, the second faster',
      times(3, (index) => [[handler(index * 30, 20)], [server(index * 30 + 0.3, 5)]]).flat(),
    ],
    [
      'of a request to another machine',
      [
        ...all(
          [
            [0.67, 2.65],
            [3.4, 2.35],
            [5.83, 2.57],
          ],
          (at, ms) => client(at, ms, { shape: { host: 'db.example.com' } }),
        ),
        ...all(
          [
            [0.94, 0.9],
            [3.53, 0.9],
            [5.88, 0.9],
          ],
          looked,
        ),
      ],
    ],
    [
      'when the caller is mostly open',
      [
        ...all(
          [
            [0, 30],
            [31, 30],
            [62, 30],
          ],
          handler,
        ),
        ...all(
          [
            [0.5, 19],
            [31.5, 19],
            [62.5, 19],
          ],
          server,
        ),
      ],
    ],
  ])('%s', (_, traces) => {
    expect(brokenOf(traces, true)).toEqual([]);
  });

  test.each([3, 20, 200])(
    'of two independent services that get %i requests each at random times',
    (count) => {
      const chance = createChance(count);
      const told = times(300, () => {
        const rate = 5 + chance() * 60;
        const long = 2 + chance() * 30;
        const short = long * (0.1 + chance() * 0.9);
        const dice = (make: (at: number, ms: number) => SpanRecord, ms: number): Traces =>
          times(count, () => [make(chance() * count * rate, ms * (0.7 + chance() * 0.6))]);
        return both([...dice(handler, long), ...dice(server, short)]).map((edges) => edges.length > 0);
      });
      const [strict, oneMachine] = [0, 1].map((mode) => told.filter((found) => found[mode]).length);
      // Of three requests at random times about 1 in 100 runs is told by the strict rule already; this one adds none.
      expect(oneMachine).toBe(strict);
      expect(oneMachine).toBeLessThanOrEqual(count === 3 ? 6 : 0);
    },
  );

  test.each([3, 20])('of two JavaScript services that a third party asks %i times at once', (count) => {
    const chance = createChance(count);
    const told = times(300, () => {
      const late = (at: number) => Math.floor(at - Math.log(1 - chance()) * 1.5);
      const asked = times(count, (index) => [
        [handler(late(index * 40), 12 + chance() * 3)],
        [server(late(index * 40), 12 + chance() * 3)],
      ]).flat();
      return brokenOf(asked, true);
    }).filter((edges) => edges.length > 0);
    // Of three, whose order is a matter of milliseconds, about 9 in 100 agree by chance.
    expect(told.length).toBeLessThanOrEqual(count === 3 ? 30 : 0);
  });
});
