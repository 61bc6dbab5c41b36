import type { AnyValue } from '../receiver/otlp.ts';
import { maskText } from '../text/mask-secrets.ts';
import { maskTokens } from '../text/tokens.ts';

/** Characters that are kept of a text that a sender chose. */
const TEXT_LIMIT = 200;

/** Items of an array or list of keys, and levels of them, that are shown. */
const ITEM_LIMIT = 20;
const DEPTH_LIMIT = 4;

const PLAIN = /^[\x20-\x7e]*$/;

/** Characters that move a cursor, hide or turn text around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A copy: a text that was cut out of another one keeps all of that in memory. */
export const detached = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** A text of at most `TEXT_LIMIT` characters that holds on to nothing longer; `...` tells that more followed. */
export const cutText = (text: string): string =>
  text.length <= TEXT_LIMIT
    ? text
    : detached(`${text.slice(0, TEXT_LIMIT - 3).replace(/[\ud800-\udbff]$/, '')}...`);

/** Names of spans hold ids, which are told as they are; whole URLs are shown as anywhere. */
const withoutSecrets = (text: string): string => (text.includes('://') ? maskText(text) : maskTokens(text));

/** A text as it may be shown: cut, without control characters, tokens and logins. */
export const cleanText = (text: string): string => {
  const short = cutText(text);
  return withoutSecrets(PLAIN.test(short) ? short : short.replace(UNSEEN, ' '));
};

const isList = (value: object): value is readonly AnyValue[] => Array.isArray(value);

const partOf = (value: AnyValue, depth: number): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value.slice(0, TEXT_LIMIT + 1);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  if (depth >= DEPTH_LIMIT) return isList(value) ? '[...]' : '{...}';
  return isList(value)
    ? `[${joined(value, (item) => partOf(item, depth + 1))}]`
    : `{${joined(value.values, ({ key, value: inner }) => `${key.slice(0, TEXT_LIMIT)}: ${partOf(inner, depth + 1)}`)}}`;
};

const joined = <T>(items: readonly T[], textOf: (item: T) => string): string => {
  const shown = items.slice(0, ITEM_LIMIT).map(textOf).join(', ');
  return items.length > ITEM_LIMIT ? `${shown}, ...` : shown;
};

/** The value of an attribute as text: cut and clean. */
export const valueText = (value: AnyValue): string => cleanText(partOf(value, 0));
