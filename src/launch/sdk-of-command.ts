import { basename } from 'node:path';
import { toldLanguage } from '../knowledge/languages/index.ts';
import type { Language } from '../model/process.ts';
import { compiledFrom } from '../processes/elf.ts';
import { OPTION_VARIABLES, splitOptions } from '../processes/java.ts';
import { languageOf } from '../processes/language.ts';
import { FLAVOURS } from '../resolve/flavours/index.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { readProject } from '../settings/project.ts';
import { type SeenCommand, seeThrough } from './command-line.ts';
import { isFile, realPath } from './files.ts';

/** The SDK by whose rules a command's settings are read. */
export interface CommandSdk {
  /** Name as in `resolve/sdks`; `spec` where nothing tells. */
  readonly sdk: string;
  /** As `telemetry.sdk.language` says it; null where nothing tells. */
  readonly language: string | null;
  /** What told it: the command, or a file of the project. */
  readonly by: string | null;
}

/** A .NET program has a small launcher beside its library. */
const isDotnet = (file: string): boolean =>
  isFile(`${file}.dll`) || isFile(`${file}.runtimeconfig.json`) || file.endsWith('.dll');

const languageIn = ({ layers, environment }: SeenCommand): { language: Language; by: string } | null => {
  const options = OPTION_VARIABLES.flatMap((variable) => splitOptions(environment[variable] ?? ''));
  // The innermost program is the application; an outer one tells where that is not known.
  for (const { argv, file } of [...layers].reverse()) {
    const [first = ''] = argv;
    const language = languageOf({
      programs: file === null ? [first] : [first, file, realPath(file)],
      options: [...options, ...argv],
      libraries: () => '',
      threads: () => [],
      compiledFrom: () => (file === null ? null : compiledFrom(realPath(file))),
    });
    const by = basename(first);
    if (language !== 'unknown') return { language, by };
    if (file !== null && isDotnet(file)) return { language: 'dotnet', by };
  }
  return null;
};

/** A program with an SDK on board, by the name of the innermost program. */
export const programOf = ({ layers, elsewhere }: SeenCommand): Sdk | undefined => {
  const name = basename(layers.at(-1)?.argv[0] ?? '').replace(/\.exe$/, '');
  return elsewhere ? undefined : FLAVOURS.find(({ flavour }) => flavour?.programs.includes(name));
};

/** Tells the SDK of a command by its program, else by the project in its directory. */
export const sdkOfCommand = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
): CommandSdk => {
  const seen = seeThrough(argv, environment, directory);
  const program = programOf(seen);
  if (program?.flavour !== undefined)
    return { sdk: program.name, language: toldLanguage(program.flavour.base), by: program.flavour.title };
  const found = seen.elsewhere ? null : languageIn(seen);
  if (found !== null) return { sdk: found.language, language: toldLanguage(found.language), by: found.by };
  const project = readProject(directory);
  if (project.kind !== 'chosen') return { sdk: 'spec', language: null, by: null };
  const { sdk } = project;
  return { sdk, language: toldLanguage(findSdk(sdk)?.flavour?.base ?? sdk), by: project.file };
};
