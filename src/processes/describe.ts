import type { Read, RunningProcess } from '../model/process.ts';
import { maskArguments } from '../text/mask-arguments.ts';
import { printable } from '../text/printable.ts';
import { orElse } from './files.ts';
import { OPTION_VARIABLES, propertiesOf, splitOptions } from './java.ts';
import { type Clues, languageOf } from './language.ts';
import { programOf } from './program.ts';

/** Which variables of another process may be looked at. */
export type Wanted = (variable: string) => boolean;

export type Variables = Readonly<Record<string, string>>;

/** A process as the system tells of it. */
export interface Raw {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Read<Variables>;
  readonly executable: Read<string>;
}

export const keepWanted = (environment: Read<Variables>, wanted: Wanted): Read<Variables> =>
  'value' in environment
    ? { value: Object.fromEntries(Object.entries(environment.value).filter(([name]) => wanted(name))) }
    : environment;

/** Makes of the raw command line and environment what is kept of them; the rest is forgotten. */
export const describeProcess = (
  raw: Raw,
  wanted: Wanted,
  clues: Omit<Clues, 'programs' | 'options'>,
): Pick<
  RunningProcess,
  'name' | 'program' | 'arguments' | 'environment' | 'properties' | 'executable' | 'language'
> => {
  const { name, command, environment, executable } = raw;
  const all: Variables = orElse(environment, {});
  const options = [...OPTION_VARIABLES.flatMap((variable) => splitOptions(all[variable] ?? '')), ...command];
  const programs = [orElse(executable, ''), command[0] ?? ''];
  const language = languageOf({ ...clues, programs, options });
  const isJava = language === 'java' || language === 'java-agent';
  return {
    name,
    program: programOf(command, name),
    arguments: maskArguments(command),
    environment: keepWanted(environment, wanted),
    properties: isJava ? propertiesOf(options) : [],
    executable: 'value' in executable ? { value: printable(executable.value, 500) } : executable,
    language,
  };
};
