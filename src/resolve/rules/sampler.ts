import type { LayeredEnvironment } from '../layers.ts';
import type { SamplerRule, Sdk } from '../sdks/sdk.ts';
import { type Given, givenVariable } from '../settings.ts';
import { type Remark, remark } from './verdict.ts';

/** Whether the sampler lets anything through, and what is to be said of it. */
export interface SamplerChoice {
  readonly off: Given | null;
  readonly remarks: readonly Remark[];
}

const ON: SamplerChoice = { off: null, remarks: [] };

const findName = (text: string, rule: SamplerRule): string | undefined => {
  const exact = rule.trim ? text.trim() : text;
  return rule.known.find((name) => name === (rule.ignoreCase ? exact.toLowerCase() : exact));
};

const FLOAT = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** SDKs compare the ratio with 64 random bits: less than that is nothing. */
const isNothing = (ratio: number): boolean => ratio * 2 ** 63 < 1;

const CODE = 'config/sampler-invalid';

/** Below this a request that somebody makes by hand leaves no trace. */
const TINY = 0.001;

const partOf = (ratio: number, arg: Given): readonly Remark[] =>
  ratio === 1 ? [] : [remark(arg, 'config/sampler-ratio', 'changed', ratio < TINY ? 'tiny' : 'part')];

const readRatio = (arg: Given, sampler: Given, rule: SamplerRule): SamplerChoice => {
  const text = rule.trimRatio ? arg.value.trim() : arg.value;
  // Not a number is less than nothing where nobody checks (Rust).
  if (rule.outOfRange === 'clamped' && /^[+-]?nan$/i.test(text)) return { off: arg, remarks: [] };
  if (!FLOAT.test(text)) {
    const effect = rule.badRatio === 'does-not-start' ? 'does-not-start' : 'falls-back';
    return { off: null, remarks: [remark(arg, CODE, effect, 'ratio-not-a-number', '1.0')] };
  }
  const ratio = Number(text);
  if (ratio < 0 || ratio > 1) return outOfRange(ratio, arg, sampler, rule);
  return isNothing(ratio) ? { off: arg, remarks: [] } : { off: null, remarks: partOf(ratio, arg) };
};

const outOfRange = (ratio: number, arg: Given, sampler: Given, rule: SamplerRule): SamplerChoice => {
  if (rule.outOfRange === 'clamped' && ratio < 0) return { off: sampler, remarks: [] };
  const effect = rule.outOfRange === 'does-not-start' ? 'does-not-start' : 'falls-back';
  return { off: null, remarks: [remark(arg, CODE, effect, 'ratio-out-of-range', '1.0')] };
};

/** Reads `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`. */
export const readSampler = (environment: LayeredEnvironment, sdk: Sdk): SamplerChoice => {
  const rule = sdk.sampler;
  const given = givenVariable(environment, 'OTEL_TRACES_SAMPLER');
  if (rule === null || given === undefined) return ON;
  const text = given.value.trim();
  if (text === '' && (rule.whenEmpty === 'default' || given.value !== '')) return ON;
  const name = findName(given.value, rule);
  if (name === undefined) {
    const effect = rule.unknown === 'does-not-start' ? 'does-not-start' : 'falls-back';
    const repaired = rule.known.find((known) => known === text.toLowerCase()) ?? 'parentbased_always_on';
    return { off: null, remarks: [remark(given, CODE, effect, 'unknown', repaired)] };
  }
  if (name.endsWith('always_off')) return { off: given, remarks: [] };
  if (!name.endsWith('traceidratio')) return ON;
  const arg = givenVariable(environment, 'OTEL_TRACES_SAMPLER_ARG');
  if (arg === undefined || arg.value.trim() === '') {
    return { off: null, remarks: [remark(given, CODE, 'falls-back', 'ratio-missing')] };
  }
  return readRatio(arg, given, rule);
};
