import { basename, dirname } from 'node:path';
import { SIGNALS } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { withCertainProblems } from '../resolve/certain.ts';
import { certainTargets, type ProgramUse } from '../resolve/certain-files.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import type { Programs } from './code/programs.ts';
import { environmentOf, unknownValues } from './environment.ts';
import { hasAgent } from './links/sender.ts';
import type { Workload } from './workload.ts';

/** How settings are read. */
export interface SettingsContext {
  /** SDK that was asked for; null leaves it to each workload. */
  readonly sdk: Sdk | null;
  readText(path: string): string | null;
  /** What the programs among the files do by themselves; left out where they are not looked at. */
  readonly programs?: Programs | undefined;
}

/** A workload, and where it sends by its settings. */
export interface Sender {
  readonly workload: Workload;
  /** Name of the SDK; null where nothing tells it, so that the specification was read. */
  readonly sdk: string | null;
  /** The one protocol that its program makes exporters for, where that was looked at. */
  readonly speaks: 'grpc' | 'http' | null;
  readonly targets: readonly Target[];
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const CONFIG_FILES = ['OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'];

interface Prepared {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
}

/** The settings with the configuration file in them, where one is named; null where it is not among the files. */
const prepare = async (
  workload: Workload,
  sdk: Sdk,
  readText: SettingsContext['readText'],
): Promise<Prepared | null> => {
  const environment = environmentOf(workload);
  const variable = CONFIG_FILES.find(
    (name) => sdk.configFile.includes(name) && environment.get(name)?.value.trim(),
  );
  const entry = variable === undefined ? undefined : environment.get(variable);
  if (variable === undefined || entry === undefined) return { environment, sdk };
  const path = workload.mounts[entry.value.trim()];
  const text = path === undefined ? null : readText(path);
  if (path === undefined || text === null) return null;
  const { withConfigFile } = await import('../settings/config-file.ts');
  const placed = new Map(environment).set(variable, { ...entry, value: path });
  return withConfigFile(placed, variable, sdk, {
    readFile: () => Buffer.from(text),
    variable: (name) => workload.variables.find((one) => one.name === name)?.value ?? undefined,
  });
};

/** A file that is copied and filled in before it is used. */
const EXAMPLE = /(?:^|[._-])(?:examples?|samples?|templates?|dist|tmpl|tpl)(?:[._-]|$)/i;

/** Where the program of a workload lies; null where the files do not tell it. */
const directoryOf = ({ source, kind, at }: Workload): string | null =>
  source ?? (kind === 'env-file' || kind === 'process' || kind === 'dockerfile' ? dirname(at.path) : null);

/** The SDK of .NET sends over gRPC and reads no OTEL_TRACES_EXPORTER, its agent sends over HTTP and reads it. */
const withAgent = (sdk: Sdk): Sdk => ({
  ...sdk,
  defaultProtocol: 'http/protobuf',
  exporter: findSdk('spec')?.exporter ?? null,
});

/** What the program of a workload does by itself; beside an agent, what it asks for decides nothing. */
const programOf =
  (workload: Workload, { programs }: SettingsContext) =>
  (): ProgramUse | null => {
    const use = programs?.usedIn(directoryOf(workload)) ?? null;
    return use !== null && (hasAgent(workload) || workload.sdk === 'java-agent')
      ? { ...use, reads: new Set() }
      : use;
  };

/** A protocol that the settings do not name, on the usual port of the other one. */
const isUnusual = ({ protocol, protocolBy, port }: Target): boolean =>
  protocolBy.variable === null && port === (protocol === 'grpc' ? 4318 : 4317);

const onlyProtocol = (use: ProgramUse | null): 'grpc' | 'http' | null =>
  use === null || use.grpc === use.http ? null : use.grpc ? 'grpc' : 'http';

/** Reads the settings of one workload as its SDK does. */
export const senderOf = async (workload: Workload, context: SettingsContext): Promise<Sender> => {
  const told = context.sdk?.name ?? workload.sdk;
  const found = context.sdk ?? findSdk(workload.sdk ?? 'spec') ?? findSdk('spec');
  if (found === undefined) throw new Error('there is no SDK of the specification');
  const sdk = found.name === 'dotnet' && hasAgent(workload) ? withAgent(found) : found;
  const prepared = await prepare(workload, sdk, context.readText);
  if (prepared === null) {
    const note = `${workload.label} names a configuration file that is not among the files; what it says was not judged.`;
    return { workload, sdk: told, speaks: null, targets: [], secretValues: [], notes: [note] };
  }
  const { resolution, secrets } = resolve(prepared.environment, prepared.sdk, SIGNALS);
  const unknown = unknownValues(workload);
  const targets = resolution.targets.map((target) => withCertainProblems(target, unknown));
  const program = programOf(workload, context);
  return {
    ...{ workload, sdk: told },
    speaks: targets.some(isUnusual) ? onlyProtocol(program()) : null,
    targets: certainTargets({
      ...{ sdk: told, targets },
      variables: workload.variables.map(({ name, value, at }) => ({ name, value, path: at.path })),
      ...{ inContainer: workload.inContainer, complete: workload.complete },
      // A file that nobody names says what is sent where it is used, and nothing that is missing.
      isCommand: workload.kind === 'process' || workload.kind === 'declarative' || workload.exporter === true,
      filledByReader: workload.kind === 'env-file',
      isExample: EXAMPLE.test(basename(workload.at.path)),
      isLoose: workload.kind === 'declarative',
      program,
      instrumented: workload.variables.some(({ from }) => from === 'instrumentation'),
    }),
    ...{ secretValues: secrets.secretValues, notes: [] },
  };
};
