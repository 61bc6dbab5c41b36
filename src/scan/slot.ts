import { endOfLine, startOfLine } from './place.ts';
import type { Dialect, EntryForm, EntryLines, Quoting, Segment, Slot } from './workload.ts';
import type { YamlScalar } from './yaml/tree.ts';

/** The lines of an entry that begins and ends at these offsets; null where it shares them with something else. */
export const entryLines = (text: string, start: number, end: number, form: EntryForm): EntryLines | null => {
  const from = startOfLine(text, start);
  const lead = text.slice(from, start);
  const shape = form === 'map' || form === 'attribute' ? /^\s*$/ : /^\s*-\s+$/;
  if (!shape.test(lead)) return null;
  // A block ends behind its last line break, everything else in front of it.
  const to = text[end - 1] === '\n' ? end : endOfLine(text, end);
  const indent = /^\s*/.exec(lead)?.[0] ?? '';
  return { start: from, end: to, indent, form, alone: true };
};

const QUOTING: Readonly<Record<YamlScalar['style'], Quoting | null>> = {
  plain: 'yaml-plain',
  single: 'yaml-single',
  double: 'yaml-double',
  block: null,
};

/** The slot of a YAML scalar; null for a block, which is no line to change. */
export const yamlSlot = (
  path: string,
  node: YamlScalar,
  more: {
    readonly dialect: Dialect;
    readonly entry: EntryLines | null;
    readonly front?: string;
    readonly segments?: readonly Segment[];
  },
): Slot | null => {
  const quoting = QUOTING[node.style];
  if (quoting === null || node.end <= node.start) return null;
  return {
    ...{ path, start: node.start, end: node.end, quoting },
    ...{ front: more.front ?? '', segments: more.segments ?? [] },
    ...{ dialect: more.dialect, entry: more.entry },
  };
};
