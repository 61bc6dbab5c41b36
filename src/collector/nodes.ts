import { entryOf, type TreeEntry, type TreeNode } from './tree.ts';

/** What stands below keys. */
export const below = (
  node: TreeNode | null | undefined,
  ...keys: readonly string[]
): TreeNode | undefined => {
  let at: TreeNode | null | undefined = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at ?? undefined;
};

/** The entry of the last of some keys. */
export const entryBelow = (node: TreeNode, ...keys: readonly string[]): TreeEntry | undefined => {
  const last = keys.at(-1);
  return last === undefined ? undefined : entryOf(below(node, ...keys.slice(0, -1)), last);
};

/** A scalar as text; null for nothing and for everything else. */
export const textOf = (node: TreeNode | undefined): string | null =>
  node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;

export const itemsOf = (node: TreeNode | undefined): readonly TreeNode[] =>
  node?.kind === 'list' ? node.items : [];

/** Names and texts of a mapping, or of a list of pairs with `name` and `value`. */
export const pairsOf = (node: TreeNode | undefined): readonly (readonly [string, string])[] => {
  if (node?.kind === 'map') return node.entries.map(({ key, value }) => [key, textOf(value) ?? ''] as const);
  return itemsOf(node).flatMap((item) => {
    const name = textOf(below(item, 'name'));
    return name === null ? [] : [[name, textOf(below(item, 'value')) ?? ''] as const];
  });
};
