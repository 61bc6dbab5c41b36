import propagationBroken from '../../../checks/telemetry/propagation-broken.ts';
import type { CallEdge, SpanSample } from '../../../src/model/telemetry.ts';
import {
  sampleBrokenCall,
  sampleEdge,
  sampleMessage,
  sampleService,
  sampleSpan,
} from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const TRACE = 'd269b633813fc60c5b8efff798038103';

const own = (change: Partial<SpanSample>): SpanSample =>
  sampleSpan({ scope: 'shop', library: false, ...change });

/** Calls of which all but the joined ones break. */
const edge = (change: Partial<CallEdge> = {}): CallEdge =>
  sampleEdge({ joined: 0, broken: 3, samples: [sampleBrokenCall()], ...change });

const between = (caller: SpanSample, callee: SpanSample, change: Partial<CallEdge> = {}): Patch => ({
  calls: { edges: [edge({ samples: [sampleBrokenCall({ caller, callee })], ...change })] },
});

const client = sampleSpan({ name: 'GET', kind: 'client', scope: 'opentelemetry.instrumentation.requests' });
const server = sampleSpan({ traceId: TRACE, name: 'GET /items' });

/** The library of @vercel/otel that calls, and the host that it calls. */
const vercel = (called: string): Patch => ({
  calls: {
    edges: [
      edge({
        samples: [
          sampleBrokenCall({
            ...{ called, callee: server },
            caller: sampleSpan({ name: 'fetch GET', kind: 'client', scope: '@vercel/otel/fetch' }),
          }),
        ],
      }),
    ],
  },
});

