import { parseDocument } from 'yaml';
import type { EnvironmentReference } from '../model/collector.ts';

/** Value of a variable; undefined where the files do not tell it. */
export type Lookup = (name: string) => string | undefined;

/** `${env:X:-fallback}`, `${X}`, `$$`, or the old form `$X`. */
const REFERENCE = /\$\$|\$\{(env:)?([A-Za-z_]\w{0,200})(:-([^}]{0,1000}))?\}|\$([A-Z_]\w{0,200})/g;

interface Filled {
  readonly value: string | number | boolean | null;
  readonly references: readonly Omit<EnvironmentReference, 'at'>[];
}

const typed = (text: string): string | number | boolean | null => {
  try {
    const value: unknown = parseDocument(text, { logLevel: 'silent' }).toJS();
    return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : text;
  } catch {
    return text;
  }
};

/** A text with its variables filled in, as far as they are known. */
interface FilledText {
  readonly text: string;
  /** All of them are. */
  readonly known: boolean;
  /** The text is one reference and nothing else, so that it may stand for a number. */
  readonly whole: boolean;
  readonly references: Filled['references'];
}

/** Fills in the variables of a value and leaves it a text. What is not known stays as it is written. */
export const fillText = (text: string, lookup: Lookup): FilledText => {
  const references: Omit<EnvironmentReference, 'at'>[] = [];
  let known = true;
  const filled = text.replace(REFERENCE, (whole, env, name, _, fallback, old) => {
    if (whole === '$$') return '$';
    const form = old !== undefined ? 'dollar' : env === undefined ? 'braces' : 'env';
    references.push({ name: old ?? name, form, fallback: fallback ?? null });
    const value = form === 'dollar' ? undefined : (lookup(name) ?? fallback);
    if (value === undefined) known = false;
    return value ?? whole;
  });
  return { text: filled, known, whole: references.length === 1 && /^\$\{[^}]*\}$/.test(text), references };
};

/**
 * Fills in the variables of a value. What is not known stays as it is written; where there is a default, that is taken.
 *
 * https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export const fillIn = (value: string, lookup: Lookup): Filled => {
  const { text, known, whole, references } = fillText(value, lookup);
  return { value: whole && known ? typed(text) : text, references };
};
