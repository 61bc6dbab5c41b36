import type { CommandModule } from 'yargs';
import type { Session } from './shared/session.ts';

/** `otel-doctor ps`: the processes of this machine that have to do with telemetry. */
export const psCommand = (session: Session): CommandModule<object, { readonly format: string }> => ({
  command: 'ps',
  describe: 'List processes that have OTEL_ settings or hold an OTLP port',
  builder: (yargs) =>
    yargs
      .option('format', { type: 'string', default: 'text', describe: 'text or json' })
      .example('$0 ps', 'where each process exports to, and who holds 4317 and 4318'),
  handler: async ({ format }) => (await import('./run-ps.ts')).runPs(format, session),
});
