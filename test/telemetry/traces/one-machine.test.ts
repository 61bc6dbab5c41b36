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
});
