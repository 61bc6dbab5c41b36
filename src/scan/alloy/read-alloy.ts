import type { TreeEntry, TreeNode } from '../../collector/tree.ts';
import type { CollectorFact, CollectorProblem } from '../../model/collector.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import { readBlocks } from '../blocks/read-blocks.ts';
import { readCollector } from '../collector/read-collector.ts';
import { below, entriesOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../yaml/tree.ts';
import { alloyName, type Component, componentsOf, type Kind } from './components.ts';
import { entry, listNode, mapNode, opaque, spotOf, treeOf } from './tree.ts';

/** Where the receivers of Alloy listen unless they say otherwise: on every address, other than those of the Collector. */
const LISTENS = { grpc: '0.0.0.0:4317', http: '0.0.0.0:4318' } as const;

const protocolEntry = (body: YamlNode, protocol: 'grpc' | 'http'): readonly TreeEntry[] => {
  const found = entriesOf(body).find(({ key }) => key === protocol);
  if (found === undefined) return [];
  const at = spotOf(found);
  const written = entriesOf(found.value).filter(({ key }) => key === 'endpoint' || key === 'tls');
  const own = written.map(({ key, value }) => ({ key, at: spotOf(value), value: treeOf(value) }));
  const default_: TreeNode = { kind: 'scalar', value: LISTENS[protocol], plain: true, at };
  const given = own.some(({ key }) => key === 'endpoint') ? own : [...own, entry('endpoint', at, default_)];
  return [entry(protocol, at, mapNode(at, given))];
};

const receiver = ({ body, at }: Component): TreeNode => {
  const protocols = [...protocolEntry(body, 'grpc'), ...protocolEntry(body, 'http')];
  return mapNode(at, [entry('protocols', at, mapNode(at, protocols))]);
};

const CLIENT_KEYS = ['endpoint', 'tls', 'compression'];
const SIGNAL_KEYS = ['traces_endpoint', 'metrics_endpoint', 'logs_endpoint'];

const settings = (node: YamlNode | undefined, keys: readonly string[]): readonly TreeEntry[] =>
  entriesOf(node)
    .filter(({ key }) => keys.includes(key))
    .map((one: YamlEntry) => entry(one.key, spotOf(one), treeOf(one.value)));

const exporter = ({ body, at }: Component): TreeNode =>
  mapNode(at, [...settings(below(body, 'client'), CLIENT_KEYS), ...settings(body, SIGNAL_KEYS)]);

/** Settings as the Collector has them; what is not known of a component is put in by others. */
const componentTree = (component: Component): TreeNode => {
  if (component.kind === 'receiver' && component.type === 'otlp') return receiver(component);
  if (component.kind === 'exporter' && /^otlp(?:http)?$/.test(component.type)) return exporter(component);
  return opaque(component.at);
};

const KINDS: readonly Kind[] = ['receiver', 'processor', 'exporter', 'connector'];

/** What is named behind `traces =`, as names of components. */
const namedIn = ({ body }: Component, signal: Signal): readonly { name: string; node: YamlNode }[] => {
  const node = below(body, 'output', signal);
  const items = node?.kind === 'list' ? itemsOf(node) : node === undefined ? [] : [node];
  return items.map((item) => ({
    name: textOf(item)?.replace(/\.(?:input|receiver)$/, '') ?? '',
    node: item,
  }));
};

/** What a signal of a component goes through and where it ends; `open` where it goes on outside of the file. */
interface Way {
  readonly processors: Component[];
  readonly ends: Component[];
  /** Components that are named and not there. */
  readonly lost: { readonly name: string; readonly node: YamlNode }[];
  open: boolean;
}

/** Takes in what a component names; what a signal goes on through is asked in turn. */
const step = (
  named: Way['lost'][number],
  way: Way,
  reached: Set<Component>,
  byName: ReadonlyMap<string, Component>,
): void => {
  const next = byName.get(named.name);
  if (next === undefined && named.name.startsWith('otelcol.')) way.lost.push(named);
  else if (next === undefined) way.open = true;
  if (next === undefined || reached.has(next)) return;
  reached.add(next);
  (next.kind === 'processor' ? way.processors : way.ends).push(next);
};

const follow = (start: Component, signal: Signal, byName: ReadonlyMap<string, Component>): Way => {
  const way: Way = { processors: [], ends: [], lost: [], open: false };
  const reached = new Set<Component>([start]);
  // A set is gone through with what is added on the way.
  for (const one of reached)
    if (one === start || one.kind === 'processor')
      for (const named of namedIn(one, signal)) step(named, way, reached, byName);
  return way;
};

interface Pipelines {
  readonly entries: TreeEntry[];
  readonly lost: { readonly name: string; readonly node: YamlNode }[];
  open: boolean;
}

const pipelinesOf = (components: readonly Component[]): Pipelines => {
  const byName = new Map(components.map((one) => [alloyName(one), one]));
  const found: Pipelines = { entries: [], lost: [], open: false };
  for (const start of components.filter(({ kind }) => kind === 'receiver' || kind === 'connector'))
    for (const signal of SIGNALS) {
      const way = follow(start, signal, byName);
      found.lost.push(...way.lost);
      if (way.open) found.open = true;
      if (way.ends.length === 0) continue;
      const names = (all: readonly Component[]): TreeNode =>
        listNode(
          start.at,
          all.map(({ id }) => id),
        );
      const body = [
        entry('receivers', start.at, names([start])),
        entry('processors', start.at, names(way.processors)),
        entry('exporters', start.at, names(way.ends)),
      ];
      found.entries.push(entry(`${signal}/${found.entries.length}`, start.at, mapNode(start.at, body)));
    }
  return found;
};

const sectionsOf = (components: readonly Component[]): readonly TreeEntry[] =>
  KINDS.flatMap((kind) => {
    const own = components.filter((one) => one.kind === kind);
    const [first] = own;
    if (first === undefined) return [];
    const entries = own.map((one) => entry(one.id, one.at, componentTree(one)));
    return [entry(`${kind}s`, first.at, mapNode(first.at, entries))];
  });

/** Of a form that only the Collector has. */
const HOLDS: readonly CollectorProblem['kind'][] = ['port-taken'];

const lostProblem = (path: string, { name, node }: Pipelines['lost'][number]): CollectorProblem => ({
  ...{ kind: 'undefined-reference', severity: 'error', at: { ...node.at, path } },
  says: `The component ${name} is named, and there is none of that name`,
  follows: 'Alloy does not load this configuration.',
  advice: `Name a component that is there, or define ${name}`,
  edits: [],
});

/** Names of components as Alloy has them, in place of those of the Collector. */
const renamed = (fact: CollectorFact, components: readonly Component[]): CollectorFact => {
  const names = new Map(components.map((one) => [`${one.kind} ${one.id}`, alloyName(one)]));
  const nameOf = (kind: Kind, id: string): string =>
    names.get(`${kind} ${id}`) ?? names.get(`connector ${id}`) ?? id;
  const all = (kind: Kind) => (one: { readonly id: string; readonly at: CollectorFact['at'] }) => ({
    ...one,
    id: nameOf(kind, one.id),
  });
  return {
    ...fact,
    components: fact.components.map((one) => ({
      ...one,
      id: one.kind === 'extension' ? one.id : nameOf(one.kind, one.id),
    })),
    pipelines: fact.pipelines.map((one) => ({
      ...one,
      receivers: one.receivers.map(all('receiver')),
      processors: one.processors.map(all('processor')),
      exporters: one.exporters.map(all('exporter')),
    })),
  };
};

/**
 * Reads a configuration of Grafana Alloy as that of a Collector: its `otelcol` components, and what they are linked to.
 * Null where it has none that receives or sends. https://grafana.com/docs/alloy/latest/reference/components/otelcol/
 */
export const readAlloy = (path: string, text: string): CollectorFact | null => {
  const root = readBlocks(path, text, true);
  const components = componentsOf(root);
  if (!components.some(({ kind }) => kind === 'receiver' || kind === 'exporter')) return null;
  const { entries, lost, open } = pipelinesOf(components);
  const at = components[0]?.at ?? [1, 1];
  const service = entry('service', at, mapNode(at, [entry('pipelines', at, mapNode(at, entries))]));
  const tree = mapNode(at, [...sectionsOf(components), ...(entries.length > 0 ? [service] : [])]);
  // What is imported or declared is linked by names that are not here.
  const parts = entriesOf(root).some(({ key }) => /^(?:import\.|declare\b|argument\b|export\b)/.test(key));
  const fact = readCollector({ path, text, tree, linesMatch: false, part: open || parts });
  const problems = fact.problems.filter(({ kind }) => HOLDS.includes(kind));
  const named = parts ? [] : lost.map((one) => lostProblem(path, one));
  return renamed({ ...fact, problems: [...problems, ...named], managed: true }, components);
};
