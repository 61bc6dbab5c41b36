import type { KnownNames } from '../../model/deployment.ts';
import type { Workload } from '../workload.ts';
import { type Landscape, receives } from './landscape.ts';

/** Names of receivers that are handed over at most; of more the reader has to choose anyway. */
const MOST_NAMES = 50;

const inNamespace = (name: string, namespace: string | null, { group }: Workload): string =>
  namespace === group || namespace === null ? name : `${name}.${namespace}.svc.cluster.local`;

/** Services of Compose that receive and are in a network of the sender. */
const besideInCompose = (sender: Workload, land: Landscape): readonly string[] =>
  (land.composeGroups.get(sender.group) ?? [])
    .filter(
      (other) =>
        other.id !== sender.id &&
        receives(other, land) &&
        other.networks.some((one) => sender.networks.includes(one)),
    )
    .map(({ name }) => name);

/** Services of a cluster that lead to a receiver, and what the operator runs. */
const inCluster = (sender: Workload, land: Landscape): readonly string[] => {
  const all = land.clusterReceivers();
  return all.length > MOST_NAMES
    ? []
    : all.map(({ name, namespace }) => inNamespace(name, namespace, sender));
};

/** Names by which a sender reaches the receivers of its deployment. */
export const receiversFor = (sender: Workload, land: Landscape): readonly string[] => [
  ...new Set(sender.kind === 'compose' ? besideInCompose(sender, land) : inCluster(sender, land)),
];

/** Names that a sender can look up; null where the files do not tell them. */
export const knownNames = (sender: Workload, host: string, land: Landscape): KnownNames | null => {
  if (sender.knownHosts.includes(host)) return null;
  if (sender.kind === 'kubernetes')
    return { namespace: sender.group, names: land.clusterNames(), open: false };
  return sender.kind === 'compose' && sender.networks.length > 0
    ? { namespace: null, names: land.namesIn(sender.group), open: sender.externalNetwork }
    : null;
};
