import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';

/** One change of a configuration in its own keys. */
export type KeyEdit =
  /** A value in place of another, or a new key; null takes the key out. */
  | { readonly keys: readonly string[]; readonly value: string | boolean | null }
  /** Another name of a key. */
  | { readonly keys: readonly string[]; readonly rename: string }
  /** An item of a list in place of another, or one more. */
  | { readonly keys: readonly string[]; readonly item: string; readonly of: string | null };

/** A text as a plain scalar of YAML, or in quotes where it would be read as something else. */
const scalar = (value: string | boolean): string =>
  typeof value === 'boolean' ||
  (/^[A-Za-z\d/][\w./:@%+=~-]*$/.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|[\d:_-]+|\d*\.\d*)$|:$/i.test(value))
    ? String(value)
    : JSON.stringify(value);

interface Place {
  readonly map: YAMLMap;
  readonly pair: Pair | undefined;
  /** Of the mapping, where it is the value of a key. */
  readonly parent: Place | null;
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');

const rangeOf = (node: unknown): readonly [number, number, number] | null =>
  (node as Node | null)?.range ?? null;

/** The mapping that holds the last of some keys, as far as there is one; null where something else stands there. */
const placeOf = (
  root: unknown,
  keys: readonly string[],
): { readonly place: Place; readonly left: readonly string[] } | null => {
  if (!isMap(root)) return null;
  let place: Place = { map: root, pair: undefined, parent: null };
  for (const [index, key] of keys.entries()) {
    const pair = place.map.items.find((one) => keyOf(one) === key);
    place = { ...place, pair };
    if (pair === undefined || index === keys.length - 1) return { place, left: keys.slice(index) };
    if (isMap(pair.value)) place = { map: pair.value, pair: undefined, parent: place };
    else if (pair.value === null || (isScalar(pair.value) && pair.value.value === null))
      return { place, left: keys.slice(index + 1) };
    else return null;
  }
  return null;
};

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

const endOfLine = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
};

const put = (text: string, start: number, end: number, added: string): string =>
  text.slice(0, start) + added + text.slice(end);

/** `a:` with `b: value` below it, as lines of a block. */
const asBlock = (keys: readonly string[], value: string, indent: string): string =>
  keys
    .map(
      (key, depth) => `${indent}${'  '.repeat(depth)}${key}:${depth === keys.length - 1 ? ` ${value}` : ''}`,
    )
    .join('\n');

const asFlow = (keys: readonly string[], value: string): string =>
  keys.reduceRight(
    (inner, key, index) => (index === keys.length - 1 ? `${key}: ${inner}` : `${key}: {${inner}}`),
    value,
  );

/** A new key in a mapping: behind its first value where that ends with its line, else in front. */
const added = (text: string, { map, pair }: Place, left: readonly string[], value: string): string | null => {
  // The key is there and has no value yet.
  if (pair !== undefined) {
    const key = rangeOf(pair.key);
    if (key === null || map.flow) return null;
    const at = endOfLine(text, key[1]);
    return put(text, at, at, `\n${asBlock(left, value, ' '.repeat(columnOf(text, key[0]) + 2))}`);
  }
  const range = rangeOf(map);
  if (range === null) return null;
  if (map.flow) {
    const at = range[1] - 1;
    return put(text, at, at, `${map.items.length === 0 ? '' : ', '}${asFlow(left, value)}`);
  }
  const [first] = map.items;
  const key = rangeOf(first?.key);
  const held = rangeOf(first?.value);
  if (key === null) return null;
  const indent = ' '.repeat(columnOf(text, key[0]));
  if (held !== null && isScalar(first?.value) && !text.slice(key[0], held[1]).includes('\n')) {
    const at = endOfLine(text, held[1]);
    return put(text, at, at, `\n${asBlock(left, value, indent)}`);
  }
  return put(text, key[0], key[0], `${asBlock(left, value, indent).trimStart()}\n${indent}`);
};

/** Takes a key out, and what is empty without it. */
const without = (text: string, place: Place): string | null => {
  const { map, pair, parent } = place;
  if (pair === undefined) return text;
  if (map.items.length === 1) return parent === null ? null : without(text, parent);
  const key = rangeOf(pair.key);
  const range = (rangeOf(pair.value) ?? key)?.[1];
  if (key === null || range === undefined) return null;
  // A block ends where the next line begins.
  const end = key[0] + text.slice(key[0], range).trimEnd().length;
  if (map.flow) {
    const behind = /^\s*,\s*/.exec(text.slice(end))?.[0];
    if (behind !== undefined) return put(text, key[0], end + behind.length, '');
    const before = /,\s*$/.exec(text.slice(0, key[0]))?.[0] ?? '';
    return put(text, key[0] - before.length, end, '');
  }
  // What stands in one line with a dash stays there.
  const start = text.lastIndexOf('\n', key[0] - 1) + 1;
  if (text.slice(start, key[0]).trim() !== '') return null;
  return put(text, start, Math.min(endOfLine(text, end) + 1, text.length), '');
};

const withValue = (
  text: string,
  root: unknown,
  keys: readonly string[],
  value: string | boolean | null,
): string | null => {
  const found = placeOf(root, keys);
  if (found === null) return null;
  const { place, left } = found;
  const there = left.length === 1 && place.pair !== undefined && keyOf(place.pair) === keys.at(-1);
  if (value === null) return there ? without(text, place) : text;
  if (!there) return added(text, place, left, scalar(value));
  const held = place.pair?.value;
  const range = rangeOf(held);
  if (isScalar(held) && held.value !== null && range !== null)
    return put(text, range[0], range[1], scalar(value));
  const key = rangeOf(place.pair?.key);
  if (key === null || (held !== null && !isScalar(held))) return null;
  const colon = text.indexOf(':', key[1]) + 1;
  return put(text, colon, colon, ` ${scalar(value)}`);
};

const renamed = (text: string, root: unknown, keys: readonly string[], name: string): string | null => {
  const range = rangeOf(placeOf(root, keys)?.place.pair?.key);
  return range === null ? null : put(text, range[0], range[1], name);
};

const withItem = (
  text: string,
  root: unknown,
  keys: readonly string[],
  item: string,
  of: string | null,
): string | null => {
  const list = placeOf(root, keys)?.place.pair?.value;
  if (!isSeq(list)) return null;
  const last = rangeOf(list.items.at(-1));
  if (of !== null) {
    const old = rangeOf(list.items.find((one) => isScalar(one) && String(one.value) === of));
    return old === null ? text : put(text, old[0], old[1], item);
  }
  const range = rangeOf(list);
  if (range === null) return null;
  if (list.flow) return put(text, range[1] - 1, range[1] - 1, `${last === null ? '' : ', '}${item}`);
  if (last === null) return null;
  const dash = text.lastIndexOf('-', last[0]);
  const at = endOfLine(text, last[1]);
  return put(text, at, at, `\n${' '.repeat(columnOf(text, dash))}- ${item}`);
};

/** Blanks in front of a closing brace are no part of what is added. */
const editOnce = (text: string, edit: KeyEdit): string | null => {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) return null;
  const root = document.contents;
  if ('rename' in edit) return renamed(text, root, edit.keys, edit.rename);
  if ('item' in edit) return withItem(text, root, edit.keys, edit.item, edit.of);
  return withValue(text, root, edit.keys, edit.value);
};

/** The text of a configuration after some changes, everything else as it stands; null where one of them cannot be made in it. */
export const editConfiguration = (text: string, edits: readonly KeyEdit[]): string | null =>
  edits.reduce<string | null>((changed, edit) => (changed === null ? null : editOnce(changed, edit)), text);
