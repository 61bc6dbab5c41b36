import type { ScalarValue } from './tree.ts';

/** The value of a variable of the environment; undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

const REFERENCE = /\$\{(?:env:)?([^}]{1,1000})\}/g;
const INSIDE = /^([a-zA-Z_][a-zA-Z0-9_]*)(?::-([^\n}]*))?$/;

/**
 * Puts the values of variables into a scalar: `${VAR}`, `${env:VAR}`, `${VAR:-default}`, and `$$` for a dollar sign.
 * What is put in is not looked at again. Null for a reference in any other form, which is an error.
 * https://opentelemetry.io/docs/specs/otel/configuration/data-model/#environment-variable-substitution
 */
const substitute = (text: string, lookup: Lookup): string | null => {
  let valid = true;
  const one = (part: string): string =>
    part.replace(REFERENCE, (_, inside: string) => {
      const [whole, name = '', fallback = ''] = INSIDE.exec(inside) ?? [];
      if (whole === undefined) valid = false;
      // A variable that is empty counts as not set: exporters' own variables do, too.
      return lookup(name) || fallback;
    });
  const result = text.split('$$').map(one).join('$');
  return valid ? result : null;
};

const NULL = /^(?:null|Null|NULL|~|)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const DECIMAL = /^[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const OTHER_BASE = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;

/** The type of a plain scalar is that of the text after substitution. https://yaml.org/spec/1.2.2/#core-schema */
const coerce = (text: string): ScalarValue => {
  const bare = text.trim();
  if (NULL.test(bare)) return null;
  if (TRUE.test(bare)) return true;
  if (FALSE.test(bare)) return false;
  return DECIMAL.test(bare) || OTHER_BASE.test(bare) ? Number(bare) : text;
};

/** A scalar after substitution; null instead of an object when a reference in it is malformed. */
export const substituteScalar = (
  value: ScalarValue,
  plain: boolean,
  lookup: Lookup,
): { readonly value: ScalarValue } | null => {
  if (typeof value !== 'string' || !value.includes('$')) return { value };
  const text = substitute(value, lookup);
  if (text === null) return null;
  return { value: plain && text !== value ? coerce(text) : text };
};
