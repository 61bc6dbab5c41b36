import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpanRecord } from '../../../src/telemetry/span-record.ts';
import { createCallsAccumulator } from '../../../src/telemetry/traces/calls.ts';
import {
  brokenOf,
  client,
  createChance,
  edgesOf,
  freshId,
  namedEdges,
  request,
  server,
  service,
  span,
  times,
} from './builders.ts';

type Traces = readonly (readonly SpanRecord[])[];

const handler = (at: number, ms: number, change: Parameters<typeof server>[2] = {}) =>
  server(at, ms, { service: 'a', name: 'GET /orders', shape: { host: 'a', path: '/orders' }, ...change });

/** A request to `a` that asks `b`, which continues the trace. */
const joined = (at: number, ms = 20): Traces => {
  const root = handler(at, ms);
  const call = client(at + 2, ms - 4, { parent: root });
  return [[root, call, server(at + 4, ms - 8, { parent: call, service: 'b' })]];
};

/** A request to `a` that asks `b`, which begins a trace of its own. */
const broken = (at: number, ms = 20): Traces => {
  const root = handler(at, ms);
  return [[root, client(at + 2, ms - 4, { parent: root })], [server(at + 4, ms - 8)]];
};

/** The same with nothing that tells of the call in `a`. */
const hidden = (at: number, ms = 20): Traces => [[handler(at, ms)], [server(at + 4, ms - 8)]];

const each = (count: number, every: number, make: (at: number) => Traces): Traces =>
  times(count, (index) => make(index * every)).flat();

describe('joined calls', () => {
  test('count for the caller, with the roots of the callee', () => {
    const edges = edgesOf([...each(3, 100, joined), [server(5_000, 3)]]);
    expect(edges).toEqual({
      'a->b call': {
        callee: 'service b',
        calleeId: 'b',
        calleeLanguage: 'python',
        by: 'call',
        joined: 3,
        broken: 0,
        calleeRoots: 1,
        samples: [],
        propagators: null,
      },
    });
  });

  test('by message count apart', () => {
    const sent = span(0, 2, { kind: 'producer', request: request({ destination: 'orders' }) });
    const taken = span(900, 5, { parent: sent, service: 'b', kind: 'consumer' });
    expect(edgesOf([[sent, taken]])).toMatchObject({ 'a->b message': { joined: 1, broken: 0 } });
  });

  test('count when the other side arrives after the trace was settled', () => {
    const call = client(0, 10);
    const late = server(2, 5, { parent: call, service: 'b' });
    expect(edgesOf([[call], [late], [server(1, 6)]])).toMatchObject({
      'a->b call': { joined: 1, broken: 0 },
    });
  });

  test('of a service with itself are no edge', () => {
    const call = client(0, 10);
    expect(edgesOf([[call, server(2, 5, { parent: call, service: 'a' })]])).toEqual({});
    expect(edgesOf([[call], [server(2, 5, { service: 'a' })]])).toEqual({});
  });

  test('are given for every service, with or without calls', () => {
    const facts = createCallsAccumulator().calls([service('a'), service('b')]);
    expect([...facts]).toEqual([
      ['a', { edges: [] }],
      ['b', { edges: [] }],
    ]);
  });
});

