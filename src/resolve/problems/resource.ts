import type { LayeredEnvironment } from '../layers.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { givenVariable } from '../settings.ts';

const CODE = 'config/resource-attributes-malformed';

/** What a list of attributes can be in want of; null when it is fine. */
const faultOf = (list: string): string | null => {
  const entries = list.split(',').map((entry) => entry.trim());
  if (entries.some((entry) => entry !== '' && !entry.includes('='))) return 'no-equals-sign';
  if (entries.some((entry) => entry.startsWith('='))) return 'no-name';
  if (entries.includes('')) return 'empty-entry';
  if (/%(?![0-9a-f]{2})/i.test(list)) return 'bad-percent-encoding';
  return null;
};

const SECRET = /token|key|secret|password|auth|credential/i;

/** The same list without the entries that are none; null where it may hold a secret. */
const repair = (list: string): string | null => {
  const kept = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => /^[^=]+=/.test(entry));
  return kept.length > 0 && !/%(?![0-9a-f]{2})/i.test(list) && !SECRET.test(list) ? kept.join(',') : null;
};

/**
 * Malformed resource attributes. Java stops at an entry without `=` or without a name and takes an empty one; the
 * other measured SDKs drop the entry or, as the specification wants, the whole variable, and go on.
 * https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable
 */
export const resourceProblems = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => {
  const given = givenVariable(environment, 'OTEL_RESOURCE_ATTRIBUTES');
  if (given === undefined || given.value.trim() === '') return [];
  const fault = faultOf(given.value);
  if (fault === null) return [];
  const java = sdk.name === 'java' || sdk.name === 'java-agent';
  const effect = java && (fault === 'no-equals-sign' || fault === 'no-name') ? 'does-not-start' : 'changed';
  return [{ ...remark(given, CODE, effect, fault, repair(given.value)), showable: false }];
};

/** The service named twice: OTEL_SERVICE_NAME wins over the attribute, by the specification. */
export const overriddenName = (environment: LayeredEnvironment): readonly Remark[] => {
  const name = environment.get('OTEL_SERVICE_NAME')?.value.trim() ?? '';
  const given = givenVariable(environment, 'OTEL_RESOURCE_ATTRIBUTES');
  const attribute = /(?:^|,)\s*service\.name\s*=\s*([^,]*)/.exec(given?.value ?? '')?.[1]?.trim() ?? '';
  if (given === undefined || name === '' || attribute === '' || name === attribute) return [];
  return [
    { ...remark(given, 'config/resource-overridden', 'ignored', 'service-name-twice'), showable: false },
  ];
};

/** Whether the telemetry gets a service name at all. */
export const hasServiceName = (environment: LayeredEnvironment): boolean => {
  const name = environment.get('OTEL_SERVICE_NAME')?.value.trim() ?? '';
  const attributes = environment.get('OTEL_RESOURCE_ATTRIBUTES')?.value ?? '';
  return name !== '' || /(^|,)\s*service\.name\s*=\s*[^,\s]/.test(attributes);
};
