import { defineCommand } from './shared/command.ts';

/** `otel-doctor explain`: the page of a finding code, or what a log or ticket says. */
export const explainCommand = defineCommand(
  {
    name: 'explain',
    describe: 'Print the page of a finding code, or tell what a log or ticket says',
    positionals: {
      text: {
        many: true,
        describe: 'A finding code; otherwise a text, a file with one, or - for standard input',
        offers: 'code',
      },
    },
    flags: {
      format: {
        describe: 'How the answer is written: text or json',
        default: 'text',
        words: ['text', 'json'],
      },
    },
    examples: [
      ['$0 explain endpoint/path-doubled', 'what it means and what to do'],
      ['$0 explain app.log', 'why telemetry is missing, as the log tells it'],
      ['kubectl logs app | $0 explain -', 'the same of standard input'],
    ],
    epilogue:
      'Exit status: 0 for a page or when the text settles the cause, 2 when it does not and for wrong usage. Logs may have any length; secrets in the text are never shown.',
  },
  async ({ text, rest, format }, session) => {
    const { explainWords } = await import('../jobs/explain-words.ts');
    const { answer, settled } = await explainWords([...text, ...rest], format, session);
    session.write(answer);
    session.finish(settled ? 0 : 2);
  },
);
