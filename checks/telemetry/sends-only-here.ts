import { defineCheck } from '../../src/model/check.ts';
import { sampleApplication } from '../../src/samples/telemetry.ts';

const CLAUDE = {
  title: 'Claude Code',
  signals: ['metrics', 'logs'],
  waits: { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', given: false, example: 'http://collector:4318' },
  tells: false,
} as const;

export default defineCheck({
  id: 'telemetry/sends-only-here',
  title: 'The program sends only because the doctor gave it a destination',
  severity: 'error',
  rank: 1,
  why: `Some programs send nothing before a setting names a destination: Claude Code, Logfire. The doctor names its own receiver to every
program that it starts, so that the telemetry arrives here and nowhere else.

Give the program the setting; without it the same command sends nothing when it runs alone.`,
  advice: {
    title: 'Give the program its destination',
    text: 'export OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318',
  },
  needs: ['application'],
  explains: ['telemetry/forward-failed'],
  example: { application: sampleApplication({ program: CLAUDE }) },
  run: ({ application: { name, program, received } }) => {
    const waits = program?.waits ?? null;
    const arrived = received.spans + received.metricPoints + received.logRecords;
    if (program === null || waits === null || waits.given || arrived === 0) return undefined;
    return {
      summary: `${name} sends nothing when it runs alone: ${waits.name} is not set`,
      explanation: `${program.title} has no default destination. What arrived here came because the doctor set one.`,
      evidence: [
        { label: 'program', value: program.title },
        { label: waits.name, value: '(not set)' },
      ],
      fixes: [{ title: 'Give the program its destination', text: `export ${waits.name}=${waits.example}` }],
    };
  },
});
