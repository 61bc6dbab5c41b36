import type { Candidate, SettingsLayer, Source } from '../model/setting.ts';
import type { ConfigFileUse } from './config-file/tree.ts';
import { isRead } from './variables.ts';

/** A variable's winning value, with the values that other layers gave it. */
interface LayeredValue {
  readonly value: string;
  readonly source: Source;
  readonly shadowed: readonly Candidate[];
  /** Of a variable that names a configuration file: what became of the file, once it was read. */
  readonly configFile?: ConfigFileUse;
}

/** All variables after the layers were laid over each other. */
export type LayeredEnvironment = ReadonlyMap<string, LayeredValue>;

/** The process environment as a layer; only variables that the doctor reads are taken. */
export const environmentLayer = (
  environment: Readonly<Record<string, string | undefined>>,
): SettingsLayer => ({
  values: Object.fromEntries(
    Object.entries(environment)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && isRead(entry[0]))
      .map(([name, value]) => [name, { value, source: { kind: 'env', name } }]),
  ),
});

/** Lays one more layer on top. */
export const layOver = (environment: LayeredEnvironment, layer: SettingsLayer): LayeredEnvironment => {
  const merged = new Map(environment);
  for (const [name, { value, source }] of Object.entries(layer.values)) {
    const below = merged.get(name);
    // Node 20 loads a file named by --env-file into the environment too: the same value twice is no conflict.
    const shadowed: Candidate[] =
      below && below.value !== value
        ? [{ value: below.value, source: below.source, outcome: 'shadowed' }, ...below.shadowed]
        : [];
    merged.set(name, { value, source, shadowed });
  }
  return merged;
};

/** Lays layers over each other, the last one on top. */
export const mergeLayers = (layers: readonly SettingsLayer[]): LayeredEnvironment =>
  layers.reduce(layOver, new Map() as LayeredEnvironment);

/** Applies a change of the environment on top; values that flags gave are replaced too. */
export const changeEnvironment = (
  environment: LayeredEnvironment,
  change: Readonly<Record<string, string | null>>,
): LayeredEnvironment => {
  const changed = new Map(environment);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) changed.delete(name);
    else changed.set(name, { value, source: { kind: 'env', name }, shadowed: [] });
  }
  return changed;
};
