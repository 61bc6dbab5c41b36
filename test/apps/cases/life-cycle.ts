import { alsoOver, autoJs, autoPython, type Case, caseOf, go, manualJs, manualPython } from '../case.ts';

const notEnded = { code: 'telemetry/span-not-ended', severity: 'error', root: true } as const;
const endedTwice = { code: 'telemetry/span-ended-twice', severity: 'warning' } as const;
const endedEarly = { code: 'telemetry/span-ended-early', severity: 'error', root: true } as const;
const endedBeforeChild = { code: 'telemetry/span-ended-early', severity: 'warning' } as const;
// The answer was sent by then: work that goes on looks the same.
const outlived = { code: 'telemetry/span-ended-early', severity: 'info' } as const;
const python = [autoPython('jobs', 'job.py')];
const quotes = [autoPython('quotes', 'quotes.py'), autoPython('stock', 'stock_fastapi.py', { CALLS: '9' })];

/** Spans that never end, end twice or end too early. */
export const lifeCycleCases: readonly Case[] = [
  ...alsoOver(caseOf('python: span never ended', python, notEnded, { fault: 'never-ended' }), [
    'http/protobuf',
  ]),
  caseOf('python: span ended twice', python, endedTwice, { fault: 'ended-twice' }),
  caseOf('python: attribute set after the end', python, endedEarly, { fault: 'set-after-end' }),
  caseOf('python: awaited after the span', quotes, endedEarly, { fault: 'awaited-too-late' }),
  caseOf('python: not awaited', quotes, outlived, { fault: 'not-awaited' }),
  ...alsoOver(
    caseOf('python: span closed on injection', [autoPython('reports', 'injected.py')], endedEarly, {
      fault: 'closed-on-injection',
    }),
    ['http/protobuf'],
  ),
  caseOf(
    'python: span closed on injection, only children',
    [manualPython('reports', 'injected.py')],
    endedEarly,
    {
      fault: 'closed-on-injection-quietly',
    },
  ),
  ...alsoOver(
    caseOf(
      'js: promise not awaited',
      [autoJs('shop', 'shop.cjs'), autoJs('stock', 'stock.cjs')],
      { ...endedBeforeChild, orSeverity: 'error' },
      {
        fault: 'not-awaited',
      },
    ),
    ['grpc', 'http/json'],
  ),
  caseOf('js: span never ended', [manualJs('jobs', 'job.cjs')], notEnded, { fault: 'never-ended' }),
  caseOf('js: span ended twice', [manualJs('jobs', 'job.cjs')], endedTwice, { fault: 'ended-twice' }),
  caseOf('js: attribute set after the end', [manualJs('jobs', 'job.cjs')], endedEarly, {
    fault: 'set-after-end',
  }),
  caseOf('go: span never ended', [go('jobs', 'batch')], notEnded, { fault: 'never-ended' }),
  // The SDK for Go says nothing of it, and what arrives is right.
  caseOf('go: span ended twice', [go('jobs', 'batch')], { code: null }, { fault: 'ended-twice' }),
  caseOf(
    'go: attribute set after the end',
    [go('jobs', 'batch')],
    { code: null },
    { fault: 'set-after-end' },
  ),
];
