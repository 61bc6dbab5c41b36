import type { Signal } from '../model/signal.ts';
import type { SettingProblem, Unknown } from '../model/target.ts';
import { maskUrl } from '../text/mask.ts';
import { ownName } from './flavours/translate.ts';
import type { LayeredEnvironment } from './layers.ts';
import type { SignalPlan } from './plan.ts';
import { conflicts } from './problems/conflicts.ts';
import { isFatal, type Remark, remark } from './rules/verdict.ts';
import type { Sdk } from './sdks/sdk.ts';
import { type Given, givenVariable } from './settings.ts';
import { generalVariable } from './variables.ts';

/** Whether a signal is sent, and everything that is to be said of its settings. */
export interface Verdict {
  readonly sends: boolean;
  readonly why: string | null;
  /** True where it fails before it connects; false where it is switched off, or sends. */
  readonly broken: boolean;
  readonly problems: readonly SettingProblem[];
  readonly unknown: readonly Unknown[];
}

/** OTEL_SDK_DISABLED, where this SDK reads it and takes the value for true. */
export const disabledBy = (environment: LayeredEnvironment, sdk: Sdk): Given | null => {
  const given = givenVariable(environment, 'OTEL_SDK_DISABLED');
  if (given === undefined || sdk.disabled === null) return null;
  const trimmed = sdk.disabled.trim ? given.value.trim() : given.value;
  return (sdk.disabled.ignoreCase ? trimmed.toLowerCase() : trimmed) === 'true' ? given : null;
};

