import type { TraceTree, TreeNode } from '../model/trace-tree.ts';
import { pad, width } from './layout.ts';
import { count, duration } from './words.ts';

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

const nameOf = ({ depth, node }: Line, room: number): string => {
  const margin = '  '.repeat(Math.min(depth, DEEPEST));
  const text = `${margin}${depth > DEEPEST ? `(${depth}) ` : ''}${node.name}`;
  return width(text) > room ? `${[...text].slice(0, room - 3).join('')}...` : text;
};

/** A trace as an indented tree: name, service, kind, start after the beginning of the trace, duration. */
export const treeLines = (trace: TraceTree, columns: number): readonly string[] => {
  const lines = linesOf(trace.roots);
  const room = Math.max(Math.floor(columns / 2), 20);
  const left = Math.min(Math.max(...lines.map((line) => width(nameOf(line, room))), 0), room);
  const rows = lines.map((line) => {
    const { service, kind, offsetMs, durationMs, orphan } = line.node;
    const time = `+${duration(offsetMs)}, ${duration(durationMs)}`;
    return `  ${pad(nameOf(line, room), left)}  ${service}, ${kind}, ${time}${orphan ? ', its parent did not arrive' : ''}`;
  });
  const title = `trace ${trace.traceId}: ${count(trace.spans, 'span')} of ${trace.services.join(', ')}, ${duration(trace.durationMs)}`;
  return [title, ...rows, ...(trace.omitted > 0 ? [`  and ${count(trace.omitted, 'span')} more`] : [])];
};
