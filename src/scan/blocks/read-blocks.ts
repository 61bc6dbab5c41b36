import { placer } from '../place.ts';
import type { YamlEntry, YamlNode } from '../yaml/tree.ts';
import {
  type Cursor,
  entryFor,
  mapOf,
  readExpression,
  skipBlank,
  skipSpace,
  take,
  takeKey,
} from './expression.ts';

const MAX_VALUES = 200_000;
const MAX_DEPTH = 40;
const LABEL = /"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w-]*/y;

const cursorOf = (path: string, text: string, references: boolean): Cursor => ({
  ...{ text, at: 0, place: placer(path, text), references, left: MAX_VALUES },
});

/** Labels behind the name of a block: `resource "aws_lambda_function" "shop" {`. */
const labelsOf = (cursor: Cursor): readonly string[] => {
  const labels: string[] = [];
  for (skipBlank(cursor); ; skipBlank(cursor)) {
    const label = take(cursor, LABEL);
    if (label === '') return labels;
    labels.push(label.replace(/^"|"$/g, ''));
  }
};

const readBlock = (
  cursor: Cursor,
  name: { readonly key: string; readonly start: number },
  depth: number,
): YamlEntry | null => {
  const labels = labelsOf(cursor);
  if (cursor.text[cursor.at] !== '{' || depth > MAX_DEPTH) return null;
  cursor.at += 1;
  const body = readBody(cursor, depth + 1);
  cursor.at += 1;
  return entryFor(cursor, { ...name, key: [name.key, ...labels].join(' ') }, body);
};

const isNamed = (node: YamlNode): boolean =>
  node.kind === 'map' && ['name', 'value'].every((key) => node.entries.some((entry) => entry.key === key));

/** Blocks of one name are a list: `env { name = ... value = ... }`, again and again. */
const grouped = (entries: readonly YamlEntry[]): readonly YamlEntry[] => {
  const groups = new Map<string, YamlEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group === undefined) groups.set(entry.key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || (group.length === 1 && !isNamed(first.value))) return group;
    const items = group.map(({ value }) => value);
    const { at, start } = first.value;
    const value: YamlNode = {
      kind: 'list',
      items,
      flow: true,
      at,
      start,
      end: group.at(-1)?.end ?? first.end,
    };
    return [{ ...first, value }];
  });
};

const readBody = (cursor: Cursor, depth: number): YamlNode => {
  const start = cursor.at;
  const entries: YamlEntry[] = [];
  for (
    skipSpace(cursor);
    cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}';
    skipSpace(cursor)
  ) {
    cursor.left -= 1;
    if (cursor.left < 0) break;
    const name = takeKey(cursor);
    skipBlank(cursor);
    const sign = cursor.text[cursor.at];
    if (name !== null && (sign === '=' || sign === ':')) {
      cursor.at += 1;
      entries.push(entryFor(cursor, name, readExpression(cursor, depth)));
      continue;
    }
    const block = name === null ? null : readBlock(cursor, name, depth);
    if (block === null) cursor.at += 1;
    else entries.push(block);
  }
  return mapOf(cursor, start, grouped(entries));
};

/**
 * Reads HCL and what is written like it: blocks with labels, attributes, literals. What is computed has no text; with
 * `references` a word that names something keeps it.
 */
export const readBlocks = (path: string, text: string, references = false): YamlNode =>
  readBody(cursorOf(path, text, references), 0);

const TABLE =
  /\[\[?[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*\]\]?/y;

interface Table {
  readonly path: readonly string[];
  readonly entries: YamlEntry[];
  readonly start: number;
}

const partsOf = (written: string): readonly string[] =>
  [...written.matchAll(/[\w-]+|"([^"\n]*)"|'([^'\n]*)'/g)].map(
    ([part, double, single]) => double ?? single ?? part,
  );

/** Tables put into each other by their names. */
const nested = (cursor: Cursor, tables: readonly Table[], depth: number): readonly YamlEntry[] => {
  const own = tables.filter(({ path }) => path.length === depth).flatMap(({ entries }) => entries);
  const below = new Map<string, Table[]>();
  for (const table of tables) {
    const key = table.path[depth];
    if (key === undefined) continue;
    const group = below.get(key) ?? [];
    below.set(key, group);
    group.push(table);
  }
  return [
    ...own,
    ...[...below].map(([key, group]) => {
      const start = group[0]?.start ?? 0;
      return entryFor(cursor, { key, start }, mapOf(cursor, start, nested(cursor, group, depth + 1)));
    }),
  ];
};

const dotted = (cursor: Cursor, table: Table): Table => {
  const start = cursor.at;
  const name = takeKey(cursor);
  skipBlank(cursor);
  if (name === null || cursor.text[cursor.at] !== '=') {
    cursor.at = Math.max(cursor.text.indexOf('\n', cursor.at), cursor.at) + 1;
    return table;
  }
  cursor.at += 1;
  const quoted = /["']/.test(cursor.text[start] ?? '');
  const parts = quoted ? [name.key] : name.key.split('.');
  const entry = entryFor(cursor, { ...name, key: parts.at(-1) ?? '' }, readExpression(cursor, 0));
  if (parts.length === 1) table.entries.push(entry);
  return parts.length === 1
    ? table
    : { path: [...table.path, ...parts.slice(0, -1)], entries: [entry], start };
};

/** Reads TOML: tables, strings, numbers, arrays and inline tables; a string of several lines has no text. */
export const readToml = (path: string, text: string): YamlNode => {
  const cursor = cursorOf(path, text, false);
  let table: Table = { path: [], entries: [], start: 0 };
  const tables: Table[] = [table];
  for (skipSpace(cursor); cursor.at < text.length; skipSpace(cursor)) {
    const start = cursor.at;
    const header = take(cursor, TABLE);
    if (header !== '') {
      table = { path: partsOf(header), entries: [], start };
      tables.push(table);
      continue;
    }
    const found = dotted(cursor, table);
    if (found !== table) tables.push(found);
    if (cursor.at === start) cursor.at += 1;
  }
  return mapOf(cursor, 0, nested(cursor, tables, 0));
};
