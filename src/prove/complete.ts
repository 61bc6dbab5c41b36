import type { EnvironmentChange } from '../model/finding.ts';
import type { Setting } from '../model/setting.ts';
import type { Target } from '../model/target.ts';

/** Variables behind the settings that flags can give. */
const VARIABLES: Readonly<Record<string, string>> = {
  endpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  protocol: 'OTEL_EXPORTER_OTLP_PROTOCOL',
  compression: 'OTEL_EXPORTER_OTLP_COMPRESSION',
  timeout: 'OTEL_EXPORTER_OTLP_TIMEOUT',
  certificate: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'client certificate': 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
  'client key': 'OTEL_EXPORTER_OTLP_CLIENT_KEY',
};

const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** Settings that came from flags, which the environment of the application does not have. */
const flagValues = (target: Target, changed: EnvironmentChange): EnvironmentChange => {
  const values: Record<string, string | null> = {};
  for (const setting of target.settings) {
    const { name, value, candidates } = setting;
    const variable = VARIABLES[name];
    if (variable === undefined || value === null || !isFlagOnly(setting, variable, changed)) continue;
    values[variable] = name === 'timeout' ? value.replace(/ ms$/, '') : value;
    // A signal's own variable would win over the general one in the application.
    for (const { source: other } of candidates) {
      if (other.kind !== 'flag' && other.name !== variable && !(other.name in changed))
        values[other.name] = null;
    }
  }
  return values;
};

/** Whether a flag alone said it, in words that may be written out, and the change does not say otherwise. */
const isFlagOnly = (
  { name, value, source }: Setting,
  variable: string,
  changed: EnvironmentChange,
): boolean =>
  source.kind === 'flag' &&
  !(variable in changed) &&
  value?.includes('***') === false &&
  !(name === 'endpoint' && setsEndpoint(changed));

const setsEndpoint = (change: EnvironmentChange): boolean =>
  Object.entries(change).some(([name, value]) => name.endsWith('_ENDPOINT') && value !== null);

const setsProtocol = (change: EnvironmentChange): boolean =>
  Object.keys(change).some((name) => name.endsWith('_PROTOCOL'));

/**
 * Makes a change hold for whoever applies it: what only flags said is written out, and where no SDK is chosen the
 * protocol is named, because SDKs differ in the one that they use when none is set.
 */
export const completeChange = (change: EnvironmentChange, target: Target, sdk: string): EnvironmentChange => {
  const own = setsEndpoint(change) ? null : target.endpointBy.variable;
  const completed: Record<string, string | null> = { ...flagValues(target, change), ...change };
  const unnamedProtocol = target.protocolBy.variable === null && !setsProtocol(completed);
  if (unnamedProtocol && sdk === 'spec') completed[PROTOCOL] = target.protocol;
  const specific = `OTEL_EXPORTER_OTLP_${(target.signals[0] ?? 'traces').toUpperCase()}_ENDPOINT`;
  const shadows = own === null && change[ENDPOINT] && isGiven(target, specific);
  if (shadows && !(specific in completed)) completed[specific] = null;
  return completed;
};

const isGiven = ({ settings }: Target, endpointVariable: string): boolean =>
  settings.some(
    ({ name, candidates }) =>
      name === 'endpoint' && candidates.some(({ source }) => source.name === endpointVariable),
  );
