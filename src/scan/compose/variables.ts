import type { Interpolated } from '../interpolate.ts';
import { entryLines, yamlSlot } from '../slot.ts';
import type { ScannedVariable } from '../workload.ts';
import { entriesOf, itemsOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/tree.ts';

/** What a Compose file is read with. */
export interface Reading {
  readonly path: string;
  readonly text: string;
  /** Variables of the project, from its `.env`. */
  readonly known: ReadonlyMap<string, ScannedVariable>;
  fill(text: string): Interpolated;
}

/** A variable that is handed through has its value where the project has it. */
const handedThrough = (
  { known }: Reading,
  name: string,
  at: ScannedVariable['at'],
  from: string,
): ScannedVariable => {
  const source = known.get(from);
  return source === undefined ? { name, value: null, at, from: 'inline', slot: null } : { ...source, name };
};

const valued = (
  reading: Reading,
  name: string,
  value: string,
  node: YamlScalar,
  form: { readonly front: string; readonly entry: ReturnType<typeof entryLines> },
): ScannedVariable => {
  const filled = reading.fill(value);
  if (filled.whole !== null && reading.known.has(filled.whole))
    return handedThrough(reading, name, node.at, filled.whole);
  const slot = yamlSlot(reading.path, node, { dialect: 'compose', ...form, segments: filled.segments });
  return { name, value: filled.value, at: node.at, from: 'inline', slot };
};

const fromEntry = (reading: Reading, entry: YamlEntry): readonly ScannedVariable[] => {
  const { key, value } = entry;
  if (value.kind !== 'scalar') return [];
  if (value.text === null) return [handedThrough(reading, key, entry.at, key)];
  const lines = entry.flow ? null : entryLines(reading.text, entry.start, entry.end, 'map');
  return [valued(reading, key, value.text, value, { front: '', entry: lines })];
};

const fromItem = (reading: Reading, item: YamlNode, flow: boolean): readonly ScannedVariable[] => {
  if (item.kind !== 'scalar' || item.text === null) return [];
  const [, name = '', , value] = /^([^=]*)(=([\s\S]*))?$/.exec(item.text) ?? [];
  if (name === '') return [];
  if (value === undefined) return [handedThrough(reading, name, item.at, name)];
  const lines = flow ? null : entryLines(reading.text, item.start, item.end, 'list');
  return [valued(reading, name, value, item, { front: `${name}=`, entry: lines })];
};

/** `environment`, as a mapping or as a list. */
export const variablesOf = (reading: Reading, node: YamlNode | undefined): readonly ScannedVariable[] =>
  node?.kind === 'list'
    ? itemsOf(node).flatMap((item) => fromItem(reading, item, node.flow))
    : entriesOf(node).flatMap((entry) => fromEntry(reading, entry));
