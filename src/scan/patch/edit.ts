import type { EnvironmentChange } from '../../model/finding.ts';
import type { EntryLines, ScannedVariable, Slot, Workload } from '../workload.ts';
import { inPlace, newEntry } from './write-value.ts';

/** A text to put in place of another, by offsets of the file as it was read. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const taken = ({ path, entry }: Slot): Edit | null =>
  entry?.alone ? { path, start: entry.start, end: entry.end, text: '' } : null;

const added = (slot: Slot, entry: EntryLines, name: string, value: string, atEnd: boolean): Edit => {
  const text = newEntry(entry, name, value);
  // The last line of a file may have no end.
  const line = entry.form !== 'words' && atEnd;
  return { path: slot.path, start: entry.end, end: entry.end, text: line ? `\n${text.trimEnd()}` : text };
};

/** The variable beside which a new one belongs: of the same family, and where lines can be put. */
const neighbour = (workload: Workload, name: string): Slot | null => {
  const family = name.split('_').slice(0, 3).join('_');
  const usable = workload.variables.filter(({ slot }) => slot?.entry);
  const near = [
    ...usable.filter((variable) => variable.name.startsWith(family)),
    ...usable.filter((variable) => variable.name.startsWith('OTEL_')),
    ...usable,
  ];
  return near[0]?.slot ?? null;
};

/** What the operator sets by itself stands nowhere; a variable of the same name goes before it. */
const isImplied = ({ slot, from }: ScannedVariable): boolean => slot === null && from === 'instrumentation';

/** A system property is changed inside of the variable that carries it. */
const inCarrier = (
  workload: Workload,
  { option, value: old }: ScannedVariable,
  value: string | null,
): Edit | null => {
  const carrier = workload.variables.find(({ name }) => name === option?.carrier);
  if (option === undefined || carrier?.slot == null || carrier.value === null || value === null) return null;
  const before = `${option.written}=${old}`;
  if (carrier.value.split(before).length !== 2 || /\s/.test(value)) return null;
  return inPlace(
    carrier.slot,
    carrier.value.replace(before, () => `${option.written}=${value}`),
  );
};

/** One more variable, beside one of its kind. */
const beside = (
  workload: Workload,
  name: string,
  value: string,
  textOf: (path: string) => string | null,
): Edit | null => {
  const slot = neighbour(workload, name);
  const text = slot === null ? null : textOf(slot.path);
  if (slot?.entry == null || text === null) return null;
  const atEnd = slot.entry.end === text.length && !text.endsWith('\n');
  return added(slot, slot.entry, name, value, atEnd);
};

/** The edits that make a change of the environment in the files of a workload; null where they cannot be made. */
export const editsFor = (
  workload: Workload,
  change: EnvironmentChange,
  textOf: (path: string) => string | null,
): readonly Edit[] | null => {
  const edits: Edit[] = [];
  for (const [name, value] of Object.entries(change)) {
    const known = workload.variables.find((variable) => variable.name === name && !isImplied(variable));
    if (known === undefined && value === null) continue;
    const edit = ((): Edit | null => {
      if (known === undefined) return beside(workload, name, value ?? '', textOf);
      if (known.option !== undefined) return inCarrier(workload, known, value);
      if (known.slot === null) return null;
      return value === null ? taken(known.slot) : inPlace(known.slot, value);
    })();
    if (edit === null) return null;
    edits.push(edit);
  }
  const overlap = edits.some(({ path, start, end }, index) =>
    edits.some((other, at) => at > index && other.path === path && other.start < end && start < other.end),
  );
  return edits.length === 0 || overlap ? null : edits;
};

/** The edit that gives a variable another name; null where its line holds more than the variable. */
export const renameEdit = (
  workload: Workload,
  from: string,
  to: string,
  textOf: (path: string) => string | null,
): Edit | null => {
  const slot = workload.variables.find(({ name }) => name === from)?.slot;
  const text = slot == null ? null : textOf(slot.path);
  if (slot?.entry == null || text === null || workload.variables.some(({ name }) => name === to)) return null;
  // Everything in front of the value; in a list of NAME=value the name is a part of the same text.
  const lines = text.slice(slot.entry.start, slot.front === '' ? slot.start : slot.end);
  const at = slot.front === '' ? lines.lastIndexOf(from) : lines.indexOf(from);
  if (at < 0) return null;
  const start = slot.entry.start + at;
  return { path: slot.path, start, end: start + from.length, text: to };
};

/** The text after the edits of its file. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: put }) => changed.slice(0, start) + put + changed.slice(end), text);
