import { endOfLine } from '../place.ts';
import { ASSIGNMENT } from '../shell/assignment.ts';
import { entryLines, yamlSlot } from '../slot.ts';
import type { EntryLines, ScannedVariable } from '../workload.ts';
import { entriesOf, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/tree.ts';

/** Keys and indexes that lead to a value. */
export type Trail = readonly string[];

/** Variables that stand together in a file of YAML or JSON. */
export interface Environment {
  /** To the mapping or list itself. */
  readonly trail: Trail;
  readonly node: YamlNode;
  readonly variables: readonly ScannedVariable[];
}

/** A text of a file that a shell runs. */
export interface ScriptNode {
  readonly trail: Trail;
  readonly node: YamlScalar;
}

/** What a file holds that sets variables. */
export interface FoundEnvironments {
  readonly environments: readonly Environment[];
  readonly scripts: readonly ScriptNode[];
}

/** Variables that decide what is sent, and nothing that only looks like one. */
const OURS = /^(?:OTEL|OTLP|OPENTELEMETRY)_[A-Z][A-Z0-9_]*$/;

const NAME = /^[A-Za-z_]\w{0,200}$/;

/** What somebody fills in before it is used: templates, variables, secrets, placeholders. */
const FILLED_IN = /\$[{(A-Za-z_]|\{\{|<[\w %=. -]{1,80}>|%\{|#\{|__\w+__|@\w+@|%\w+%/;

/** Whether a tag such as `!Ref` makes something else of the text. */
const isTagged = (text: string, { start }: YamlScalar): boolean =>
  /![\w:.]{1,60}[ \t]*$/.test(text.slice(Math.max(start - 80, 0), start));

const knownValue = (text: string, node: YamlNode): string | null => {
  if (node.kind !== 'scalar' || node.text === null || isTagged(text, node)) return null;
  return FILLED_IN.test(node.text) ? null : node.text;
};

/** A file whose values are found. */
export interface EnvironmentFile {
  readonly path: string;
  readonly text: string;
  /** How it writes one more variable: a line of YAML, or `NAME = value`. */
  readonly form: 'map' | 'attribute';
}

const linesOf = (
  text: string,
  { flow, start, end }: YamlEntry,
  form: EnvironmentFile['form'],
): EntryLines | null => {
  if (form === 'map') return flow ? null : entryLines(text, start, end, form);
  const alone = /^[ \t]*(?:,[ \t]*)?(?:#|\/\/|\r?\n|$)/.test(text.slice(end, endOfLine(text, end)));
  return alone ? entryLines(text, start, end, form) : null;
};

const variable = (
  { path, text, form }: EnvironmentFile,
  name: string,
  node: YamlNode,
  entry: YamlEntry | null,
): ScannedVariable => {
  const value = knownValue(text, node);
  const lines = entry === null ? null : linesOf(text, entry, form);
  const slot =
    node.kind === 'scalar' && value !== null
      ? yamlSlot(path, node, { dialect: 'plain', entry: lines })
      : null;
  return { name, value, at: node.at, from: 'inline', slot };
};

const fromMap = (file: EnvironmentFile, node: YamlNode): readonly ScannedVariable[] =>
  entriesOf(node).flatMap((entry) =>
    NAME.test(entry.key) ? [variable(file, entry.key, entry.value, entry)] : [],
  );

const partOf = (node: YamlNode, wanted: readonly string[]): YamlNode | undefined =>
  entriesOf(node).find(({ key }) => wanted.includes(key.toLowerCase()))?.value;

/** `- name: X, value: Y`, in the spellings of those who have it. */
const fromItem = (file: EnvironmentFile, item: YamlNode): readonly ScannedVariable[] => {
  const name = textOf(partOf(item, ['name', 'key']));
  if (name === null || !NAME.test(name)) return [];
  const value = partOf(item, ['value']);
  return value === undefined
    ? [{ name, value: null, at: item.at, from: 'inline', slot: null }]
    : [variable(file, name, value, null)];
};

const isOurs = (variables: readonly ScannedVariable[]): boolean =>
  variables.some(({ name }) => OURS.test(name));

/** `NAME=value` as an item of a list. */
const fromPairs = (file: EnvironmentFile, item: YamlNode): readonly ScannedVariable[] => {
  const [front = '', name] = ASSIGNMENT.exec(textOf(item) ?? '') ?? [];
  if (item.kind !== 'scalar' || name === undefined) return [];
  const whole = knownValue(file.text, item);
  const value = whole === null ? null : whole.slice(front.length);
  const slot = value === null ? null : yamlSlot(file.path, item, { dialect: 'plain', entry: null, front });
  return [{ name, value, at: item.at, from: 'inline', slot }];
};

const environmentAt = (file: EnvironmentFile, node: YamlNode): readonly ScannedVariable[] => {
  if (node.kind === 'map') return node.entries.some(({ key }) => OURS.test(key)) ? fromMap(file, node) : [];
  if (node.kind !== 'list') return [];
  const named = node.items.flatMap((item) => fromItem(file, item));
  return named.length > 0 ? named : node.items.flatMap((item) => fromPairs(file, item));
};

const childrenOf = (node: YamlNode): readonly (readonly [string, YamlNode])[] => {
  if (node.kind === 'list') return node.items.map((item, index) => [`${index}`, item] as const);
  return entriesOf(node).map(({ key, value }) => [key, value] as const);
};

/** Finds everything in a document that sets variables of ours, with the scripts below keys of the given names. */
export const findEnvironments = (
  file: EnvironmentFile,
  root: YamlNode,
  isScript: (key: string) => boolean,
): FoundEnvironments => {
  const environments: Environment[] = [];
  const scripts: ScriptNode[] = [];
  const visit = (node: YamlNode, trail: Trail, script: boolean): void => {
    if (node.kind === 'scalar') {
      if (script && node.text?.includes('OTEL_')) scripts.push({ trail, node });
      return;
    }
    const variables = script ? [] : environmentAt(file, node);
    if (isOurs(variables)) environments.push({ trail, node, variables });
    for (const [key, value] of childrenOf(node)) visit(value, [...trail, key], script || isScript(key));
  };
  visit(root, [], false);
  return { environments, scripts };
};
