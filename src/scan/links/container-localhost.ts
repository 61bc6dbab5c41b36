import { sendTo } from '../../findings/change.ts';
import type { Fix } from '../../model/finding.ts';
import type { ScanFound } from '../judge/endpoint-paths.ts';
import type { Workload } from '../workload.ts';
import { endpointAt, type LinkCase } from './finding.ts';
import { type Landscape, receives } from './join.ts';

/** What the workload could send to instead, by the name under which it is reached. */
const reachable = (workload: Workload, land: Landscape): readonly string[] => {
  const here = land.workloads.filter(
    (other) => other.group === workload.group && other.id !== workload.id && receives(other, land),
  );
  if (workload.kind === 'compose')
    return [
      ...new Set(
        here
          .filter(({ networks }) => networks.some((one) => workload.networks.includes(one)))
          .map(({ name }) => name),
      ),
    ];
  const byService = land.services.flatMap((service) =>
    land.workloads.some(
      (other) =>
        receives(other, land) &&
        other.group === service.namespace &&
        Object.keys(service.selector).length > 0 &&
        Object.entries(service.selector).every(([key, value]) => other.labels[key] === value),
    )
      ? [
          service.namespace === workload.group
            ? service.name
            : `${service.name}.${service.namespace}.svc.cluster.local`,
        ]
      : [],
  );
  const operated = land.workloads.flatMap((other) =>
    other.kind === 'kubernetes' && receives(other, land)
      ? other.names.map((name) =>
          other.group === workload.group ? name : `${name}.${other.group}.svc.cluster.local`,
        )
      : [],
  );
  return [...new Set([...byService, ...operated])];
};

/** Fixes that send to a receiver that is there; the way in words where none or several are. */
export const fixesTo = ({ target, workload, land }: LinkCase, otherwise: string): readonly Fix[] => {
  const names = reachable(workload, land);
  return names.length > 0 && names.length <= 3
    ? names.map((host) => ({ title: `Send to ${host}`, env: sendTo(target, { host }) }))
    : [{ title: 'Name the receiver', text: otherwise }];
};

/** The default of the SDK counts only where OTLP was asked for: a program may set its endpoint itself. */
const isAskedFor = ({ link, workload }: LinkCase): boolean =>
  link.variable !== null ||
  workload.variables.some(
    ({ name, value }) => name === 'OTEL_TRACES_EXPORTER' && value?.includes('otlp') === true,
  );

/** localhost inside of a container in which nothing receives. */
export const containerLocalhost = (given: LinkCase): ScanFound | null => {
  const { link, workload, target } = given;
  if (link.via !== 'localhost' || link.to.kind !== 'unknown' || !workload.inContainer || !isAskedFor(given))
    return null;
  // Whoever runs an image decides what is beside it, and an Instrumentation is put into any pod.
  const uncertain = workload.kind === 'dockerfile' || workload.id.includes('#Instrumentation/');
  const where = workload.kind === 'kubernetes' ? 'pod' : 'container';
  const advice =
    workload.kind === 'kubernetes'
      ? 'Use the name of the Service of the Collector (service.namespace.svc.cluster.local), or of a DaemonSet the address of the node: NODE_IP from status.hostIP.'
      : 'Use the name of the service that receives, or host.docker.internal for a receiver on the host (on Linux with extra_hosts: host.docker.internal:host-gateway).';
  return {
    code: 'network/container-localhost',
    severity: uncertain ? 'info' : 'error',
    summary: `localhost is the ${where} itself, and no receiver runs in it`,
    explanation: `${workload.label} runs in a ${where} of its own, where ${target.host}:${target.port} is that ${where} and not its machine: nothing in it takes telemetry.`,
    evidence: [endpointAt(given), { label: 'sends from', value: workload.label }],
    fixes: fixesTo(given, advice),
  };
};
