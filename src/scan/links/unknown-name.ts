import { sendTo } from '../../findings/change.ts';
import type { Fix } from '../../model/finding.ts';
import { nearest } from '../../text/nearest.ts';
import type { ScanFound } from '../judge/endpoint-paths.ts';
import { fixesTo } from './container-localhost.ts';
import { endpointAt, type LinkCase, placeText } from './finding.ts';
import { serviceName } from './join.ts';

const found = (given: LinkCase, why: string, fixes: readonly Fix[]): ScanFound => ({
  code: 'network/dns-failure',
  severity: 'error',
  summary: `The host name ${given.target.host} is not known to ${given.workload.label}`,
  explanation: why,
  evidence: [endpointAt(given), { label: 'sends from', value: given.workload.label }],
  fixes,
});

const renamed = ({ target }: LinkCase, host: string): Fix => ({
  title: `Send to ${host}`,
  env: sendTo(target, { host }),
});

const inCompose = (given: LinkCase): ScanFound | null => {
  const { target, workload, land } = given;
  if (target.host.includes('.') || /^[[:\d]/.test(target.host)) return null;
  const names = land.workloads
    .filter((other) => other.kind === 'compose' && other.group === workload.group && other.id !== workload.id)
    .flatMap((other) => other.names);
  const near = nearest(target.host, names);
  // Another project may answer to the name in a network that both are in.
  if (workload.externalNetwork && near === undefined) return null;
  return found(
    given,
    `No service of this Compose project has the name ${target.host}, and only such names are known in its networks.`,
    near === undefined
      ? fixesTo(given, 'Use the name of the service that receives.')
      : [renamed(given, near)],
  );
};

const EDITS = 2;

const isNear = (a: string, b: string): boolean =>
  Math.abs(a.length - b.length) <= EDITS && nearest(a, [b]) === b && a.length > 5;

const inCluster = (given: LinkCase): ScanFound | null => {
  const { target, workload, land } = given;
  const asked = serviceName(target.host);
  if (asked === null) return null;
  const operated = land.workloads.flatMap((other) =>
    other.kind === 'kubernetes'
      ? other.names.map((name) => ({ name, namespace: other.group, at: other.at }))
      : [],
  );
  const all = [...land.services.map(({ name, namespace, at }) => ({ name, namespace, at })), ...operated];
  const elsewhere = all.filter(({ name, namespace }) => name === asked.name && namespace !== 'default');
  const from = asked.namespace ?? workload.group;
  const [other] = elsewhere;
  if (other !== undefined && from !== 'default')
    return found(
      given,
      `The Service ${asked.name} is in the namespace ${other.namespace} (${placeText(other.at)}), and ${asked.namespace === null ? `a name alone is looked up in ${from}` : `there is none in ${from}`}.`,
      [renamed(given, `${asked.name}.${other.namespace}.svc.cluster.local`)],
    );
  const near = all.find(
    ({ name, namespace }) => namespace === from && name !== asked.name && isNear(asked.name, name),
  );
  if (near === undefined) return null;
  const host = target.host.replace(asked.name, near.name);
  return found(
    given,
    `There is no Service ${asked.name} in these manifests; ${near.name} is in ${placeText(near.at)}.`,
    [renamed(given, host)],
  );
};

/** A name that nothing in the same network has. */
export const unknownName = (given: LinkCase): ScanFound | null => {
  const { link, workload } = given;
  if (link.via !== 'unknown' || link.variable === null || given.target.proxy !== null) return null;
  if (workload.knownHosts.includes(link.host)) return null;
  if (workload.kind === 'compose') return workload.networks.length === 0 ? null : inCompose(given);
  return workload.kind === 'kubernetes' ? inCluster(given) : null;
};
