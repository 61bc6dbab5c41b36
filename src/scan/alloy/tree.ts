import type { Spot, TreeEntry, TreeNode } from '../../collector/tree.ts';
import type { YamlEntry, YamlNode } from '../yaml/tree.ts';

/** Line and column of something. */
export const spotOf = ({ at }: YamlNode | YamlEntry): Spot => [at.line, at.column];

export const entry = (key: string, at: Spot, value: TreeNode): TreeEntry => ({ key, at, value });

export const mapNode = (at: Spot, entries: readonly TreeEntry[]): TreeNode => ({ kind: 'map', entries, at });

export const listNode = (at: Spot, texts: readonly string[]): TreeNode => ({
  ...{ kind: 'list', at },
  items: texts.map((value) => ({ kind: 'scalar', value, plain: true, at })),
});

/** A value that is not known: the Collector fills such a text in. */
export const opaque = (at: Spot): TreeNode => ({ kind: 'scalar', value: `\${env:UNKNOWN}`, plain: true, at });

const LITERAL: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A value of Alloy as one of the Collector; what is computed, or stands elsewhere, is not known. */
export const treeOf = (node: YamlNode): TreeNode => {
  const at = spotOf(node);
  if (node.kind === 'list') return { kind: 'list', at, items: node.items.map(treeOf) };
  if (node.kind === 'map') {
    const entries = node.entries.map((one) => entry(one.key, spotOf(one), treeOf(one.value)));
    return mapNode(at, entries);
  }
  const { text, style } = node;
  if (text === null) return opaque(at);
  if (style !== 'plain') return { kind: 'scalar', value: text, plain: false, at };
  const value = LITERAL[text] ?? (/^\d+$/.test(text) ? Number(text) : null);
  return value === null ? opaque(at) : { kind: 'scalar', value, plain: true, at };
};
