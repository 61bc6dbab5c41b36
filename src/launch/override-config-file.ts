import { basename, resolve } from 'node:path';
import { writeCopy } from '../disk/copy.ts';
import { bytesOf } from '../disk/read.ts';
import { OPTION_VARIABLES } from '../processes/java.ts';
import { pointToUs } from './edit-config-file.ts';

/** What became of a configuration file that takes the place of variables. */
export interface FileOverride {
  /** The copy that names our port; null when there is none. */
  readonly path: string | null;
  /** Variables that name the file. */
  readonly variables: readonly string[];
  /** Why it was left as it is; null when it was not. */
  readonly problem: string | null;
  /** A command line, or options of a JVM, with the copy in place of the file. */
  inArguments(words: readonly string[]): readonly string[];
  cleanUp(): void;
}

const VARIABLES = ['OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'] as const;

/** The same as a system property of a JVM, or set on the way by `env`: both win. */
const NAMED =
  /(?:-Dotel\.(?:experimental\.)?config\.file|OTEL_(?:EXPERIMENTAL_)?CONFIG_FILE)=("[^"]*"|'[^']*'|[^\s"']+)/g;

const MAX_BYTES = 1024 * 1024;

/** What names a configuration file. */
interface Naming {
  readonly environment: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly directory: string;
  readonly port: number;
}

const namedIn = (texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => [...text.matchAll(NAMED)])
    .at(-1)?.[1]
    ?.replace(/^["']|["']$/g, '');

/** Writes a copy of the configuration file that sends to us; null when no file is named. */
export const overrideConfigFile = async (naming: Naming): Promise<FileOverride | null> => {
  const { environment, argv, directory, port } = naming;
  const variables = VARIABLES.filter((name) => environment[name]?.trim());
  const texts = [...OPTION_VARIABLES.map((name) => environment[name] ?? ''), ...argv];
  const named = namedIn(texts) ?? environment[variables[0] ?? '']?.trim();
  if (named === undefined) return null;
  const left = (problem: string): FileOverride => ({
    ...{ path: null, variables, problem },
    inArguments: (words) => words,
    cleanUp: () => undefined,
  });
  const text = bytesOf(resolve(directory, named), { maxBytes: MAX_BYTES })?.toString('utf8') ?? null;
  if (text === null) return left('it cannot be read');
  const changed = await pointToUs(text, port);
  if (changed === null) return left('its exporters could not be changed with certainty');
  const copy = writeCopy(basename(named), changed);
  const inText = (words: string): string =>
    words.replace(NAMED, (whole) => `${whole.slice(0, whole.indexOf('=') + 1)}${copy.path}`);
  return {
    ...{ path: copy.path, variables, problem: null, cleanUp: copy.cleanUp },
    inArguments: (words) => words.map(inText),
  };
};
