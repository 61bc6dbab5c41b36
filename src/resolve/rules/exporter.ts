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
  /** Key of the reason why it is off, where the code alone says less. */
  readonly detail?: string;
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

/** What is known of exporters that are not OTLP; most languages have them in packages of their own. */
const OTHERS: Readonly<Record<string, string>> = {
  ...{ console: 'to-output', logging: 'to-output', 'logging-otlp': 'to-output', 'otlp/stdout': 'to-output' },
  ...{ zipkin: 'zipkin', zipkin_json: 'zipkin', zipkin_proto: 'zipkin', prometheus: 'waits-to-be-asked' },
};

/** Whether some package has the exporter for the signal. */
const isOfPackage = (name: string, signal: Signal): boolean =>
  Object.hasOwn(OTHERS, name) &&
  (OTHERS[name] === 'to-output' || (OTHERS[name] === 'zipkin' ? signal === 'traces' : signal === 'metrics'));

/** No OTLP among the exporters: what they do instead. */
const otherExporters = (given: Given, names: readonly string[]): ExporterChoice => {
  const [detail, ...more] = new Set(names.map((name) => OTHERS[name] ?? 'other-exporter'));
  return {
    ...off(given, 'config/exporter-not-otlp'),
    detail: more.length > 0 ? 'other-exporter' : (detail ?? 'other-exporter'),
  };
};

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

/** What keeps the SDK from starting, whatever the names mean. */
const listFault = (wanted: readonly string[], rule: ExporterRule): string | null => {
  const mixed = wanted.length > 1 && wanted.some((name) => isNone(name, rule));
  if (mixed && rule.noneAmongOthers === 'does-not-start') return 'none-in-list';
  const twice = new Set(wanted).size < wanted.length;
  return twice && rule.duplicates === 'does-not-start' ? 'duplicate' : null;
};

/** Names that the SDK by itself does not have. */
const readUnknown = (
  given: Given,
  names: readonly string[],
  { rule, signal, otlp }: { readonly rule: ExporterRule; readonly signal: Signal; readonly otlp: boolean },
): ExporterChoice => {
  const code = 'config/exporter-unknown';
  if (rule.unknown !== 'does-not-start') {
    const metricsOnly = names.every((name) => name === 'prometheus') && signal !== 'metrics';
    return otlp
      ? on(given, [remark(given, code, 'ignored', 'unknown', 'otlp')])
      : { ...off(given, code), ...(metricsOnly ? { detail: 'metrics-only' } : {}) };
  }
  if (!names.every((name) => isOfPackage(name, signal))) return broken(given, code, 'unknown');
  // Whether the application has the package is not seen in its settings.
  return otlp
    ? on(given, [remark(given, code, 'changed', 'needs-package', 'otlp')])
    : otherExporters(given, names);
};

const readNames = (
  given: Given,
  names: readonly string[],
  rule: ExporterRule,
  signal: Signal,
): ExporterChoice => {
  const wanted = names.filter((name) => name !== 'null' || rule.noneAmongOthers !== 'only-otlp');
  const mixed = wanted.length > 1 && wanted.some((name) => isNone(name, rule));
  if (wanted.length === 0 || (mixed && rule.noneAmongOthers === 'only-otlp')) return on(given);
  const fault = listFault(wanted, rule);
  if (fault !== null) return broken(given, 'config/exporter-unknown', fault);
  const otlp = wanted.find((name) => Object.hasOwn(rule.otlp, name));
  const unknown = wanted.filter(
    (name) => !Object.hasOwn(rule.otlp, name) && !rule.other[signal].includes(name),
  );
  const protocol = otlp === undefined ? null : (rule.otlp[otlp] ?? null);
  if (unknown.length > 0)
    return { ...readUnknown(given, unknown, { rule, signal, otlp: otlp !== undefined }), protocol };
  return otlp === undefined ? otherExporters(given, wanted) : { ...on(given), protocol };
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
