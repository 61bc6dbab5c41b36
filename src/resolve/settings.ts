import type { Candidate, Source } from '../model/setting.ts';
import type { Signal } from '../model/signal.ts';
import type { LayeredEnvironment } from './layers.ts';
import { generalVariable, type OtlpSetting, signalVariable } from './variables.ts';

/** One value that was given for a setting of one signal. */
export interface Given {
  readonly variable: string;
  readonly value: string;
  readonly source: Source;
  readonly perSignal: boolean;
  readonly byFlag: boolean;
  /** Values of the same variable in lower layers. */
  readonly shadowed: readonly Candidate[];
}

/** What makes a variable count as not set: blanks only, the empty text only, or nothing at all. */
export type Unset = 'blank' | 'empty' | 'never';

export const isSet = (value: string, unset: Unset): boolean =>
  unset === 'never' || (unset === 'empty' ? value !== '' : value.trim() !== '');

const givenFor = (
  environment: LayeredEnvironment,
  variable: string,
  perSignal: boolean,
): readonly Given[] => {
  const entry = environment.get(variable);
  if (entry === undefined) return [];
  const { value, source, shadowed } = entry;
  return [{ variable, value, source, perSignal, byFlag: source.kind === 'flag', shadowed }];
};

/**
 * Every value given for a setting of a signal, the strongest first: the per-signal variable wins over the general one,
 * and a flag, which stands for the general variable, over both.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options
 */
export const givenValues = (
  environment: LayeredEnvironment,
  setting: OtlpSetting,
  signal: Signal,
): readonly Given[] => {
  const own = givenFor(environment, signalVariable(setting, signal), true);
  const general = givenFor(environment, generalVariable(setting), false);
  return general.some(({ byFlag }) => byFlag) ? [...general, ...own] : [...own, ...general];
};

/** A variable outside the OTLP family, with its value; undefined when it is absent. */
export const givenVariable = (environment: LayeredEnvironment, variable: string): Given | undefined =>
  givenFor(environment, variable, false)[0];
