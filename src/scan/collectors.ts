import type { CollectorFact, CollectorHost } from '../model/collector.ts';
import { collectorImage } from './collector/image.ts';
import { readCollector } from './collector/read-collector.ts';
import type { SourceFile } from './files.ts';
import type { EmbeddedConfig } from './kubernetes/read-kubernetes.ts';
import { idOf } from './kubernetes/resource.ts';
import { startOfLine } from './place.ts';
import type { Workload } from './workload.ts';
import { below, textOf, type YamlNode } from './yaml/tree.ts';

/** Configurations, and which workload runs which. */
export interface CollectorReading {
  readonly collectors: readonly CollectorFact[];
  readonly byWorkload: ReadonlyMap<string, CollectorFact>;
  /** Workloads, with the configurations that they run. */
  readonly workloads: readonly Workload[];
}

/** A configuration that stands in a file of something else, as a text with its place. */
const excerpt = (
  text: string,
  node: YamlNode,
): { text: string; firstLine: number; indent: number; linesMatch: boolean } => {
  if (node.kind === 'scalar') {
    const literal = text[node.start] === '|';
    const content = text.slice(text.indexOf('\n', node.start) + 1, node.end);
    const indent = literal ? (/^(?:[ \t]*\n)*( *)\S/.exec(content)?.[1]?.length ?? 0) : 0;
    return {
      text: node.text ?? '',
      firstLine: node.at.line + (literal ? 1 : 0),
      indent,
      linesMatch: literal,
    };
  }
  const from = startOfLine(text, node.start);
  const indent = node.start - from;
  const lines = text.slice(from, node.end).split('\n');
  return {
    text: lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line)).join('\n'),
    ...{ firstLine: node.at.line, indent, linesMatch: true },
  };
};

/** Whether containers that send share its network, so that localhost is the same to both. */
const isBesideSenders = (workload: Workload, all: readonly Workload[]): boolean =>
  all.some(
    (other) =>
      other.id !== workload.id &&
      other.pod === workload.pod &&
      other.group === workload.group &&
      other.variables.some(({ name }) => name.startsWith('OTEL_')),
  );

const hostOf = (workload: Workload, all: readonly Workload[]): CollectorHost => ({
  inContainer: workload.inContainer,
  network: workload.hostNetwork ? 'machine' : isBesideSenders(workload, all) ? 'senders' : 'own',
  label: workload.label,
  names: workload.names,
});

const buildOf = ({ image }: Workload) => (image === null ? null : collectorImage(image.name, image.tag));

const lookupIn =
  ({ variables }: Workload) =>
  (name: string): string | undefined =>
    variables.find((variable) => variable.name === name)?.value ?? undefined;

const runsIn = (workload: Workload, all: readonly Workload[]) => ({
  build: buildOf(workload),
  host: hostOf(workload, all),
  lookup: lookupIn(workload),
});

/** Whether a workload has a file, by what is mounted into it. */
const mounts = (workload: Workload, path: string): boolean =>
  Object.entries(workload.mounts).some(([target, source]) => {
    if (source !== path && !path.startsWith(`${source}/`)) return false;
    const inside = source === path ? target : `${target}${path.slice(source.length)}`;
    const named = workload.command.filter((word) => /\.(ya?ml|json)$/.test(word));
    // Of several files in a directory the command names the ones that count.
    return named.length === 0 || named.some((word) => word.endsWith(inside)) || source === path;
  });

const isCollector = (workload: Workload): boolean =>
  buildOf(workload) !== null || workload.command.some((word) => /^--?config\b|otelcol/.test(word));

const inFile = (
  { path, text }: SourceFile,
  workloads: readonly Workload[],
): readonly (readonly [CollectorFact, Workload | null])[] => {
  const running = workloads.filter((workload) => isCollector(workload) && mounts(workload, path));
  if (running.length === 0) return [[readCollector({ path, text }), null]];
  return running.map((workload) => [readCollector({ path, text, ...runsIn(workload, workloads) }), workload]);
};

const embedded = (
  config: EmbeddedConfig,
  workloads: readonly Workload[],
): readonly (readonly [CollectorFact, Workload | null])[] => {
  const { resource, key, node } = config;
  const text = {
    path: resource.path,
    ...excerpt(resource.text, node),
    within: `${resource.kind} ${resource.namespace}/${resource.name}`,
  };
  if (key === null) {
    const own = workloads.find(({ id }) => id === idOf(resource)) ?? null;
    const sidecar = textOf(below(resource.root, 'spec', 'mode')) === 'sidecar';
    const more = own === null ? {} : runsIn(own, workloads);
    const host =
      own === null
        ? {}
        : { host: { ...hostOf(own, workloads), ...(sidecar ? { network: 'senders' as const } : {}) } };
    return [[readCollector({ ...text, ...more, ...host }), own]];
  }
  const source = `configmap:${resource.namespace}/${resource.name}`;
  const running = workloads.filter((workload) => Object.values(workload.mounts).includes(source));
  if (running.length === 0) return [[readCollector(text), null]];
  return running.map((workload) => [readCollector({ ...text, ...runsIn(workload, workloads) }), workload]);
};

/** Reads every configuration of a Collector, once for each workload that runs it. */
export const readCollectors = (
  files: readonly SourceFile[],
  configs: readonly EmbeddedConfig[],
  workloads: readonly Workload[],
): CollectorReading => {
  const pairs = [
    ...files.flatMap((file) => inFile(file, workloads)),
    ...configs.flatMap((config) => embedded(config, workloads)),
  ];
  const run = new Map<string, CollectorFact[]>();
  for (const [fact, workload] of pairs)
    if (workload !== null) run.set(workload.id, [...(run.get(workload.id) ?? []), fact]);
  return {
    collectors: pairs.map(([fact]) => fact),
    // Several configurations are merged by the Collector; what comes of it is not known here.
    byWorkload: new Map(
      [...run].flatMap(([id, [first, ...more]]) =>
        first === undefined || more.length > 0 ? [] : [[id, first]],
      ),
    ),
    workloads: workloads.map((workload) => {
      const paths = (run.get(workload.id) ?? []).map(({ path }) => path);
      return paths.length === 0 ? workload : { ...workload, collectorConfigs: paths };
    }),
  };
};
