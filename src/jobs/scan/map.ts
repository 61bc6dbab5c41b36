import type { CollectorFact } from '../../model/collector.ts';
import { endpointsOf } from '../../model/collector-endpoint.ts';
import { pipelinesWith } from '../../model/collector-reading.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Location } from '../../model/finding.ts';
import type { ReportMap } from '../../model/report.ts';
import { wayOf } from '../../model/signal.ts';
import type { UnitCases } from '../../scan/cases.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';

type Node = ReportMap['nodes'][number];
type Edge = ReportMap['links'][number];

/** More is no picture any more. */
const MOST_LINKS = 60;

const PROTOCOLS: Readonly<Record<string, string>> = { grpc: 'gRPC', http: 'HTTP' };

const isSame = (one: Location, other: Location): boolean =>
  one.path === other.path && one.line === other.line;

/** Puts nodes and links together, each once. */
class MapMaker {
  readonly nodes = new Map<string, Node>();
  readonly links = new Map<string, Edge>();

  node(id: string, label: string, kind: Node['kind'], broken = false): string {
    const before = this.nodes.get(id);
    // Who sends and receives is known by what it does in the middle.
    const known = before === undefined || (before.kind === 'outside' && kind !== 'outside');
    this.nodes.set(id, {
      ...(known ? { id, label, kind } : before),
      broken: broken || before?.broken === true,
    });
    return id;
  }

  link(edge: Edge): void {
    const key = `${edge.from}\n${edge.to}\n${edge.label}`;
    const before = this.links.get(key);
    if (before?.broken == null) this.links.set(key, edge);
  }
}

const addLink = (
  map: MapMaker,
  link: LinkFact,
  collectors: ReadonlyMap<string, string>,
  broken: PlacedFinding | undefined,
): void => {
  const { to, host, port } = link;
  const from = map.node(link.from, link.fromLabel, collectors.has(link.from) ? 'collector' : 'application');
  const there = to.workload ?? `${host}:${port}`;
  const kind = to.workload === null || to.collector === null ? 'outside' : 'collector';
  map.node(there, to.workload === null ? `${host}:${port}` : to.label, kind);
  const label = `${PROTOCOLS[wayOf(link.protocol)]} ${port}`;
  map.link({ from, to: there, label, broken: broken?.code ?? null });
};

const addCollector = (
  map: MapMaker,
  collector: CollectorFact,
  id: string,
  byLabel: ReadonlyMap<string, string>,
  errors: readonly PlacedFinding[],
): void => {
  const own = errors.filter((finding) => finding.labels.includes(collector.label ?? collector.id));
  const endpoints = endpointsOf(collector).filter(
    ({ exporter, host }) => host !== '' && pipelinesWith(collector, 'exporters', exporter.id).length > 0,
  );
  const ofExporter = (at: Location): PlacedFinding | undefined =>
    own.find(({ location }) => isSame(location, at));
  const beside = own.some(({ location }) => !endpoints.some(({ at }) => isSame(at, location)));
  map.node(id, collector.label ?? collector.id, 'collector', beside);
  for (const { exporter, host, port, protocol, at } of endpoints) {
    const exit = collector.exits?.find((one) => one.exporter === exporter.id && one.host === host);
    const known = exit?.label == null ? undefined : byLabel.get(exit.label);
    const name = port === null ? host : `${host}:${port}`;
    const to = known ?? map.node(exit?.label ?? name, exit?.label ?? name, 'outside');
    const label = `${PROTOCOLS[protocol]}${port === null ? '' : ` ${port}`}`;
    map.link({ from: id, to, label, broken: ofExporter(at)?.code ?? null });
  }
};

/** Who sends what to whom in a unit, as far as its files tell it; null where nobody sends. */
export const mapOf = (unit: UnitCases, findings: readonly PlacedFinding[]): ReportMap | null => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const map = new MapMaker();
  const facts = unit.collectors.flatMap(({ facts: { collector } }) =>
    collector?.state === 'seen' ? [collector.value] : [],
  );
  const workloads = new Map<string, string>();
  for (const { workload } of unit.senders) workloads.set(workload.label, workload.id);
  const links = unit.senders.flatMap(({ cases }) =>
    cases.flatMap(({ id, facts: { link } }) => (link?.state === 'seen' ? [{ id, link: link.value }] : [])),
  );
  for (const { link } of links) if (link.to.workload !== null) workloads.set(link.to.label, link.to.workload);
  const ids = new Map(facts.map((fact) => [fact, workloads.get(fact.label ?? '') ?? fact.label ?? fact.id]));
  const collectors = new Map([...ids].map(([fact, id]) => [id, fact.label ?? fact.id]));
  for (const { id, link } of links) {
    const own = errors.filter(({ labels }) => labels.includes(link.fromLabel));
    const exact = own.find(({ targets }) => targets.includes(id));
    addLink(map, link, collectors, exact ?? own.find(({ location }) => isSame(location, link.at)));
  }
  const byLabel = new Map([...workloads, ...[...collectors].map(([id, label]) => [label, id] as const)]);
  for (const [fact, id] of ids) addCollector(map, fact, id, byLabel, errors);
  const edges = [...map.links.values()].slice(0, MOST_LINKS);
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return edges.length === 0
    ? null
    : { nodes: [...map.nodes.values()].filter(({ id }) => used.has(id)), links: edges };
};
