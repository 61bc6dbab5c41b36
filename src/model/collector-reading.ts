import type {
  CollectorBuild,
  CollectorComponent,
  CollectorFact,
  PlacedSettings,
  SettingValue,
} from './collector.ts';
import type { Location } from './finding.ts';
import { awaitsPerson, awaitsProgram } from './placeholder.ts';

/** What stands at a path of settings; undefined where nothing does. */
export const settingAt = (settings: SettingValue, ...path: readonly string[]): SettingValue | undefined => {
  let at: SettingValue | undefined = settings;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !(key in at)) return undefined;
    at = (at as Readonly<Record<string, SettingValue>>)[key];
  }
  return at;
};

/** The keys of a mapping; none for anything else. */
export const keysAt = (settings: SettingValue, ...path: readonly string[]): readonly string[] => {
  const value = settingAt(settings, ...path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
};

/** A text that holds nothing that is still to be filled in; null for everything else. */
export const knownText = (value: SettingValue | undefined): string | null =>
  typeof value === 'string' &&
  !/\$[A-Za-z_]|^\*\*\*$/.test(value) &&
  !awaitsProgram(value) &&
  !awaitsPerson(value)
    ? value
    : null;

/** Place of a path of settings, or of the nearest thing around it. */
export const placeOf = (path: string, { places }: PlacedSettings, ...keys: readonly string[]): Location => {
  for (let length = keys.length; length >= 0; length -= 1) {
    const spot = places[keys.slice(0, length).join('.')];
    if (spot !== undefined) return { path: spot[2] ?? path, line: spot[0], column: spot[1] };
  }
  return { path, line: 1, column: 1 };
};

/** A release of the Collector as one number: that behind `0.`, and beyond all of them from 1.0 on; null where it is not known. */
export const releaseOf = ({
  version,
  distribution,
}: Pick<CollectorBuild, 'version' | 'distribution'>): number | null => {
  const [, major = '0', minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  // Jaeger counts on its own.
  if (minor === undefined || distribution === 'jaeger') return null;
  return Number(major) * 10_000 + Number(minor);
};

/** `0.144.0` or later; null where the version is not known. */
export const isSince = (
  build: Pick<CollectorBuild, 'version' | 'distribution'>,
  minor: number,
): boolean | null => {
  const release = releaseOf(build);
  return release === null ? null : release >= minor;
};

/** Components of a kind. */
export const componentsOf = (
  { components }: CollectorFact,
  kind: CollectorComponent['kind'],
): readonly CollectorComponent[] => components.filter((component) => component.kind === kind);

/** Pipelines that use a component in a role. */
export const pipelinesWith = (
  { pipelines }: CollectorFact,
  role: 'receivers' | 'processors' | 'exporters',
  id: string,
) => pipelines.filter((pipeline) => pipeline[role].some((reference) => reference.id === id));
