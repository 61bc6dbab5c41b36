import { basename, dirname, relative, resolve } from 'node:path';
import type { ApplicationFact } from '../model/application.ts';
import { splitOptions } from '../processes/java.ts';
import { readProject } from '../settings/project.ts';
import { type SeenCommand, seeThrough } from './command-line.ts';
import { isFile, realPath } from './files.ts';
import { builtInto, inDependencies, onClassPath } from './instrumented-built.ts';
import { commandSigns, preloadsOf, variableSigns } from './instrumented-signs.ts';
import { sdkOfCommand } from './sdk-of-command.ts';
import { isLoaded, loadsTelemetry, readSources } from './sources.ts';

/** Whether OpenTelemetry is in an application at all, and what speaks for it or against it, in words. */
export type Instrumentation = Pick<ApplicationFact, 'instrumented' | 'instrumentedBy'>;

const told = (
  instrumented: Instrumentation['instrumented'],
  ...instrumentedBy: string[]
): Instrumentation => ({
  instrumented,
  instrumentedBy,
});

/** Files that a command names: the script, and what Node loads before it. */
const namedFiles = ({ layers, environment, directory }: SeenCommand): readonly string[] => {
  const words = layers.flatMap(({ argv }) => argv.slice(1));
  const preloads = preloadsOf([...words, ...splitOptions(environment['NODE_OPTIONS'] ?? '')]);
  return [...preloads, ...words]
    .map((word) => resolve(directory, word.replace(/^file:\/\//, '')))
    .filter((path) => /\.(?:[cm]?[jt]sx?|py|rb|ru|php)$/.test(path) && isFile(path));
};

/** A program on the command line itself: `python -c`, `node -e`, `ruby -e`, `php -r`. */
const inlineText = ({ layers }: SeenCommand): string => {
  const argv = layers.at(-1)?.argv ?? [];
  const at = argv.findIndex((word) => /^-(?:c|e|r|p|pe|-eval|-print)$/.test(word));
  return at < 0 ? '' : (argv[at + 1] ?? '');
};

const namesPackages = (directory: string): string | null => {
  const project = readProject(directory);
  return project.kind === 'chosen' && project.package !== null ? project.file : null;
};

const IDLE = 'the packages of OpenTelemetry are there, but nothing starts them';

/** Programs in source: what they load, and the project's manifest. */
const inSources = (seen: SeenCommand): Instrumentation => {
  const { directory } = seen;
  if (loadsTelemetry(inlineText(seen)))
    return told('yes', 'the program on the command line loads OpenTelemetry');
  const named = namedFiles(seen);
  const script = named.filter((path) => !path.includes('node_modules') && !path.includes('site-packages'));
  const sources = readSources(named, [...script.map((path) => dirname(path)), directory]);
  const loading = sources.files.filter(({ text }) => loadsTelemetry(text));
  const shown = (path: string): string => {
    const near = relative(directory, path);
    return near.startsWith('..') ? basename(path) : near;
  };
  const sure = loading.find((file) => named.includes(file.path) || isLoaded(file, sources));
  if (sure !== undefined) return told('yes', `${shown(sure.path)} loads OpenTelemetry`);
  const [some] = loading;
  if (some !== undefined)
    return told(
      'unknown',
      `${shown(some.path)} loads OpenTelemetry, but whether it is loaded itself cannot be told`,
    );
  const manifest = namesPackages(directory);
  if (sources.files.length === 0) return told('unknown', 'the sources of the program were not found');
  if (!sources.whole)
    return told(
      'unknown',
      `in ${sources.files.length} source files nothing loads OpenTelemetry, but there are more`,
    );
  return manifest === null
    ? told('no', 'no source file loads OpenTelemetry, and nothing loads it beside the program')
    : told('no', IDLE, `${manifest} names them`);
};

/** Programs that are built as they are started (`go run`, `mvn exec:java`): only the manifest can be looked at. */
const inManifest = ({ directory }: SeenCommand): Instrumentation => {
  const project = readProject(directory);
  if (project.kind !== 'chosen') return told('unknown', 'nothing is known of how the program is built');
  return project.package === null
    ? told('no', `${project.file} names nothing of OpenTelemetry`)
    : told('unknown', `${project.file} names OpenTelemetry, but what starts it cannot be told`);
};

const inProgram = (seen: SeenCommand, language: string): Instrumentation => {
  const last = seen.layers.at(-1);
  const { argv = [], file = null } = last ?? {};
  const name = basename(argv[0] ?? '');
  if ((language === 'go' || language === 'rust') && file !== null && name !== 'go' && name !== 'cargo')
    return builtInto(realPath(file), language);
  if (language === 'java' && name === 'java') return onClassPath(argv, seen.environment, seen.directory);
  if (language === 'dotnet' && argv[1] !== 'run') return inDependencies(argv, file, seen.directory);
  if (['python', 'nodejs', 'ruby', 'php'].includes(language)) return inSources(seen);
  return inManifest(seen);
};

/** Looks whether OpenTelemetry is in an application: in its command, its variables, its sources or its program. */
export const findInstrumentation = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
): Instrumentation => {
  const seen = seeThrough(argv, environment, directory);
  const signs = [...commandSigns(seen), ...variableSigns(seen)];
  if (signs.length > 0) return told('yes', ...signs);
  if (seen.elsewhere)
    return told(
      'unknown',
      'the program runs in a container or on another machine, whose files are not looked at',
    );
  const { language } = sdkOfCommand(argv, environment, directory);
  return language === null
    ? told('unknown', 'the language of the program is not known')
    : inProgram(seen, language);
};
