import { readdirSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { startOf } from './files.ts';
import type { Instrumentation } from './instrumented.ts';
import { searchFile } from './search-file.ts';

const MAX_BYTES = 64 * 1024 * 1024;

const yes = (reason: string): Instrumentation => ({
  instrumented: 'yes',
  instrumentedBy: [reason],
  code: null,
  runtime: null,
});
const no = (reason: string): Instrumentation => ({
  instrumented: 'no',
  instrumentedBy: [reason],
  code: null,
  runtime: null,
});
const unknown = (reason: string): Instrumentation => ({
  instrumented: 'unknown',
  instrumentedBy: [reason],
  code: null,
  runtime: null,
});

/** Texts that the SDK and the API alone leave in a program. */
const TEXTS = {
  go: { sdk: 'go.opentelemetry.io/otel/sdk', api: 'go.opentelemetry.io/otel' },
  rust: { sdk: 'opentelemetry_sdk', api: 'opentelemetry' },
} as const;

/** A program of Go or Rust holds the paths of the packages that it was built of. */
export const builtInto = (file: string, language: keyof typeof TEXTS): Instrumentation => {
  const { sdk, api } = TEXTS[language];
  const searched = searchFile(file, [sdk, api], { limit: MAX_BYTES });
  const name = basename(file);
  if (searched === null) return unknown(`the program ${name} cannot be read`);
  if (searched.found.includes(sdk)) return yes(`the SDK is built into ${name}`);
  if (searched.found.includes(api))
    return no(`${name} has the API of OpenTelemetry built in, but no SDK that would send`);
  return searched.whole
    ? no(`${name} has nothing of OpenTelemetry built in`)
    : unknown(`only the first 64 MiB of ${name} were looked at`);
};

const jarsIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.jar'))
      .map((name) => join(directory, name));
  } catch {
    return [];
  }
};

const MAX_JARS = 300;

const valueAfter = (argv: readonly string[], names: readonly string[]): string | undefined => {
  const at = argv.findIndex((word) => names.includes(word));
  return at < 0 ? undefined : argv[at + 1];
};

const classPathOf = (argv: readonly string[], variable: string, directory: string): readonly string[] => {
  const jar = valueAfter(argv, ['-jar']);
  const entries = jar
    ? [jar]
    : (valueAfter(argv, ['-cp', '-classpath', '--class-path']) ?? variable).split(delimiter);
  return entries
    .filter((entry) => entry !== '')
    .flatMap((entry) =>
      /\*$/.test(entry) ? jarsIn(resolve(directory, entry.slice(0, -1))) : [resolve(directory, entry)],
    )
    .slice(0, MAX_JARS);
};

/** Names of libraries and of packages in the table at the end of an archive, which is not compressed. */
const IN_JAR = [
  'opentelemetry-sdk',
  'opentelemetry-exporter',
  'io/opentelemetry/sdk/',
  'quarkus-opentelemetry',
];

const TABLE_BYTES = 8 * 1024 * 1024;

/** A JVM without agent: libraries on its class path, or packed into the archive that it runs. */
export const onClassPath = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
): Instrumentation => {
  const jars = classPathOf(argv, environment['CLASSPATH'] ?? '', directory).filter((path) =>
    path.endsWith('.jar'),
  );
  if (jars.length === 0) return unknown('the class path of the command cannot be told');
  const named = jars.find((path) => /^opentelemetry-(?:sdk|exporter)/.test(basename(path)));
  if (named !== undefined) return yes(`${basename(named)} is on the class path`);
  const searched = jars.map((path) => ({
    path,
    in: searchFile(path, IN_JAR, { limit: TABLE_BYTES, fromEnd: true }),
  }));
  const holding = searched.find((jar) => (jar.in?.found.length ?? 0) > 0);
  if (holding !== undefined) return yes(`the SDK is in ${basename(holding.path)}`);
  return searched.some((jar) => jar.in === null)
    ? unknown('an archive on the class path cannot be read')
    : no('nothing of OpenTelemetry is on the class path, and no agent is started');
};

/** .NET lists the libraries of a program in a file beside it. */
export const inDependencies = (
  argv: readonly string[],
  file: string | null,
  directory: string,
): Instrumentation => {
  const library = argv.find((word) => word.endsWith('.dll'));
  const base = library === undefined ? file : resolve(directory, library).replace(/\.dll$/, '');
  const text = base === null ? '' : startOf(`${base}.deps.json`, 4 * 1024 * 1024);
  if (text === '') return unknown('the libraries of the program cannot be told');
  return /"OpenTelemetry(?:\.[\w.]+)?\//.test(text)
    ? yes(`${basename(base ?? '')}.deps.json names OpenTelemetry`)
    : no(`${basename(base ?? '')}.deps.json names nothing of OpenTelemetry`);
};
