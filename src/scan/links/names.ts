import type { KnownName, KnownNames } from '../../model/deployment.ts';
import type { Workload } from '../workload.ts';
import { type Landscape, receives, selects } from './landscape.ts';

const inNamespace = (name: string, namespace: string, { group }: Workload): string =>
  namespace === group ? name : `${name}.${namespace}.svc.cluster.local`;

/** Services of Compose that receive and are in a network of the sender. */
const besideInCompose = (sender: Workload, land: Landscape): readonly string[] =>
  land.workloads
    .filter(
      (other) =>
        other.group === sender.group &&
        other.id !== sender.id &&
        receives(other, land) &&
        other.networks.some((one) => sender.networks.includes(one)),
    )
    .map(({ name }) => name);

/** Services of a cluster that lead to a receiver, and what the operator runs. */
const inCluster = (sender: Workload, land: Landscape): readonly string[] => {
  const receivers = land.workloads.filter((other) => receives(other, land));
  return [
    ...land.services
      .filter((service) =>
        receivers.some((other) => other.group === service.namespace && selects(service, other)),
      )
      .map(({ name, namespace }) => inNamespace(name, namespace, sender)),
    ...receivers
      .filter(({ kind }) => kind === 'kubernetes')
      .flatMap(({ names, group }) => names.map((name) => inNamespace(name, group, sender))),
  ];
};

/** Names by which a sender reaches the receivers of its deployment. */
export const receiversFor = (sender: Workload, land: Landscape): readonly string[] => [
  ...new Set(sender.kind === 'compose' ? besideInCompose(sender, land) : inCluster(sender, land)),
];

const composeNames = (sender: Workload, { workloads }: Landscape): readonly KnownName[] =>
  workloads
    .filter(({ kind, group, id }) => kind === 'compose' && group === sender.group && id !== sender.id)
    .flatMap(({ names, at }) => names.map((name) => ({ name, namespace: null, at })));

const clusterNames = ({ workloads, services }: Landscape): readonly KnownName[] => [
  ...services.map(({ name, namespace, at }) => ({ name, namespace, at })),
  ...workloads
    .filter(({ kind }) => kind === 'kubernetes')
    .flatMap(({ names, group, at }) => names.map((name) => ({ name, namespace: group, at }))),
];

/** Names that a sender can look up; null where the files do not tell them. */
export const knownNames = (sender: Workload, host: string, land: Landscape): KnownNames | null => {
  if (sender.knownHosts.includes(host)) return null;
  if (sender.kind === 'kubernetes')
    return { namespace: sender.group, names: clusterNames(land), open: false };
  return sender.kind === 'compose' && sender.networks.length > 0
    ? { namespace: null, names: composeNames(sender, land), open: sender.externalNetwork }
    : null;
};
