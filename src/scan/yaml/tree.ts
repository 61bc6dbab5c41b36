import type { Location } from '../../model/finding.ts';

interface Placed {
  readonly at: Location;
  /** Offsets of the file. */
  readonly start: number;
  readonly end: number;
}

/** A single value. */
export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  /** As a text; null for nothing. */
  readonly text: string | null;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly flow: boolean;
}

/** A key with its value. */
export interface YamlEntry extends Placed {
  readonly key: string;
  readonly value: YamlNode;
  /** It stands in braces. */
  readonly flow: boolean;
}

interface YamlMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly flow: boolean;
  /** It replaces what it would be merged with (`!override`), or takes it away (`!reset`). */
  readonly tag: string | null;
}

/** YAML with the place of everything; aliases and `<<` are filled in. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** An entry of a mapping. */
export const entryOf = (node: YamlNode | undefined, key: string): YamlEntry | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;

/** A node below mappings. */
export const below = (node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined => {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
};

export const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node?.kind === 'list' ? node.items : [];

export const entriesOf = (node: YamlNode | undefined): readonly YamlEntry[] =>
  node?.kind === 'map' ? node.entries : [];

/** The text of a scalar; null for everything else. */
export const textOf = (node: YamlNode | undefined): string | null =>
  node?.kind === 'scalar' ? node.text : null;

/** A list of texts, or one text in place of a list. */
export const textsOf = (node: YamlNode | undefined): readonly string[] => {
  const own = textOf(node);
  return own === null ? itemsOf(node).flatMap((item) => textOf(item) ?? []) : [own];
};

/** A whole number; null for everything else. */
export const numberOf = (node: YamlNode | undefined): number | null => {
  const text = textOf(node);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
};

/** A mapping of texts. */
export const pairsOf = (node: YamlNode | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entriesOf(node).flatMap(({ key, value }) => {
      const text = textOf(value);
      return text === null ? [] : [[key, text]];
    }),
  );

/** Keys of a mapping. */
export const keysOf = (node: YamlNode | undefined): readonly string[] =>
  entriesOf(node).map(({ key }) => key);
