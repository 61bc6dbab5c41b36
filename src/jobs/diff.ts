import { isBundleText, parseBundle } from '../bundle/bundle.ts';
import { compare, type Side } from '../bundle/compare.ts';
import { readPacked } from '../bundle/file.ts';
import type { Comparison } from '../model/difference.ts';
import type { Report } from '../model/report.ts';
import type { Signal } from '../model/signal.ts';
import { usageError } from '../model/usage.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { readSettings } from '../settings/settings.ts';
import { chooseSdk } from './choose-sdk.ts';
import { diagnose } from './diagnose/diagnose.ts';
import { judgeAgain } from './diagnose/judge-targets.ts';
import type { Present } from './present.ts';

/** Settings, and the SDK that reads them. */
interface SideSettings {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  readonly chosenBy: Report['sdk']['chosenBy'];
  readonly version: string | null;
}

/** What is compared, and how. */
export interface DiffOptions {
  /** Name of the SDK by which settings are read; undefined leaves it to the project. */
  readonly sdk: string | undefined;
  readonly signals: readonly Signal[];
  readonly timeoutMs: number | null;
}

interface Told {
  readonly side: Side;
  readonly secretValues: readonly string[];
}

/** A file that says that it is a bundle, or that is named like one, is read as one: its fault is to be told. */
const looksLikeBundle = (path: string, text: string): boolean =>
  isBundleText(text) || /\.(json|gz)$/i.test(path) || text.trimStart().startsWith('{');

const fromBundle = async (name: string, text: string): Promise<Told> => {
  const { seen, report } = await parseBundle(name, text);
  try {
    judgeAgain(seen);
  } catch {
    throw usageError(`the bundle ${name} is damaged: its facts are not what they should be`);
  }
  return { side: { name, kind: 'bundle', seen, report }, secretValues: [] };
};

const fromSettings = async (
  name: string,
  kind: 'env file' | 'present',
  settings: SideSettings,
  options: DiffOptions,
): Promise<Told> => {
  const { report, seen, secretValues } = await diagnose({
    environment: settings.environment,
    sdk: settings.sdk,
    sdkChosenBy: settings.chosenBy,
    sdkVersion: settings.version,
    signals: options.signals,
    timeoutMs: options.timeoutMs,
    offline: kind === 'env file',
  });
  return { side: { name, kind, seen, report }, secretValues };
};

/** A name and what was read under it: a bundle is known at once, the rest is diagnosed when both are known. */
type Read = { readonly name: string; readonly bundle: Told | null };

const read = async (name: string): Promise<Read> => {
  if (name === '.') return { name, bundle: null };
  const text = readPacked(name);
  return { name, bundle: looksLikeBundle(name, text) ? await fromBundle(name, text) : null };
};

/** Settings of one side, read as the SDK of the other does where nothing here says which one it is. */
const settingsOf = async (
  { name }: Read,
  sdkOfOther: string | null,
  { sdk: flag }: DiffOptions,
  present: Present,
): Promise<SideSettings> => {
  const chosen = chooseSdk({ flag, process: null }, present.directory);
  const asOther = chosen.chosenBy === 'default' ? findSdk(sdkOfOther ?? '') : undefined;
  const choice = asOther === undefined ? chosen : { ...chosen, sdk: asOther };
  // Our own environment says nothing about where an env file is used.
  const { environment, sdk } = await readSettings(
    name === '.'
      ? { environment: present.environment, envFiles: [], flags: {} }
      : { environment: {}, envFiles: [name], flags: {} },
    { sdk: choice.sdk, variable: present.variable ?? (() => undefined) },
  );
  return { environment, sdk, chosenBy: choice.chosenBy, version: choice.version };
};

const told = async (own: Read, other: Read, options: DiffOptions, present: Present): Promise<Told> => {
  if (own.bundle !== null) return own.bundle;
  const settings = await settingsOf(own, other.bundle?.side.seen.sdk.name ?? null, options, present);
  return fromSettings(own.name, own.name === '.' ? 'present' : 'env file', settings, options);
};

/** Compares two bundles, env files or the present environment; the secret values must not appear in any output. */
export const diff = async (
  names: readonly [string, string],
  options: DiffOptions,
  present: Present,
): Promise<{ readonly comparison: Comparison; readonly secretValues: readonly string[] }> => {
  const [first, second] = [await read(names[0]), await read(names[1])];
  const a = await told(first, second, options, present);
  const b = await told(second, first, options, present);
  const comparison = compare(a.side, b.side);
  if (comparison === null) throw usageError(`${names[0]} and ${names[1]} have no destination in common`);
  return { comparison, secretValues: [...a.secretValues, ...b.secretValues] };
};
