import { defineCommand } from './shared/command.ts';
import { ENDPOINT, SDK_WORDS, SETTING_FLAGS, SHORT_FORMAT } from './shared/tables.ts';

/** `otel-doctor env`: what the settings mean, without connecting to anything. */
export const envCommand = defineCommand(
  {
    name: 'env',
    describe: 'Show what the settings mean to an SDK, and where each value comes from',
    positionals: ENDPOINT,
    flags: {
      ...SETTING_FLAGS,
      sdk: {
        describe: 'Read the settings as this SDK does, or as each does: all',
        words: [...SDK_WORDS, 'all'],
      },
      reveal: { type: 'boolean', describe: 'Show the values of headers', default: false },
      ...SHORT_FORMAT,
    },
    examples: [
      ['$0 env --sdk python', 'as the Python SDK reads them'],
      ['$0 env --sdk all', 'as every SDK reads them, with the differences marked'],
    ],
  },
  async (given, session) => {
    const { showEnv } = await import('../jobs/env.ts');
    session.write(await showEnv({ ...given, flags: given }, session));
    session.finish(0);
  },
);
