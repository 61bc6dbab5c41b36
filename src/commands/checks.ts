import type { CommandModule } from 'yargs';
import { runChecks } from './run-checks.ts';
import type { Session } from './shared/session.ts';

/** `otel-doctor checks`: every check with its severity and the facts it needs. */
export const checksCommand = (session: Session): CommandModule<object, { readonly format: string }> => ({
  command: 'checks',
  describe: 'List every check',
  builder: (yargs) =>
    yargs
      .option('format', { type: 'string', default: 'text', describe: 'text or json' })
      .example('$0 checks', 'codes, severities, titles'),
  handler: async ({ format }) => runChecks(format, session),
});
