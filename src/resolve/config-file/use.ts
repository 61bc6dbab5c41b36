import { SIGNALS, type Signal, signalPath } from '../../model/signal.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { generalVariable, type OtlpSetting, settingOf, signalVariable } from '../variables.ts';
import type { ConfigFileUse } from './tree.ts';

/** The configuration file that counts in an environment; null when none was read. */
export const governing = (environment: LayeredEnvironment): ConfigFileUse | null => {
  for (const { configFile } of environment.values()) if (configFile !== undefined) return configFile;
  return null;
};

const sendsOtlp = (file: LayeredEnvironment, signal: Signal): boolean =>
  file.get(`OTEL_${signal.toUpperCase()}_EXPORTER`)?.value === 'otlp';

/** What a general variable would mean for one signal. */
const meant = (setting: OtlpSetting, value: string, grpc: boolean, signal: Signal): string =>
  setting === 'ENDPOINT' && !grpc ? `${value.replace(/(?<!\/)\/+$/, '')}${signalPath(signal)}` : value;

const OWN: readonly string[] = ['OTEL_SERVICE_NAME'];

const comparable = (value: string | undefined): string =>
  (value ?? '')
    .trim()
    .replace(/(?<!\/)\/+$/, '')
    .toLowerCase();

/** Whether a variable asks for something else than what the file says; only what decides about the sending counts. */
const contradicts = (variable: string, value: string, file: LayeredEnvironment): boolean => {
  if (value.trim() === '') return false;
  const setting = settingOf(variable);
  if (setting === null) {
    const said = file.get(variable)?.value;
    return (said !== undefined || OWN.includes(variable)) && comparable(said) !== comparable(value);
  }
  return SIGNALS.filter((signal) => sendsOtlp(file, signal)).some((signal) => {
    const own = signalVariable(setting, signal);
    if (variable !== own && variable !== generalVariable(setting)) return false;
    const grpc = file.get(signalVariable('PROTOCOL', signal))?.value === 'grpc';
    const wanted = variable === own ? value : meant(setting, value, grpc, signal);
    return comparable(file.get(own)?.value) !== comparable(wanted);
  });
};

/** The ignored variables whose values the file contradicts. */
export const contradicted = (
  environment: LayeredEnvironment,
  ignored: readonly string[],
  file: LayeredEnvironment,
): ConfigFileUse['contradicted'] =>
  ignored.flatMap((variable) => {
    const entry = environment.get(variable);
    if (entry === undefined || !contradicts(variable, entry.value, file)) return [];
    return [{ variable, value: entry.value, source: entry.source }];
  });
