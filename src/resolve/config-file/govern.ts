import type { SettingsLayer } from '../../model/setting.ts';
import { type LayeredEnvironment, layOver } from '../layers.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { spec } from '../sdks/spec.ts';
import type { ConfigProblem } from './tree.ts';
import { contradicted } from './use.ts';

/** What came of reading the file that a variable names. */
export interface ConfigFileReading {
  readonly path: string;
  readonly layer: SettingsLayer;
  readonly problems: readonly ConfigProblem[];
  readonly former: boolean;
  /** Variables that the file refers to, and that are therefore not ignored. */
  readonly referenced: ReadonlySet<string>;
}

/**
 * Puts what a file says in the place of all OTEL_* variables: an SDK that reads one ignores them, also when the file
 * turns out to be of no use.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#declarative-configuration
 */
export const govern = (
  environment: LayeredEnvironment,
  variable: string,
  { path, layer, problems, former, referenced }: ConfigFileReading,
): LayeredEnvironment => {
  const named = environment.get(variable);
  if (named === undefined) return environment;
  const kept = new Map([...environment].filter(([name]) => !name.startsWith('OTEL_')));
  const ignored = [...environment.keys()].filter(
    (name) => name.startsWith('OTEL_') && !/CONFIG_FILE$/.test(name) && !referenced.has(name),
  );
  const file = layOver(kept, layer);
  const lost = problems.length > 0 ? [] : contradicted(environment, ignored, file);
  const use = { path, problems, ignored, contradicted: lost, former };
  return new Map(file).set(variable, { ...named, configFile: use });
};

/** Exporters of configuration files that are not OTLP over a network. */
const OTHER_EXPORTERS: readonly string[] = [
  'console',
  'otlp_file',
  'otlp_file/development',
  'zipkin',
  'prometheus',
  'prometheus/development',
];

/**
 * How an SDK reads what came from a file: none of its habits with variables apply, only what it does with the URL
 * itself and with proxies.
 */
export const declarative = (sdk: Sdk): Sdk => ({
  ...spec,
  ...{ name: sdk.name, version: sdk.version, source: sdk.source, deviations: sdk.deviations },
  ...{ unknown: sdk.unknown, endpoint: sdk.endpoint, proxy: sdk.proxy, configFile: sdk.configFile },
  exporter: spec.exporter && {
    ...spec.exporter,
    other: { traces: OTHER_EXPORTERS, metrics: OTHER_EXPORTERS, logs: OTHER_EXPORTERS },
  },
});
