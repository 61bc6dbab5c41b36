import type { CheckCode } from '../model/check-code.ts';
import type { EnvironmentChange, Finding, TriedFix } from '../model/finding.ts';
import { type Signal, signalPath } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { governing } from '../resolve/config-file/use.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import {
  generalSettingOf,
  generalVariable,
  type OtlpSetting,
  settingOf,
  signalVariable,
} from '../resolve/variables.ts';
import { tellFinding } from './tell.ts';

const protocolAfter = (change: EnvironmentChange, target: Target, signal: Signal): string =>
  change[signalVariable('PROTOCOL', signal)] ?? change[generalVariable('PROTOCOL')] ?? target.protocol;

/** What a general value is for one signal by itself. */
export const ownValue = (
  setting: OtlpSetting,
  value: string | null,
  grpc: boolean,
  signal: Signal,
): string | null =>
  setting === 'ENDPOINT' && value !== null && !grpc
    ? `${value.replace(/(?<!\/)\/+$/, '')}${signalPath(signal)}`
    : value;

/** A change in which each signal gets its own setting. */
export const perSignalChange = (change: EnvironmentChange, target: Target): EnvironmentChange => {
  const changed: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(change)) {
    const setting = generalSettingOf(name);
    if (setting === null) {
      changed[name] = value;
      continue;
    }
    for (const signal of target.signals) {
      const grpc = protocolAfter(change, target, signal) === 'grpc';
      const own = signalVariable(setting, signal);
      if (!(own in change)) changed[own] = ownValue(setting, value, grpc, signal);
    }
  }
  return changed;
};

/**
 * A change where a configuration file counts: a file has no general settings, so that each signal gets its own. A
 * general value of a flag would win over them, and goes.
 */
export const changeForFile = (
  change: EnvironmentChange,
  target: Target,
  environment: LayeredEnvironment,
): EnvironmentChange => {
  if (governing(environment) === null) return change;
  const flags = Object.keys(change).filter(
    (name) => generalSettingOf(name) !== null && environment.has(name),
  );
  return { ...perSignalChange(change, target), ...Object.fromEntries(flags.map((name) => [name, null])) };
};

const KEYS: Readonly<Record<OtlpSetting, string>> = {
  ENDPOINT: 'endpoint',
  PROTOCOL: 'the exporter',
  HEADERS: 'headers_list',
  COMPRESSION: 'compression',
  TIMEOUT: 'timeout',
  INSECURE: 'tls.insecure',
  CERTIFICATE: 'tls.ca_file',
  CLIENT_CERTIFICATE: 'tls.cert_file',
  CLIENT_KEY: 'tls.key_file',
};

const OTHER_KEYS: Readonly<Record<string, string>> = {
  OTEL_SERVICE_NAME: 'service.name in resource.attributes',
  OTEL_RESOURCE_ATTRIBUTES: 'resource.attributes_list',
  OTEL_SDK_DISABLED: 'disabled',
  OTEL_TRACES_EXPORTER: 'tracer_provider',
  OTEL_METRICS_EXPORTER: 'meter_provider',
  OTEL_LOGS_EXPORTER: 'logger_provider',
  OTEL_TRACES_SAMPLER: 'tracer_provider.sampler',
  OTEL_TRACES_SAMPLER_ARG: 'tracer_provider.sampler ratio',
  OTEL_PROPAGATORS: 'propagator.composite_list',
};

/** Key of the file that a variable stands for; null for a variable that no file replaces. */
const keyOf = (variable: string): string | null => {
  const setting = settingOf(variable);
  return setting === null ? (OTHER_KEYS[variable] ?? null) : KEYS[setting];
};

/** A text as YAML would read it back. */
const yamlText = (value: string): string =>
  /^(\d+|[A-Za-z/][\w./:@%+-]*)$/.test(value) && !/^(true|false|null|yes|no|on|off)$|:$/i.test(value)
    ? value
    : JSON.stringify(value);

const EXPORTER_KEYS: Readonly<Record<string, string>> = { grpc: 'otlp_grpc', 'http/protobuf': 'otlp_http' };

