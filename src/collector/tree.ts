import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
} from 'yaml';
import { awaitsProgram } from '../model/placeholder.ts';

/** Line and column, counted from 1, and the file where it is not that of the whole. */
export type Spot = readonly [line: number, column: number, path?: string];

export interface TreeEntry {
  readonly key: string;
  readonly at: Spot;
  readonly value: TreeNode;
}

/** YAML with the place of everything; aliases and `<<` are filled in. */
export type TreeNode =
  | {
      readonly kind: 'scalar';
      readonly value: string | number | boolean | null;
      readonly plain: boolean;
      /** Put in place of a variable: a number then is a text, too, as confmap keeps both (ExpandedValue). */
      readonly filled?: true;
      readonly at: Spot;
    }
  | { readonly kind: 'list'; readonly items: readonly TreeNode[]; readonly at: Spot }
  | { readonly kind: 'map'; readonly entries: readonly TreeEntry[]; readonly at: Spot };

/** What the text is not, in one sentence. */
export interface TreeFault {
  readonly kind: 'syntax' | 'duplicate-key';
  readonly at: Spot;
  readonly says: string;
  readonly advice: string;
}

/** A text as a tree, as far as it is one. */
export interface TreeReading {
  readonly root: TreeNode | null;
  readonly faults: readonly TreeFault[];
}

/** Aliases of aliases come to these at once; no real configuration does. */
const MAX_NODES = 50_000;
const MAX_ALIASES = 1_000;
const MAX_DEPTH = 60;

const SAYS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation is wrong',
  TAB_AS_INDENT: 'there is a tab in the indentation, where YAML takes blanks only',
  MISSING_CHAR: 'a closing quote, brace or bracket, or a blank behind a colon is missing',
  BLOCK_AS_IMPLICIT_KEY: 'there are two keys in one line, or a value with ": " that is not in quotes',
  MULTILINE_IMPLICIT_KEY: 'there is a line without "key:" where one is expected',
  BAD_SCALAR_START: 'a value starts with a reserved character and is not in quotes',
  MULTIPLE_DOCS: 'there is more than one document (---) in it',
};

const ADVICE: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Put blanks in place of the tab',
  MULTIPLE_DOCS: 'Leave one document in the file',
};

const syntax = (at: Spot, code: string, says?: string): TreeFault => ({
  kind: 'syntax',
  at,
  says: `The configuration is not valid YAML: ${says ?? SAYS[code] ?? 'something does not belong here'}`,
  advice: ADVICE[code] ?? 'Mend the YAML in this line or the one before it',
});

/** Thrown inside of a walk only. */
interface Stop {
  readonly stop: TreeFault;
}

const isStop = (thrown: unknown): thrown is Stop =>
  typeof thrown === 'object' && thrown !== null && 'stop' in thrown;

const scalarValue = (value: unknown): string | number | boolean | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
};

const keyText = (key: unknown): string => {
  if (!isScalar(key)) return '';
  const value = scalarValue(key.value);
  return value === null ? '' : String(value);
};

const brought = (value: TreeNode): readonly TreeEntry[] =>
  (value.kind === 'list' ? value.items : [value]).flatMap((source) =>
    source.kind === 'map' ? source.entries : [],
  );

