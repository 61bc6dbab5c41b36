import type { CheckCode } from '../../model/check-code.ts';
import type { Protocol, Signal } from '../../model/signal.ts';
import type { LayeredEnvironment } from '../layers.ts';
import type { ExporterRule, Sdk } from '../sdks/sdk.ts';
import { type Given, givenVariable } from '../settings.ts';
import { type Remark, remark } from './verdict.ts';

/** Whether a signal goes out over OTLP. */
export interface ExporterChoice {
  readonly otlp: boolean;
  /** Protocol that the exporter's name decides; null leaves it to the protocol variable. */
  readonly protocol: Protocol | null;
  /** Code of what switches it off; null when it is on, or when a remark says why. */
  readonly off: 'config/exporter-none' | 'config/exporter-unknown' | 'config/exporter-not-otlp' | null;
  readonly given: Given | null;
  readonly remarks: readonly Remark[];
}

const on = (given: Given | null, remarks: readonly Remark[] = []): ExporterChoice => ({
  otlp: true,
  protocol: null,
  off: null,
  given,
  remarks,
});

const off = (given: Given | null, code: ExporterChoice['off']): ExporterChoice => ({
  otlp: false,
  protocol: null,
  off: code,
  given,
  remarks: [],
});

const broken = (given: Given, code: CheckCode, detail: string): ExporterChoice => ({
  ...off(given, null),
  remarks: [remark(given, code, 'does-not-start', detail, 'otlp')],
});

const isNone = (text: string, rule: ExporterRule): boolean =>
  (rule.noneIgnoresCase ? text.toLowerCase() : text) === 'none';

const namesOf = (value: string, rule: ExporterRule): readonly string[] => {
  const names = rule.list ? value.split(',') : [value];
  return rule.trim ? names.map((name) => name.trim()) : names;
};

const isOff = (value: string, names: readonly string[], rule: ExporterRule, signal: Signal): boolean => {
  const none = rule.none[signal];
  if (none === 'whole') return isNone(rule.trim ? value.trim() : value, rule);
  return none === 'first' ? isNone(names[0] ?? '', rule) : names.some((name) => isNone(name, rule));
};

const readNames = (
  given: Given,
  names: readonly string[],
  rule: ExporterRule,
  signal: Signal,
): ExporterChoice => {
  const wanted = names.filter((name) => name !== 'null' || rule.noneAmongOthers !== 'only-otlp');
  if (wanted.length === 0) return on(given);
  if (wanted.some((name) => isNone(name, rule)) && wanted.length > 1) {
    if (rule.noneAmongOthers === 'only-otlp') return on(given);
    if (rule.noneAmongOthers === 'does-not-start')
      return broken(given, 'config/exporter-unknown', 'none-in-list');
  }
  if (rule.duplicates === 'does-not-start' && new Set(wanted).size < wanted.length) {
    return broken(given, 'config/exporter-unknown', 'duplicate');
  }
  const unknown = wanted.filter(
    (name) => !Object.hasOwn(rule.otlp, name) && !rule.other[signal].includes(name),
  );
  if (unknown.length > 0 && rule.unknown === 'does-not-start') {
    return broken(given, 'config/exporter-unknown', 'unknown');
  }
  const otlp = wanted.find((name) => Object.hasOwn(rule.otlp, name));
  const ignored = unknown.map(() => remark(given, 'config/exporter-unknown', 'ignored', 'unknown', 'otlp'));
  if (otlp === undefined) {
    return off(given, unknown.length > 0 ? 'config/exporter-unknown' : 'config/exporter-not-otlp');
  }
  return { ...on(given, ignored.slice(0, 1)), protocol: rule.otlp[otlp] ?? null };
};

/** Reads `OTEL_<SIGNAL>_EXPORTER`. */
export const readExporter = (environment: LayeredEnvironment, signal: Signal, sdk: Sdk): ExporterChoice => {
  const rule = sdk.exporter;
  const given = givenVariable(environment, `OTEL_${signal.toUpperCase()}_EXPORTER`);
  if (rule === null) return on(null);
  const choose = (choice: 'otlp' | 'none'): ExporterChoice =>
    choice === 'otlp' ? on(given ?? null) : off(given ?? null, 'config/exporter-none');
  if (given === undefined) return choose(rule.whenUnset);
  const names = namesOf(given.value, rule);
  if ((rule.list && rule.trim ? given.value.trim() : given.value) === '') return choose(rule.whenEmpty);
  if (isOff(given.value, names, rule, signal)) return off(given, 'config/exporter-none');
  const kept =
    rule.unknown === 'ignored' || rule.duplicates === 'does-not-start' ? names.filter(Boolean) : names;
  return kept.length === 0 ? choose(rule.whenEmpty) : readNames(given, kept, rule, signal);
};
