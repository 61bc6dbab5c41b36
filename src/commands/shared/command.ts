import type { CommandModule, Options, PositionalOptions } from 'yargs';
import { type Given, type Row, type Rows, readGiven } from './flags.ts';
import type { Session } from './session.ts';

/** Values of a command, and the words behind `--` as they were written. */
type Values<F extends Rows, P extends Rows> = Given<F> & Given<P> & { readonly rest: readonly string[] };

interface Definition<F extends Rows, P extends Rows> {
  /** Empty for the main job. */
  readonly name: string;
  readonly describe: string;
  readonly positionals: P;
  readonly flags: F;
  /** `$0` stands for the program. */
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly epilogue?: string;
  /** Where it is not made of the positional arguments. */
  readonly usage?: string;
  /** Refuses words that nothing stands for, before the parser does. */
  refuses?(words: readonly string[]): void;
}

/** A command as data, with what it does; values are those that its rows say. */
export interface Command extends Definition<Rows, Rows> {
  run(
    found: Readonly<Record<string, unknown>>,
    session: Session,
    commands: readonly Command[],
  ): Promise<void>;
}

const wordsBehind = (dashes: unknown): readonly string[] => (Array.isArray(dashes) ? dashes.map(String) : []);

/** Puts a command together: the types of the values come from its rows. */
export const defineCommand = <const F extends Rows, const P extends Rows>(
  definition: Definition<F, P>,
  run: (values: Values<F, P>, session: Session, commands: readonly Command[]) => Promise<void>,
): Command => ({
  ...definition,
  run: async (found, session, commands) => {
    const { name, flags, positionals } = definition;
    const values = {
      ...readGiven(flags, found, (flag) => `--${flag}`),
      ...readGiven(positionals, found, () => name),
      rest: wordsBehind(found['--']),
    };
    await run(values, session, commands);
  },
});

const PROGRAM = 'otel-doctor';

/** A text of a command with the name of the program in it. */
export const named = (text: string): string => text.replaceAll('$0', PROGRAM);

const placeholder = ([name, { required, many }]: readonly [string, Row]): string => {
  const written = many ? `${name}..` : name;
  return required ? `<${written}>` : `[${written}]`;
};

const wordsOf = ({ name, positionals }: Command): string =>
  [name === '' ? '$0' : name, ...Object.entries(positionals).map(placeholder)].join(' ');

/** How the command is written: `otel-doctor diff <a> <b>`. */
export const usageOf = (command: Command): string =>
  named(command.usage ?? (command.name === '' ? wordsOf(command) : `$0 ${wordsOf(command)}`));

const optionOf = ({ describe, type, many, group, default: fallback }: Row): Options => ({
  ...{ type: type ?? 'string', describe },
  ...(many ? { array: true, nargs: 1 } : {}),
  ...(group === undefined ? {} : { group }),
  ...(fallback === undefined ? {} : { default: fallback }),
});

const positionalOf = ({ describe, many, required }: Row): PositionalOptions => ({
  ...{ type: 'string', describe },
  ...(many ? { array: true } : {}),
  ...(required ? { demandOption: true } : {}),
});

/** The command for the parser. */
export const moduleOf = (
  command: Command,
  session: Session,
  commands: readonly Command[],
): CommandModule => ({
  command: wordsOf(command),
  describe: command.describe,
  builder: (yargs) => {
    const { positionals, flags, usage, refuses, examples, epilogue } = command;
    if (usage !== undefined) yargs.usage(usage);
    for (const [name, row] of Object.entries(positionals)) yargs.positional(name, positionalOf(row));
    for (const [name, row] of Object.entries(flags)) yargs.option(name, optionOf(row));
    // These would quietly mean their default without a value.
    yargs.requiresArg(Object.keys(flags).filter((name) => flags[name]?.type !== 'boolean'));
    if (refuses !== undefined) yargs.middleware(({ _: words }) => refuses(words.slice(1).map(String)), true);
    for (const [written, meaning] of examples) yargs.example(written, meaning);
    return epilogue === undefined ? yargs : yargs.epilogue(epilogue);
  },
  handler: (found) => command.run(found, session, commands),
});
