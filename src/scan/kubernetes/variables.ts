import { entryLines, yamlSlot } from '../slot.ts';
import type { EntryForm, ScannedVariable, Segment, VariableOrigin } from '../workload.ts';
import { below, entriesOf, entryOf, itemsOf, textOf, type YamlNode } from '../yaml/tree.ts';
import type { Resource } from './resource.ts';

/** ConfigMaps of the manifests by namespace and name. */
export type ConfigMaps = ReadonlyMap<string, Resource>;

/** Key of an object in a namespace. */
export const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;

interface Origin {
  readonly path: string;
  readonly text: string;
  readonly from: VariableOrigin;
}

/** A variable whose value stands in a scalar. */
const written = (
  { path, text, from }: Origin,
  name: string,
  node: YamlNode,
  lines: { readonly start: number; readonly end: number; readonly form: EntryForm } | null,
): ScannedVariable => {
  if (node.kind !== 'scalar') return { name, value: null, at: node.at, from, slot: null };
  const entry = lines === null ? null : entryLines(text, lines.start, lines.end, lines.form);
  const slot = yamlSlot(path, node, { dialect: 'kubernetes', entry });
  return { name, value: node.text ?? '', at: node.at, from, slot };
};

/** All of `data` of a ConfigMap. */
const dataOf = (map: Resource): readonly ScannedVariable[] =>
  entriesOf(below(map.root, 'data')).map((entry) =>
    written(
      { ...map, from: 'configmap' },
      entry.key,
      entry.value,
      entry.flow ? null : { ...entry, form: 'map' },
    ),
  );

const REFERENCE = /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g;

/** Fills in `$(NAME)`: only what is defined above counts, and the rest stays as it is written. */
const filledIn = (
  variable: ScannedVariable,
  above: ReadonlyMap<string, ScannedVariable>,
): ScannedVariable => {
  const { value, slot } = variable;
  if (value === null || !value.includes('$')) return variable;
  const segments: Segment[] = [];
  let at = 0;
  let known = true;
  const keep = (literal: string): void => {
    if (literal !== '') segments.push({ written: literal, value: literal });
  };
  for (const { 0: reference, 1: name, index } of value.matchAll(REFERENCE)) {
    keep(value.slice(at, index));
    const found = name === undefined ? undefined : above.get(name);
    if (found?.value === null) known = false;
    segments.push({ written: reference, value: name === undefined ? '$' : (found?.value ?? reference) });
    at = index + reference.length;
  }
  keep(value.slice(at));
  const now = segments.map((segment) => segment.value).join('');
  return { ...variable, value: known ? now : null, slot: slot === null ? null : { ...slot, segments } };
};

/** Where variables are looked up. */
export interface Ground extends Origin {
  readonly namespace: string;
  readonly maps: ConfigMaps;
}

const referred = (ground: Ground, name: string, item: YamlNode): ScannedVariable => {
  const source = below(item, 'valueFrom');
  const map = below(source, 'configMapKeyRef');
  const found = ground.maps.get(keyOf(ground.namespace, textOf(below(map, 'name')) ?? ''));
  const key = textOf(below(map, 'key')) ?? '';
  const data = found === undefined ? undefined : dataOf(found).find((variable) => variable.name === key);
  if (data !== undefined) return { ...data, name };
  const from = below(source, 'secretKeyRef') === undefined ? 'field' : 'secret';
  return { name, value: null, at: item.at, from, slot: null };
};

/** What a container is given, and whether all of it is known. */
export interface ContainerVariables {
  readonly variables: readonly ScannedVariable[];
  readonly complete: boolean;
}

const fromSources = (container: YamlNode, ground: Ground): ContainerVariables => {
  const variables: ScannedVariable[] = [];
  let complete = true;
  for (const source of itemsOf(below(container, 'envFrom'))) {
    const name = textOf(below(source, 'configMapRef', 'name'));
    const found = name === null ? undefined : ground.maps.get(keyOf(ground.namespace, name));
    if (found === undefined) complete = false;
    const prefix = textOf(below(source, 'prefix')) ?? '';
    if (found !== undefined)
      variables.push(...dataOf(found).map((one) => ({ ...one, name: `${prefix}${one.name}` })));
  }
  return { variables, complete };
};

/** `env` as it is listed, in order. */
export const listed = (container: YamlNode | undefined, ground: Ground): readonly ScannedVariable[] =>
  itemsOf(below(container, 'env')).flatMap((item) => {
    const name = textOf(below(item, 'name'));
    const value = entryOf(item, 'value')?.value;
    if (name === null) return [];
    if (value === undefined && below(item, 'valueFrom') !== undefined) return [referred(ground, name, item)];
    const list = below(container, 'env');
    const flow = list?.kind !== 'list' || list.flow || (item.kind === 'map' && item.flow);
    if (value === undefined) return [{ name, value: '', at: item.at, from: ground.from, slot: null }];
    return [written(ground, name, value, flow ? null : { start: item.start, end: item.end, form: 'pairs' })];
  });

/** Variables in the order in which Kubernetes fills them in. */
export const inOrder = (variables: readonly ScannedVariable[]): readonly ScannedVariable[] => {
  const above = new Map<string, ScannedVariable>();
  for (const variable of variables) above.set(variable.name, filledIn(variable, above));
  return [...above.values()];
};

/** Everything that a container is given by its own manifest. */
export const containerVariables = (container: YamlNode, ground: Ground): ContainerVariables => {
  const { variables, complete } = fromSources(container, ground);
  return { variables: inOrder([...variables, ...listed(container, ground)]), complete };
};
