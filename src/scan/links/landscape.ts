import type { CollectorFact } from '../../model/collector.ts';
import type { KnownName, ServiceFact } from '../../model/deployment.ts';
import { isReceiverImage } from '../guess-sdk.ts';
import { groupedBy, type Nearest, nearestOf } from '../near.ts';
import type { Workload } from '../workload.ts';

/** What the files of a unit say, as links need it. */
export interface Ground {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceFact[];
  /** Collectors by the id of the workload that runs them. */
  readonly collectors: ReadonlyMap<string, CollectorFact>;
  /** Pods to which the operator adds a Collector. */
  readonly withSidecar: readonly string[];
  readonly portNames: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The same with an index for every question, so that none is answered by looking at all. */
export interface Landscape extends Ground {
  readonly sidecars: ReadonlySet<string>;
  /** Compose services by group and name. */
  readonly composeNames: ReadonlyMap<string, readonly Workload[]>;
  readonly pods: ReadonlyMap<string, readonly Workload[]>;
  readonly published: ReadonlyMap<string, readonly Workload[]>;
  readonly onHost: readonly Workload[];
  readonly composeGroups: ReadonlyMap<string, readonly Workload[]>;
  /** Kubernetes Services, and what the operator runs, by namespace and name. */
  readonly serviceNames: Nearest<ServiceFact>;
  readonly operatedNames: Nearest<Workload>;
  /** What a Service leads to; null where nothing of the unit is behind it. */
  behind(service: ServiceFact): Workload | null;
  /** Names that can be looked up in a Compose project, and in a cluster; made once for all who ask. */
  namesIn(group: string): readonly KnownName[];
  /** The same without their places. */
  bareNamesIn(group: string): readonly string[];
  clusterNames(): readonly KnownName[];
  /** Names of a cluster that lead to a receiver. */
  clusterReceivers(): readonly KnownName[];
}

/** Key of a name in a namespace or a project. */
export const nameKey = (group: string, name: string): string => `${group}\n${name}`;

/** Whether telemetry can be meant for a workload. */
export const receives = (workload: Workload, { collectors }: Pick<Ground, 'collectors'>): boolean =>
  collectors.has(workload.id) ||
  workload.collectorConfigs.length > 0 ||
  isReceiverImage(workload.image?.name ?? null);

const selects = ({ selector }: ServiceFact, { labels }: Workload): boolean =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Workloads that are asked of one Service at most. */
const MOST_ASKED = 200;

/** Finds what is behind a Service, by its rarest label. */
const behindOf = (ground: Ground) => {
  const byLabel = groupedBy(
    ground.workloads.filter(({ kind }) => kind === 'kubernetes'),
    ({ group, labels }) => Object.entries(labels).map(([key, value]) => `${group}\n${key}=${value}`),
  );
  const known = new Map<ServiceFact, Workload | null>();
  const find = (service: ServiceFact): Workload | null => {
    const lists = Object.entries(service.selector).map(
      ([key, value]) => byLabel.get(`${service.namespace}\n${key}=${value}`) ?? [],
    );
    const [fewest = []] = lists.sort((a, b) => a.length - b.length);
    const inFile = fewest.filter(({ at }) => at.path === service.at.path);
    const near = inFile.length > 0 ? inFile : fewest;
    const mates = near.slice(0, MOST_ASKED).filter((other) => selects(service, other));
    return mates.find((other) => receives(other, ground)) ?? mates[0] ?? null;
  };
  return (service: ServiceFact): Workload | null => {
    const found = known.get(service);
    if (found !== undefined) return found;
    const now = find(service);
    known.set(service, now);
    return now;
  };
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const clusterNamesOf = ({ workloads, services }: Ground): readonly KnownName[] => [
  ...services.map(({ name, namespace, at }) => ({ name, namespace, at })),
  ...workloads
    .filter(({ kind }) => kind === 'kubernetes')
    .flatMap(({ names, group, at }) => names.map((name) => ({ name, namespace: group, at }))),
];

const clusterReceiversOf = (
  ground: Ground,
  behind: (service: ServiceFact) => Workload | null,
): readonly KnownName[] => [
  ...ground.services
    .filter((service) => {
      const workload = behind(service);
      return workload !== null && receives(workload, ground);
    })
    .map(({ name, namespace, at }) => ({ name, namespace, at })),
  ...ground.workloads
    .filter((workload) => workload.kind === 'kubernetes' && receives(workload, ground))
    .flatMap(({ names, group, at }) => names.map((name) => ({ name, namespace: group, at }))),
];

/** Puts the indexes beside what the files of a unit say. */
export const landscapeOf = (ground: Ground): Landscape => {
  const { workloads, services } = ground;
  const compose = workloads.filter(({ kind }) => kind === 'compose');
  const composeGroups = groupedBy(compose, ({ group }) => [group]);
  const names = new Map<string, readonly KnownName[]>();
  const bare = new Map<string, readonly string[]>();
  const namesIn = (group: string): readonly KnownName[] => {
    const known =
      names.get(group) ??
      (composeGroups.get(group) ?? []).flatMap(({ names: own, at }) =>
        own.map((name) => ({ name, namespace: null, at })),
      );
    names.set(group, known);
    return known;
  };
  const behind = behindOf(ground);
  return {
    ...ground,
    sidecars: new Set(ground.withSidecar),
    composeGroups,
    composeNames: groupedBy(compose, ({ group, names }) => names.map((name) => nameKey(group, name))),
    pods: groupedBy(workloads, ({ group, pod }) => [nameKey(group, pod)]),
    published: groupedBy(workloads, ({ published }) => [
      ...new Set(published.flatMap(({ host }) => (host === null ? [] : [String(host)]))),
    ]),
    onHost: workloads.filter((workload) => workload.hostNetwork && receives(workload, ground)),
    serviceNames: nearestOf(
      services,
      ({ namespace, name }) => [nameKey(namespace, name)],
      ({ at }) => at.path,
    ),
    operatedNames: nearestOf(
      workloads.filter(({ kind }) => kind === 'kubernetes'),
      ({ group, names }) => names.map((name) => nameKey(group, name)),
      ({ at }) => at.path,
    ),
    behind,
    namesIn,
    bareNamesIn: (group) => {
      const known = bare.get(group) ?? namesIn(group).map(({ name }) => name);
      bare.set(group, known);
      return known;
    },
    clusterNames: once(() => clusterNamesOf(ground)),
    clusterReceivers: once(() => clusterReceiversOf(ground, behind)),
  };
};