const shown = ({ given, showable }: Remark): string | null => {
  if (!showable || given.value === '') return null;
  const text = maskUrl(given.value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
};

const toProblem = (entry: Remark, signals: readonly Signal[]): SettingProblem => ({
  code: entry.code,
  variable: entry.given.variable,
  source: entry.given.source,
  shown: shown(entry),
  effect: entry.effect,
  detail: entry.detail,
  repaired: entry.repaired,
  ...(entry.rename === undefined ? {} : { rename: entry.rename }),
  ...(entry.meant === undefined ? {} : { meant: entry.meant }),
  signals,
});

const NAMES = new Set(['config/exporter-unknown', 'config/protocol-unknown', 'config/protocol-unsupported']);

/** Faults of a signal that stop the others, too. */
export const contagious = (plan: SignalPlan, sdk: Sdk): readonly Remark[] => {
  if (sdk.asOne === 'none') return [];
  const own = plan.exporter.otlp ? [...plan.remarks, ...plan.exporter.remarks] : plan.exporter.remarks;
  const stopping = [...own, ...plan.sampler.remarks].filter(({ effect }) => effect === 'does-not-start');
  return sdk.asOne === 'all' ? stopping : stopping.filter(({ code }) => NAMES.has(code));
};

const proxyRemark = (plan: SignalPlan, environment: LayeredEnvironment): readonly Remark[] => {
  const { broken } = plan.proxy;
  const given = broken === null ? undefined : givenVariable(environment, broken.variable);
  if (given === undefined) return [];
  return [
    {
      ...remark(given, 'config/proxy-invalid', 'sends-nothing', broken?.why ?? 'not-a-proxy-url'),
      showable: false,
    },
  ];
};

/** Key of the reason for each way in which an exporter variable leaves OTLP out. */
const SWITCHED_OFF = {
  'config/exporter-none': 'none',
  'config/exporter-unknown': 'unknown',
  'config/exporter-not-otlp': 'other-exporter',
} as const;

/** A value that nobody gave. */
const missing = (variable: string): Given => ({
  ...{ variable, value: '', source: { kind: 'default', name: 'none' } },
  ...{ perSignal: false, byFlag: false, shadowed: [] },
});

type Need = NonNullable<Sdk['flavour']>['needs'][number];

/** The setting that a program waits for, where it is given in any way that does. */
const givenForNeed = ({ variable }: Need, { plan, environment }: Case): Given | undefined =>
  variable.endsWith('_ENDPOINT')
    ? plan.given('ENDPOINT').find(({ perSignal }) => !perSignal || variable !== generalVariable('ENDPOINT'))
    : givenVariable(environment, variable);

/** What is to be said of a setting that a program waits for; null where it has it. */
const unmet = (need: Need, the: Case): Remark | null => {
  const { variable, values, example, orProtocol } = need;
  const given = givenForNeed(need, the);
  if (orProtocol && the.plan.protocol.by?.perSignal === false) return null;
  if (given !== undefined && (values === null || values.includes(given.value))) return null;
  const unset = values === null ? 'no-destination' : 'not-set';
  const named = { ...(given ?? missing(variable)), variable: ownName(variable, the.environment, the.sdk) };
  return remark(
    ...([named, 'config/not-switched-on', 'sends-nothing'] as const),
    ...([given === undefined ? unset : 'wrong-value', example] as const),
  );
};

/** What has to be set before a program sends this signal, and is not. */
const notSwitchedOn = (the: Case): Remark | null =>
  the.sdk.flavour?.needs
    .filter(({ signals }) => signals.includes(the.plan.signal))
    .map((need) => unmet(need, the))
    .find((found) => found !== null) ?? null;

/** What a program sends only where its code or its build asks for it. */
const inCodeOnly = ({ plan, sdk }: Case): Remark | null => {
  if (sdk.flavour === undefined || sdk.flavour.signals.includes(plan.signal)) return null;
  return remark(missing(`exporter of ${plan.signal}`), 'config/not-switched-on', 'sends-nothing', 'in-code');
};

const switchedOff = (the: Case): Remark | null => {
  const { plan, disabled } = the;
  if (disabled !== null) return remark(disabled, 'config/sdk-disabled', 'sends-nothing', 'disabled');
  const waits = notSwitchedOn(the) ?? inCodeOnly(the);
  if (waits !== null) return waits;
  const { off, given } = plan.exporter;
  if (off === null) return null;
  const by = given ?? { variable: `OTEL_${plan.signal.toUpperCase()}_EXPORTER`, value: '' };
  const complete: Given = {
    ...{ source: { kind: 'default', name: 'none' }, perSignal: false, byFlag: false, shadowed: [] },
    ...by,
  };
  return remark(complete, off, 'sends-nothing', plan.exporter.detail ?? SWITCHED_OFF[off], 'otlp');
};

const samplerOff = (plan: SignalPlan): Remark | null =>
  plan.sampler.off === null
    ? null
    : remark(plan.sampler.off, 'config/sampler-off', 'sends-nothing', 'samples-nothing');

/** What is known and what is not of this SDK with these settings. */
const unknowns = (
  plan: SignalPlan,
  sdk: Sdk,
  general: readonly Remark[],
  environment: LayeredEnvironment,
): readonly Unknown[] => {
  const relevant: Readonly<Record<Unknown, boolean>> = {
    'config-file': false,
    endpoint: true,
    exporter: environment.has(`OTEL_${plan.signal.toUpperCase()}_EXPORTER`),
    files: true,
    headers: true,
    proxy: [...environment.keys()].some((name) => /_proxy$/i.test(name)),
    sampler: environment.has('OTEL_TRACES_SAMPLER'),
    timeout: true,
  };
  const byFile = general.some(({ detail }) => detail === 'replaces-variables');
  return [...(byFile ? (['config-file'] as const) : []), ...sdk.unknown.filter((part) => relevant[part])];
};

/** What is judged together. */
export interface Case {
  readonly plan: SignalPlan;
  readonly sdk: Sdk;
  readonly environment: LayeredEnvironment;
  readonly disabled: Given | null;
  /** Remarks on the environment as a whole. */
  readonly general: readonly Remark[];
  /** Faults of other signals that stop this one. */
  readonly fromOthers: readonly Remark[];
}

const fatalOf = ({ plan, general, fromOthers }: Case, own: readonly Remark[]): Remark | null =>
  [...plan.exporter.remarks, ...own, ...plan.sampler.remarks, ...general, ...fromOthers].find(isFatal) ??
  null;

/** Judges whether a signal is sent: switched off, broken, sampled away, or on its way. */
export const judgeSignal = (the: Case): Verdict => {
  const { plan, sdk, environment, disabled, general } = the;
  const off = switchedOff(the);
  const used = plan.exporter.otlp;
  const own = used ? [...plan.remarks, ...proxyRemark(plan, environment)] : [];
  const fatal = disabled === null ? fatalOf(the, own) : null;
  const noTarget = plan.endpoint.to === null && used && disabled === null;
  const sampled = off === null && fatal === null ? samplerOff(plan) : null;
  const reason = fatal ?? off ?? sampled;
  const all = [
    ...[fatal, off, sampled].filter((entry) => entry !== null),
    ...plan.exporter.remarks,
    ...own,
    ...plan.sampler.remarks,
    ...(used ? conflicts(plan) : []),
    ...general,
  ];
  return {
    sends: reason === null && !noTarget,
    why: reason?.code ?? (noTarget ? 'endpoint/invalid' : null),
    broken: fatal !== null || noTarget,
    problems: distinct(all).map((entry) => toProblem(entry, [plan.signal])),
    unknown: unknowns(plan, sdk, general, environment),
  };
};

const distinct = (remarks: readonly Remark[]): readonly Remark[] => {
  const seen = new Set<string>();
  return remarks.filter(({ code, detail, given: { variable }, effect }) => {
    const key = `${code} ${detail} ${variable} ${effect}`;
    return !seen.has(key) && seen.add(key);
  });
};
