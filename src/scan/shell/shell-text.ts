import type { Location } from '../../model/finding.ts';
import type { YamlScalar } from '../yaml/tree.ts';
import type { ShellText } from './assignment.ts';

/** A file, and the place of each of its offsets. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
  readonly place: (offset: number) => Location;
}

/** A range of a file as a text of its own, in which places and offsets are those of the file. */
export const shellRange = (
  { path, text, place }: PlacedText,
  start: number,
  end: number,
  ownLines: boolean,
  inString = false,
): ShellText => ({
  ...{ path, text: text.slice(start, end), ownLines, inString },
  place: (offset) => place(start + offset),
  fileOffset: (offset) => start + offset,
});

/** The words of a script in a file of YAML or JSON. */
export const shellOfScalar = (file: PlacedText, node: YamlScalar): ShellText | null => {
  const { path, text } = file;
  if (node.text === null) return null;
  const written = text.slice(node.start, node.end);
  const inQuotes = node.style === 'single' || node.style === 'double';
  if (node.style === 'block' && written.startsWith('|')) {
    const from = node.start + written.indexOf('\n') + 1;
    return shellRange(file, from, node.end, true);
  }
  const [start, end] = inQuotes ? [node.start + 1, node.end - 1] : [node.start, node.end];
  if (text.slice(start, end) === node.text)
    return shellRange(file, start, end, false, node.style === 'double');
  const elsewhere = { place: () => node.at, fileOffset: () => null };
  return { path, text: node.text, ...elsewhere, ownLines: false, inString: false };
};
