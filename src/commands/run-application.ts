import { constants } from 'node:os';
import { TELEMETRY_CHECKS } from '../jobs/judge-telemetry.ts';
import type { RunCommand } from '../jobs/run/command.ts';
import { proveRun } from '../jobs/run/prove.ts';
import { type RunOptions, type RunResult, run } from '../jobs/run/run.ts';
import { usageError } from '../model/usage.ts';
import { render } from '../report/formats/render.ts';
import { withoutSecrets } from '../report/redact.ts';
import { splitCommand } from '../text/shell-words.ts';
import type { RunArguments } from './shared/listen-options.ts';
import { parseOutputs, writeOutputs } from './shared/outputs.ts';
import { parseDuration, parseFormat, parseSdk } from './shared/parse.ts';
import { parseCount } from './shared/parse-number.ts';
import { parseSelection } from './shared/select.ts';
import type { Session } from './shared/session.ts';
import { exitStatus, parseFailOn } from './shared/status.ts';

const SERVICE = /^([\w.-]+)=(\S[\s\S]*)$/;

const serviceOf = (text: string, index: number, environment: RunCommand['environment']): RunCommand => {
  const [, name, line] = SERVICE.exec(text) ?? [];
  if (name === undefined || line === undefined)
    throw usageError(`--service takes name="command with arguments", not "${text}"`);
  const { argv, environment: own } = splitCommand(line, `the command of --service ${name}`);
  return { id: `a${index + 1}`, name, argv, environment: { ...environment, ...own }, driver: false };
};

/** Options whose value is a file that is loaded before the program. */
const LOADS_FIRST = /^(?:--?(?:r|require|import|loader|experimental-loader))$/;

/** Name of a command for the reader: of its script where it has one. */
const nameOf = (argv: readonly string[]): string => {
  const script = argv.find(
    (word, index) =>
      index > 0 && /\.(py|m?js|cjs|ts|jar|rb|php|sh)$/.test(word) && !LOADS_FIRST.test(argv[index - 1] ?? ''),
  );
  const words = (script ?? argv[0] ?? 'command').split('/');
  return words.at(-1) ?? 'command';
};

/** Each command has a name of its own. */
const unusedName = (name: string, used: readonly string[]): string => {
  let free = name;
  for (let place = 2; used.includes(free); place += 1) free = `${name} ${place}`;
  return free;
};

const commandsOf = (given: RunArguments, session: Session): readonly RunCommand[] => {
  const environment = session.wholeEnvironment?.() ?? session.environment;
  const services = (given.service ?? []).map((text, index) => serviceOf(text, index, environment));
  const argv = (given['--'] ?? []).map(String);
  if (argv.length === 0 && services.length === 0)
    throw usageError('there is no command: write it behind --, such as otel-doctor run -- python app.py');
  const names = services.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw usageError(`--service ${twice} is given twice`);
  if (argv.length === 0) return services;
  const main: RunCommand = {
    id: `a${services.length + 1}`,
    name: unusedName(nameOf(argv), names),
    argv,
    environment,
    driver: services.length > 0,
  };
  return [...services, main];
};

const parseExitCode = (text: string): 'app' | 'doctor' => {
  if (text === 'app' || text === 'doctor') return text;
  throw usageError(`--exit-code takes app or doctor, not "${text}"`);
};

const optionsOf = (given: RunArguments, session: Session): RunOptions => {
  const commands = commandsOf(given, session);
  return {
    commands,
    surroundings: {
      directory: session.directory ?? '.',
      sdk: given.sdk === undefined ? null : parseSdk(given.sdk),
      forward: given.forward,
      terminal: session.terminal ?? { stdin: false, stdout: false },
      alone: commands.length === 1,
    },
    sdkChosenBy: given.sdk === undefined ? 'project' : 'flag',
    forMs: parseDuration(given.for, 'for'),
    maxSpans: parseCount(given['max-spans'], 'max-spans'),
    chooses: parseSelection(TELEMETRY_CHECKS, given.only, given.skip),
  };
};

/** Runs and, where asked for, runs again. The reader who ends it ends all of it, and still gets the report. */
const runInterruptibly = async (given: RunArguments, session: Session): Promise<RunResult> => {
  let isInterrupted = false;
  const release = session.onInterrupt?.(() => {
    isInterrupted = true;
  });
  try {
    const options = { ...optionsOf(given, session), isInterrupted: () => isInterrupted };
    const first = await run(options, constants.signals);
    return given.prove ? await proveRun(first, options, constants.signals) : first;
  } finally {
    release?.();
  }
};

/** Starts the commands, then writes the report: to standard error, since standard output is the application's. */
export const runApplications = async (given: RunArguments, session: Session): Promise<void> => {
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const outputs = parseOutputs(given.output, format);
  const exitCode = parseExitCode(given['exit-code']);
  const { report, secretValues, status } = await runInterruptibly(given, session);
  const writeReport = async (): Promise<void> => {
    const colour = given.color ?? session.noteColour ?? session.colour;
    const text = await render(report, format, { columns: session.columns, colour });
    session.note(withoutSecrets(`\n${text}`, secretValues));
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
};
