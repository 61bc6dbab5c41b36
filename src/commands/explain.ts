import type { CommandModule } from 'yargs';
import { runExplain } from './run-explain.ts';
import type { Session } from './shared/session.ts';

/** What the command is given. */
export interface ExplainArguments {
  readonly text?: readonly string[];
  readonly format: string;
  /** Words behind `--`, where a text may begin with a dash. */
  readonly '--'?: readonly string[];
}

/** `otel-doctor explain`: the page of a finding code, or what a log or ticket says. */
export const explainCommand = (session: Session): CommandModule<object, ExplainArguments> => ({
  command: 'explain [text..]',
  describe: 'Print the page of a finding code, or tell what a log or ticket says',
  builder: (yargs) =>
    yargs
      // Several words are one text here, and not one option given several times.
      .parserConfiguration({
        'duplicate-arguments-array': true,
        'populate--': true,
        'parse-numbers': false,
        'parse-positional-numbers': false,
      })
      .positional('text', {
        type: 'string',
        array: true,
        describe: 'A finding code; otherwise a text, a file with one, or - for standard input',
      })
      .option('format', {
        type: 'string',
        choices: ['text', 'json'],
        default: 'text',
        describe: 'How the answer is written',
      })
      .example('$0 explain endpoint/path-doubled', 'what it means and what to do')
      .example('$0 explain app.log', 'why telemetry is missing, as the log tells it')
      .example('kubectl logs app | $0 explain -', 'the same of standard input')
      .epilogue(
        'Exit status: 0 for a page or when the text settles the cause, 2 when it does not and for wrong usage. At most 4 MiB are read; secrets in the text are never shown.',
      ) as never,
  handler: async (given) => runExplain(given, session),
});
