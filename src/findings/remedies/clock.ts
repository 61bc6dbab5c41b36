import type { Fix } from '../../model/finding.ts';
import type { Remedy } from './remedy.ts';

/** Where the clock of a machine is wrong. */
export const SYNCHRONISE: Fix = {
  title: 'Synchronise the clocks of the machines',
  text: [
    'timedatectl status   # "System clock synchronized: yes" on each of them',
    'chronyc tracking     # by how much the clock is off',
    'A virtual machine or laptop that slept needs its clock set again. A container has the clock of its host.',
  ].join('\n'),
};

const TITLE = 'Give start and end in the unit that the SDK takes';

/** Where code gives times to spans itself. */
export const TIME_UNITS: Remedy = {
  python: {
    title: TITLE,
    text: [
      '# nanoseconds; both times, or neither',
      'span = tracer.start_span("import", start_time=time.time_ns())',
      'span.end(end_time=time.time_ns())',
    ].join('\n'),
  },
  nodejs: {
    title: TITLE,
    text: [
      '// begin and end: a Date, or milliseconds since 1970',
      "const span = tracer.startSpan('import', { startTime: begin });",
      'span.end(end);',
    ].join('\n'),
  },
  java: {
    title: TITLE,
    text: [
      'Span span = tracer.spanBuilder("import")',
      '  .setStartTimestamp(Instant.now()) // not System.nanoTime(), which does not begin in 1970',
      '  .startSpan();',
      'span.end(Instant.now());',
    ].join('\n'),
  },
  go: {
    title: TITLE,
    text: [
      'ctx, span := tracer.Start(ctx, "import", trace.WithTimestamp(begin)) // a time.Time',
      'span.End(trace.WithTimestamp(end))',
    ].join('\n'),
  },
  dotnet: {
    title: TITLE,
    text: [
      'source.StartActivity("import", kind, parent, startTime: DateTimeOffset.UtcNow);',
      'activity?.SetEndTime(DateTime.UtcNow); // UTC, not local time',
    ].join('\n'),
  },
  other: { title: TITLE, text: 'OTLP has nanoseconds since 1970, in UTC; what the SDK takes may differ.' },
};