describe('a broken call is found', () => {
  test('by method and path, once', () => {
    const edges = edgesOf(broken(0));
    expect(edges).toMatchObject({
      'a->b call': {
        joined: 0,
        broken: 1,
        calleeRoots: 1,
        samples: [
          {
            match: 'request',
            called: 'GET http://b:8080/items',
            caller: { name: 'GET', kind: 'client' },
            callee: { name: 'GET /items', kind: 'server' },
          },
        ],
      },
    });
  });

  test('in 20 requests at once', () => {
    expect(brokenOf(times(20, (index) => broken(index / 10, 20 + index)).flat())).toEqual([
      'a->b call: 20 request',
    ]);
  });

  test('in 20 requests at once whose spans do not name their server', () => {
    const unnamed = times(20, (index) => [
      [client(index / 10, 20, { shape: { host: null, port: null } })],
      [server(index / 10 + 1, 10, { shape: { host: null, port: null } })],
    ]).flat();
    expect(brokenOf(unnamed)).toEqual(['a->b call: 20 request']);
  });

  test.each([
    ['behind a proxy that takes a prefix away', { host: 'gateway', port: 80, path: '/stock/items' }, {}],
    ['behind a mapped port', { host: 'b', port: 80 }, {}],
    ['on this machine by another name', { host: 'localhost' }, { host: '127.0.0.1' }],
    ['by the template of its route', { path: '/items/7' }, { path: '/items/{id}' }],
    ['with a path on one side only', { path: null, method: null }, {}],
  ])('%s', (_, asked, answered) => {
    expect(
      brokenOf(
        times(3, (index) => [
          [client(index * 500, 20, { shape: asked })],
          [server(index * 500 + 5, 10, { shape: answered })],
        ]).flat(),
      ),
    ).toEqual(['a->b call: 3 request']);
  });

  test('by RPC', () => {
    const shape = { method: null, host: null, port: null, path: null, rpc: 'shop.Stock/List' };
    expect(brokenOf([[client(0, 20, { shape })], [server(5, 10, { shape })]])).toEqual([
      'a->b call: 1 request',
    ]);
    const service = { ...shape, rpc: 'shop.Stock' };
    expect(brokenOf([[client(0, 20, { shape })], [server(5, 10, { shape: service })]])).toHaveLength(1);
    const asPath = { method: 'POST', path: '/shop.Stock/List' };
    expect(brokenOf([[client(0, 20, { shape })], [server(5, 10, { shape: asPath })]])).toEqual([
      'a->b call: 1 request',
    ]);
  });

  test('when only some calls are sampled on each side', () => {
    const chance = createChance(1);
    const sampled = each(300, 50, (at) => broken(at).filter(() => chance() < 0.1));
    expect(brokenOf(sampled)).toHaveLength(1);
    expect(brokenOf(sampled)[0]).toMatch(/^a->b call: \d request$/);
  });

  test('by times where the caller has no client span', () => {
    expect(brokenOf(each(5, 1_000, hidden))).toEqual(['a->b call: 5 nested']);
    expect(brokenOf(hidden(0))).toEqual(['a->b call: 1 nested']);
  });

  test('by times when requests follow each other closely', () => {
    expect(brokenOf(each(30, 20.5, hidden))).toEqual(['a->b call: 30 nested']);
  });

  test.each<readonly [string, Traces, string]>([
    [
      'when each caller makes several calls',
      each(4, 500, (at) => [[handler(at, 60)], ...[4, 22, 40].map((after) => [server(at + after, 12)])]),
      'a->b call: 12 nested',
    ],
    [
      'when both are fast',
      each(10, 50, (at) => [[handler(at, 3)], [server(at + 0.3, 2.2)]]),
      'a->b call: 10 nested',
    ],
    [
      'among other requests, when both are fast',
      [[server(0, 1)], ...each(5, 50, (at) => [[handler(at + 90, 3)], [server(at + 90.7, 1)]])],
      'a->b call: 5 nested',
    ],
    [
      'when only one side takes whole milliseconds',
      [[handler(0.7, 20)], [server(2, 9)]],
      'a->b call: 1 nested',
    ],
    [
      'when the other side begins traces by itself too',
      each(4, 500, (at) => [
        ...hidden(at),
        ...times(3, (index) => [client(at + 100 * index, 20, { service: 'b', shape: { host: 'c' } })]),
      ]),
      'a->b call: 4 nested',
    ],
    [
      'when nothing takes the request on the other side',
      each(3, 500, (at) => [
        [client(at, 20, { request: null })],
        [span(at + 4, 10, { service: 'b', name: 'load items' })],
      ]),
      'a->b call: 3 nested',
    ],
  ])('by times %s', (_, traces, expected) => {
    expect(brokenOf(traces)).toEqual([expected]);
  });

  test('at once behind a gateway that is called by another name', () => {
    const shape = { host: 'gateway', port: 80, path: '/stock/items' };
    expect(
      brokenOf(
        times(20, (index) => [
          [client(index / 10, 20 + index, { shape })],
          [server(index / 10 + 1, 10 + index)],
        ]).flat(),
      ),
    ).toEqual(['a->b call: 20 request']);
  });

  test('at the caller that names the same server', () => {
    const same = client(0, 30);
    const other = client(0, 20, { shape: { host: 'gateway', port: 80 } });
    const [edge] = Object.values(edgesOf([[other], [same], [server(2, 10)]]));
    expect(edge?.samples.map(({ caller }) => caller.spanId)).toEqual([same.spanId]);
  });

  test('although a later part of the caller follows its span', () => {
    const call = client(0, 20);
    expect(brokenOf([[call], [span(15, 2, { parent: call })], [server(2, 10)]])).toEqual([
      'a->b call: 1 request',
    ]);
  });

  test('in a chain of three with one broken link, at that link', () => {
    const chain = each(4, 300, (at) => {
      const root = handler(at, 100);
      const call = client(at + 5, 90, { parent: root });
      const middle = server(at + 10, 80, { parent: call, service: 'b' });
      const last = client(at + 15, 60, {
        parent: middle,
        service: 'b',
        shape: { host: 'c', path: '/parts' },
      });
      return [
        [root, call, middle, last],
        [server(at + 20, 50, { service: 'c', shape: { host: 'c', path: '/parts' } })],
      ];
    });
    expect(brokenOf(chain)).toEqual(['b->c call: 4 request']);
    const silent = chain.map((trace) =>
      trace.filter(({ kind, service: id }) => kind !== 'client' || id !== 'b'),
    );
    expect(brokenOf(silent)).toEqual(['b->c call: 4 nested']);
  });

  test('in a fan-out, for each service that is asked', () => {
    const fan = each(4, 300, (at) => {
      const root = handler(at, 100);
      const ask = (id: string, after: number) =>
        client(at + after, 50, { parent: root, shape: { host: id, path: `/${id}` } });
      const answer = (id: string, after: number) =>
        server(at + after, 30, { service: id, shape: { host: id, path: `/${id}` } });
      return [[root, ask('b', 5), ask('c', 6)], [answer('b', 10)], [answer('c', 11)]];
    });
    expect(brokenOf(fan)).toEqual(['a->b call: 4 request', 'a->c call: 4 request']);
  });

  test('in retries, each time', () => {
    const root = handler(0, 100);
    const attempts = [5, 35, 65].map((at) => client(at, 20, { parent: root }));
    expect(brokenOf([[root, ...attempts], ...[8, 38, 68].map((at) => [server(at, 10)])])).toEqual([
      'a->b call: 3 request',
    ]);
  });

  test('in a redirect, at both requests', () => {
    const root = handler(0, 100);
    const first = client(5, 20, { parent: root, shape: { path: '/old' } });
    const second = client(30, 20, { parent: root });
    expect(
      brokenOf([[root, first, second], [server(8, 10, { shape: { path: '/old' } })], [server(33, 10)]]),
    ).toEqual(['a->b call: 2 request']);
  });

  test('in messages, however long they wait', () => {
    const orders = request({ destination: 'orders' });
    const sent = times(3, (index) => [span(index * 10, 2, { kind: 'producer', request: orders })]);
    const taken = times(3, (index) => [
      span(60_000 + index * 10, 5, { kind: 'consumer', service: 'b', request: orders }),
    ]);
    expect(brokenOf([...taken, ...sent])).toEqual(['a->b message: 3 request']);
  });

  test('in messages to two services, at both', () => {
    const orders = request({ destination: 'orders' });
    const taken = ['b', 'c'].map((id) => [span(90, 5, { kind: 'consumer', service: id, request: orders })]);
    expect(brokenOf([[span(0, 2, { kind: 'producer', request: orders })], ...taken])).toEqual([
      'a->b message: 1 request',
      'a->c message: 1 request',
    ]);
  });
});

