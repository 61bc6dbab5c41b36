import type { AnyValue } from '../receiver/otlp.ts';

/** Characters that are kept of a text that a sender chose. */
export const TEXT_LIMIT = 200;

/** Items of an array or list of keys, and levels of them, that are shown. */
const ITEM_LIMIT = 20;
const DEPTH_LIMIT = 4;

const PLAIN = /^[\x20-\x7e]*$/;

/** Characters that move a cursor, hide or turn text around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A cut string keeps the whole one in memory until it is written anew. */
export const detached = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** A text of at most `TEXT_LIMIT` characters that holds on to nothing longer; `...` tells that more followed. */
export const cutText = (text: string): string =>
  text.length <= TEXT_LIMIT ? text : detached(`${text.slice(0, TEXT_LIMIT - 3).replace(/[\ud800-\udbff]$/, '')}...`);

/** A text as it may be shown: cut, without control characters. */
export const cleanText = (text: string): string => {
  const short = cutText(text);
  return PLAIN.test(short) ? short : short.replace(UNSEEN, ' ');
};

const partOf = (value: AnyValue, depth: number): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value.slice(0, TEXT_LIMIT + 1);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  const isList = !('values' in value) || Array.isArray(value);
  if (depth >= DEPTH_LIMIT) return isList ? '[...]' : '{...}';
  if (Array.isArray(value)) return `[${joined(value, (item) => partOf(item, depth + 1))}]`;
  if (!('values' in value) || typeof value.values === 'function') return '';
  return `{${joined(value.values, (item) => `${item.key.slice(0, TEXT_LIMIT)}: ${partOf(item.value, depth + 1)}`)}}`;
};

const joined = <T>(items: readonly T[], textOf: (item: T) => string): string => {
  const shown = items.slice(0, ITEM_LIMIT).map(textOf).join(', ');
  return items.length > ITEM_LIMIT ? `${shown}, ...` : shown;
};

/** The value of an attribute as text: cut and clean. */
export const valueText = (value: AnyValue): string => cleanText(partOf(value, 0));
