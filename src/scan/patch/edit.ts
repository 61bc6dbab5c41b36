import type { EnvironmentChange } from '../../model/finding.ts';
import type { EntryLines, Slot, Workload } from '../workload.ts';
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
  return { path: slot.path, start: entry.end, end: entry.end, text: atEnd ? `\n${text.trimEnd()}` : text };
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

/** The edits that make a change of the environment in the files of a workload; null where they cannot be made. */
export const editsFor = (
  workload: Workload,
  change: EnvironmentChange,
  textOf: (path: string) => string | null,
): readonly Edit[] | null => {
  const edits: Edit[] = [];
  for (const [name, value] of Object.entries(change)) {
    const known = workload.variables.find((variable) => variable.name === name);
    const slot = known === undefined ? neighbour(workload, name) : known.slot;
    if (known === undefined && value === null) continue;
    if (slot === null) return null;
    const edit = ((): Edit | null => {
      if (known !== undefined && value !== null) return inPlace(slot, value);
      if (known !== undefined) return taken(slot);
      const text = textOf(slot.path);
      if (slot.entry === null || text === null) return null;
      const atEnd = slot.entry.end === text.length && !text.endsWith('\n');
      return added(slot, slot.entry, name, value ?? '', atEnd);
    })();
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits.length === 0 ? null : edits;
};

/** The text after the edits of its file. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: put }) => changed.slice(0, start) + put + changed.slice(end), text);
