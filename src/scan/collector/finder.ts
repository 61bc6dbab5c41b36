import { join } from 'node:path';
import type { CollectorText } from '../../collector/text.ts';
import type { CollectorFact, CollectorHost } from '../../model/collector.ts';
import type { ServiceFact } from '../../model/deployment.ts';
import type { SourceFile } from '../files.ts';
import type { EmbeddedConfig } from '../kubernetes/read-kubernetes.ts';
import { idOf, type Resource } from '../kubernetes/resource.ts';
import { keyOf } from '../kubernetes/variables.ts';
import { groupedBy, type Nearest, nearestOf, theOne } from '../near.ts';
import type { Workload } from '../workload.ts';
import { below, entryOf, type YamlNode } from '../yaml/tree.ts';
import { excerpt } from './excerpt.ts';
import { type AskedCollector, askedBuild, collectorImage } from './image.ts';
import type { CollectorReader } from './read-collector.ts';

/** Everything that configurations are found in. */
export interface CollectorSources {
  readonly files: readonly SourceFile[];
  readonly configs: readonly EmbeddedConfig[];
  readonly maps: readonly Resource[];
  /** Configurations in another language than YAML, as they were read. */
  readonly alloys: readonly CollectorFact[];
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceFact[];
  readText(path: string): string | null;
  /** The Collector that reads all of them, where it is named. */
  readonly asked?: AskedCollector | undefined;
}

/** The same with what is asked again and again. */
export interface Finder extends CollectorSources {
  readonly pods: ReadonlyMap<string, readonly Workload[]>;
  readonly nearMaps: Nearest<Resource>;
  readonly configsOf: ReadonlyMap<string, readonly EmbeddedConfig[]>;
  /** Services by namespace and the first label that they select by. */
  readonly selectors: ReadonlyMap<string, readonly ServiceFact[]>;
  /** Ids of the workloads that are given settings of a sender. */
  readonly senders: readonly string[];
  /** First parts of the names of hosts that senders send to. */
  readonly hosts: ReadonlySet<string>;
}

/** Senders of which more is not asked than whether there is another one. */
const SENDS = /^OTEL_(?:EXPORTER_OTLP|TRACES_EXPORTER|METRICS_EXPORTER|LOGS_EXPORTER|SERVICE_NAME)/;

export const finderOf = (sources: CollectorSources): Finder => ({
  ...sources,
  pods: groupedBy(sources.workloads, ({ group, pod }) => [`${group}\n${pod}`]),
  nearMaps: nearestOf(
    sources.maps,
    ({ namespace, name }) => [keyOf(namespace, name)],
    ({ path }) => path,
  ),
  configsOf: groupedBy(sources.configs, ({ resource }) => [idOf(resource)]),
  selectors: groupedBy(sources.services, ({ namespace, selector }) => [
    `${namespace}\n${JSON.stringify(Object.entries(selector)[0])}`,
  ]),
  senders: sources.workloads
    .filter(({ variables }) => variables.some(({ name }) => SENDS.test(name)))
    .slice(0, 2)
    .map(({ id }) => id),
  hosts: new Set(
    sources.workloads.flatMap(({ variables }) =>
      variables.flatMap(({ name, value }) =>
        /^OTEL_\w{1,60}_ENDPOINT$/.test(name) ? hostIn(value ?? '') : [],
      ),
    ),
  ),
});

/** The first part of the name of a host in an endpoint. */
const hostIn = (endpoint: string): readonly string[] =>
  [/^(?:\w{1,10}:\/\/)?([\w-]{1,80})/.exec(endpoint)?.[1] ?? []].flat();

/** Whether a sender names a workload, by one of its names or by a Service that leads to it; or names a port of the host that it has. */
const isAddressed = (workload: Workload, { hosts, selectors }: Finder): boolean => {
  const { names, group, labels, published } = workload;
  const leading = Object.entries(labels).flatMap(
    (label) => selectors.get(`${group}\n${JSON.stringify(label)}`) ?? [],
  );
  const local = published.length > 0 && hosts.has('localhost');
  return local || [...names, ...leading.map(({ name }) => name)].some((name) => hosts.has(name));
};

