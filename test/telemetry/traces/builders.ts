import type { CallEdge, ServiceFact } from '../../../src/model/telemetry.ts';
import { sampleService } from '../../../src/samples/telemetry.ts';
import type { RequestShape, Scope, SpanRecord } from '../../../src/telemetry/span-record.ts';
import { createCallsAccumulator } from '../../../src/telemetry/traces/calls.ts';

/** When the tests begin, milliseconds since 1970. */
export const BEGIN = Date.UTC(2026, 5, 1);

const OWN: Scope = { name: 'shop', version: '', library: false };
export const LIBRARY: Scope = {
  name: 'opentelemetry.instrumentation.flask',
  version: '0.66b1',
  library: true,
};

let made = 0;

/** An id that no other span or trace of the tests has. */
export const freshId = (): string => (++made).toString(16).padStart(16, '0');

/** A span that begins `at` milliseconds after the tests do and lasts `ms`. */
export const span = (
  at: number,
  ms: number,
  change: Partial<SpanRecord> & { readonly parent?: SpanRecord } = {},
): SpanRecord => {
  const { parent, ...rest } = change;
  const startMs = BEGIN + at;
  return {
    traceId: parent?.traceId ?? `t${freshId()}`,
    spanId: freshId(),
    parentSpanId: parent?.spanId ?? '',
    parentRemote: null,
    name: 'work',
    kind: 'internal',
    startMs,
    endMs: startMs + ms,
    service: parent?.service ?? 'a',
    scope: OWN,
    request: null,
    links: [],
    receivedMs: startMs + ms + 1_000,
    ...rest,
  };
};

export const request = (change: Partial<RequestShape> = {}): RequestShape => ({
  method: null,
  host: null,
  port: null,
  path: null,
  rpc: null,
  destination: null,
  failed: false,
  ...change,
});

/** A client span of service `a`, unless told otherwise, for `GET http://b:8080/items`. */
export const client = (
  at: number,
  ms: number,
  change: Parameters<typeof span>[2] & { readonly shape?: Partial<RequestShape> } = {},
): SpanRecord => {
  const { shape, ...rest } = change;
  return span(at, ms, {
    name: 'GET',
    kind: 'client',
    scope: { ...LIBRARY, name: 'opentelemetry.instrumentation.requests' },
    request: request({ method: 'GET', host: 'b', port: 8080, path: '/items', ...shape }),
    ...rest,
  });
};

/** A server span of service `b`, unless told otherwise, for `GET /items`. */
export const server = (
  at: number,
  ms: number,
  change: Parameters<typeof span>[2] & { readonly shape?: Partial<RequestShape> } = {},
): SpanRecord => {
  const { shape, ...rest } = change;
  return span(at, ms, {
    name: 'GET /items',
    kind: 'server',
    service: 'b',
    scope: LIBRARY,
    request: request({ method: 'GET', host: 'b', port: 8080, path: '/items', ...shape }),
    ...rest,
  });
};

export const service = (id: string): ServiceFact => sampleService({ id, name: id, label: `service ${id}` });

const SERVICES = ['a', 'b', 'c', 'd'].map(service);

/** Edges of all services after the given traces; `a->b call` names one. */
export const edgesOf = (
  traces: readonly (readonly SpanRecord[])[],
  sameMachine = false,
): Readonly<Record<string, CallEdge>> => {
  const calls = createCallsAccumulator(sameMachine);
  for (const trace of traces) calls.add(trace, true);
  return namedEdges(calls.calls(SERVICES));
};

/** Edges by caller, callee and kind. */
export const namedEdges = (
  facts: ReturnType<ReturnType<typeof createCallsAccumulator>['calls']>,
): Readonly<Record<string, CallEdge>> =>
  Object.fromEntries(
    [...facts].flatMap(([caller, { edges }]) =>
      edges.map((edge) => [`${caller}->${edge.calleeId} ${edge.by}`, edge]),
    ),
  );

/** Broken edges as text: `a->b call: 3 request`. */
export const brokenOf = (
  traces: readonly (readonly SpanRecord[])[],
  sameMachine = false,
): readonly string[] =>
  Object.entries(edgesOf(traces, sameMachine)).flatMap(([name, { broken, samples }]) =>
    broken === 0 ? [] : [`${name}: ${broken} ${samples[0]?.match}`],
  );

/** Numbers below one that are the same in every run: a linear congruential generator. */
export const createChance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
};

/** `count` times what `make` gives for 0, 1, 2, ... */
export const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
