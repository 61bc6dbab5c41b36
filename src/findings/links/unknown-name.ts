import type { KnownName, KnownNames } from '../../model/deployment.ts';
import type { Fix, Found } from '../../model/finding.ts';
import { serviceName } from '../../model/service-name.ts';
import { nearest } from '../../text/nearest.ts';
import { whereText } from '../collector/reading.ts';
import { endpointAt, type Sent, senderEvidence, toHost, toReceivers } from './sent.ts';

/** Why a name is not known, and what to do. */
interface Lost {
  readonly why: string;
  readonly fixes: readonly Fix[];
}

/** Names alone, by namespace: thousands of senders may ask the same table. */
const alone = new WeakMap<readonly KnownName[], Map<string, readonly string[]>>();

const namesOf = (names: readonly KnownName[], namespace: string | null): readonly string[] => {
  const tables = alone.get(names) ?? new Map<string, readonly string[]>();
  alone.set(names, tables);
  const known =
    tables.get(namespace ?? '') ??
    names.filter((one) => namespace === null || one.namespace === namespace).map(({ name }) => name);
  tables.set(namespace ?? '', known);
  return known;
};

const inCompose = (sent: Sent, { names, open }: KnownNames): Lost | null => {
  const { host } = sent.link;
  if (host.includes('.') || /^[[:\d]/.test(host)) return null;
  const near = nearest(host, namesOf(names, null));
  // Another project may answer to the name in a network that both are in.
  if (open && near === undefined) return null;
  return {
    why: `No service of this Compose project has the name ${host}, and only such names are known in its networks.`,
    fixes:
      near === undefined
        ? toReceivers(sent, 'Use the name of the service that receives.')
        : [toHost(sent, near)],
  };
};

const EDITS = 2;

/** A Service of the same name in another namespace; one in `default` may be there by accident. */
const elsewhere = (names: readonly KnownName[], name: string): KnownName | undefined =>
  names.find((known) => known.name === name && known.namespace !== 'default');

/** Another name of a namespace, of at most two signs more or fewer. */
const nearIn = (names: readonly KnownName[], namespace: string, asked: string): KnownName | undefined => {
  const name = asked.length > 5 ? nearest(asked, namesOf(names, namespace)) : undefined;
  if (name === undefined || name === asked || Math.abs(name.length - asked.length) > EDITS) return undefined;
  return names.find((known) => known.namespace === namespace && known.name === name);
};

const inCluster = (sent: Sent, { names }: KnownNames, own: string): Lost | null => {
  const { host } = sent.link;
  const asked = serviceName(host);
  if (asked === null) return null;
  const from = asked.namespace ?? own;
  const other = elsewhere(names, asked.name);
  if (other !== undefined && (from !== 'default' || asked.namespace === 'default'))
    return {
      why: `The Service ${asked.name} is in the namespace ${other.namespace} (${whereText(other.at)}), and ${asked.namespace === null ? `a name alone is looked up in ${from}` : `there is none in ${from}`}.`,
      fixes: [toHost(sent, `${asked.name}.${other.namespace}.svc.cluster.local`)],
    };
  const near = nearIn(names, from, asked.name);
  if (near === undefined) return null;
  return {
    why: `There is no Service ${asked.name} in these manifests; ${near.name} is in ${whereText(near.at)}.`,
    fixes: [toHost(sent, host.replace(asked.name, near.name))],
  };
};

/** A name that nothing in the network of the sender has. */
export const unknownNameFault = (sent: Sent): Found | undefined => {
  const { link, target, workload } = sent;
  const { known } = link;
  if (known === null || link.variable === null || target.proxy !== null) return undefined;
  const lost = known.namespace === null ? inCompose(sent, known) : inCluster(sent, known, known.namespace);
  if (lost === null) return undefined;
  return {
    summary: `The host name ${link.host} is not known to ${workload.label}`,
    explanation: lost.why,
    evidence: [endpointAt(sent), senderEvidence(sent)],
    fixes: lost.fixes,
    location: link.at,
  };
};
