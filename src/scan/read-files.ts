import type { CollectorFact } from '../model/collector.ts';
import { readCollectors } from './collectors.ts';
import { composeAt } from './compose/compose-at.ts';
import { readCompose } from './compose/read-compose.ts';
import type { SourceFile, Unread } from './files.ts';
import { withJavaOptions } from './java-options.ts';
import type { KindReading } from './kinds/kind.ts';
import { readKubernetes } from './kubernetes/read-kubernetes.ts';
import { withExits } from './links/exits.ts';
import { type Landscape, landscapeOf } from './links/landscape.ts';
import type { ReadContext } from './parse.ts';
import type { Unit } from './units.ts';
import { emptyWorkload, type Workload } from './workload.ts';

/** Everything that the files of a unit say. */
export interface Reading {
  readonly unit: Unit;
  readonly land: Landscape;
  readonly allCollectors: readonly CollectorFact[];
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

const declarativeWorkload = ({ path }: SourceFile): Workload => {
  const at = { path, line: 1, column: 1 };
  return {
    ...emptyWorkload({
      id: path,
      label: `configuration file ${path}`,
      kind: 'declarative',
      group: path,
      name: path,
      at,
    }),
    variables: [{ name: 'OTEL_CONFIG_FILE', value: path, at, from: 'inline', slot: null }],
    mounts: { [path]: path },
    complete: false,
  };
};

/** What kinds of their own say; a kind that is known and has no reader leaves the verdict open. */
const readOthers = (
  { others }: Unit['files'],
  context: ReadContext,
): KindReading & {
  readonly unread: readonly Unread[];
  readonly collectors: readonly CollectorFact[];
  readonly servers: readonly Workload[];
  readonly byPath: ReadonlyMap<string, readonly Workload[]>;
} => {
  const byPath = new Map<string, readonly Workload[]>();
  const notes: string[] = [];
  const uses: string[] = [];
  const unread: Unread[] = [];
  const collectors: CollectorFact[] = [];
  const servers: Workload[] = [];
  for (const { file, kind } of others) {
    if (kind.read === null) {
      unread.push({
        path: file.path,
        why: `holds OTLP settings and was not read: ${kind.label} are not read yet`,
      });
      continue;
    }
    const reading = kind.read(file, context);
    byPath.set(file.path, reading.workloads);
    notes.push(...(reading.notes ?? []));
    unread.push(...(reading.unread ?? []));
    uses.push(...(reading.uses ?? []));
    collectors.push(...(reading.collectors ?? []));
    servers.push(...(reading.servers ?? []));
  }
  return { workloads: [...byPath.values()].flat(), byPath, notes, uses, unread, collectors, servers };
};

/** The sender of a server where the service of Compose is known that is given its configuration. */
const runBy = (server: Workload, services: readonly Workload[]): Workload => {
  const { path } = server.at;
  const host = services.find(({ mounts }) =>
    Object.values(mounts).some((source) => source === path || path.startsWith(`${source}/`)),
  );
  if (host === undefined) return server;
  const { id, label, at, variables, sdk, complete, spelling } = server;
  return {
    ...host,
    ...{ id, label: `${label} of ${host.label}`, at, variables, sdk, complete, command: [] },
    // Nobody reaches it by the file: names and ports are those of the service itself.
    ...{ names: [], published: [], listens: null, image: null, collectorConfigs: [], mounts: {} },
    ...{ exporter: true as const, ...(spelling === undefined ? {} : { spelling }) },
  };
};

/** Reads and joins everything that the files of a unit say. */
export const readUnit = (unit: Unit, context: ReadContext): Reading => {
  const { files } = unit;
  const compose = readCompose(files.compose, {
    readText: context.readText,
    readCompose: (path) => composeAt(path, context),
  });
  const manifests =
    unit.namespace === null
      ? files.manifests
      : files.manifests.map((one) => ({
          ...one,
          namespace: unit.namespace ?? one.namespace,
          namespaced: true,
        }));
  const cluster = readKubernetes(manifests);
  const others = readOthers(files, context);
  const used = new Set([...compose.used, ...(others.uses ?? [])]);
  const alone = [...others.byPath].flatMap(([path, workloads]) => (used.has(path) ? [] : workloads));
  const mounted = new Set(compose.workloads.flatMap(({ mounts }) => Object.values(mounts)));
  const found = [
    ...compose.workloads,
    ...cluster.workloads,
    ...alone,
    ...others.servers.map((server) => runBy(server, compose.workloads)),
    ...files.declarative.filter(({ path }) => !mounted.has(path)).map(declarativeWorkload),
  ].map(withJavaOptions);
  const { runs, byWorkload, workloads } = readCollectors({
    ...{ files: files.collectors, configs: cluster.configs, workloads: found },
    services: cluster.services,
    alloys: others.collectors,
    maps: manifests.filter(({ kind }) => kind === 'ConfigMap'),
    readText: context.readText,
    asked: context.collector,
  });
  const land = landscapeOf({
    ...{ workloads, services: cluster.services, collectors: byWorkload },
    ...{ withSidecar: cluster.withSidecar, portNames: cluster.portNames },
  });
  return {
    ...{ unit, land },
    allCollectors: runs.map(([fact, workload]) => withExits(fact, workload, land)),
    notes: [...compose.notes, ...(others.notes ?? [])],
    unread: [...unit.unread, ...others.unread],
  };
};
