import { SIGNALS, type Signal } from '../../model/signal.ts';
import { usageError } from '../../model/usage.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `5s`, `500ms`, `1m`, `1h`; a bare number below 100 counts seconds, a larger one milliseconds. Null when not given. */
export const parseDuration = (text: string | undefined, flag: string): number | null => {
  if (text === undefined) return null;
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
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

/** A whole number above 0. */
export const parseCount = (text: string, flag: string): number => {
  const value = Number(text.replace(/[_,]/g, ''));
  if (!Number.isSafeInteger(value) || value <= 0)
    throw usageError(`--${flag} takes a whole number above 0, not "${text}"`);
  return value;
};

/** A TCP port; 0 leaves the choice to the system. */
export const parsePort = (text: string, flag: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw usageError(`--${flag} takes a port from 0 to 65535, not "${text}"`);
  return value;
};

/** An origin as browsers write it: https://www.rfc-editor.org/rfc/rfc6454#section-6.2 */
export const parseOrigin = (text: string): string => {
  if (text === '*' || text === 'null') return text;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw usageError(
    `--allow-origin takes the origin of a page, such as https://app.example, not "${text.slice(0, 100)}"`,
  );
};
