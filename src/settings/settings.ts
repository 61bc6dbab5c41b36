import type { SettingsLayer } from '../model/setting.ts';
import { environmentLayer, type LayeredEnvironment, mergeLayers } from '../resolve/layers.ts';
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

/**
 * Lays the sources over each other: what was named on the command line is more explicit than what the shell happens to
 * hold, so flags win over env files and env files over the environment.
 */
export const layerSettings = (
  sources: SettingSources,
): { readonly environment: LayeredEnvironment; readonly notes: readonly string[] } => {
  const files = sources.envFiles.map(fileLayer);
  const lowest = sources.process ?? environmentLayer(sources.environment);
  const below = [lowest, ...files.map(({ layer }) => layer)];
  const headersBelow = mergeLayers(below).get('OTEL_EXPORTER_OTLP_HEADERS')?.value;
  const environment = mergeLayers([...below, flagLayer(sources.flags, headersBelow)]);
  return { environment, notes: files.flatMap(({ notes }) => notes) };
};
