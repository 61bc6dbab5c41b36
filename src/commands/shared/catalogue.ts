import type { CommandModule, Options } from 'yargs';

/** A flag or a positional argument as the tables of the commands have it. */
export interface Argument {
  readonly name: string;
  readonly describe: string;
  readonly type: string;
  readonly fallback: string | null;
  /** May be given any number of times. */
  readonly many: boolean;
}

/** A command as its module tells it to yargs: help, completion and the manual say the same. */
export interface CataloguedCommand {
  /** Empty for the main job. */
  readonly name: string;
  readonly usage: string;
  readonly describe: string;
  readonly positionals: readonly Argument[];
  readonly flags: readonly Argument[];
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly epilogue: string | null;
}

const PROGRAM = 'otel-doctor';

const named = (text: string): string => text.replaceAll('$0', PROGRAM);

const argumentOf = (name: string, { describe, type, array, default: fallback }: Options): Argument => ({
  name,
  describe: typeof describe === 'string' ? describe : '',
  type: type ?? 'string',
  fallback: fallback === undefined || fallback === false ? null : String(fallback),
  many: array ?? false,
});

/** Takes what a module tells to yargs and keeps it. */
const record = (module: CommandModule): CataloguedCommand => {
  const positionals: Argument[] = [];
  const flags: Argument[] = [];
  const examples: [string, string][] = [];
  let usage: string | null = null;
  let epilogue: string | null = null;
  const recorder: Record<string, (...given: never[]) => unknown> = {
    positional: (name: string, options: Options) => positionals.push(argumentOf(name, options)),
    option: (name: string, options: Options) => flags.push(argumentOf(name, options)),
    options: (table: Record<string, Options>) =>
      flags.push(...Object.entries(table).map(([name, options]) => argumentOf(name, options))),
    example: (command: string, meaning: string) => examples.push([named(command), meaning]),
    usage: (text: string) => {
      usage = named(text);
    },
    epilogue: (text: string) => {
      epilogue = text;
    },
  };
  const yargs: unknown = new Proxy(
    {},
    {
      get:
        (_, method) =>
        (...given: never[]) => {
          recorder[String(method)]?.(...given);
          return yargs;
        },
    },
  );
  const { builder } = module;
  if (typeof builder === 'function') void builder(yargs as never);
  const command = String(module.command);
  const [name = ''] = command.replace('$0', '').split(' ');
  return {
    name,
    usage: usage ?? (name === '' ? named(command) : `${PROGRAM} ${command}`),
    describe: String(module.describe ?? ''),
    ...{ positionals, flags, examples, epilogue },
  };
};

/** What every command takes, told by its own module. */
export const catalogue = (modules: readonly CommandModule[]): readonly CataloguedCommand[] =>
  modules.map(record);