checkTester(propagationBroken)
  .fires(
    'when a library keeps the context from that host by rule',
    vercel('GET http://127.0.0.1:5081/items'),
    {
      says: 'for localhost and for deployments on Vercel only',
      fix: "propagateContextUrls: ['127.0.0.1']",
      fixes: 1,
    },
  )
  .fires('and not by that rule where the host gets it', vercel('GET http://localhost:5081/items'), {
    says: 'which adds the trace context to the request by itself',
    fixes: 2,
  })
  .fires('when both sides are instrumented: the headers get lost between them', between(client, server), {
    says: 'a proxy, a gateway, a middleware',
    fix: { OTEL_PROPAGATORS: 'tracecontext,baggage' },
    severity: 'error',
    fixes: 2,
  })
  .fires(
    'when both sides are known to speak the same form',
    between(client, server, {
      propagators: { caller: ['tracecontext', 'baggage'], callee: ['tracecontext', 'baggage'] },
    }),
    {
      says: /So something between them takes the headers away/,
      fix: 'proxy_set_header traceparent',
      fixes: 1,
    },
  )
  .fires(
    'with the headers of B3 where that is spoken',
    between(client, server, { propagators: { caller: ['b3multi'], callee: ['b3'] } }),
    { fix: 'traceparent, tracestate, baggage, x-b3-traceid' },
  )
  .fires(
    'when the two use different propagators',
    between(client, server, {
      propagators: { caller: ['b3', 'baggage'], callee: ['tracecontext', 'baggage'] },
    }),
    {
      says: 'shop passes the context on as b3,baggage, stock reads tracecontext,baggage',
      fix: { OTEL_PROPAGATORS: 'tracecontext,baggage,b3' },
      fixes: 1,
    },
  )
  .fires(
    'when the caller passes nothing on',
    between(client, server, { propagators: { caller: ['none'], callee: ['tracecontext'] } }),
    { says: 'passes the context on as none', fix: { OTEL_PROPAGATORS: 'tracecontext,baggage' } },
  )
  .fires('when the caller has no client span', between(own({ name: 'order', kind: 'internal' }), server), {
    says: 'shop has no client span for the call',
    fix: /In shop: instrument the client[\s\S]*RequestsInstrumentor/,
    fixes: 2,
  })
  .fires(
    'when only the span of a database call encloses the other side',
    between(sampleSpan({ kind: 'client', scope: 'opentelemetry.instrumentation.psycopg2' }), server),
    { says: 'shop has no client span for the call' },
  )
  .fires(
    'when the client span is made by hand without inject',
    {
      ...between(own({ name: 'call stock', kind: 'client' }), server),
      service: sampleService({ language: 'go' }),
    },
    {
      says: 'unless that code calls inject, the request carries no trace context',
      fix: 'otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(request.Header))',
      fixes: 1,
    },
  )
  .fires(
    'when the called service makes its server span by hand without extract',
    between(client, own({ traceId: TRACE, name: 'handle', kind: 'server' }), { calleeLanguage: 'nodejs' }),
    {
      says: 'unless that code calls extract',
      fix: /In stock: read the trace context[\s\S]*propagation\.extract/,
      fixes: 1,
    },
  )
  .fires(
    'when the framework of the called service is not instrumented',
    between(client, own({ traceId: TRACE, name: 'load', kind: 'internal' }), { calleeLanguage: 'dotnet' }),
    { says: 'The first span of stock is of kind internal', fix: 'AddAspNetCoreInstrumentation', fixes: 2 },
  )
  .fires(
    'when neither side does anything',
    between(own({ name: 'order', kind: 'internal' }), own({ traceId: TRACE, kind: 'internal' }), {
      calleeLanguage: 'java',
    }),
    { says: 'The first span of stock', fixes: 4 },
  )
  .fires(
    'when a message is sent without its context',
    between(
      own({ name: 'publish', kind: 'producer' }),
      own({ traceId: TRACE, name: 'consume', kind: 'internal' }),
      {
        by: 'message',
      },
    ),
    { says: /the message carries no trace context/, fix: 'headers=[(name, value.encode())', fixes: 2 },
  )
  .fires(
    'when Go may have no propagator',
    {
      ...between(client, server, { calleeLanguage: 'go' }),
      service: sampleService({ language: 'python' }),
    },
    { fixes: 3 },
  )
  .fires(
    'when the log of the caller tells of its propagators',
    {
      ...between(own({ name: 'order', kind: 'internal' }), server),
      messages: {
        messages: [
          sampleMessage({
            codes: ['config/propagators-invalid', 'telemetry/propagation-broken'],
            meaning: 'a propagator of OTEL_PROPAGATORS is not installed',
            text: 'Propagator "b4" requested through environment variable is unavailable.',
          }),
        ],
        lines: 3,
      },
    },
    {
      says: /says so too: a propagator of OTEL_PROPAGATORS is not installed[\s\S]*Propagator "b4"/,
      fix: { OTEL_PROPAGATORS: 'tracecontext,baggage' },
      fixes: 3,
    },
  )
  .fires(
    'as a suspicion when only the times agree, once',
    {
      calls: { edges: [edge({ broken: 1, samples: [sampleBrokenCall({ match: 'nested', called: null })] })] },
    },
    { severity: 'warning', suspicion: true },
  )
  .fires(
    'when only the times agree, and more than once',
    { calls: { edges: [edge({ broken: 2, samples: [sampleBrokenCall({ match: 'nested' })] })] } },
    { severity: 'error', suspicion: false },
  )
  .fires(
    'and tells the worst of several first',
    {
      calls: {
        edges: [
          edge({ callee: 'mail', broken: 2, samples: [sampleBrokenCall({ match: 'nested' })] }),
          edge({ callee: 'stock', broken: 1, joined: 3 }),
          edge({ callee: 'bank', broken: 0, samples: [] }),
        ],
      },
    },
    {
      says: /between shop and stock, and 1 more[\s\S]*shop -> stock: 1 of 4 calls \(25 %\)[\s\S]*shop -> mail: 2 calls/,
    },
  )
  .silent('when every call continues the trace', {
    calls: { edges: [sampleEdge({ joined: 9, calleeRoots: 4 })] },
  })
  .silent('without any calls', { calls: { edges: [] } });
