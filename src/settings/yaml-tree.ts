import type { Alias, Document, Node, Pair } from 'yaml';
import { type Lookup, substituteScalar } from '../resolve/config-file/substitute.ts';
import type { ConfigNode, ConfigProblem, Position, ScalarValue } from '../resolve/config-file/tree.ts';

/** A file as YAML: its tree after substitution, or what is wrong with it. */
export type YamlReading = { readonly root: ConfigNode } | { readonly problem: ConfigProblem };

/** Far more than any real file has; aliases of aliases (a "billion laughs" file) come to it at once. */
const MAX_NODES = 50_000;
const MAX_ALIASES = 1_000;
const MAX_DEPTH = 60;

/** Our own words for the parser's codes: its messages quote the file. */
const SAYS: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias (*name) that nothing is anchored to, or far too many of them',
  BAD_DQ_ESCAPE: 'an escape (\\) that YAML does not know in a text in double quotes',
  BAD_INDENT: 'wrong indentation',
  BAD_SCALAR_START: 'a value that starts with a reserved character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two keys in one line, or a value with ": " that is not in quotes',
  BLOCK_IN_FLOW: 'a block inside of braces or brackets',
  DUPLICATE_KEY: 'the same key twice in one mapping',
  MISSING_CHAR: 'a closing quote, brace or bracket, or a blank behind a colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a line without "key:" where one is expected; check the indentation',
  MULTIPLE_DOCS: 'more than one document (---) in the file',
  TAB_AS_INDENT: 'a tab in the indentation; YAML takes blanks only',
  UNEXPECTED_TOKEN: 'something that does not belong here',
};

const failed = (detail: ConfigProblem['detail'], at: Position, says: string): YamlReading => ({
  problem: { detail, line: at.line, column: at.column, says },
});

/** Thrown inside of a walk only; a walk that met it has one problem and no tree. */
interface Stop {
  readonly stop: YamlReading;
}

const stop = (reading: YamlReading): Stop => ({ stop: reading });

const isStop = (thrown: unknown): thrown is Stop =>
  typeof thrown === 'object' && thrown !== null && 'stop' in thrown;

type Yaml = typeof import('yaml');

const scalarOf = (value: unknown): ScalarValue => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
};

/** Turns the parser's document into a plain tree; throws a `Stop`. */
const walker = (yaml: Yaml, document: Document, placeOf: (offset: number) => Position, lookup: Lookup) => {
  let left = MAX_NODES;
  // Each is looked for in the whole document.
  let aliases = MAX_ALIASES;
  const placeIn = (node: unknown, otherwise: Position): Position => {
    const range = (node as Node | null)?.range;
    return range ? placeOf(range[0]) : otherwise;
  };
  const entriesOf = (pair: Pair, at: Position, depth: number) => {
    const place = placeIn(pair.key, at);
    const key = yaml.isScalar(pair.key) ? String(scalarOf(pair.key.value)) : '';
    return { key, ...place, value: walk(pair.value, place, depth) };
  };
  /** `<<` brings in what is not there; not every SDK reads it so, and none reads it otherwise. */
  const merged = (value: ConfigNode): readonly ConfigNode[] =>
    value.kind === 'list' ? value.items : [value];
  const anchored = (alias: Alias, place: Position): unknown => {
    aliases -= 1;
    const node = aliases < 0 ? undefined : alias.resolve(document);
    if (node !== undefined) return node;
    throw stop(failed('syntax', place, `not valid YAML: ${SAYS['BAD_ALIAS']}`));
  };
  const walk = (node: unknown, at: Position, depth: number): ConfigNode => {
    const place = placeIn(node, at);
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH)
      throw stop(failed('syntax', place, 'too many values, or nested too deeply'));
    if (yaml.isAlias(node)) return walk(anchored(node, place), place, depth + 1);
    if (yaml.isSeq(node))
      return { kind: 'list', items: node.items.map((item) => walk(item, place, depth + 1)), ...place };
    if (yaml.isMap(node)) {
      const all = node.items.map((pair) => entriesOf(pair, place, depth + 1));
      const own = all.filter(({ key }) => key !== '<<');
      const more = all
        .filter(({ key }) => key === '<<')
        .flatMap(({ value }) => merged(value))
        .flatMap((source) => (source.kind === 'map' ? source.entries : []))
        .filter(({ key }) => !own.some((entry) => entry.key === key));
      return { kind: 'map', entries: [...own, ...more], ...place };
    }
    if (!yaml.isScalar(node)) return { kind: 'scalar', value: null, ...place };
    const read = substituteScalar(scalarOf(node.value), node.type === yaml.Scalar.PLAIN, lookup);
    if (read !== null) return { kind: 'scalar', value: read.value, ...place };
    const says = 'a reference of a form that does not exist; write $$ for a dollar sign';
    throw stop(failed('reference', place, says));
  };
  return walk;
};

/** Reads YAML into a tree with positions. Never throws; the parser is loaded when it is first asked for. */
export const readYaml = async (text: string, lookup: Lookup): Promise<YamlReading> => {
  const yaml = await import('yaml');
  const start: Position = { line: 1, column: 1 };
  try {
    const lineCounter = new yaml.LineCounter();
    const options = { version: '1.2', prettyErrors: false, logLevel: 'silent', lineCounter } as const;
    const document = yaml.parseDocument(text.replace(/^\uFEFF/, ''), options);
    const placeOf = (offset: number): Position => {
      const { line, col } = lineCounter.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const [error] = document.errors;
    if (error !== undefined)
      return failed('syntax', placeOf(error.pos[0]), `not valid YAML: ${SAYS[error.code] ?? 'a mistake'}`);
    return { root: walker(yaml, document as Document, placeOf, lookup)(document.contents, start, 0) };
  } catch (thrown) {
    // A stack that is used up is the parser's answer to thousands of open brackets.
    return isStop(thrown) ? thrown.stop : failed('syntax', start, 'not valid YAML: nested too deeply');
  }
};
