import { basename, dirname, relative, resolve } from 'node:path';
import type { ApplicationFact } from '../model/application.ts';
import { splitOptions } from '../processes/java.ts';
import { readProject } from '../settings/project.ts';
import { printable } from '../text/printable.ts';
import { type SeenCommand, seeThrough } from './command-line.ts';
import { isFile, realPath } from './files.ts';
import type { SeenFramework } from './framework.ts';
import { builtInto, inDependencies, onClassPath } from './instrumented-built.ts';
import { commandSigns, preloadsOf, variableSigns } from './instrumented-signs.ts';
import { readCode } from './read-code.ts';
import { preloadsInBun, runtimeOf, startsInDeno } from './runtime.ts';
import { programOf, sdkOfCommand } from './sdk-of-command.ts';
import { followImports, isSource, loadsTelemetry, readSources, startsTelemetry } from './sources.ts';

/** Whether OpenTelemetry is in an application at all, and what speaks for it or against it, in words. */
export type Instrumentation = Pick<ApplicationFact, 'instrumented' | 'instrumentedBy' | 'code' | 'runtime'>;

const told = (
  instrumented: Instrumentation['instrumented'],
  ...instrumentedBy: string[]
): Instrumentation => ({
  instrumented,
  instrumentedBy,
  code: null,
  runtime: null,
});

/** `shop.web:app` and `-m shop` are a file, or a directory with one of two files. */
const moduleFiles = (word: string): readonly string[] => {
  const [, name] = /^([A-Za-z_][\w.]*)(?::[\w.()]+)?$/.exec(word) ?? [];
  const path = name?.replaceAll('.', '/');
  return path === undefined ? [] : [`${path}.py`, `${path}/__main__.py`, `${path}/__init__.py`];
};

/** Files that a command names: the script or module, and what Node loads before it. */
const namedFiles = ({ layers, environment, directory }: SeenCommand): readonly string[] => {
  const words = layers.flatMap(({ argv }) => argv.slice(1));
  const preloads = preloadsOf([...words, ...splitOptions(environment['NODE_OPTIONS'] ?? '')]);
  return [...preloads, ...words, ...words.flatMap(moduleFiles)]
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

/** The directory of the script; the working directory, too, where the script is in it or none is named. */
const directoriesOf = (scripts: readonly string[], directory: string): readonly string[] => {
  const inside = scripts.every((path) => !relative(directory, path).startsWith('..'));
  return [...scripts.map((path) => dirname(path)), ...(inside ? [directory] : [])];
};

/** What the sources of a program say, from those that its command names on. */
const bySources = (named: readonly string[], directory: string, language: string): Instrumentation => {
  const scripts = named.filter(
    (path) => !/node_modules|site-packages/.test(path) && isSource(path, language),
  );
  const sources = readSources(named, directoriesOf(scripts, directory), language);
  const loaded = followImports(named, sources);
  const shown = (path: string): string =>
    relative(directory, path).startsWith('..') ? basename(path) : relative(directory, path);
  const sure = loaded.files.find(({ text }) => startsTelemetry(text));
  if (sure !== undefined)
    return {
      ...told('yes', `${shown(sure.path)} loads OpenTelemetry`),
      code: readCode(loaded, sources.whole, shown),
    };
  const known = scripts.length > 0 && loaded.certain && sources.whole;
  const caller = loaded.files.find(({ text }) => loadsTelemetry(text));
  if (caller !== undefined)
    return told(
      known ? 'no' : 'unknown',
      `${shown(caller.path)} uses the API of OpenTelemetry, and nothing that the program loads starts an SDK`,
    );
  const some = sources.files.find(({ text }) => loadsTelemetry(text));
  if (some !== undefined && known)
    return told('no', `${shown(some.path)} loads OpenTelemetry, but the program does not load that file`);
  if (some !== undefined)
    return told(
      'unknown',
      `${shown(some.path)} loads OpenTelemetry; whether it is loaded itself cannot be told`,
    );
  if (sources.files.length === 0) return told('unknown', 'the sources of the program were not found');
  if (!sources.whole)
    return told(
      'unknown',
      `in ${sources.files.length} source files nothing loads OpenTelemetry, but there are more`,
    );
  const manifest = namesPackages(directory);
  return manifest === null
    ? told('no', 'no source file loads OpenTelemetry, and nothing loads it beside the program')
    : told('no', IDLE, `${manifest} names them`);
};

const inSources = (seen: SeenCommand, language: string): Instrumentation =>
  startsTelemetry(inlineText(seen))
    ? told('yes', 'the program on the command line loads OpenTelemetry')
    : bySources(namedFiles(seen), seen.directory, language);

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
  if (['python', 'nodejs', 'ruby', 'php'].includes(language)) return inSources(seen, language);
  return inManifest(seen);
};

/** Deno starts its own exporter when it is told to, and takes no other word for it than `true`. */
const inDeno = (seen: SeenCommand): Instrumentation => {
  if (startsInDeno(seen)) return told('yes', 'OTEL_DENO starts the exporter of Deno');
  const given = seen.environment['OTEL_DENO'];
  return told(
    'no',
    given === undefined
      ? 'OTEL_DENO is not set'
      : `OTEL_DENO is ${printable(given, 40)}, and only true counts`,
  );
};

const inCommand = (
  seen: SeenCommand,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  framework: SeenFramework | null,
): Instrumentation => {
  const signs = [...commandSigns(seen), ...variableSigns(seen)];
  if (signs.length > 0) return told('yes', ...signs);
  if (seen.elsewhere)
    return told(
      'unknown',
      'the program runs in a container or on another machine, whose files are not looked at',
    );
  if (framework !== null) return told('yes', `${framework.framework.name} brings it along`);
  const program = programOf(seen)?.flavour;
  if (program !== undefined) return told('yes', `${program.title} has it on board`);
  const { language } = sdkOfCommand(argv, environment, seen.directory);
  return language === null
    ? told('unknown', 'the language of the program is not known')
    : inProgram(seen, language);
};

/** Bun does not read NODE_OPTIONS: https://bun.sh/docs/runtime/nodejs-compat */
const asBunReads = (seen: SeenCommand): SeenCommand => {
  const { NODE_OPTIONS: _, ...environment } = seen.environment;
  return { ...seen, environment };
};

/** Looks whether OpenTelemetry is in an application: in its command, its variables, its sources or its program. */
export const findInstrumentation = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
  framework: SeenFramework | null = null,
): Instrumentation => {
  const seen = seeThrough(argv, environment, directory);
  const runtime = runtimeOf(seen);
  const inSources = inCommand(runtime === 'bun' ? asBunReads(seen) : seen, argv, environment, framework);
  if (runtime === 'bun' && inSources.instrumented === 'no' && preloadsInBun(seen))
    return { ...told('unknown', 'bunfig.toml loads something before the program'), runtime };
  return runtime === 'deno' && inSources.instrumented !== 'yes'
    ? { ...inDeno(seen), runtime }
    : { ...inSources, runtime };
};
