import type { CommandModule } from 'yargs';
import { usageError } from '../model/usage.ts';
import { RUN_OPTIONS, type RunArguments } from './shared/listen-options.ts';
import { withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** A command without `--` in front would be taken for our own words and flags. */
const wantsDashes = ({ _: [, ...words] }: { readonly _: readonly (string | number)[] }): void => {
  if (words.length > 0)
    throw usageError(`write -- in front of the command: otel-doctor run -- ${words.join(' ')}`);
};

/** `otel-doctor run -- COMMAND`: start an application, and judge what it sends. */
export const runCommand = (session: Session): CommandModule<object, RunArguments> => ({
  command: 'run',
  describe: 'Start an application against a receiver of its own, and judge what it sends',
  builder: (yargs) =>
    yargs
      .usage('$0 run [options] -- command arguments')
      .options(RUN_OPTIONS)
      .requiresArg(withValue(RUN_OPTIONS))
      .middleware(wantsDashes as never, true)
      .example('$0 run -- opentelemetry-instrument python app.py', 'the report comes when it ends')
      .example(
        '$0 run --service shop="python shop.py" --service stock="python stock.py" -- ./load.sh',
        'two services, until load.sh ends',
      ),
  handler: async (given) => (await import('./run-application.ts')).runApplications(given, session),
});
