import { hideSecrets } from '../text/secret-values.ts';

/** A key pasted into a variable that wants a file name, with line breaks of any kind. */
const PRIVATE_KEY =
  /(-----BEGIN[A-Z \n]{0,40}PRIVATE KEY-----)[^"]{0,20000}?(-----END[A-Z \n]{0,40}PRIVATE KEY-----)/g;

const deep = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((inner) => deep(inner, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner, change)]));
};

/**
 * Last net under what is shown or saved: no secret value is left in any text of it, in whatever coding it was echoed.
 * It works on values before they are rendered, so that markup, keys and numbers cannot be damaged; a secret that is an
 * ordinary word is hidden where a stranger's text is taken in, and left in what we say.
 */
export const redact = <T>(value: T, secretValues: readonly string[]): T => {
  const { own } = hideSecrets(secretValues);
  return deep(value, (text) => own(text.replace(PRIVATE_KEY, '$1 *** $2'))) as T;
};