const protocolText = (key: string, from: string, to: string): string => {
  if (/\.otlp(\.|$)/.test(key)) return `set protocol: ${to}`;
  const encoding = to === 'http/json' ? 'set encoding: json' : 'set encoding: protobuf';
  if (from.startsWith('http') && to.startsWith('http')) return encoding;
  const renamed = `write ${EXPORTER_KEYS[to] ?? 'otlp_http'}: in place of ${key.split('.').at(-1)}:`;
  return to === 'http/json' ? `${renamed} and ${encoding}` : renamed;
};

const exporterLine = (environment: LayeredEnvironment, variable: string): number | null => {
  const signal = /_(TRACES|METRICS|LOGS)_/.exec(variable)?.[1];
  const source = environment.get(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`)?.source;
  return source?.kind === 'file' ? source.line : null;
};

const lineText = (
  environment: LayeredEnvironment,
  path: string,
  variable: string,
  value: string | null,
): string => {
  const entry = environment.get(variable);
  const key = keyOf(variable) ?? variable;
  const given = entry?.source.kind === 'file' && entry.source.path === path ? entry.source : null;
  const line = given?.line ?? exporterLine(environment, variable);
  const place = line === null ? path : `${path}:${line}`;
  if (settingOf(variable) === 'PROTOCOL' && given !== null && value !== null)
    return `In ${place} ${protocolText(given.name, entry?.value ?? '', value)}`;
  // The specification's names for exporters and samplers are no values that a file knows.
  if (/^OTEL_(TRACES|METRICS|LOGS)_EXPORTER$/.test(variable))
    return `In ${path} give ${key} a ${key.startsWith('meter') ? 'periodic reader' : 'batch processor'} with the exporter otlp_http or otlp_grpc`;
  if (variable === 'OTEL_TRACES_SAMPLER')
    return `In ${place} choose a sampler that samples, such as always_on`;
  if (value === null) return `In ${place} remove ${key}`;
  const added = given === null && line !== null ? 'below it add' : 'set';
  return `In ${place} ${added} ${key}: ${yamlText(value)}`;
};

/** A fix in the words of the file; a change that only concerns variables that stay variables is left as it is. */
const fixInFile = (
  fix: TriedFix,
  target: Target,
  environment: LayeredEnvironment,
  path: string,
): TriedFix => {
  if (!('env' in fix)) return fix;
  const change = changeForFile(fix.env, target, environment);
  if (Object.keys(change).every((name) => keyOf(name) === null)) return fix;
  const { env: _, ...rest } = fix;
  const lines = Object.entries(change)
    .filter(([name]) => generalSettingOf(name) === null)
    .map(([name, value]) =>
      keyOf(name) === null
        ? value === null
          ? `unset ${name}`
          : `${name}=${value}`
        : lineText(environment, path, name, value),
    );
  return { ...rest, text: lines.join('\n') };
};

/** Variable names are what the file's keys stand for inside; the reader knows the keys. */
const inTerms = (text: string, environment: LayeredEnvironment, path: string): string =>
  text.replace(/\bOTEL_[A-Z_]+\b/g, (name) => {
    const source = environment.get(name)?.source;
    const key = keyOf(name);
    if (source?.kind !== 'file' || source.path !== path || /CONFIG_FILE$/.test(name)) return key ?? name;
    if (source.line === 1 && name.endsWith('_EXPORTER')) return `${key} (not in ${path})`;
    return `${settingOf(name) === 'PROTOCOL' ? source.name.split('.').at(-1) : (key ?? source.name)} (${path}:${source.line})`;
  });

/**
 * Findings as they are told where a configuration file counts: changes of variables would have no effect there.
 * Those of the `verbatim` checks are about the file itself and stay.
 */
export const tellInFile = (
  findings: readonly Finding[],
  targets: readonly Target[],
  environment: LayeredEnvironment,
  verbatim: readonly CheckCode[] = [],
): readonly Finding[] => {
  const path = governing(environment)?.path;
  if (path === undefined) return findings;
  const tell = (text: string): string => inTerms(text, environment, path);
  return findings.map((finding) => {
    const target = targets.find(({ id }) => finding.targets.includes(id));
    if (target === undefined || verbatim.includes(finding.code)) return finding;
    return {
      ...tellFinding(finding, tell),
      fixes: finding.fixes
        .map((fix) => fixInFile(fix, target, environment, path))
        .map((fix) => ({
          ...fix,
          title: tell(fix.title).replace(/^Unset the variable$/, 'Take it out of the file'),
          ...('text' in fix ? { text: tell(fix.text) } : {}),
        })),
    };
  });
};
