import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Sdk } from './sdks/sdk.ts';
import { generalVariable, settingOf } from './variables.ts';
import { VARIABLE_ROWS } from './variables-table.ts';

type Part = Pick<Sdk, 'disabled' | 'exporter' | 'sampler' | 'propagators'>;

const exporterOf = (signal: Signal): string => `OTEL_${signal.toUpperCase()}_EXPORTER`;

/** Variables that a part of the record says how to read; without that part they are not read. */
const PARTS: Readonly<Record<string, keyof Part>> = {
  OTEL_SDK_DISABLED: 'disabled',
  OTEL_TRACES_SAMPLER: 'sampler',
  OTEL_TRACES_SAMPLER_ARG: 'sampler',
  OTEL_PROPAGATORS: 'propagators',
  ...Object.fromEntries(SIGNALS.map((signal) => [exporterOf(signal), 'exporter' as const])),
};

/** Variables that name a configuration file: what they do is told apart from all others. */
export const CONFIG_FILES: readonly string[] = ['OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'];

/** Whether the record of an SDK says that it reads a variable; null where it says nothing about that one. */
const byRecord = (name: string, sdk: Sdk): boolean | null => {
  const setting = settingOf(name);
  if (setting !== null)
    return (
      !sdk.ignored.includes(setting) &&
      (name === generalVariable(setting) || !sdk.ignoredPerSignal.includes(setting))
    );
  if (CONFIG_FILES.includes(name)) return sdk.configFile.includes(name);
  const part = PARTS[name];
  if (part === undefined) return null;
  return sdk[part] !== null || (part === 'exporter' && sdk.instrumentationReadsExporter === true);
};

/**
 * Whether an SDK reads a variable: by its record, and by the table of variables where that says nothing. The
 * specification stands for every SDK there.
 */
export const readsVariable = (name: string, sdk: Sdk): boolean =>
  byRecord(name, sdk) ??
  (sdk.name === 'spec' ||
    VARIABLE_ROWS.filter(({ names }) => names.includes(name)).every(
      ({ readers }) =>
        readers.length === 0 ||
        [sdk.name, sdk.flavour?.base ?? sdk.name].some((name) => readers.includes(name)),
    ));
