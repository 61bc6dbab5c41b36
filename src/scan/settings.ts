import { basename, dirname } from 'node:path';
import { SIGNALS } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { withCertainProblems } from '../resolve/certain.ts';
import { certainTargets } from '../resolve/certain-files.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import type { Programs } from './code/programs.ts';
import { environmentOf, unknownValues } from './environment.ts';
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

/** Reads the settings of one workload as its SDK does. */
export const senderOf = async (workload: Workload, context: SettingsContext): Promise<Sender> => {
  const told = context.sdk?.name ?? workload.sdk;
  const sdk = context.sdk ?? findSdk(workload.sdk ?? 'spec') ?? findSdk('spec');
  if (sdk === undefined) throw new Error('there is no SDK of the specification');
  const prepared = await prepare(workload, sdk, context.readText);
  if (prepared === null) {
    const note = `${workload.label} names a configuration file that is not among the files; what it says was not judged.`;
    return { workload, sdk: told, targets: [], secretValues: [], notes: [note] };
  }
  const { resolution, secrets } = resolve(prepared.environment, prepared.sdk, SIGNALS);
  const unknown = unknownValues(workload);
  const targets = resolution.targets.map((target) => withCertainProblems(target, unknown));
  return {
    ...{ workload, sdk: told },
    targets: certainTargets({
      ...{ sdk: told, targets, variables: workload.variables },
      ...{ inContainer: workload.inContainer, complete: workload.complete },
      // A file that nobody names says what is sent where it is used, and nothing that is missing.
      isCommand: workload.kind === 'process' || workload.kind === 'declarative',
      filledByReader: workload.kind === 'env-file',
      isExample: EXAMPLE.test(basename(workload.at.path)),
      isLoose: workload.kind === 'declarative',
      program: () => context.programs?.usedIn(directoryOf(workload)) ?? null,
      instrumented: workload.variables.some(({ from }) => from === 'instrumentation'),
    }),
    ...{ secretValues: secrets.secretValues, notes: [] },
  };
};
