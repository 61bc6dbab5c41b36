import {
  alsoOver,
  autoJs,
  autoPython,
  bare,
  type Case,
  caseOf,
  type Expected,
  go,
  manualJs,
  manualPython,
} from '../case.ts';

const nothing = { code: 'telemetry/none-received', severity: 'error', root: true } as const;
/**
 * What is seen of a short program that loads an SDK and sends nothing is the same, whether it made no span that counts,
 * tried a closed port once, or left before the flush: the finding says so.
 */
const eitherWay: Expected = {
  code: 'telemetry/flushed-at-exit-missing',
  severity: 'error',
  root: true,
};

/** Metrics arrive, and traces were switched off by name: that may be meant. */
const tracesOff: Expected = { code: 'telemetry/none-received', severity: 'warning' };

const unflushed = { code: 'telemetry/flushed-at-exit-missing', severity: 'error', root: true } as const;
const auto = [autoPython('jobs', 'job.py')];
const manual = [manualPython('jobs', 'job.py')];
const js = [manualJs('jobs', 'job.cjs')];
const autoInNode = [autoJs('jobs', 'job.cjs')];
const batch = [go('jobs', 'batch')];
const settings = (name: string, value: string) => ({ environment: { [name]: value } });
const off = {
  disabled: settings('OTEL_SDK_DISABLED', 'true'),
  sampledOut: settings('OTEL_TRACES_SAMPLER', 'always_off'),
  none: settings('OTEL_TRACES_EXPORTER', 'none'),
};

/** Applications of which nothing arrives. */
export const nothingCases: readonly Case[] = [
  caseOf('python: not instrumented', auto.map(bare), nothing),
  caseOf('python: SDK disabled', auto, nothing, off.disabled),
  caseOf('python: sampled out', auto, nothing, off.sampledOut),
  caseOf('python: exporter none', auto, nothing, off.none),
  caseOf('python: provider not set', manual, eitherWay, { fault: 'provider-not-set' }),
  ...alsoOver(caseOf('python: endpoint in code', manual, nothing, { fault: 'endpoint-in-code' }), [
    'http/protobuf',
  ]),
  caseOf('python: endpoint in code, which somebody listens on', manual, nothing, {
    fault: 'endpoint-in-code',
    elsewhere: 'silent',
  }),
  ...alsoOver(caseOf('python: exit before the flush', auto, unflushed, { fault: 'exit-at-once' }), [
    'http/protobuf',
  ]),
  caseOf('python: uncaught exception', auto, { code: null }, { fault: 'exception', exitCode: 1 }),
  caseOf('python: crash', auto, nothing, { fault: 'killed', exitCode: null }),
  caseOf('js: not instrumented', js.map(bare), nothing),
  caseOf('js: SDK disabled', autoInNode, nothing, off.disabled),
  caseOf('js: sampled out', js, nothing, off.sampledOut),
  caseOf('js: exporter none', autoInNode, tracesOff, off.none),
  caseOf('js: endpoint in code', js, eitherWay, { fault: 'endpoint-in-code' }),
  caseOf('js: endpoint in code, which somebody listens on', js, nothing, {
    fault: 'endpoint-in-code',
    elsewhere: 'silent',
  }),
  ...alsoOver(caseOf('js: exit before the flush', js, unflushed, { fault: 'exit-at-once' }), [
    'grpc',
    'http/json',
  ]),
  caseOf('js: exit before the flush with auto-instrumentations', autoInNode, unflushed, {
    fault: 'exit-at-once',
  }),
  caseOf('js: SDK never shut down', js, unflushed, { fault: 'no-shutdown' }),
  caseOf('js: uncaught exception', js, nothing, { fault: 'exception', exitCode: 1 }),
  caseOf('js: crash', js, nothing, { fault: 'killed', exitCode: null }),
  caseOf('go: provider not set', batch, eitherWay, { fault: 'not-set' }),
  // Go does not know the variable.
  caseOf('go: SDK disabled', batch, { code: null }, off.disabled),
  caseOf('go: sampled out', batch, nothing, off.sampledOut),
  caseOf('go: exporter none', batch, nothing, off.none),
  caseOf('go: exit before the flush', batch, unflushed, { fault: 'no-flush' }),
  caseOf('go: panic', batch, nothing, { fault: 'crash', exitCode: 2 }),
];
