import type { ServiceFact } from '../../model/deployment.ts';
import { splitImage } from '../guess-sdk.ts';
import { emptyWorkload, type Workload } from '../workload.ts';
import { below, itemsOf, numberOf, pairsOf, textOf, type YamlNode } from '../yaml/tree.ts';
import { asksForSidecar, containersOf, portNames } from './containers.ts';
import {
  collectorService,
  instrumentationFor,
  instrumentationWorkloads,
  namedInstrumentations,
} from './operator.ts';
import { idOf, podOf, type Resource } from './resource.ts';
import { keyOf } from './variables.ts';

/** A configuration of a Collector that stands in a manifest. */
export interface EmbeddedConfig {
  readonly resource: Resource;
  /** Key in `data` of a ConfigMap; null for `spec.config` of an OpenTelemetryCollector. */
  readonly key: string | null;
  readonly node: YamlNode;
}

/** What manifests say. */
export interface KubernetesReading {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceFact[];
  readonly configs: readonly EmbeddedConfig[];
  /** Collectors that the operator runs. */
  readonly collectors: readonly Resource[];
  /** Ids of the pods that are given a Collector. */
  readonly withSidecar: readonly string[];
  /** Names of container ports by pod. */
  readonly portNames: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const serviceOf = ({ name, namespace, namespaced, root, at }: Resource): ServiceFact => ({
  ...{ name, namespace, namespaced, at },
  selector: pairsOf(below(root, 'spec', 'selector')),
  external: textOf(below(root, 'spec', 'externalName')),
  headless: textOf(below(root, 'spec', 'clusterIP')) === 'None',
  ports: itemsOf(below(root, 'spec', 'ports')).flatMap((port) => {
    const number = numberOf(below(port, 'port'));
    if (number === null) return [];
    const target = below(port, 'targetPort');
    return [
      {
        name: textOf(below(port, 'name')),
        port: number,
        target: numberOf(target) ?? textOf(target) ?? number,
        appProtocol: textOf(below(port, 'appProtocol')),
        at: port.at,
      },
    ];
  }),
});

const configsIn = (resource: Resource): readonly EmbeddedConfig[] => {
  if (resource.kind === 'OpenTelemetryCollector') {
    const node = below(resource.root, 'spec', 'config');
    return node === undefined ? [] : [{ resource, key: null, node }];
  }
  if (resource.kind !== 'ConfigMap') return [];
  const data = below(resource.root, 'data');
  return data?.kind === 'map'
    ? data.entries.flatMap(({ key, value }) =>
        value.kind === 'scalar' &&
        /^receivers:/m.test(value.text ?? '') &&
        /^service:/m.test(value.text ?? '')
          ? [{ resource, key, node: value }]
          : [],
      )
    : [];
};

/** A Collector that the operator runs, as a workload. */
const operatedCollector = (resource: Resource): Workload => {
  const { root, namespace, name, at } = resource;
  const image = textOf(below(root, 'spec', 'image'));
  const service = collectorService(resource);
  return {
    ...emptyWorkload({
      id: idOf(resource),
      label: `OpenTelemetryCollector ${namespace}/${name}`,
      ...{ kind: 'kubernetes', group: namespace, name, at },
    }),
    image: image === null ? null : { ...splitImage(image), at: below(root, 'spec', 'image')?.at ?? at },
    namespaced: resource.namespaced,
    inContainer: true,
    hostNetwork: textOf(below(root, 'spec', 'hostNetwork')) === 'true',
    names: service === null ? [] : [service.name, `${service.name}-headless`],
    collectorConfigs: [resource.path],
  };
};

/** Resources of instrumentation that no pod of the manifests asks for: they are judged on their own. */
const unasked = (all: readonly Resource[], instrumentations: readonly Resource[]): readonly Resource[] => {
  const asked = all.flatMap((resource) => {
    const annotations = pairsOf(below(podOf(resource), 'metadata', 'annotations'));
    return namedInstrumentations(annotations).flatMap(
      (named) => instrumentationFor(named, resource.namespace, instrumentations) ?? [],
    );
  });
  return instrumentations.filter((resource) => !asked.includes(resource));
};

/** Puts the objects of all manifests together. */
export const readKubernetes = (all: readonly Resource[]): KubernetesReading => {
  const maps = new Map(
    all
      .filter(({ kind }) => kind === 'ConfigMap')
      .map((resource) => [keyOf(resource.namespace, resource.name), resource]),
  );
  const instrumentations = all.filter(({ kind }) => kind === 'Instrumentation');
  const collectors = all.filter(({ kind }) => kind === 'OpenTelemetryCollector');
  return {
    workloads: [
      ...collectors.map(operatedCollector),
      ...all.flatMap((resource) => containersOf(resource, { maps, instrumentations })),
      ...unasked(all, instrumentations).flatMap(instrumentationWorkloads),
    ],
    services: all.filter(({ kind }) => kind === 'Service').map(serviceOf),
    configs: all.flatMap(configsIn),
    collectors,
    withSidecar: [
      ...all.filter(asksForSidecar).map(idOf),
      // A namespace as a whole may ask for it, which the manifests need not show.
      ...collectors.filter((one) => collectorService(one) === null).map(({ namespace }) => namespace),
    ],
    portNames: Object.fromEntries(all.map((resource) => [idOf(resource), portNames(resource)])),
  };
};
