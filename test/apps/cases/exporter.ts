import { autoPython, type Case, caseOf, manualJs, manualPython } from '../case.ts';

const traced = { code: 'telemetry/self-instrumented', severity: 'error', root: true } as const;
const protobuf = { protocol: 'http/protobuf' } as const;
const instrumented = [manualPython('jobs', 'job.py', { INSTRUMENT: 'requests' })];
// opentelemetry-instrument makes the provider and instruments the libraries; the exporter is the application's own.
const added = [autoPython('jobs', 'job.py', { MANUAL: '1', OTEL_TRACES_EXPORTER: 'none' })];

/** Exporters whose own requests are traced, and the same that are not. */
export const exporterCases: readonly Case[] = [
  caseOf('python: own exporter with requests', instrumented, traced, {
    ...protobuf,
    fault: 'exporter-with-requests',
  }),
  caseOf('python: own exporter with requests below opentelemetry-instrument', added, traced, {
    ...protobuf,
    fault: 'exporter-with-requests',
  }),
  caseOf('python: OTLP exporter in a thread of its own', instrumented, traced, {
    ...protobuf,
    fault: 'exporter-thread',
  }),
  caseOf(
    'python: OTLP exporter over gRPC in a thread of its own',
    instrumented,
    { code: null },
    {
      fault: 'exporter-thread',
    },
  ),
  caseOf('python: usual exporter beside instrumented libraries', instrumented, { code: null }, protobuf),
  caseOf('js: own exporter with fetch', [manualJs('jobs', 'job.cjs')], traced, {
    protocol: 'http/json',
    fault: 'exporter-with-fetch',
  }),
  caseOf(
    'js: usual exporter beside instrumented libraries',
    [manualJs('jobs', 'job.cjs')],
    { code: null },
    {
      protocol: 'http/json',
    },
  ),
];
