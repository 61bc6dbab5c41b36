import type { Location } from '../../model/finding.ts';
import { behindLineOf } from '../place.ts';
import type { YamlEntry, YamlNode } from '../yaml/tree.ts';

/** A text that is gone through from its start, and the place of each of its offsets. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly place: (offset: number) => Location;
  /** Words that are no literal keep their text: they name something of the same file. */
  readonly references: boolean;
  /** Values that may still be read; a text of more is no configuration. */
  left: number;
}

const MAX_DEPTH = 50;

const SPACE = /[ \t\r\n,;]+/y;
const BLANK = /[ \t\r]+/y;
const HEREDOC = /<<[-~]?([A-Za-z_]\w{0,60})[ \t\r]*\n/y;
const WORD = /[\w.$*:-][\w.$*/:@-]*/y;
const KEY = /(?:[A-Za-z_][\w./-]*|\d+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\([^()\n]{0,200}\))/y;

/** Takes what a pattern finds here; empty where it finds nothing. */
export const take = (cursor: Cursor, pattern: RegExp): string => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
};

/** Passes over a comment; false where none stands here. */
const skipOne = (cursor: Cursor, ofLines: boolean): boolean => {
  const { text, at } = cursor;
  const line = ofLines && (text[at] === '#' || text.startsWith('//', at));
  if (!line && !text.startsWith('/*', at)) return false;
  const end = text.indexOf(line ? '\n' : '*/', at + 1);
  cursor.at = end < 0 ? text.length : end + (line ? 0 : 2);
  return true;
};

/** Passes over blanks, line breaks, separators and comments. */
export const skipSpace = (cursor: Cursor): void => {
  while (take(cursor, SPACE) !== '' || skipOne(cursor, true));
};

/** Passes over blanks of one line. */
export const skipBlank = (cursor: Cursor): void => {
  while (take(cursor, BLANK) !== '' || skipOne(cursor, false));
};

