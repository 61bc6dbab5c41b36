import type { TreeEntry, TreeNode } from '../../collector/tree.ts';
import { COMPONENT_SHAPES, MISPLACED_KEYS, type Shape } from '../../knowledge/collector-settings.ts';
import type { CollectorBuild, ComponentKind } from '../../model/collector.ts';
import type { Location } from '../../model/finding.ts';
import { awaitsPerson, awaitsProgram } from '../../model/placeholder.ts';
import { kindText, type Note, noteUnknownKey, type Place } from './notes.ts';

const DURATION = /^-?(\d+(\.\d*)?(ns|us|µs|μs|ms|s|m|h))+$|^[-+]?0$/;
const WANTED = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  duration: 'a duration such as 5s',
};

const isUnknown = (value: unknown): boolean =>
  typeof value === 'string' && (/\$[A-Za-z_]/.test(value) || awaitsProgram(value) || awaitsPerson(value));

const fits = (value: string | number | boolean, shape: keyof typeof WANTED): boolean => {
  if (shape === 'duration')
    return typeof value === 'number' || (typeof value === 'string' && DURATION.test(value));
  return typeof value === (shape === 'text' ? 'string' : shape);
};

/** What a value of the wrong type becomes when it is only written wrong; null when that is not plain. */
const mended = (value: string | number | boolean, shape: keyof typeof WANTED, quoted: boolean) => {
  const text = String(value);
  const from = quoted ? `"${text}"` : text;
  if (shape === 'text') return { from: text, to: `"${text}"` };
  if (shape === 'duration') return /^\d+$/.test(text) ? { from, to: `${text}s` } : null;
  if (shape === 'number') return /^\d+$/.test(text) ? { from, to: text } : null;
  return /^(true|false)$/.test(text) ? { from, to: text } : null;
};

/** What a mapping is read with. */
export interface Reader {
  readonly note: Note;
  readonly place: Place;
  /** For a sentence, such as `in the exporter otlp`. */
  readonly where: string;
}

const noteType = (
  { note, where }: Reader,
  key: string,
  at: Location,
  shape: keyof typeof WANTED | null,
  node: TreeNode,
): void => {
  const wants = shape === null ? 'a mapping' : WANTED[shape];
  const is = shape === 'duration' && node.kind === 'scalar' ? 'no duration' : kindText(node);
  const scalar = node.kind === 'scalar' ? node.value : null;
  const quoted = node.kind === 'scalar' && !node.plain;
  const change = scalar === null || shape === null ? null : mended(scalar, shape, quoted);
  note({
    kind: 'wrong-type',
    at,
    says: `${key} ${where} is ${is}, where ${wants} belongs`,
    advice: `Write ${wants}${shape === 'number' || shape === 'boolean' ? ' without quotes' : ''}`,
    edits: change === null ? [] : [{ at, ...change }],
  });
};

/** Notes what a value is that has another shape than it should. */
export const readShape = (reader: Reader, node: TreeNode, shape: Shape, key: string, at: Location): void => {
  if (shape === 'any' || shape === 'list') return;
  if (node.kind === 'scalar' && (node.value === null || isUnknown(node.value))) return;
  if (typeof shape === 'string') {
    if (shape === 'text' && node.kind === 'scalar' && node.filled) return;
    if (node.kind !== 'scalar' || node.value === null || !fits(node.value, shape))
      noteType(reader, key, at, shape, node);
  } else if (node.kind === 'map') readEntries(reader, node.entries, shape, key);
  else noteType(reader, key, at, null, node);
};

const readEntries = (
  reader: Reader,
  entries: readonly TreeEntry[],
  shape: Readonly<Record<string, Shape>>,
  key: string,
): void => {
  const where =
    key === '' || /^(receiver|exporter|processor) /.test(key) ? reader.where : `in ${key} ${reader.where}`;
  for (const entry of entries) {
    const below = shape[entry.key];
    const spot = reader.place(entry.at);
    if (below !== undefined) readShape(reader, entry.value, below, entry.key, spot);
    else {
      const elsewhere = MISPLACED_KEYS[entry.key] ?? null;
      noteUnknownKey(reader.note, entry.key, spot, where, Object.keys(shape), elsewhere);
    }
  }
};

/** Notes what the settings of a component are that is known by heart. */
export const readComponentShape = (
  { note, place }: Omit<Reader, 'where'>,
  kind: ComponentKind,
  type: string,
  id: string,
  node: TreeNode,
  at: Location,
  { distribution }: CollectorBuild,
): void => {
  const shape = distribution === 'other' ? undefined : COMPONENT_SHAPES[`${kind} ${type}`];
  if (shape !== undefined)
    readShape({ note, place, where: `in the ${kind} ${id}` }, node, shape, `${kind} ${id}`, at);
};
