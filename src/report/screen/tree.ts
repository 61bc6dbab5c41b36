import type { TraceTree, TreeNode } from '../../model/trace-tree.ts';
import { count, duration } from '../words.ts';
import { clip } from './clip.ts';
import { pad, width } from './layout.ts';
import { visible } from './visible.ts';

interface Line {
  readonly depth: number;
  readonly node: TreeNode;
}

/** Depth first without recursion: a trace can be thousands of spans deep. */
const linesOf = (roots: readonly TreeNode[]): readonly Line[] => {
  const lines: Line[] = [];
  const waiting: Line[] = [...roots].reverse().map((node) => ({ depth: 0, node }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    lines.push(next);
    const { depth, node } = next;
    for (const child of [...node.children].reverse()) waiting.push({ depth: depth + 1, node: child });
  }
  return lines;
};

/** Indentation that still leaves room for the rest of the line. */
const DEEPEST = 12;

const oneLine = (text: string): string => visible(text).replace(/\n/g, ' ');

const nameOf = ({ depth, node }: Line, room: number): string => {
  const margin = '  '.repeat(Math.min(depth, DEEPEST, Math.floor(room / 4)));
  const name = oneLine(node.name) || '(without a name)';
  return clip(`${margin}${depth > DEEPEST ? `(${depth}) ` : ''}${name}`, room);
};

const restOf = ({ service, kind, orphan }: TreeNode): string =>
  `${oneLine(service)}, ${kind}${orphan ? ', parent missing' : ''}`;

const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, width(text)), 0);

const padStart = (text: string, columns: number): string => ' '.repeat(columns - width(text)) + text;

/** A trace as an indented tree: start after the beginning of the trace, duration, name, service, kind. No line is wider. */
export const treeLines = (trace: TraceTree, columns: number): readonly string[] => {
  const lines = linesOf(trace.roots);
  const starts = lines.map(({ node }) => `+${duration(node.offsetMs)}`);
  const lengths = lines.map(({ node }) => duration(node.durationMs));
  const [start, length] = [widest(starts), widest(lengths)];
  const room = Math.max(Math.floor((columns - start - length - 8) * 0.6), 12);
  const names = lines.map((line) => nameOf(line, room));
  const left = widest(names);
  const rows = lines.map(({ node }, index) =>
    [
      ` ${padStart(starts[index] ?? '', start)}`,
      padStart(lengths[index] ?? '', length),
      pad(names[index] ?? '', left),
      restOf(node),
    ].join('  '),
  );
  const services = trace.services.map(oneLine).join(', ');
  const title = `trace ${trace.traceId}: ${count(trace.spans, 'span')} of ${services}, ${duration(trace.durationMs)}`;
  const more = trace.omitted > 0 ? [`  and ${count(trace.omitted, 'span')} more`] : [];
  return [title, ...[...rows, ...more].map((row) => clip(row, columns))];
};
