import type { CollectorExit, CollectorFact } from '../../model/collector.ts';
import { type ExporterEndpoint, endpointsOf } from '../../model/collector-endpoint.ts';
import { certainIntakesOf } from '../../model/collector-intake.ts';
import type { ServiceFact } from '../../model/deployment.ts';
import { isLoopback } from '../../model/loopback.ts';
import { serviceName } from '../../model/service-name.ts';
import { nearest } from '../../text/nearest.ts';
import { isReceiverImage } from '../guess-sdk.ts';
import type { Workload } from '../workload.ts';
import { containerPortOf } from './join.ts';
import { type Landscape, nameKey, receives } from './landscape.ts';

type Known = Pick<CollectorExit, 'exporter' | 'host' | 'port'>;

const base = {
  containerPort: null,
  near: null,
  label: null,
  takes: null,
  others: false,
  plaintext: false,
} as const;

/** Protocols that a Collector takes on a port of its container; null where it is none, or not known. */
const takenBy = (workload: Workload, port: number, land: Landscape): CollectorExit['takes'] => {
  const collector = land.collectors.get(workload.id);
  const intakes = collector === undefined ? null : certainIntakesOf(collector);
  if (intakes === null) return null;
  const here = intakes.filter((intake) => intake.port === port);
  // Receivers of other kinds may have the port.
  const others = collector?.components.some(({ kind, type }) => kind === 'receiver' && type !== 'otlp');
  return here.length === 0 && others === true ? null : here.map(({ protocol }) => protocol);
};

/** A Collector without TLS on the port, or a receiver that has none unless it is given certificates. */
const isPlain = (workload: Workload, port: number, land: Landscape): boolean => {
  const collector = land.collectors.get(workload.id);
  if (collector === undefined)
    return workload.command.length === 0 && isReceiverImage(workload.image?.name ?? null);
  return certainIntakesOf(collector)?.some((intake) => intake.port === port && !intake.tls) === true;
};

const found = (known: Known, workload: Workload, land: Landscape): CollectorExit => {
  const { port } = known;
  const { published, listens, label } = workload;
  const inside = published.some(({ container }) => container === port) || listens?.includes(port) === true;
  const onHost = published.find(({ host, container }) => host === port && container !== port);
  const takes = takenBy(workload, port, land);
  if (!inside && onHost !== undefined && (takes === null || takes.length === 0))
    return { ...known, ...base, state: 'host-port', containerPort: onHost.container, label };
  return { ...known, ...base, state: 'found', label, takes, plaintext: isPlain(workload, port, land) };
};

const inCompose = (known: Known, workload: Workload, land: Landscape): CollectorExit | null => {
  const { host } = known;
  if (host.includes('.') || host.includes('$') || workload.networks.length === 0) return null;
  if (workload.knownHosts.includes(host)) return null;
  const [first] = land.composeNames.get(nameKey(workload.group, host)) ?? [];
  if (first !== undefined) return found(known, first, land);
  const near = nearest(host, land.bareNamesIn(workload.group));
  if (workload.externalNetwork && near === undefined) return null;
  const others = (land.composeGroups.get(workload.group) ?? []).some(
    (other) => other.id !== workload.id && receives(other, land),
  );
  return { ...known, ...base, state: 'lost', near: near ?? null, others };
};

/** Behind a port of a Service, where one of the unit's own workloads is. */
const atService = (known: Known, service: ServiceFact, land: Landscape): CollectorExit | null => {
  const behind = service.external === null ? land.behind(service) : null;
  if (behind === null) return null;
  const takes = (port: number): CollectorExit['takes'] => {
    const inside = containerPortOf(service, port, behind.pod, land);
    return inside === null ? null : takenBy(behind, inside, land);
  };
  if (!service.headless && !service.ports.some(({ port }) => port === known.port)) {
    const ports = service.ports.map(({ port }) => ({ port, takes: takes(port) }));
    const label = `Service ${service.namespace}/${service.name}`;
    return ports.length === 0 ? null : { ...known, ...base, state: 'no-port', label, ports };
  }
  const inside = containerPortOf(service, known.port, behind.pod, land);
  const plaintext = inside !== null && isPlain(behind, inside, land);
  return { ...known, ...base, state: 'found', label: behind.label, takes: takes(known.port), plaintext };
};

/** A name that the namespace does not have, though it has one like it; others may be deployed from elsewhere. */
const misspelt = (known: Known, name: string, namespace: string, land: Landscape): CollectorExit | null => {
  const there = land.clusterReceivers().filter((one) => one.namespace === namespace);
  const near = nearest(
    name,
    there.map((one) => one.name),
  );
  if (near === undefined || land.clusterNames().some((one) => one.name === name)) return null;
  return { ...known, ...base, state: 'lost', near: known.host.replace(name, near), others: true };
};

const inCluster = (known: Known, workload: Workload, land: Landscape): CollectorExit | null => {
  const asked = serviceName(known.host);
  if (asked === null) return null;
  const namespace = asked.namespace ?? workload.group;
  const key = nameKey(namespace, asked.name);
  const operated = land.operatedNames.find(key, workload.at.path);
  const service = land.serviceNames.find(key, workload.at.path);
  if (operated === 'several' || service === 'several') return null;
  if (operated !== undefined) return found(known, operated, land);
  return service === undefined
    ? misspelt(known, asked.name, namespace, land)
    : atService(known, service, land);
};

const exitOf = (
  { exporter, host, port }: ExporterEndpoint,
  workload: Workload,
  land: Landscape,
): CollectorExit | null => {
  if (port === null || host === '' || isLoopback(host) || !workload.inContainer) return null;
  const known = { exporter: exporter.id, host, port };
  return workload.kind === 'compose' ? inCompose(known, workload, land) : inCluster(known, workload, land);
};

/** Where the OTLP exporters of a Collector lead, as far as its unit tells it. */
export const withExits = (
  collector: CollectorFact,
  workload: Workload | null,
  land: Landscape,
): CollectorFact =>
  workload === null
    ? collector
    : { ...collector, exits: endpointsOf(collector).flatMap((one) => exitOf(one, workload, land) ?? []) };