/** A key as it is meant, with where it begins; null where none stands here. */
export const takeKey = (cursor: Cursor): { readonly key: string; readonly start: number } | null => {
  const start = cursor.at;
  const written = take(cursor, KEY);
  return written === '' ? null : { key: written.replace(/^["']|["']$/g, ''), start };
};

const placed = (cursor: Cursor, start: number) => ({ at: cursor.place(start), start, end: cursor.at });

const scalar = (
  cursor: Cursor,
  start: number,
  text: string | null,
  style: 'plain' | 'single' | 'double',
): YamlNode => ({
  ...{ kind: 'scalar', text, style },
  ...placed(cursor, start),
});

/** A mapping of entries that were read. */
export const mapOf = (cursor: Cursor, start: number, entries: readonly YamlEntry[]): YamlNode => ({
  ...{ kind: 'map', entries, flow: true, tag: null },
  ...placed(cursor, start),
});

const listOf = (cursor: Cursor, start: number, items: readonly YamlNode[]): YamlNode => ({
  ...{ kind: 'list', items, flow: true },
  ...placed(cursor, start),
});

/** A key with its value. */
export const entryFor = (
  cursor: Cursor,
  { key, start }: { readonly key: string; readonly start: number },
  value: YamlNode,
): YamlEntry => ({ key, value, flow: true, at: cursor.place(start), start, end: cursor.at });

const unescaped = (body: string): string | null => {
  if (!body.includes('\\')) return body;
  try {
    return String(JSON.parse(`"${body}"`));
  } catch {
    return null;
  }
};

/** A string that is ended by the quote it begins with; one of several lines is not known. */
const readString = (cursor: Cursor, quote: string): YamlNode => {
  const start = cursor.at;
  const { text } = cursor;
  if (text.startsWith(quote.repeat(3), start)) {
    const end = text.indexOf(quote.repeat(3), start + 3);
    cursor.at = end < 0 ? text.length : end + 3;
    return scalar(cursor, start, null, 'plain');
  }
  let at = start + 1;
  while (at < text.length && text[at] !== quote && (quote === '`' || text[at] !== '\n'))
    at += text[at] === '\\' && quote === '"' ? 2 : 1;
  cursor.at = Math.min(at + 1, text.length);
  const body = text.slice(start + 1, at);
  return scalar(cursor, start, quote === '"' ? unescaped(body) : body, quote === '"' ? 'double' : 'single');
};

const readHeredoc = (cursor: Cursor): YamlNode | null => {
  const start = cursor.at;
  HEREDOC.lastIndex = start;
  const [head, word] = HEREDOC.exec(cursor.text) ?? [];
  if (head === undefined || word === undefined) return null;
  const body = start + head.length;
  // The line break behind it ends the value, as it ends any other.
  cursor.at = Math.max(body, behindLineOf(cursor.text, body, word) - 1);
  return scalar(cursor, start, null, 'plain');
};

/** `{ key = value, "key": value }`. */
const readObject = (cursor: Cursor, depth: number): YamlNode => {
  const start = cursor.at;
  cursor.at += 1;
  const entries: YamlEntry[] = [];
  for (
    skipSpace(cursor);
    cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}';
    skipSpace(cursor)
  ) {
    const key = takeKey(cursor);
    skipBlank(cursor);
    const sign = cursor.text[cursor.at];
    if (key === null || (sign !== '=' && sign !== ':')) {
      cursor.at += 1;
      continue;
    }
    cursor.at += cursor.text[cursor.at + 1] === '>' ? 2 : 1;
    entries.push(entryFor(cursor, key, readExpression(cursor, depth + 1)));
  }
  cursor.at += 1;
  return mapOf(cursor, start, entries);
};

const readItems = (cursor: Cursor, close: string, depth: number): readonly YamlNode[] => {
  cursor.at += 1;
  const items: YamlNode[] = [];
  for (
    skipSpace(cursor);
    cursor.at < cursor.text.length && cursor.text[cursor.at] !== close;
    skipSpace(cursor)
  ) {
    const before = cursor.at;
    items.push(readExpression(cursor, depth + 1));
    if (cursor.at === before) cursor.at += 1;
  }
  cursor.at += 1;
  return items;
};

/** A word, with what it is called with: `jsonencode(x)` is x for whoever looks for settings. */
const readWord = (cursor: Cursor, depth: number): YamlNode | null => {
  const start = cursor.at;
  const word = take(cursor, WORD);
  if (word === '') return null;
  const literal = /^(?:true|false|-?\d[\w.]*)$/.test(word);
  if (cursor.text[cursor.at] !== '(')
    return scalar(cursor, start, literal || cursor.references ? word : null, 'plain');
  const items = readItems(cursor, ')', depth).filter(({ kind }) => kind !== 'scalar');
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first;
  return items.length === 0 ? scalar(cursor, start, null, 'plain') : listOf(cursor, start, items);
};

const readTerm = (cursor: Cursor, depth: number): YamlNode | null => {
  const character = cursor.text[cursor.at] ?? '';
  const start = cursor.at;
  if (character === '"' || character === "'" || character === '`') return readString(cursor, character);
  if (character === '<') return readHeredoc(cursor);
  if (depth > MAX_DEPTH) return null;
  if (character === '{') return readObject(cursor, depth);
  if (character === '[') return listOf(cursor, start, readItems(cursor, ']', depth));
  if (character === '(') return listOf(cursor, start, readItems(cursor, ')', depth));
  return readWord(cursor, depth);
};

const ENDS = new Set(['\n', ',', ';', '}', ']', ')', '#']);

/** A value up to the end of its line or what it stands in; one of several terms is not known, but for what is in them. */
export const readExpression = (cursor: Cursor, depth: number): YamlNode => {
  skipBlank(cursor);
  const start = cursor.at;
  const terms: YamlNode[] = [];
  let joined = false;
  while (cursor.at < cursor.text.length && !ENDS.has(cursor.text[cursor.at] ?? '')) {
    cursor.left -= 1;
    if (cursor.left < 0 || cursor.text.startsWith('//', cursor.at)) break;
    const before = cursor.at;
    const term = readTerm(cursor, depth);
    if (term !== null) terms.push(term);
    if (cursor.at === before) {
      joined = true;
      cursor.at += 1;
    }
    skipBlank(cursor);
  }
  const [first] = terms;
  if (terms.length === 1 && first !== undefined && !joined) return first;
  const inner = terms.filter(({ kind }) => kind !== 'scalar');
  return inner.length > 0 ? listOf(cursor, start, inner) : scalar(cursor, start, null, 'plain');
};
