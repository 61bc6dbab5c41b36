import { SIGNALS, type Signal } from '../../model/signal.ts';
import { usageError } from '../../model/usage.ts';
import type { Format } from '../../report/formats/render.ts';
import { FORMS, type Form } from '../../report/forms.ts';
import { findSdk, SDKS } from '../../resolve/sdks/index.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `5s`, `500ms`, `1m`; a bare number below 100 counts seconds, a larger one milliseconds. Null when not given. */
export const parseDuration = (text: string | undefined, flag: string): number | null => {
  if (text === undefined) return null;
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim()) ?? [];
  const value = Number(number);
  if (number === undefined || value <= 0)
    throw usageError(`--${flag} takes a time such as 5s or 500ms, not "${text}"`);
  return value * (UNITS[unit ?? (value < 100 ? 's' : 'ms')] ?? 1);
};

/** `traces,metrics,logs` or `all`. */
export const parseSignals = (text: string): readonly Signal[] => {
  if (text === 'all') return SIGNALS;
  const names = text.split(',').map((name) => name.trim());
  const signals = SIGNALS.filter((signal) => names.includes(signal));
  const unknown = names.find((name) => !SIGNALS.some((signal) => signal === name));
  if (unknown !== undefined)
    throw usageError(`--signals takes traces, metrics, logs or all, not "${unknown}"`);
  return signals;
};

/** Every format of a report. */
export const FORMATS: readonly Format[] = [
  'text',
  'short',
  'json',
  'junit',
  'sarif',
  'markdown',
  'html',
  'github',
];

export const parseFormat = (text: string): Format => {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw usageError(`--format takes ${FORMATS.join(', ')}, not "${text}"`);
  return format;
};

/** The form in which fixes are written; null leaves it to where the values came from. */
export const parseForm = (text: string | undefined): Form | 'code' | null => {
  if (text === undefined || text === 'code') return text ?? null;
  const form = FORMS.find((known) => known === text);
  if (form === undefined) throw usageError(`--fix-as takes ${FORMS.join(', ')}, code, not "${text}"`);
  return form;
};

export const parseSdk = (name: string | undefined): Sdk => {
  const sdk = findSdk(name ?? 'spec');
  if (sdk === undefined)
    throw usageError(`--sdk takes ${SDKS.map((known) => known.name).join(', ')}, not "${name}"`);
  return sdk;
};
