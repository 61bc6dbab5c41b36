import type { SettingsLayer } from '../model/setting.ts';
import { SIGNALS } from '../model/signal.ts';
import type { Lookup } from '../resolve/config-file/substitute.ts';
import { throughFlavour } from '../resolve/flavours/translate.ts';
import { environmentLayer, type LayeredEnvironment, layOver, mergeLayers } from '../resolve/layers.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { signalVariable } from '../resolve/variables.ts';
import { fileLayer } from './file.ts';
import { flagLayer, type SettingFlags } from './flags.ts';

/** Everything that may give a value to a setting. */
export interface SettingSources {
  readonly environment: Readonly<Record<string, string>>;
  /** Another process, whose environment counts instead of ours. */
  readonly process?: SettingsLayer;
  readonly envFiles: readonly string[];
  readonly flags: SettingFlags;
}

interface Layered {
  readonly environment: LayeredEnvironment;
  readonly notes: readonly string[];
}

interface Below extends Layered {
  /** Variables of env files, the ones that no SDK reads among them. */
  readonly inFiles: Lookup;
}

const layerBelow = (sources: SettingSources): Below => {
  const files = sources.envFiles.map(fileLayer);
  const lowest = sources.process ?? environmentLayer(sources.environment);
  return {
    environment: mergeLayers([lowest, ...files.map(({ layer }) => layer)]),
    notes: files.flatMap(({ notes }) => notes),
    inFiles: (name) => mergeLayers(files.map((file) => file.whole())).get(name)?.value,
  };
};

/**
 * Headers that those of flags are added to. A configuration file has them for each signal: only what all signals share
 * may go wherever a flag sends.
 */
const sharedHeaders = (below: LayeredEnvironment): string | undefined => {
  const general = below.get('OTEL_EXPORTER_OTLP_HEADERS')?.value;
  const own = new Set(SIGNALS.map((signal) => below.get(signalVariable('HEADERS', signal))));
  const [first] = own;
  const values = new Set([...own].map((entry) => entry?.value));
  return general ?? (values.size === 1 && first?.source.kind === 'file' ? first.value : undefined);
};

const layFlags = (below: LayeredEnvironment, flags: SettingFlags): LayeredEnvironment =>
  layOver(below, flagLayer(flags, sharedHeaders(below)));

/**
 * Lays the sources over each other: what was named on the command line is more explicit than what the shell happens to
 * hold, so flags win over env files and env files over the environment.
 */
export const layerSettings = (sources: SettingSources): Layered => {
  const { environment, notes } = layerBelow(sources);
  return { environment: layFlags(environment, sources.flags), notes };
};

/** How the configuration file is read that the settings may name. */
export interface ReadingOptions {
  readonly sdk: Sdk;
  /** Reads a file as the process in question would. */
  readonly readFile?: (path: string) => Buffer | null;
  /** Any variable of the process in question. */
  readonly variable: Lookup;
  /** Where a framework's own files are looked for; nowhere where it is left out. */
  readonly directory?: string | undefined;
}

/**
 * Lays the sources over each other, and where they name a configuration file that the SDK reads, the file instead of
 * every OTEL_* variable. Flags still win: they are the reader's question. The SDK that comes back is to be used.
 */
export const readSettings = async (
  sources: SettingSources,
  { sdk, readFile, variable, directory }: ReadingOptions,
): Promise<Layered & { readonly sdk: Sdk }> => {
  const { environment: below, notes, inFiles } = layerBelow(sources);
  if (sdk.flavour !== undefined) {
    const { applicationLayer } = await import('./application-files.ts');
    const lookup: Lookup = (name) => below.get(name)?.value ?? inFiles(name) ?? variable(name);
    const files = directory === undefined ? { values: {} } : await applicationLayer(directory, sdk, lookup);
    const all = new Map([...mergeLayers([files]), ...below]);
    return { environment: layFlags(throughFlavour(all, sdk), sources.flags), notes, sdk };
  }
  const naming = sdk.configFile.find((name) => below.get(name)?.value.trim());
  if (naming === undefined) return { environment: layFlags(below, sources.flags), notes, sdk };
  const { withConfigFile } = await import('./config-file.ts');
  const read = await withConfigFile(below, naming, sdk, {
    ...(readFile ? { readFile } : {}),
    variable: (name) => below.get(name)?.value ?? inFiles(name) ?? variable(name),
  });
  return { environment: layFlags(read.environment, sources.flags), notes, sdk: read.sdk };
};
