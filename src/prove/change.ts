import type { EnvironmentChange, HiddenChange, TriedFix } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import { repairList } from '../resolve/header-lists/repair.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { collector } from '../resolve/sdks/collector.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { completeChange } from './complete.ts';
import { changeForCollector } from './for-collector.ts';
import { changeForFile } from './in-file.ts';

/** A change as it is told, where that is a change of variables, and as it is sent with: the values of this one may be secrets. */
export interface Change {
  readonly shown: EnvironmentChange | null;
  readonly sent: EnvironmentChange;
}

/** Whose settings are changed. */
interface Settings {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
}

/** The values that a change names and does not show; null where one of them cannot be told. */
const reveal = (
  tries: HiddenChange,
  target: Target,
  { environment, sdk }: Settings,
): EnvironmentChange | null => {
  const read = (list: string) =>
    sdk.headers.read(list, target.protocol === 'grpc', target.signals[0] ?? 'traces');
  const change: Record<string, string | null> = {};
  for (const [name, from] of Object.entries(tries)) {
    const value = from === null ? undefined : environment.get(from.of)?.value;
    const meant = value !== undefined && from?.repaired ? repairList(value, read) : (value ?? null);
    if (from !== null && meant === null) return null;
    change[name] = meant;
  }
  return change;
};

/** A fix as it is told: what it was to be tried with stays behind. */
export const toldFix = (fix: TriedFix): TriedFix => {
  if (!('tries' in fix)) return fix;
  const { tries: _, ...told } = fix;
  return told;
};

/** The change of variables that a fix comes down to, made whole for whoever applies it; null for any other kind of fix. */
export const changeOf = (fix: TriedFix, target: Target, settings: Settings): Change | null => {
  const whole = (change: EnvironmentChange): EnvironmentChange =>
    settings.sdk.name === collector.name
      ? changeForCollector(change, target, settings.environment)
      : changeForFile(completeChange(change, target, settings.sdk.name), target, settings.environment);
  const shown = 'env' in fix ? whole(fix.env) : null;
  const tries = 'tries' in fix && fix.tries !== undefined ? reveal(fix.tries, target, settings) : null;
  const sent = tries === null ? shown : whole(tries);
  return sent === null ? null : { shown, sent };
};
