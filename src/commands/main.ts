import yargs from 'yargs';
import { isUsageError, usageError } from '../model/usage.ts';
import { visible } from '../report/screen/visible.ts';
import { maskMadeUp } from '../text/mask-secrets.ts';
import { VERSION } from '../version.ts';
import { moduleOf } from './shared/command.ts';
import { complaint } from './shared/complaint.ts';
import { COMMANDS } from './shared/list.ts';
import type { Session } from './shared/session.ts';

/** `--quiet`: files and the exit status are all that is wanted. What stands behind `--` belongs to another command. */
const isQuiet = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--quiet');
};

/** Parses the command line and runs the command. Settles always; every failure becomes one line and exit status 2. */
export const main = async (argv: readonly string[], given: Session): Promise<void> => {
  const session: Session = isQuiet(argv) ? { ...given, live: false, write: () => undefined } : given;
  try {
    const parser = yargs([...argv])
      .scriptName('otel-doctor')
      .usage('$0 [endpoint]\n\nFinds out why OpenTelemetry data does not arrive.')
      .parserConfiguration({
        // What stands behind -- is the command of run, as it was written.
        'populate--': true,
        'parse-numbers': false,
        'parse-positional-numbers': false,
      })
      .version(VERSION)
      .help()
      .alias('help', 'h')
      .wrap(Math.min(session.columns, 100))
      .strict()
      .exitProcess(false)
      .fail((message, error) => {
        // What yargs itself complains of comes with an error of its own, too.
        throw error && error.name !== 'YError'
          ? error
          : usageError(complaint(message ?? error?.message ?? '', argv, COMMANDS));
      });
    for (const command of COMMANDS) parser.command(moduleOf(command, session, COMMANDS));
    await parser.parseAsync();
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    // Somebody who takes the wrong place on the command line for a token sees it in the log of a build otherwise.
    const line = visible(maskMadeUp(message.replace(/\s+/g, ' '))).slice(0, 500);
    session.note(
      isUsageError(thrown)
        ? `otel-doctor: ${line}\n`
        : `otel-doctor failed, which is its own mistake: ${line}\n`,
    );
    session.finish(2);
  }
};
