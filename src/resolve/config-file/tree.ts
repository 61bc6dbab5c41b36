import type { Source } from '../../model/setting.ts';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type ScalarValue = string | number | boolean | null;

interface Entry extends Position {
  readonly key: string;
  readonly value: ConfigNode;
}

interface ScalarNode extends Position {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
}

interface ListNode extends Position {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
}

interface MapNode extends Position {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

/** A configuration file after parsing and substitution, with the place of everything in it. */
export type ConfigNode = ScalarNode | ListNode | MapNode;

/** What keeps an SDK from using the file. */
export interface ConfigProblem extends Position {
  readonly detail:
    | 'missing'
    | 'unreadable'
    | 'too-large'
    | 'not-text'
    | 'syntax'
    | 'reference'
    | 'format'
    | 'structure'
    | 'exporter-unknown';
  /** What is wrong and what is expected; holds no value of the file. */
  readonly says: string;
}

/** A configuration file as it was used for a run. */
export interface ConfigFileUse {
  readonly path: string;
  /** With any of these the SDK does not start. */
  readonly problems: readonly ConfigProblem[];
  /** Variables that are set and that the file makes void. */
  readonly ignored: readonly string[];
  /** Those of them that ask for something else than the file. */
  readonly contradicted: readonly {
    readonly variable: string;
    readonly value: string;
    readonly source: Source;
  }[];
  /** It is in the form of before 1.0, which newer SDKs refuse. */
  readonly former: boolean;
}

/** An entry of a mapping, with its position; undefined when there is none. */
export const entryOf = (node: ConfigNode | undefined, key: string): Entry | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;

/** A node below mappings. */
export const below = (node: ConfigNode | undefined, ...keys: readonly string[]): ConfigNode | undefined => {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
};

export const itemsOf = (node: ConfigNode | undefined): readonly ConfigNode[] =>
  node?.kind === 'list' ? node.items : [];

/** The value of a scalar; null for everything else. */
export const scalarIn = (node: ConfigNode | undefined): ScalarValue =>
  node?.kind === 'scalar' ? node.value : null;
