import { defineCommand } from './shared/command.ts';
import { SHORT_FORMAT } from './shared/tables.ts';

/** `otel-doctor checks`: every check with its severity and the facts it needs. */
export const checksCommand = defineCommand(
  {
    name: 'checks',
    describe: 'List every check',
    positionals: {},
    flags: SHORT_FORMAT,
    examples: [['$0 checks', 'codes, severities, titles']],
  },
  async ({ format }, session) => {
    const { listChecks } = await import('../jobs/checks.ts');
    session.write(await listChecks(format, session.columns));
    session.finish(0);
  },
);