/** `<<` brings in what is not there; of several sources the first counts. */
const merged = (all: readonly TreeEntry[]): readonly TreeEntry[] => {
  const seen = new Set(all.filter(({ key }) => key !== '<<').map(({ key }) => key));
  const more = all.filter(({ key }) => key === '<<').flatMap(({ value }) => brought(value));
  const fresh = more.filter(({ key }) => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return [...all.filter(({ key }) => key !== '<<'), ...fresh];
};

const walker = (document: Document, spotOf: (offset: number) => Spot, faults: TreeFault[]) => {
  let nodes = MAX_NODES;
  let aliases = MAX_ALIASES;
  const spot = (node: unknown, otherwise: Spot): Spot => {
    const range = (node as { range?: readonly number[] } | null)?.range;
    return range?.[0] === undefined ? otherwise : spotOf(range[0]);
  };
  const anchored = (alias: Alias, at: Spot): unknown => {
    aliases -= 1;
    const node = aliases < 0 ? undefined : alias.resolve(document);
    if (node === undefined)
      throw { stop: syntax(at, 'BAD_ALIAS', 'an alias (*name) has no anchor, or there are far too many') };
    return node;
  };
  const noteDuplicates = (entries: readonly TreeEntry[]): void => {
    const seen = new Map<string, Spot>();
    for (const { key, at } of entries) {
      const first = seen.get(key);
      if (first === undefined) seen.set(key, at);
      else if (key !== '<<' && !faults.some((fault) => fault.at[0] === at[0] && fault.at[1] === at[1]))
        faults.push({
          kind: 'duplicate-key',
          at,
          says: `The key ${key} is there twice in one mapping, first in line ${first[0]}`,
          advice: `Merge the two mappings ${key} into one, or give the second another name`,
        });
    }
  };
  const noteMerges = (entries: readonly TreeEntry[]): void => {
    const wrong = entries.filter(({ key, value }) => key === '<<' && value.kind === 'scalar');
    faults.push(...wrong.map(({ at }) => syntax(at, '', '<< wants a mapping, as a rule an alias (*name)')));
  };
  const walk = (node: unknown, otherwise: Spot, depth: number): TreeNode => {
    const at = spot(node, otherwise);
    nodes -= 1;
    if (nodes < 0 || depth > MAX_DEPTH)
      throw { stop: syntax(at, '', 'there are too many values, or they are nested too deeply') };
    if (isAlias(node)) return walk(anchored(node, at), at, depth + 1);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => walk(item, at, depth + 1)), at };
    if (isMap(node)) {
      const entries = node.items.map((pair): TreeEntry => {
        const place = spot(pair.key, at);
        return { key: keyText(pair.key), at: place, value: walk(pair.value, place, depth + 1) };
      });
      noteDuplicates(entries);
      noteMerges(entries);
      return { kind: 'map', entries: merged(entries), at };
    }
    if (!isScalar(node)) return { kind: 'scalar', value: null, plain: true, at };
    return { kind: 'scalar', value: scalarValue(node.value), plain: node.type === Scalar.PLAIN, at };
  };
  return walk;
};

/** Reads a text as YAML with the place of everything. Never throws. */
export const readTree = (text: string): TreeReading => {
  const faults: TreeFault[] = [];
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(text.replace(/^\uFEFF/, ''), {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      lineCounter,
    });
    const spotOf = (offset: number): Spot => {
      const { line, col } = lineCounter.linePos(offset);
      return [Math.max(line, 1), Math.max(col, 1)];
    };
    const [error] = document.errors;
    if (error !== undefined) return { root: null, faults: [syntax(spotOf(error.pos[0]), error.code)] };
    const root =
      document.contents === null
        ? null
        : walker(document as Document, spotOf, faults)(document.contents, [1, 1], 0);
    return { root, faults };
  } catch (thrown) {
    // A stack that is used up is the parser's answer to thousands of open brackets.
    return {
      root: null,
      faults: [isStop(thrown) ? thrown.stop : syntax([1, 1], '', 'it is nested too deeply')],
    };
  }
};

/** An entry of a mapping. */
export const entryOf = (node: TreeNode | null | undefined, key: string): TreeEntry | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;

/** Entries of a mapping; none for anything else. */
export const entriesOf = (node: TreeNode | null | undefined): readonly TreeEntry[] =>
  node?.kind === 'map' ? node.entries : [];

/** Whether a whole value is put in by whoever reads it, so that nothing is known of it. */
export const isUnfilled = (node: TreeNode | null | undefined): boolean =>
  node?.kind === 'scalar' && typeof node.value === 'string' && awaitsProgram(node.value);
