import type { Location } from '../model/finding.ts';
import { fillText, type Lookup } from './fill-in.ts';
import { mergedTree, withFiles } from './merge.ts';
import type { CollectorText } from './text.ts';
import type { Spot, TreeFault, TreeNode } from './tree.ts';

/** A variable that is asked for, and set nowhere: the Collector takes nothing in its place. */
export interface UnsetVariable {
  readonly name: string;
  readonly at: Location;
}

/** What a Collector is told to read, as it reads it. */
export interface Configuration {
  readonly root: TreeNode | null;
  readonly faults: readonly (Omit<TreeFault, 'at'> & { readonly at: Location })[];
  readonly unset: readonly UnsetVariable[];
}

/** Where the parts of a configuration come from. */
export interface ConfigurationSources {
  /** In the order of the command: the first file, those merged over it, and what `--set` says. */
  readonly texts: readonly CollectorText[];
  readonly lookup: Lookup;
  /** The text of a file that a value names. */
  readonly fileAt: (path: string) => CollectorText | null;
}

export const locationOf = (path: string, [line, column, of = path]: Spot): Location => ({
  path: of,
  line,
  column,
});

const FILE = /\$\{file:([^}$]{1,1000})\}/g;

/** A file in the middle of a text. */
const withFileTexts = (text: string, fileAt: ConfigurationSources['fileAt']): string =>
  text.replace(FILE, (whole, path: string) => fileAt(path.trim())?.text.trim() ?? whole);

/** Reads what the texts say together. Every value stays the text that it is: the Collector's settings of exporters are texts. */
export const readConfiguration = ({ texts, lookup, fileAt }: ConfigurationSources): Configuration => {
  const path = texts[0]?.path ?? '';
  const { root, faults } = mergedTree(texts);
  const unset: UnsetVariable[] = [];
  const walk = (node: TreeNode): TreeNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(walk) };
    if (node.kind === 'map')
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: walk(entry.value) })) };
    if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
    const { text, references } = fillText(withFileTexts(node.value, fileAt), lookup);
    for (const { name, form, fallback } of references)
      if (form !== 'dollar' && fallback === null && lookup(name) === undefined)
        unset.push({ name, at: locationOf(path, node.at) });
    const without = text.replace(/\$\{(?:env:)?[A-Za-z_]\w{0,200}\}/g, '');
    return { ...node, value: without, plain: false };
  };
  return {
    root: root === null ? null : walk(withFiles(root, fileAt)),
    faults: faults.map((fault) => ({ ...fault, at: locationOf(path, fault.at) })),
    unset,
  };
};