describe('nothing is broken', () => {
  const chance = createChance(7);
  const hook = (at: number) => [
    server(at, 2, { name: 'GET /healthz', shape: { host: '10.0.0.7', path: '/healthz' } }),
  ];
  const dice = (count: number, within: number, make: (at: number) => Traces): Traces =>
    times(count, () => make(chance() * within)).flat();
  /** A client in a loop: each request begins shortly after the one before ended. */
  const loop = (
    until: number,
    shortest: number,
    spread: number,
    make: (at: number, ms: number) => SpanRecord,
  ) => {
    const made: SpanRecord[][] = [];
    for (let at = chance() * 5; at < until; ) {
      const ms = shortest + chance() * spread;
      made.push([make(at, ms)]);
      at += ms + 0.2 + chance();
    }
    return made;
  };
  const orders = request({ destination: 'orders' });
  const sent = span(0, 2, { kind: 'producer', request: orders });
  const job = span(0, 10_000, { name: 'nightly' });
  const linked = client(0, 20);

  test.each<readonly [string, Traces]>([
    ['with propagation in sequence', each(20, 50, joined)],
    ['with propagation at once', times(20, (index) => joined(index / 10, 20 + index)).flat()],
    ['with propagation and health checks', [...each(20, 50, joined), ...each(100, 10, (at) => [hook(at)])]],
    [
      'with propagation at once, health checks and direct requests',
      [
        ...times(20, (index) => joined(index / 10, 20 + index)).flat(),
        ...dice(20, 20, (at) => [hook(at), [server(at, 5)]]),
      ],
    ],
    ['with propagation, sampled at 10 %', each(30, 500, joined)],
    [
      'a job that is asked nothing',
      [[job, ...times(50, (index) => span(index * 200, 100, { parent: job }))]],
    ],
    ['two jobs side by side', [[job], [span(500, 3_000, { service: 'b', name: 'import' })]]],
    ['a job beside a service', [[job], ...each(40, 230, (at) => [[server(at + 7, 20)]])]],
    [
      'background work of a trace of its own',
      [
        ...each(10, 100, joined),
        ...each(10, 100, (at) => [[span(at + 6, 5, { service: 'b', name: 'refresh' })]]),
      ],
    ],
    ['links instead of parents', [[linked], [server(5, 10, { links: [linked.spanId] })]]],
    ['a link to another span', [[linked], [server(5, 10, { links: [freshId()] })]]],
    [
      'messages with links',
      [[sent], [span(50, 5, { kind: 'consumer', service: 'b', request: orders, links: [sent.spanId] })]],
    ],
    [
      'messages with a link, and one from elsewhere',
      [
        [sent],
        [span(50, 5, { kind: 'consumer', service: 'b', request: orders, links: [sent.spanId] })],
        [span(90, 5, { kind: 'consumer', service: 'b', request: orders })],
      ],
    ],
    [
      'messages of another destination',
      [[sent], [span(50, 5, { kind: 'consumer', service: 'b', request: request({ destination: 'bills' }) })]],
    ],
    [
      'messages before anything was sent',
      [
        [span(50, 2, { kind: 'producer', request: orders })],
        [span(0, 5, { kind: 'consumer', service: 'b', request: orders })],
      ],
    ],
    [
      'a retry that reached the other side once',
      each(5, 100, (at) => {
        const root = handler(at, 60);
        const failed = client(at + 2, 10, { parent: root, shape: { failed: true } });
        const again = client(at + 20, 30, { parent: root });
        return [[root, failed, again, server(at + 25, 15, { parent: again, service: 'b' })]];
      }),
    ],
    [
      'a call to a service without instrumentation beside outside requests',
      [
        ...each(40, 50, (at) => {
          const root = handler(at, 40);
          return [
            [root, client(at + 2, 36, { parent: root, shape: { host: 'x', port: 9_000, path: '/parts' } })],
          ];
        }),
        ...dice(40, 2_000, (at) => [[server(at, 8)]]),
      ],
    ],
    [
      'a call of the same path to another server beside outside requests',
      [
        ...each(40, 50, (at) => [[client(at, 40, { shape: { host: 'x', port: 9_000 } })]]),
        ...dice(60, 2_000, (at) => [[server(at, 8)]]),
      ],
    ],
    [
      'a call of the same path to another port of this machine',
      [
        ...each(40, 50, (at) => [[client(at, 40, { shape: { host: 'localhost', port: 9_000 } })]]),
        ...dice(60, 2_000, (at) => [[server(at, 8, { shape: { host: 'localhost', port: 8_080 } })]]),
      ],
    ],
    [
      'two services under load, each by a client of its own',
      [...loop(3_000, 15, 10, handler), ...loop(3_000, 3, 3, (at, ms) => server(at, ms))],
    ],
    [
      'two services under load, one slow and one fast',
      [...loop(3_000, 90, 20, handler), ...loop(3_000, 4, 1, (at, ms) => server(at, ms))],
    ],
    [
      'two services under random load',
      [...dice(80, 5_000, (at) => [[handler(at, 20)]]), ...dice(80, 5_000, (at) => [[server(at, 5)]])],
    ],
    [
      'two services that one client asks at once',
      each(40, 200, (at) => [
        [handler(at + chance(), 12 + chance() * 5)],
        [server(at + chance(), 4 + chance() * 5)],
      ]),
    ],
    [
      'two services that one client asks at once, the second always faster',
      each(40, 200, (at) => [
        [handler(at + 2 * chance(), 20 + chance() * 5)],
        [server(at + 2 * chance(), 4 + chance() * 5)],
      ]),
    ],
    ['two services that one client asks once at about the same time', [[handler(0, 20)], [server(1.2, 5)]]],
    [
      'a request that lies in a call to nobody knows whom',
      [[client(0, 20, { request: null })], [span(5, 10, { service: 'b' })]],
    ],
    [
      'own traces of a service during requests to another',
      each(5, 500, (at) => [[handler(at, 20)], [span(at + 4, 10, { service: 'b' })]]),
    ],
    [
      'requests from elsewhere during joined calls',
      each(10, 200, (at) => [...joined(at), [server(at + 6, 8, { shape: { path: '/hook' } })]]),
    ],
    [
      'few of many calls of the same path to a server without a name',
      [
        ...each(40, 200, (at) => [[client(at, 40, { shape: { host: null, port: null } })]]),
        ...dice(40, 8_000, (at) => [[server(at, 8)]]),
      ],
    ],
    [
      'health checks of two services at the same time',
      each(5, 500, (at) => [
        [client(at, 20, { shape: { host: null, port: null, path: '/healthz' } })],
        [server(at + 5, 10, { shape: { path: '/healthz' } })],
      ]),
    ],
    [
      'a health check during a request to another service',
      [[handler(0, 20)], [server(5, 10, { shape: { path: '/healthz' } })]],
    ],
    [
      'two roots in one trace',
      each(5, 500, (at) => {
        const first = handler(at, 20);
        return [[first, server(at + 5, 10, { traceId: first.traceId })]];
      }),
    ],
    ['a client that asks the same at the same time', [[client(0, 20)], [client(5, 10, { service: 'b' })]]],
    ['the root path', [[client(0, 20)], [server(5, 10, { shape: { path: '/' } })]]],
    [
      'two fast services that one client asks in turn',
      each(10, 60, (at) => [[handler(at, 1)], [server(at + 1.5, 1)]]),
    ],
    [
      'two services that one client asks in turn',
      each(40, 60, (at) => [[handler(at, 20)], [server(at + 21, 20)]]),
    ],
    [
      'another method',
      each(20, 100, (at) => [[client(at, 20, { shape: { method: 'POST' } })], [server(at + 5, 10)]]),
    ],
    [
      'another RPC',
      each(20, 100, (at) => [
        [client(at, 20, { shape: { rpc: 'shop.Stock/List' } })],
        [server(at + 5, 10, { shape: { rpc: 'shop.Bills/List' } })],
      ]),
    ],
    ['a request that begins before its caller', [[client(10, 20)], [server(0, 15)]]],
    ['a request that ends long after its caller', [[client(0, 20)], [server(5, 60)]]],
  ])('%s', (_, traces) => {
    expect(brokenOf(traces)).toEqual([]);
  });

  test('in traces that were cut', () => {
    const calls = createCallsAccumulator();
    for (const trace of broken(0)) calls.add(trace, false);
    expect(namedEdges(calls.calls([service('a'), service('b')]))).toEqual({});
  });

  test('where a few of very many calls look so', () => {
    expect(brokenOf([...each(200, 50, joined), ...broken(20_000)])).toEqual([]);
    expect(brokenOf([...each(20, 50, joined), ...broken(20_000)])).toEqual(['a->b call: 1 request']);
  });
});

