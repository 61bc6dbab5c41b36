import type { CommandModule } from 'yargs';
import { ENV_OPTIONS, type EnvArguments, withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** `otel-doctor env`: what the settings mean, without connecting to anything. */
export const envCommand = (session: Session): CommandModule<object, EnvArguments> => ({
  command: 'env [endpoint]',
  describe: 'Show what the settings mean to an SDK, and where each value comes from',
  builder: (yargs) =>
    yargs
      .positional('endpoint', {
        type: 'string',
        describe: 'Where to send, instead of OTEL_EXPORTER_OTLP_ENDPOINT',
      })
      .options(ENV_OPTIONS)
      .requiresArg(withValue(ENV_OPTIONS))
      .example('$0 env --sdk python', 'as the Python SDK reads them')
      .example('$0 env --sdk all', 'as every SDK reads them, with the differences marked'),
  handler: async (given) => (await import('./run-env.ts')).runEnv(given, session),
});
