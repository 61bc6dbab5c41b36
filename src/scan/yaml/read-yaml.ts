import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, Scalar } from 'yaml';
import type { Location } from '../../model/finding.ts';
import { placer } from '../place.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

/** A file of many documents is larger than any that is written by hand; aliases of aliases come to it at once. */
const MAX_NODES = 200_000;
const MAX_ALIASES = 2_000;
const MAX_DEPTH = 60;

/** What keeps a file from being read as YAML; holds no value of it. */
export interface YamlProblem {
  readonly at: Location;
  readonly says: string;
}

/** The documents of a file, and why the rest of it could not be read. */
export interface YamlReading {
  readonly documents: readonly YamlNode[];
  readonly problem: YamlProblem | null;
}

const SAYS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'wrong indentation',
  DUPLICATE_KEY: 'the same key twice in one mapping',
  TAB_AS_INDENT: 'a tab in the indentation; YAML takes blanks only',
  MISSING_CHAR: 'a closing quote, brace or bracket, or a blank behind a colon is missing',
  BLOCK_AS_IMPLICIT_KEY: 'two keys in one line, or a value with ": " that is not in quotes',
  MULTILINE_IMPLICIT_KEY: 'a line without "key:" where one is expected; check the indentation',
  BAD_SCALAR_START: 'a value that starts with a reserved character; put it in quotes',
  BAD_ALIAS: 'an alias (*name) that nothing is anchored to, or far too many of them',
};

/** Thrown inside of a walk only. */
interface Stop {
  readonly stop: YamlProblem;
}

const isStop = (thrown: unknown): thrown is Stop =>
  typeof thrown === 'object' && thrown !== null && 'stop' in thrown;

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_FOLDED]: 'block',
  [Scalar.BLOCK_LITERAL]: 'block',
};

const scalarText = ({ value, source }: Scalar): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : (source ?? String(value));
};

interface Budget {
  nodes: number;
  aliases: number;
}

const walker = (document: Document, place: (offset: number) => Location, budget: Budget) => {
  const halt = (offset: number, says: string): Stop => ({ stop: { at: place(offset), says } });
  const rangeOf = (node: unknown, otherwise: number): readonly [start: number, end: number] => {
    const range = (node as { range?: readonly number[] } | null)?.range;
    return range ? [range[0] ?? otherwise, range[1] ?? otherwise] : [otherwise, otherwise];
  };
  const anchored = (alias: Alias, offset: number): unknown => {
    budget.aliases -= 1;
    const node = budget.aliases < 0 ? undefined : alias.resolve(document);
    if (node === undefined) throw halt(offset, `not valid YAML: ${SAYS['BAD_ALIAS']}`);
    return node;
  };
  const brought = (value: YamlNode): readonly YamlEntry[] =>
    (value.kind === 'list' ? [...value.items].reverse() : [value]).flatMap((source) =>
      source.kind === 'map' ? source.entries : [],
    );
  const merged = (all: readonly YamlEntry[]): readonly YamlEntry[] => {
    const own = all.filter(({ key }) => key !== '<<');
    const more = new Map(
      all
        .filter(({ key }) => key === '<<')
        .flatMap(({ value }) => brought(value))
        .map((entry) => [entry.key, entry]),
    );
    return [...[...more.values()].filter(({ key }) => !own.some((entry) => entry.key === key)), ...own];
  };
  const walk = (node: unknown, otherwise: number, depth: number): YamlNode => {
    const [start, end] = rangeOf(node, otherwise);
    budget.nodes -= 1;
    if (budget.nodes < 0 || depth > MAX_DEPTH) throw halt(start, 'too many values, or nested too deeply');
    if (isAlias(node)) return walk(anchored(node, start), start, depth + 1);
    const placed = { at: place(start), start, end };
    if (isSeq(node)) {
      const items = node.items.map((item) => walk(item, start, depth + 1));
      return { kind: 'list', items, flow: node.flow === true, ...placed };
    }
    if (isMap(node)) {
      const flow = node.flow === true;
      const all = node.items.map((pair): YamlEntry => {
        const [from] = rangeOf(pair.key, start);
        const value = walk(pair.value, from, depth + 1);
        const key = isScalar(pair.key) ? (scalarText(pair.key) ?? '') : '';
        return { key, value, flow, at: place(from), start: from, end: rangeOf(pair.value, value.end)[1] };
      });
      return { kind: 'map', entries: merged(all), flow, tag: node.tag ?? null, ...placed };
    }
    if (!isScalar(node)) return { kind: 'scalar', text: null, style: 'plain', ...placed };
    const style = STYLES[node.type ?? ''] ?? 'plain';
    return { kind: 'scalar', text: scalarText(node), style, ...placed };
  };
  return walk;
};

/** Reads every document of a YAML file with the place of everything. Never throws. */
export const readYaml = (path: string, text: string): YamlReading => {
  const place = placer(path, text);
  const documents: YamlNode[] = [];
  const budget: Budget = { nodes: MAX_NODES, aliases: MAX_ALIASES };
  try {
    for (const document of parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' })) {
      const [error] = document.errors;
      if (error !== undefined) {
        const says = `not valid YAML: ${SAYS[error.code] ?? 'something that does not belong here'}`;
        return { documents, problem: { at: place(error.pos[0]), says } };
      }
      const offset = document.range?.[0] ?? 0;
      if (document.contents !== null)
        documents.push(walker(document as Document, place, budget)(document.contents, offset, 0));
    }
    return { documents, problem: null };
  } catch (thrown) {
    // A stack that is used up is the parser's answer to thousands of open brackets.
    const problem = isStop(thrown)
      ? thrown.stop
      : { at: place(0), says: 'not valid YAML: nested too deeply' };
    return { documents, problem };
  }
};
