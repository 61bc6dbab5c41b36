import { alsoOver, autoJs, autoPython, type Case, caseOf, go, manualJs, manualPython } from '../case.ts';

const broken = { code: 'telemetry/propagation-broken', severity: 'error', root: true } as const;
const shops = (environment = {}, other = {}) => [
  autoPython('shop', 'shop.py', environment),
  autoPython('stock', 'stock.py', other),
];
const byHand = [manualPython('shop', 'by_hand.py shop'), manualPython('stock', 'by_hand.py stock')];
const queue = [
  manualPython('producer', 'queue_end.py producer'),
  manualPython('consumer', 'queue_end.py consumer'),
];
const express = (environment = {}, other = {}) => [
  autoJs('shop', 'shop.cjs', environment),
  autoJs('stock', 'stock.cjs', other),
];
const expressByHand = [manualJs('shop', 'shop.cjs by-hand'), manualJs('stock', 'stock.cjs by-hand')];
const withoutIncoming = { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'http,express' };

/**
 * Times alone are what tells here: of a few calls chance may do the same, of 20 it does not, however busy the machine is
 * (and the clock of Node has whole milliseconds).
 */
const manyCalls = { environment: { CALLS: '20' }, byTimesAlone: true } as const;

/** Services that begin traces of their own although another one called them. */
export const propagationCases: readonly Case[] = [
  ...alsoOver(
    caseOf('python: client not instrumented', shops(), broken, {
      fault: 'client-not-instrumented',
      ...manyCalls,
    }),
    ['http/protobuf'],
  ),
  caseOf(
    'python: client instrumentation switched off',
    shops({ OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: 'requests,urllib3' }),
    broken,
    manyCalls,
  ),
  caseOf('python: by hand without inject', byHand, broken, { fault: 'without-inject' }),
  caseOf('python: by hand without extract', byHand, broken, { fault: 'without-extract' }),
  caseOf('python: server not instrumented', shops(), broken, {
    fault: 'server-not-instrumented',
    ...manyCalls,
  }),
  caseOf(
    'python: server instrumentation switched off',
    shops({}, { OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: 'flask' }),
    broken,
    manyCalls,
  ),
  caseOf('python: b3 by variable on one side', shops({ OTEL_PROPAGATORS: 'b3' }), broken),
  caseOf(
    'python: b3 in code on one side',
    [
      manualPython('shop', 'by_hand.py shop', { FAULT: 'client-b3' }),
      manualPython('stock', 'by_hand.py stock'),
    ],
    broken,
  ),
  caseOf('python: only baggage on one side', shops({ OTEL_PROPAGATORS: 'baggage' }), broken),
  caseOf('python: middleware drops the header', shops(), broken, { fault: 'middleware-drops-header' }),
  caseOf('python: proxy strips the header', shops(), broken, { proxy: 'stripping' }),
  caseOf('python: nginx strips the header', shops(), broken, { proxy: 'nginx' }),
  ...alsoOver(
    caseOf('python: message without headers', queue, broken, { fault: 'message-without-headers' }),
    ['http/protobuf'],
  ),
  caseOf('python: headers of the message not read', queue, broken, { fault: 'headers-not-read' }),
  ...alsoOver(
    caseOf(
      'js: fetch switched off',
      express({ OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'undici' }),
      broken,
      manyCalls,
    ),
    ['grpc', 'http/json'],
  ),
  caseOf(
    'js: fetch not instrumented in code',
    [manualJs('shop', 'shop.cjs'), manualJs('stock', 'stock.cjs')],
    broken,
    { fault: 'fetch-not-instrumented', ...manyCalls },
  ),
  caseOf('js: by hand without inject', expressByHand, broken, { fault: 'without-inject', ...manyCalls }),
  caseOf('js: by hand without extract', expressByHand, broken, { fault: 'without-extract', ...manyCalls }),
  caseOf('js: server not instrumented', express({}, withoutIncoming), broken, manyCalls),
  caseOf('js: b3 by variable on one side', express({ OTEL_PROPAGATORS: 'b3' }), broken),
  caseOf('js: proxy strips the header', express(), broken, { proxy: 'stripping' }),
  caseOf('go: client not instrumented', [go('shop', 'shop'), go('stock', 'stock')], broken, {
    fault: 'client-not-instrumented',
    ...manyCalls,
  }),
  // The break is inside of one service: the call begins a trace of its own, which the other side joins. Not told yet.
  caseOf(
    'go: context not handed on',
    [go('shop', 'shop'), go('stock', 'stock')],
    { code: null },
    {
      fault: 'context-lost',
    },
  ),
  caseOf('go: server not instrumented', [go('shop', 'shop'), go('stock', 'stock')], broken, {
    fault: 'server-not-instrumented',
    ...manyCalls,
  }),
  caseOf('go: no propagator set', [go('shop', 'shop'), go('stock', 'stock')], broken, {
    fault: 'no-propagator',
  }),
  caseOf('go: proxy strips the header', [go('shop', 'shop'), go('stock', 'stock')], broken, {
    proxy: 'stripping',
  }),
];
