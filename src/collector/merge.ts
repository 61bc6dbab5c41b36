import type { CollectorText } from './text.ts';
import { entryOf, readTree, type Spot, type TreeEntry, type TreeFault, type TreeNode } from './tree.ts';

/** A configuration as a tree whose places are those of its files. */
export interface Merged {
  readonly root: TreeNode | null;
  readonly faults: readonly TreeFault[];
}

const mapSpots = (node: TreeNode, placed: (spot: Spot) => Spot): TreeNode => {
  const at = placed(node.at);
  if (node.kind === 'scalar') return { ...node, at };
  if (node.kind === 'list') return { ...node, at, items: node.items.map((item) => mapSpots(item, placed)) };
  const entries = node.entries.map(
    ({ key, at: spot, value }): TreeEntry => ({ key, at: placed(spot), value: mapSpots(value, placed) }),
  );
  return { ...node, at, entries };
};

/** Turns places of a text into those of the file that holds it. */
const placing =
  ({ path, firstLine = 1, indent = 0, linesMatch = true }: CollectorText) =>
  ([line, column]: Spot): Spot =>
    linesMatch ? [line + firstLine - 1, column + indent, path] : [firstLine, indent + 1, path];

/** One text as a tree with the places of its file. */
const placedTree = (text: CollectorText): Merged => {
  if (text.tree !== undefined) return { root: text.tree, faults: [] };
  const placed = placing(text);
  const { root, faults } = readTree(text.text);
  return {
    root: root === null ? null : mapSpots(root, placed),
    faults: faults.map((fault) => ({ ...fault, at: placed(fault.at) })),
  };
};

/**
 * One configuration over another, as the Collector merges what its command names: mappings deep, everything else replaced.
 * https://opentelemetry.io/docs/collector/configuration/#location
 */
const mergeTrees = (base: TreeNode, over: TreeNode): TreeNode => {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = base.entries.map((entry): TreeEntry => {
    const other = entryOf(over, entry.key);
    if (other === undefined) return entry;
    const both = entry.value.kind === 'map' && other.value.kind === 'map';
    return both ? { ...entry, value: mergeTrees(entry.value, other.value) } : other;
  });
  const known = new Set(base.entries.map(({ key }) => key));
  return { ...base, entries: [...entries, ...over.entries.filter(({ key }) => !known.has(key))] };
};

/** The texts of one command as one tree, in its order. */
export const mergedTree = (texts: readonly CollectorText[]): Merged => {
  const all = texts.map(placedTree);
  const roots = all.flatMap(({ root }) => root ?? []);
  const [first, ...more] = roots;
  return {
    root: first === undefined ? null : more.reduce(mergeTrees, first),
    faults: all.flatMap(({ faults }) => faults),
  };
};

const MAX_FILES = 20;

/** Puts in what `${file:...}` names; what is not among the files stays as it is written. */
export const withFiles = (root: TreeNode, fileAt: (path: string) => CollectorText | null): TreeNode => {
  let left = MAX_FILES;
  const walk = (node: TreeNode): TreeNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(walk) };
    if (node.kind === 'map')
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: walk(entry.value) })) };
    const [, path] = typeof node.value === 'string' ? (/^\$\{file:([^}]+)\}$/.exec(node.value) ?? []) : [];
    if (path === undefined || left <= 0) return node;
    left -= 1;
    const text = fileAt(path.trim());
    return (text === null ? null : placedTree(text).root) ?? node;
  };
  return walk(root);
};
