import type { CommandModule, Options } from 'yargs';
import { withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** Flags of the comparison. */
const DIFF_OPTIONS = {
  sdk: { type: 'string', describe: 'Read settings as this SDK does (not those of bundles)' },
  signals: {
    type: 'string',
    describe: 'Compare these: traces,metrics,logs or all (not in bundles)',
    default: 'traces',
  },
  timeout: { type: 'string', describe: 'Time for the run in the present environment, for example 5s' },
  format: { type: 'string', describe: 'text or json', default: 'text' },
} as const satisfies Record<string, Options>;

/** Values of the flags as yargs hands them over. */
export interface DiffArguments {
  readonly a: string;
  readonly b: string;
  readonly sdk?: string | undefined;
  readonly signals: string;
  readonly timeout?: string | undefined;
  readonly format: string;
}

/** `otel-doctor diff A B`: works here, fails there. */
export const diffCommand = (session: Session): CommandModule<object, DiffArguments> => ({
  command: 'diff <a> <b>',
  describe: 'Compare two bundles or environments, and name the difference that matters',
  builder: (yargs) =>
    yargs
      .positional('a', {
        type: 'string',
        demandOption: true,
        describe: 'A bundle (--save), an env file, or . for the present environment',
      })
      .positional('b', { type: 'string', demandOption: true, describe: 'The same' })
      .options(DIFF_OPTIONS)
      .requiresArg(withValue(DIFF_OPTIONS))
      .example('$0 diff works.json .', 'it works there and fails here')
      .example('$0 diff staging.env production.env', 'settings only, nothing is sent')
      .epilogue('Exit status: 0 nothing differs, 1 something does, 2 wrong usage.') as never,
  handler: async (given) => (await import('./run-diff.ts')).runDiff(given, session),
});