describe('the window', () => {
  test('forgets what is older than the part before', () => {
    const calls = createCallsAccumulator();
    const broke = () => namedEdges(calls.calls([service('a'), service('b')]))['a->b call']?.broken ?? 0;
    for (const trace of broken(0)) calls.add(trace, true);
    expect(broke()).toBe(1);
    calls.rotate();
    for (const trace of joined(100)) calls.add(trace, true);
    expect(broke()).toBe(1);
    calls.rotate();
    expect(namedEdges(calls.calls([service('a'), service('b')]))).toMatchObject({
      'a->b call': { joined: 1, broken: 0, calleeRoots: 0 },
    });
  });

  test('shows a few samples, those with a request first', () => {
    const [edge] = Object.values(edgesOf(each(30, 1_000, broken)));
    expect([edge?.broken, edge?.samples.length]).toEqual([30, 5]);
  });

  test('is bounded', () => {
    const calls = createCallsAccumulator();
    for (let index = 0; index < 5_000; index += 1)
      for (const trace of broken(index * 50)) calls.add(trace, true);
    expect(namedEdges(calls.calls([service('a'), service('b')]))['a->b call']).toMatchObject({
      broken: 1_000,
      calleeRoots: 5_000,
    });
  });
});

test('any spans are taken, and nothing matches twice', () => {
  const id = fc.constantFrom('', '1', '2', '3', '4', '5');
  const kind = fc.constantFrom('server', 'client', 'internal', 'producer', 'consumer', 'unspecified');
  const path = fc.constantFrom(null, '/', '/items', '/items/{id}', '//', '/a/items');
  const row = fc.tuple(
    id,
    id,
    kind,
    path,
    fc.nat(50),
    fc.integer({ min: -5, max: 50 }),
    fc.constantFrom('a', 'b', 'c'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 8 }), { maxLength: 12 }), (rows) => {
      const traces = rows.map((trace, index) =>
        trace.map(([spanId, parentSpanId, of, at, start, ms, owner]) =>
          span(start, ms, {
            traceId: `t${index}`,
            spanId,
            parentSpanId,
            kind: of as SpanRecord['kind'],
            service: owner,
            request: at === null ? null : request({ method: 'GET', path: at }),
          }),
        ),
      );
      const roots = traces.flatMap((trace) =>
        [...new Map(trace.toReversed().map((made) => [made.spanId, made])).values()].filter(
          ({ parentSpanId }) => parentSpanId === '',
        ),
      );
      const edges = Object.values(edgesOf(traces));
      const total = edges.reduce((sum, edge) => sum + edge.broken, 0);
      expect(total).toBeLessThanOrEqual(roots.length);
      expect(edges.every(({ broken: count, samples }) => samples.length === Math.min(count, 5))).toBe(true);
    }),
  );
});
