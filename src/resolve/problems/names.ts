import { maskUrl } from '../../text/mask.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import { givenVariable } from '../settings.ts';
import { hidesSecret, isFormerVariable, isRealVariable, REAL_VARIABLES } from '../variables.ts';
import { OWN_VARIABLES } from '../variables-programs.ts';

/** Edits, with a swap of neighbours as one: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (rows[row - 1]?.[column - 1] ?? 0) + (same ? 0 : 1),
        (rows[row - 1]?.[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (rows[row - 2]?.[column - 2] ?? 0) + 1);
      current.push(best);
    }
    rows.push(current);
  }
  return rows.at(-1)?.at(-1) ?? 0;
};

const words = (name: string): string => name.split('_').sort().join('_');

/** By their words in order. A file may hold thousands of names that are nobody's. */
const BY_WORDS = new Map<string, readonly string[]>();

for (const real of REAL_VARIABLES) BY_WORDS.set(words(real), [...(BY_WORDS.get(words(real)) ?? []), real]);

/** Words that people leave out, add or write in another way. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^OTLP_/, 'OTEL_EXPORTER_OTLP_'],
  [/^OTEL_EXPORTER_(?!OTLP_|ZIPKIN_|PROMETHEUS_|JAEGER_)/, 'OTEL_EXPORTER_OTLP_'],
  [/^OTEL_OTLP_(EXPORTER_)?/, 'OTEL_EXPORTER_OTLP_'],
  [/^OPENTELEMETRY_/, 'OTEL_'],
  // In front of the name or behind it, as other settings of the same exporter have it.
  [/^OTEL_EXPORTER_OTLP_EXPORTER_/, 'OTEL_EXPORTER_OTLP_'],
  [/^OTEL_EXPORTER_OTLP_(HTTP|GRPC)_/, 'OTEL_EXPORTER_OTLP_'],
  [/^OTEL_EXPORTER_OTLP_(URL|URI|HOST|ADDRESS|TARGET)$/, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  [/^OTEL_EXPORTER_OTLP_(TRACE|SPAN|SPANS)_/, 'OTEL_EXPORTER_OTLP_TRACES_'],
  [/^OTEL_EXPORTER_OTLP_METRIC_/, 'OTEL_EXPORTER_OTLP_METRICS_'],
  [/^OTEL_EXPORTER_OTLP_LOG_/, 'OTEL_EXPORTER_OTLP_LOGS_'],
  [/^OTEL_(TRACES|METRICS|LOGS)_EXPORT(?:ERS)?$/, 'OTEL_$1_EXPORTER'],
  [/^OTEL_TRACE_/, 'OTEL_TRACES_'],
];

/** The real name that was probably meant; null when none is near. */
const meantVariable = (name: string): string | null => {
  const upper = name.toUpperCase().replaceAll('-', '_').replaceAll('.', '_');
  if (upper !== name && isRealVariable(upper)) return upper;
  for (const [pattern, replacement] of ALIASES) {
    const renamed = upper.replace(pattern, replacement);
    if (renamed !== upper && REAL_VARIABLES.includes(renamed)) return renamed;
  }
  const swapped = BY_WORDS.get(words(upper))?.find((real) => real !== upper);
  if (swapped !== undefined) return swapped;
  const limit = upper.length > 20 ? 2 : 1;
  const near = REAL_VARIABLES.filter((real) => Math.abs(real.length - upper.length) <= limit)
    .map((real) => ({ real, edits: distance(upper, real) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.real ?? null;
};

const reasonFor = (name: string, meant: string): string => {
  if (isFormerVariable(name)) return 'former-name';
  if (name.toUpperCase() === meant) return 'wrong-case';
  return words(name.toUpperCase()) === words(meant) ? 'swapped-words' : 'edit-distance';
};

/** A value that may be shown as it is: neither what was meant nor what is in it may be a secret. */
const isPlain = (name: string, meant: string, value: string): boolean =>
  ![name.toUpperCase(), meant].some(
    (one) => hidesSecret(one) || /HEADER|TOKEN|SECRET|PASSWORD|AUTH|API_?KEY/.test(one),
  ) &&
  maskUrl(value) === value &&
  !/[@?#]/.test(value);

const looksReal = (name: string): boolean =>
  /^(OTEL|OTLP|OPENTELEMETRY)[_.-]/i.test(name) &&
  !Object.hasOwn(OWN_VARIABLES, name) &&
  (!isRealVariable(name) || isFormerVariable(name));

/** Variables that look like real ones and are none: nobody reads them. A value is shown where it can be no secret. */
export const misspelled = (environment: LayeredEnvironment): readonly Remark[] =>
  [...environment.keys()].filter(looksReal).flatMap((name): readonly Remark[] => {
    const given = givenVariable(environment, name);
    const meant = meantVariable(name);
    if (given === undefined || meant === null || meant === name) return [];
    const real = environment.get(meant);
    if (real?.value === given.value) return [];
    const reason = real === undefined ? reasonFor(name, meant) : 'beside-the-real-one';
    const entry = remark(given, 'config/variable-misspelled', 'ignored', reason);
    const plain = isPlain(name, meant, given.value);
    if (real !== undefined) return [{ ...entry, meant, showable: plain }];
    return [{ ...entry, rename: meant, repaired: plain ? given.value : null, showable: plain }];
  });

/** Variables of one program's own that look as if an SDK read them. */
export const ownOfPrograms = (environment: LayeredEnvironment): readonly Remark[] =>
  Object.entries(OWN_VARIABLES).flatMap(([name, instead]) => {
    const given = givenVariable(environment, name);
    if (given === undefined || instead === null || environment.has(instead)) return [];
    const entry = remark(given, 'config/variable-unsupported', 'ignored', 'own-of-programs');
    const plain = isPlain(name, instead, given.value);
    return [{ ...entry, rename: instead, repaired: plain ? given.value : null, showable: plain }];
  });
