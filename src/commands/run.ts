import { usageError } from '../model/usage.ts';
import { defineCommand } from './shared/command.ts';
import { parseOutputs, writeOutputs } from './shared/outputs.ts';
import { parseCount, parseDuration } from './shared/parse.ts';
import { present } from './shared/present.ts';
import { exitStatus } from './shared/status.ts';
import { SDK_WORDS, TELEMETRY_FLAGS } from './shared/tables.ts';

/** `otel-doctor run -- COMMAND`: start an application, and judge what it sends. */
export const runCommand = defineCommand(
  {
    name: 'run',
    describe: 'Start an application against a receiver of its own, and judge what it sends',
    usage: '$0 run [options] -- command arguments',
    positionals: {},
    flags: {
      service: {
        many: true,
        describe: 'Start this too: name="command with arguments" (any number of times)',
      },
      sdk: {
        describe: 'SDK of the commands: js, python, java, java-agent, go, dotnet, ... (default: recognised)',
        words: SDK_WORDS,
      },
      'env-file': {
        many: true,
        describe: 'Give the commands the variables of this file, over the environment',
        offers: 'file',
      },
      forward: {
        type: 'boolean',
        default: true,
        describe: 'Pass on to where the settings say (--no-forward: do not)',
      },
      'exit-code': {
        default: 'app',
        describe: 'Exit with the status of the command (app) or of the report (doctor)',
        words: ['app', 'doctor'],
      },
      for: { describe: 'End the commands after this time, for example 30s' },
      prove: {
        type: 'boolean',
        default: false,
        describe: 'Start the commands again with the fix, where it is a change of variables',
      },
      quiet: { type: 'boolean', default: false, describe: 'Write no report to standard error' },
      ...TELEMETRY_FLAGS,
    },
    // A command without -- in front would be taken for our own words and flags.
    refuses: (words) => {
      if (words.length > 0)
        throw usageError(`write -- in front of the command: otel-doctor run -- ${words.join(' ')}`);
    },
    epilogue:
      'Exit status: that of the command; with --exit-code doctor 0 healthy, 1 unhealthy, 2 the doctor could not tell.',
    examples: [
      ['$0 run -- opentelemetry-instrument python app.py', 'the report comes when it ends'],
      [
        '$0 run --service shop="python shop.py" --service stock="python stock.py" -- ./load.sh',
        'two services, until load.sh ends',
      ],
    ],
  },
  async (given, session) => {
    const { format, failOn, exitCode, rest: command } = given;
    const outputs = parseOutputs(given.output, format);
    const forMs = parseDuration(given.for, 'for');
    const maxSpans = parseCount(given.maxSpans, 'max-spans');
    const { runCommands } = await import('../jobs/run/job.ts');
    // Who looks at a terminal waits; whoever reads a pipe wants the application's own words.
    const waits = session.terminal?.stdout === true && !given.quiet;
    const tell = (line: string): void => session.note(`otel-doctor: ${line}\n`);
    const surroundings = waits ? { ...session, tell } : session;
    const result = await runCommands({ ...given, command, forMs, maxSpans }, surroundings);
    const { report, secretValues, status } = result;
    // To standard error, since standard output is the application's.
    const writeReport = async (): Promise<void> => {
      const colour = given.color ?? session.noteColour ?? session.colour;
      const text = await present(report, secretValues, format, { columns: session.columns, colour });
      session.note(`\n${text}`);
    };
    try {
      await writeOutputs(outputs, report, secretValues, session);
    } catch (thrown) {
      // The commands are not started again for the sake of a file.
      await writeReport();
      throw thrown;
    }
    if (outputs.length === 0 && !given.quiet) await writeReport();
    session.finish(exitCode === 'app' ? status : exitStatus(report, failOn));
  },
);
