import { percentDecode } from '../../text/percent.ts';
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

const LONGEST_OF_JS = 255;

/**
 * What JavaScript alone takes for a fault: it then drops every attribute of the variable, and says so at level debug only.
 * @opentelemetry/resources 2.12.0, EnvDetector: exactly one `=`, at most 255 characters.
 */
const faultOfJs = (list: string): string | null => {
  for (const entry of list.split(',').filter((one) => one.trim() !== '')) {
    const [name = '', value = '', ...more] = entry.split('=').map((part) => part.trim());
    if (more.length > 0) return 'bare-equals-sign';
    if ([name, value].some((part) => percentDecode(part).length > LONGEST_OF_JS)) return 'value-too-long';
  }
  return null;
};

const SECRET = /token|key|secret|password|auth|credential/i;

/** The same list without the entries that are none; null where it may hold a secret. */
const repair = (list: string): string | null => {
  const kept = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => /^[^=]+=/.test(entry))
    .map(
      (entry) =>
        `${entry.slice(0, entry.indexOf('='))}=${entry.slice(entry.indexOf('=') + 1).replaceAll('=', '%3D')}`,
    );
  return kept.length > 0 && !/%(?![0-9a-f]{2})/i.test(list) && !SECRET.test(list) ? kept.join(',') : null;
};

const JAVA: readonly string[] = ['java', 'java-agent'];

const effectOf = (fault: string, { name }: Sdk): 'does-not-start' | 'ignored' | 'changed' => {
  const stopsJava = fault === 'no-equals-sign' || fault === 'no-name';
  if (JAVA.includes(name)) return stopsJava ? 'does-not-start' : 'changed';
  return name === 'js' && fault !== 'empty-entry' ? 'ignored' : 'changed';
};

/**
 * Malformed resource attributes. Java stops at an entry without `=` or without a name and takes an empty one; JavaScript, as
 * the specification wants, drops the whole variable, the other measured SDKs the entry.
 * https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable
 */
export const resourceProblems = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => {
  const given = givenVariable(environment, 'OTEL_RESOURCE_ATTRIBUTES');
  if (given === undefined || given.value.trim() === '') return [];
  const general = faultOf(given.value);
  const fault =
    sdk.name === 'js' && (general === null || general === 'empty-entry')
      ? (faultOfJs(given.value) ?? general)
      : general;
  if (fault === null) return [];
  const repaired = fault === 'value-too-long' ? null : repair(given.value);
  return [{ ...remark(given, CODE, effectOf(fault, sdk), fault, repaired), showable: false }];
};

/** The first name of the service in a list of attributes; empty where it has none. */
export const serviceNameIn = (list: string): string =>
  /(?:^|,)\s*service\.name\s*=\s*([^,]*)/.exec(list)?.[1]?.trim() ?? '';

/** The service named twice: OTEL_SERVICE_NAME wins over the attribute, by the specification. */
export const overriddenName = (environment: LayeredEnvironment): readonly Remark[] => {
  const name = environment.get('OTEL_SERVICE_NAME')?.value.trim() ?? '';
  const given = givenVariable(environment, 'OTEL_RESOURCE_ATTRIBUTES');
  const attribute = serviceNameIn(given?.value ?? '');
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
