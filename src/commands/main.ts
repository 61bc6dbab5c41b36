import yargs, { type CommandModule } from 'yargs';
import { isUsageError, usageError } from '../model/usage.ts';
import { visible } from '../report/screen/visible.ts';
import { VERSION } from '../version.ts';
import { catalogue } from './shared/catalogue.ts';
import { commandsOf } from './shared/list.ts';
import type { Session } from './shared/session.ts';

/** `--quiet`: files and the exit status are all that is wanted. What stands behind `--` belongs to another command. */
const isQuiet = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--quiet');
};

/** A flag that was given twice counts as it was given last, but for those that may be given any number of times. */
const lastOfEach = (commands: readonly CommandModule[]): ((given: Record<string, unknown>) => void) => {
  const every = catalogue(commands).flatMap(({ flags, positionals }) => [...flags, ...positionals]);
  const many = ['_', '--', ...every.filter((one) => one.many).map(({ name }) => name)];
  const isOne = (name: string): boolean =>
    !many.includes(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  return (given) => {
    for (const [name, value] of Object.entries(given)) {
      if (Array.isArray(value) && isOne(name)) given[name] = value.at(-1);
    }
  };
};

/** Parses the command line and runs the command. Settles always; every failure becomes one line and exit status 2. */
export const main = async (argv: readonly string[], given: Session): Promise<void> => {
  const session: Session = isQuiet(argv) ? { ...given, live: false, write: () => undefined } : given;
  const commands = commandsOf(session);
  try {
    await yargs([...argv])
      .scriptName('otel-doctor')
      .usage('$0 [endpoint]\n\nFinds out why OpenTelemetry data does not arrive.')
      .parserConfiguration({
        // What stands behind -- is the command of run, as it was written.
        'populate--': true,
        'parse-numbers': false,
        'parse-positional-numbers': false,
      })
      .middleware(lastOfEach(commands), true)
      .command([...commands] as never)
      .version(VERSION)
      .help()
      .alias('help', 'h')
      .wrap(Math.min(session.columns, 100))
      .strict()
      .exitProcess(false)
      .fail((message, error) => {
        // What yargs itself complains of comes with an error of its own, too.
        throw error && error.name !== 'YError' ? error : usageError(message ?? error?.message);
      })
      .parseAsync();
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const line = visible(message.replace(/\s+/g, ' ')).slice(0, 500);
    session.note(
      isUsageError(thrown)
        ? `otel-doctor: ${line}\n`
        : `otel-doctor failed, which is its own mistake: ${line}\n`,
    );
    session.finish(2);
  }
};