/** Whether anything but the container itself may reach a workload. */
const isReached = (
  { id, group, labels, published, names, kind }: Workload,
  { selectors, senders }: Finder,
): boolean =>
  published.length > 0 ||
  senders.some((sender) => sender !== id) ||
  (kind === 'kubernetes' && names.length > 0) ||
  Object.entries(labels).some((label) => selectors.has(`${group}\n${JSON.stringify(label)}`));

/** Which Collector a workload runs; null where its image is of none. */
export const buildOf = ({ image }: Workload) =>
  image === null ? null : collectorImage(image.name, image.tag);

/** A configuration that stands in a manifest. */
export const embeddedText = (resource: Resource, node: YamlNode): CollectorText => ({
  path: resource.path,
  ...excerpt(resource.text, node),
  within: `${resource.kind} ${resource.namespace}/${resource.name}`,
});

/** `configmap:namespace/name` with `#key` for a single file. */
const mapSource = (source: string): { readonly name: string; readonly key: string | null } => {
  const [, name = '', key = null] = /^configmap:([^#]+)(?:#(.*))?$/.exec(source) ?? [];
  return { name, key };
};

const inMap = (source: string, file: string, from: string, { nearMaps }: Finder): CollectorText | null => {
  const { name, key } = mapSource(source);
  const map = theOne(nearMaps.find(name, from));
  const entry = map === undefined ? undefined : entryOf(below(map.root, 'data'), key ?? file);
  return map === undefined || entry?.value.kind !== 'scalar' ? null : embeddedText(map, entry.value);
};

/** The text at a path of a container; null where it is not among the files. */
export const fileAt = (workload: Workload, path: string, finder: Finder): CollectorText | null => {
  const { mounts, at } = workload;
  for (let target = path; target !== ''; target = target.slice(0, Math.max(target.lastIndexOf('/'), 0))) {
    const source = mounts[target] ?? mounts[`${target}/`];
    if (source === undefined) continue;
    const rest = path.slice(target.length + 1);
    if (source.startsWith('configmap:')) return inMap(source, rest, at.path, finder);
    // The directory of the project itself is `.`, which no path of a file begins with.
    const file = join(source, rest);
    const text = finder.readText(file);
    return text === null ? null : { path: file, text };
  }
  return null;
};

/** Whether a file is what is mounted, or below it; everything is below the directory of the project itself. */
export const isBelow = (source: string, path: string): boolean =>
  source === '.' || path === source || path.startsWith(`${source}/`);

/** Configurations in what is mounted, for a command that names none of it. */
export const mountedIn = (workload: Workload, finder: Finder): readonly CollectorText[] =>
  Object.values(workload.mounts).flatMap((source): readonly CollectorText[] => {
    if (!source.startsWith('configmap:')) return finder.files.filter(({ path }) => isBelow(source, path));
    const { name, key } = mapSource(source);
    const map = theOne(finder.nearMaps.find(name, workload.at.path));
    return (map === undefined ? [] : (finder.configsOf.get(idOf(map)) ?? []))
      .filter((config) => key === null || config.key === key)
      .map(({ resource, node }) => embeddedText(resource, node));
  });

/** Where a workload runs its Collector. */
export const hostOf = (workload: Workload, finder: Finder): CollectorHost => {
  const mates = finder.pods.get(`${workload.group}\n${workload.pod}`) ?? [];
  const beside = mates.some(
    (other) => other.id !== workload.id && other.variables.some(({ name }) => name.startsWith('OTEL_')),
  );
  const network = workload.hostNetwork ? 'machine' : beside ? 'senders' : 'own';
  return {
    inContainer: workload.inContainer,
    network,
    label: workload.label,
    names: workload.names,
    reached: isReached(workload, finder),
    addressed: isAddressed(workload, finder),
  };
};

/** What is known of the one who reads a configuration. */
export const readerOf = (workload: Workload, finder: Finder): CollectorReader => ({
  build: askedBuild(buildOf(workload), finder.asked),
  host: hostOf(workload, finder),
  lookup: (name) => workload.variables.find((variable) => variable.name === name)?.value ?? undefined,
  fileAt: (path) => fileAt(workload, path, finder),
});
