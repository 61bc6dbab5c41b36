import { OTEL_NAMES, RENAMED, STABLE_NAMES } from '../knowledge/semantic-conventions.ts';
import { renamingOf } from './remedies/attributes.ts';

const letters = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** Well-known names, and those that were before them, by their letters alone. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ...Object.entries(RENAMED).flatMap(([old, next]) => (next === '' ? [] : [[letters(old), old] as const])),
  ...[...STABLE_NAMES].map((name) => [letters(name), name] as const),
]);

/** The well-known name that is meant by one in other letters: `http.statusCode` by `http.status_code`. */
const wellKnownTwin = (name: string): string | null => {
  const twin = KNOWN.get(letters(name));
  return twin === undefined || twin === name ? null : (renamingOf(twin)?.names[0] ?? twin);
};

/** What is wrong with the name of an attribute. */
export interface NameFault {
  readonly severity: 'warning' | 'info';
  /** Half a sentence. */
  readonly what: string;
  /** A better name. */
  readonly instead: string;
}

const tidy = (name: string): string =>
  name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s\p{Cc}]+/gu, '_')
    .toLowerCase();

/** Whether the conventions have the name, or others below the same two words (`otel.scope.`). */
const isOtelName = (name: string): boolean => {
  const group = /^otel\.\w+\./.exec(name)?.[0];
  return (
    OTEL_NAMES.has(name) || (group !== undefined && [...OTEL_NAMES].some((known) => known.startsWith(group)))
  );
};

/** What is wrong with a name, the worst first; null for nothing. https://opentelemetry.io/docs/specs/semconv/general/naming/ */
export const nameFault = (name: string): NameFault | null => {
  const warning = (what: string, instead = tidy(name)): NameFault => ({ severity: 'warning', what, instead });
  if (name.trim() === '') return warning('it is empty', 'a name such as order.id');
  if (/\p{Cc}/u.test(name)) return warning('it has control characters in it');
  if (/\s/.test(name)) return warning('it has blanks in it');
  if (/^otel\./i.test(name) && !isOtelName(name))
    return warning('otel. is reserved for OpenTelemetry itself', `myapp.${tidy(name.slice(5))}`);
  const isUpper = /\p{Lu}/u.test(name);
  const twin = isUpper ? wellKnownTwin(name) : null;
  if (twin !== null)
    return warning(`it is the well-known ${twin} in other letters, which no backend recognises`, twin);
  if (isUpper) return { severity: 'info', what: 'it has upper-case letters', instead: tidy(name) };
  return name.includes('.')
    ? null
    : { severity: 'info', what: 'it has no namespace', instead: `myapp.${tidy(name)}` };
};
