import { OPTION_VARIABLES, splitOptions } from '../processes/java.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { maskArguments } from '../text/mask-arguments.ts';
import { isDestination, overrideArguments, withoutProperties } from './override-arguments.ts';
import { type FileOverride, overrideConfigFile } from './override-config-file.ts';
import { overrideNotes } from './override-notes.ts';

type Variables = Readonly<Record<string, string>>;

/** A variable that is given another value; null takes it away. */
export interface Change {
  readonly name: string;
  /** Masked. */
  readonly value: string | null;
}

/** What a command is started with so that it sends to us. */
export interface Override {
  readonly environment: Variables;
  readonly argv: readonly string[];
  readonly changes: readonly Change[];
  /** What could not be overridden, in whole sentences. */
  readonly notes: readonly string[];
  /** Removes what was written for it. To be called at the end. */
  cleanUp(): void;
}

/** What is to be overridden. */
export interface OverrideOptions {
  /** All variables that the command would have. */
  readonly environment: Variables;
  readonly argv: readonly string[];
  readonly directory: string;
  readonly sdk: Sdk;
  /** Takes every protocol, on 127.0.0.1. */
  readonly port: number;
}

const LOCAL = ['127.0.0.1', 'localhost'] as const;

const extended = (list: string): string => {
  const entries = list.split(',').map((entry) => entry.trim());
  if (entries.includes('*')) return list;
  return [...entries.filter(Boolean), ...LOCAL.filter((host) => !entries.includes(host))].join(',');
};

/** Exceptions from proxies. Nothing is added where there is no proxy; lower case wins where both cases are read. */
const proxyExceptions = (environment: Variables): Variables => {
  const isProxy = (name: string): boolean => /^(https?|grpc|all)_proxy$/i.test(name);
  if (!Object.entries(environment).some(([name, value]) => isProxy(name) && value !== '')) return {};
  const { no_proxy: lower, NO_PROXY: upper, no_grpc_proxy: grpc } = environment;
  return {
    no_proxy: extended(lower ?? upper ?? ''),
    NO_PROXY: extended(upper ?? lower ?? ''),
    ...(grpc === undefined ? {} : { no_grpc_proxy: extended(grpc) }),
  };
};

/** What the receiver cannot undo; gzip every SDK has that has zstd. */
const readableCompression = (environment: Variables): Variables =>
  Object.fromEntries(
    Object.entries(environment)
      .filter(
        ([name, value]) =>
          /^OTEL_EXPORTER_OTLP_(\w+_)?COMPRESSION$/.test(name) && value.trim().toLowerCase() === 'zstd',
      )
      .map(([name]) => [name, 'gzip']),
  );

const javaOptions = (environment: Variables): Variables =>
  Object.fromEntries(
    OPTION_VARIABLES.flatMap((name) => {
      const text = environment[name] ?? '';
      const rest = withoutProperties(text);
      return rest === text.trim() ? [] : [[name, rest] as const];
    }),
  );

const shown = (name: string, value: string): string =>
  OPTION_VARIABLES.includes(name) ? maskArguments(splitOptions(value)).join(' ') : value;

const changesOf = (before: Variables, after: Variables): readonly Change[] => [
  ...Object.keys(before)
    .filter((name) => !(name in after))
    .map((name) => ({ name, value: null })),
  ...Object.entries(after)
    .filter(([name, value]) => before[name] !== value)
    .map(([name, value]) => ({ name, value: shown(name, value) })),
];

/** Every variable that names the file, as options of a JVM may. */
const fileVariables = (environment: Variables, { path, variables, inArguments }: FileOverride): Variables =>
  path === null
    ? {}
    : {
        ...Object.fromEntries(
          OPTION_VARIABLES.flatMap((name) => {
            const text = environment[name];
            return text === undefined ? [] : [[name, inArguments([text]).join('')] as const];
          }),
        ),
        ...Object.fromEntries(variables.map((name) => [name, path])),
      };

const fileNotes = (file: FileOverride | null, sdk: Sdk): readonly string[] => {
  if (file === null || file.problem === null || sdk.configFile.length === 0) return [];
  return [`The configuration file was left as it is, and its exporters send where it says: ${file.problem}.`];
};

/**
 * Points every OTLP exporter of a command to a port of ours. Headers, protocol and all else stay: they are needed to
 * judge and to forward. The variables of each SDK's own reading are in `resolve/sdks`; removing what encrypts and what
 * is for one signal alone leaves the general endpoint, which all of them read alike.
 */
export const overrideSettings = async (options: OverrideOptions): Promise<Override> => {
  const { environment, argv, directory, sdk, port } = options;
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !isDestination(name)));
  const endpoint = `http://127.0.0.1:${port}`;
  const file = await overrideConfigFile({ environment, argv, directory, port });
  const changed = { ...kept, ...readableCompression(kept), ...javaOptions(kept), ...proxyExceptions(kept) };
  const after: Variables = {
    ...changed,
    ...(file === null ? {} : fileVariables(changed, file)),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  };
  return {
    environment: after,
    argv: (file?.inArguments ?? ((words) => words))(overrideArguments(argv, endpoint)),
    changes: changesOf(environment, after),
    notes: [...fileNotes(file, sdk), ...overrideNotes(argv, environment, directory)],
    cleanUp: file?.cleanUp ?? (() => undefined),
  };
};
