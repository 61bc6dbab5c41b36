import { resolve as resolvePath } from 'node:path';
import { bytesOf } from '../disk/read.ts';
import type { ApplicationFact, VariableText } from '../model/application.ts';
import type { SettingsLayer } from '../model/setting.ts';
import type { AttributeText } from '../model/telemetry.ts';
import { environmentLayer, type LayeredEnvironment } from '../resolve/layers.ts';
import { readsVariable } from '../resolve/reads.ts';
import { readExporter } from '../resolve/rules/exporter.ts';
import { readSampler } from '../resolve/rules/sampler.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { spec } from '../resolve/sdks/spec.ts';
import { type Given, givenVariable } from '../resolve/settings.ts';
import { disabledBy } from '../resolve/verdict.ts';
import { readSettings } from '../settings/settings.ts';
import { maskUrl } from '../text/mask.ts';
import { isSecretName } from '../text/mask-secrets.ts';
import { percentDecode } from '../text/percent.ts';
import { printable } from '../text/printable.ts';
import { argumentSettings } from './argument-settings.ts';
import { seeThrough } from './command-line.ts';

/** The settings half of what is known of a command. */
export type SettingsFacts = Pick<
  ApplicationFact,
  | 'disabled'
  | 'exporter'
  | 'sampler'
  | 'configFile'
  | 'propagators'
  | 'serviceName'
  | 'resourceAttributes'
  | 'exportDelayMs'
>;

/** A command, with its variables as they were before anything was overridden. */
export interface CommandSettings {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly sdk: Sdk;
}

/** What a command's SDK reads, and how: variables, what wins over them, or the configuration file in their place. */
export interface ReadCommand {
  readonly environment: LayeredEnvironment;
  /** How it reads them; not the one that was handed in where a configuration file counts. */
  readonly sdk: Sdk;
}

const MAX_BYTES = 1024 * 1024;

const instrumentedDotnet = (sdk: Sdk, environment: CommandSettings['environment']): Sdk =>
  sdk.name === 'dotnet' && environment['CORECLR_ENABLE_PROFILING'] === '1'
    ? { ...sdk, exporter: spec.exporter }
    : sdk;

/** Lays the settings of a command over each other as its SDK does; for `resolve`, too. */
export const readCommandSettings = async (command: CommandSettings): Promise<ReadCommand> => {
  const seen = seeThrough(command.argv, command.environment, command.directory);
  const layer = environmentLayer(seen.environment);
  const onTop: SettingsLayer['values'] = Object.fromEntries(
    argumentSettings(seen).map(({ variable, written, value }) => [
      variable,
      { value, source: { kind: 'env', name: written } as const },
    ]),
  );
  return readSettings(
    { environment: {}, process: { values: { ...layer.values, ...onTop } }, envFiles: [], flags: {} },
    {
      sdk: instrumentedDotnet(command.sdk, seen.environment),
      readFile: (path) => bytesOf(resolvePath(command.directory, path), { maxBytes: MAX_BYTES }),
      variable: (name) => seen.environment[name],
    },
  );
};

const SHOWN = 200;

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);

/** Only what looks like a URL can have a login in it. */
const shown = (text: string): string => cut(text.includes('://') ? maskUrl(text) : printable(text, SHOWN));

const textOf = ({ variable, value }: Given): VariableText => ({ name: variable, value: shown(value) });

const exporterOf = ({ environment, sdk }: ReadCommand): VariableText | null => {
  // A program that sends no traces at all is asked by what it sends.
  const signal = sdk.flavour?.signals[0] ?? 'traces';
  const { otlp, given } = readExporter(environment, signal, sdk);
  if (otlp) return null;
  return given === null ? { name: `OTEL_${signal.toUpperCase()}_EXPORTER`, value: '' } : textOf(given);
};

const PARTIAL = /(?:^|_)(?:traceidratio|jaeger_remote|xray)$/;

const samplerOf = ({ environment, sdk }: ReadCommand): SettingsFacts['sampler'] => {
  const { off, remarks } = readSampler(environment, sdk);
  if (off !== null) return { ...textOf(off), keeps: 'nothing' };
  const given = givenVariable(environment, 'OTEL_TRACES_SAMPLER');
  if (sdk.sampler === null || given === undefined || remarks.some(({ effect }) => effect !== 'changed'))
    return null;
  const name = given.value.trim().toLowerCase();
  if (!PARTIAL.test(name)) return null;
  const ratio = givenVariable(environment, 'OTEL_TRACES_SAMPLER_ARG');
  if (!name.endsWith('traceidratio')) return { ...textOf(given), keeps: 'part' };
  return ratio !== undefined && Number(ratio.value) < 1 ? { ...textOf(ratio), keeps: 'part' } : null;
};

const propagatorsOf = ({ environment, sdk }: ReadCommand): readonly string[] | null => {
  const given = givenVariable(environment, 'OTEL_PROPAGATORS');
  if (sdk.propagators === null || given === undefined) return null;
  const names = given.value.split(',').map((name) => cut(name.trim()));
  return names.some(Boolean) ? names.filter(Boolean) : null;
};

const MAX_ATTRIBUTES = 100;

const attributesOf = (list: string): readonly AttributeText[] =>
  list
    .split(',')
    .slice(0, MAX_ATTRIBUTES)
    .flatMap((entry) => {
      const at = entry.indexOf('=');
      const key = percentDecode(entry.slice(0, Math.max(at, 0)).trim());
      const value = percentDecode(entry.slice(at + 1).trim());
      return key === '' ? [] : [{ key: cut(key), value: isSecretName(key) ? '***' : shown(value) }];
    });

const DEFAULT_DELAY_MS = 5_000;

const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1_000, m: 60_000 };

/** Milliseconds; Java takes units, Erlang has a name of its own. What is no number leaves the default. */
const exportDelayOf = ({ environment, sdk }: ReadCommand): number => {
  const [given] = ['OTEL_BSP_SCHEDULE_DELAY', 'OTEL_BSP_SCHEDULE_DELAY_MILLIS']
    .filter((name) => readsVariable(name, sdk))
    .flatMap((name) => givenVariable(environment, name) ?? []);
  const [, digits, unit = ''] = /^\s*(\d{1,9})\s*(?:([a-z]+)\s*)?$/.exec(given?.value ?? '') ?? [];
  const factor = sdk.name.startsWith('java') || unit === '' ? UNITS[unit] : undefined;
  return digits === undefined || factor === undefined ? DEFAULT_DELAY_MS : Number(digits) * factor;
};

/** What the settings of a command say, as its SDK reads them. Secrets are masked. */
export const settingsFacts = (read: ReadCommand): SettingsFacts => {
  const { environment, sdk } = read;
  const disabled = disabledBy(environment, sdk);
  const file = sdk.configFile
    .flatMap((name) => givenVariable(environment, name) ?? [])
    .find(({ value }) => value.trim() !== '');
  const service = givenVariable(environment, 'OTEL_SERVICE_NAME');
  const list = givenVariable(environment, 'OTEL_RESOURCE_ATTRIBUTES')?.value ?? '';
  return {
    disabled: disabled === null ? null : textOf(disabled),
    exporter: exporterOf(read),
    sampler: samplerOf(read),
    configFile: file === undefined ? null : textOf(file),
    propagators: propagatorsOf(read),
    serviceName: service === undefined || service.value.trim() === '' ? null : textOf(service),
    resourceAttributes: attributesOf(list),
    exportDelayMs: exportDelayOf(read),
  };
};
