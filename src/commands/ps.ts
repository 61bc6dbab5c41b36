import { defineCommand } from './shared/command.ts';
import { SHORT_FORMAT } from './shared/tables.ts';

/** `otel-doctor ps`: the processes of this machine that have to do with telemetry. */
export const psCommand = defineCommand(
  {
    name: 'ps',
    describe: 'List processes that have OTEL_ settings or hold an OTLP port',
    positionals: {},
    flags: SHORT_FORMAT,
    examples: [['$0 ps', 'where each process exports to, and who holds 4317 and 4318']],
  },
  async ({ format }, session) => {
    const { showProcesses } = await import('../jobs/ps.ts');
    session.write(showProcesses(format, session.columns));
    session.finish(0);
  },
);
