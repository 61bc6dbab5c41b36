import type { OtherSetting } from '../model/setting.ts';
import { governing } from './config-file/use.ts';
import type { LayeredEnvironment } from './layers.ts';
import { serviceNameIn } from './problems/resource.ts';
import { readsVariable } from './reads.ts';
import type { Sdk } from './sdks/sdk.ts';
import { givenVariable } from './settings.ts';

interface Row {
  readonly label: string;
  readonly variable: string;
  /** What holds where it is not set, by the specification; null where it is then not worth a line. */
  readonly otherwise: string | null;
}

/**
 * What decides which telemetry there is and under which name, beside where it goes.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
const ROWS: readonly Row[] = [
  { label: 'service name', variable: 'OTEL_SERVICE_NAME', otherwise: 'unknown_service' },
  { label: 'resource', variable: 'OTEL_RESOURCE_ATTRIBUTES', otherwise: null },
  { label: 'sampler', variable: 'OTEL_TRACES_SAMPLER', otherwise: 'parentbased_always_on' },
  { label: 'sampler argument', variable: 'OTEL_TRACES_SAMPLER_ARG', otherwise: null },
  { label: 'propagators', variable: 'OTEL_PROPAGATORS', otherwise: 'tracecontext,baggage' },
  { label: 'span delay', variable: 'OTEL_BSP_SCHEDULE_DELAY', otherwise: null },
  { label: 'span queue', variable: 'OTEL_BSP_MAX_QUEUE_SIZE', otherwise: null },
  { label: 'span batch', variable: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE', otherwise: null },
  { label: 'log delay', variable: 'OTEL_BLRP_SCHEDULE_DELAY', otherwise: null },
  { label: 'metric interval', variable: 'OTEL_METRIC_EXPORT_INTERVAL', otherwise: null },
];

const namesIn = (list: string): readonly string[] =>
  list.split(',').flatMap((entry) => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [entry.slice(0, at).trim()];
  });

/** Values of attributes may be anything, secrets too: their names tell enough. */
const shown = (variable: string, value: string): string =>
  variable === 'OTEL_RESOURCE_ATTRIBUTES' ? namesIn(value).join(', ') : value.trim();

const settingOf = (environment: LayeredEnvironment, sdk: Sdk, row: Row): readonly OtherSetting[] => {
  const { label, variable, otherwise } = row;
  const given = givenVariable(environment, variable);
  const read = readsVariable(variable, sdk);
  if (given !== undefined && given.value.trim() !== '') {
    const value = shown(variable, given.value);
    return [{ label, variable, value, source: given.source, read }];
  }
  const attributes = environment.get('OTEL_RESOURCE_ATTRIBUTES');
  const named = label === 'service name' && attributes ? serviceNameIn(attributes.value) : '';
  const value = named || otherwise;
  if (value === null || !read) return [];
  const source = named && attributes ? attributes.source : DEFAULT;
  return [{ label, variable, value, source, read }];
};

const DEFAULT = { kind: 'default', name: 'default' } as const;

/** Settings beside the way of the telemetry; none where a configuration file says everything. */
export const otherSettings = (environment: LayeredEnvironment, sdk: Sdk): readonly OtherSetting[] =>
  governing(environment) === null ? ROWS.flatMap((row) => settingOf(environment, sdk, row)) : [];
