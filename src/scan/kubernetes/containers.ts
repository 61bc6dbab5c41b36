import { guessSdk, SDK_OF_LANGUAGE, splitImage } from '../guess-sdk.ts';
import { emptyWorkload, type ScannedVariable, type Workload } from '../workload.ts';
import { below, itemsOf, numberOf, pairsOf, textOf, textsOf, type YamlNode } from '../yaml/tree.ts';
import { injectionOf, instrumentationFor, instrumentationVariables } from './operator.ts';
import { idOf, podOf, type Resource } from './resource.ts';
import { type ConfigMaps, containerVariables, inOrder, keyOf } from './variables.ts';

/** What pods are read with. */
export interface PodContext {
  readonly maps: ConfigMaps;
  readonly instrumentations: readonly Resource[];
}

/** A ConfigMap as a volume, and the files that its keys become where that is said. */
interface MapVolume {
  readonly map: string;
  /** Path of each file to its key; null where every key is a file of its name. */
  readonly items: Readonly<Record<string, string>> | null;
}

const volumesOf = (pod: YamlNode | undefined): ReadonlyMap<string, readonly MapVolume[]> =>
  new Map(
    itemsOf(below(pod, 'spec', 'volumes')).flatMap((volume) => {
      const name = textOf(below(volume, 'name'));
      const sources = [volume, ...itemsOf(below(volume, 'projected', 'sources'))];
      const maps = sources.flatMap((source): readonly MapVolume[] => {
        const map = textOf(below(source, 'configMap', 'name'));
        const items = itemsOf(below(source, 'configMap', 'items'));
        if (map === null) return [];
        const pairs = items.flatMap((item) => {
          const [key, path] = [textOf(below(item, 'key')), textOf(below(item, 'path'))];
          return key === null || path === null ? [] : [[path, key] as const];
        });
        return [{ map, items: items.length === 0 ? null : Object.fromEntries(pairs) }];
      });
      return name === null || maps.length === 0 ? [] : [[name, maps] as const];
    }),
  );

/** One volume at a path of a container. */
const mountedAt = (
  path: string,
  subPath: string | null,
  { map, items }: MapVolume,
  namespace: string,
): readonly (readonly [string, string])[] => {
  const source = `configmap:${keyOf(namespace, map)}`;
  if (subPath !== null) return [[path, `${source}#${items?.[subPath] ?? subPath}`]];
  return items === null
    ? [[path, source]]
    : Object.entries(items).map(([file, key]) => [`${path}/${file}`, `${source}#${key}`] as const);
};

/** Paths of a container to what is mounted there, as `configmap:namespace/name`, with `#key` for a single file. */
const mountsOf = (
  container: YamlNode,
  volumes: ReadonlyMap<string, readonly MapVolume[]>,
  namespace: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    itemsOf(below(container, 'volumeMounts')).flatMap((mount) => {
      const path = textOf(below(mount, 'mountPath'))?.replace(/\/$/, '');
      const subPath = textOf(below(mount, 'subPath'));
      const maps = volumes.get(textOf(below(mount, 'name')) ?? '') ?? [];
      return path === undefined ? [] : maps.flatMap((one) => mountedAt(path, subPath, one, namespace));
    }),
  );

interface Injected {
  readonly variables: readonly ScannedVariable[];
  readonly sdk: string | null;
  readonly complete: boolean;
}

const injected = (
  namespace: string,
  own: readonly ScannedVariable[],
  injection: ReturnType<typeof injectionOf>,
  { instrumentations }: PodContext,
): Injected => {
  if (injection === null) return { variables: own, sdk: null, complete: true };
  const resource = instrumentationFor(injection.named, namespace, instrumentations);
  const given = resource === undefined ? [] : instrumentationVariables(resource, injection.language);
  const missing = given.filter(({ name }) => !own.some((variable) => variable.name === name));
  return {
    variables: inOrder([...own, ...missing]),
    sdk: SDK_OF_LANGUAGE[injection.language] ?? null,
    complete: false,
  };
};

const containerWorkload = (
  container: YamlNode,
  resource: Resource,
  pod: YamlNode,
  first: boolean,
  context: PodContext,
): Workload => {
  const { kind, name, namespace, path, text } = resource;
  const own = textOf(below(container, 'name')) ?? 'unnamed';
  const read = containerVariables(container, { path, text, from: 'inline', namespace, maps: context.maps });
  const annotations = pairsOf(below(pod, 'metadata', 'annotations'));
  const injection = injectionOf(annotations, own, first);
  const given = injected(namespace, read.variables, injection, context);
  const image = textOf(below(container, 'image'));
  const command = [...textsOf(below(container, 'command')), ...textsOf(below(container, 'args'))];
  const ports = itemsOf(below(container, 'ports'));
  const options = given.variables.find((variable) => variable.name === 'JAVA_TOOL_OPTIONS')?.value ?? '';
  const id = idOf(resource);
  return {
    ...emptyWorkload({
      id: `${id}/${own}`,
      label: `${kind} ${namespace}/${name}, container ${own}`,
      ...{ kind: 'kubernetes', group: namespace, name, at: container.at },
    }),
    image:
      image === null ? null : { ...splitImage(image), at: below(container, 'image')?.at ?? container.at },
    variables: given.variables,
    command,
    sdk: given.sdk ?? guessSdk(image, command, options),
    namespaced: resource.namespaced,
    inContainer: true,
    hostNetwork: textOf(below(pod, 'spec', 'hostNetwork')) === 'true',
    pod: id,
    listens:
      ports.length === 0 ? null : ports.flatMap((port) => numberOf(below(port, 'containerPort')) ?? []),
    published: ports.flatMap((port) => {
      const [host, inside] = [numberOf(below(port, 'hostPort')), numberOf(below(port, 'containerPort'))];
      return host === null || inside === null
        ? []
        : [{ host, container: inside, at: port.at, address: null }];
    }),
    labels: pairsOf(below(pod, 'metadata', 'labels')),
    complete: read.complete && given.complete,
    mounts: mountsOf(container, volumesOf(pod), namespace),
  };
};

/** Whether the operator adds a Collector to a pod. */
export const asksForSidecar = (resource: Resource): boolean => {
  const annotations = {
    ...resource.annotations,
    ...pairsOf(below(podOf(resource), 'metadata', 'annotations')),
  };
  const asked = annotations['sidecar.opentelemetry.io/inject'];
  return asked !== undefined && asked !== 'false';
};

/** The containers of a pod, with the ones that start it. */
export const containersOf = (resource: Resource, context: PodContext): readonly Workload[] => {
  const pod = podOf(resource);
  if (pod === undefined) return [];
  const spec = below(pod, 'spec');
  const containers = itemsOf(below(spec, 'containers'));
  return [...itemsOf(below(spec, 'initContainers')), ...containers].map((container) =>
    containerWorkload(container, resource, pod, container === containers[0], context),
  );
};

/** Names of the ports of the containers of a pod. */
export const portNames = (resource: Resource): Readonly<Record<string, number>> =>
  Object.fromEntries(
    itemsOf(below(podOf(resource), 'spec', 'containers')).flatMap((container) =>
      itemsOf(below(container, 'ports')).flatMap((port) => {
        const [name, number] = [textOf(below(port, 'name')), numberOf(below(port, 'containerPort'))];
        return name === null || number === null ? [] : [[name, number]];
      }),
    ),
  );
