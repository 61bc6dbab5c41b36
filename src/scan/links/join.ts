import { certainIntakesOf } from '../../model/collector-intake.ts';
import type { LinkEnd, LinkFact, ServiceFact } from '../../model/deployment.ts';
import { isLoopback } from '../../model/loopback.ts';
import { serviceName } from '../../model/service-name.ts';
import type { Target } from '../../model/target.ts';
import { collectorImage } from '../collector/image.ts';
import { listensElsewhere } from '../guess-sdk.ts';
import type { Workload } from '../workload.ts';
import { type Landscape, nameKey, receives } from './landscape.ts';
import { knownNames, receiversFor } from './names.ts';
import { certainSignals, isAskedFor } from './sender.ts';
import type { World } from './world.ts';

/** Where a destination leads. */
type Way = Pick<LinkFact, 'to' | 'via' | 'containerPort' | 'published' | 'sharesNetwork' | 'service'>;

const HOST_NAMES =
  /^(?:host\.docker\.internal|gateway\.docker\.internal|host\.containers\.internal|172\.17\.0\.1|host\.minikube\.internal)$/;

const nowhere = (kind: LinkEnd['kind'], label: string, via: Way['via'] = 'unknown'): Way => ({
  to: { label, kind, workload: null, collector: null, receives: false, at: null },
  ...{ via, containerPort: null, published: [], sharesNetwork: null, service: null },
});

const endOf = (workload: Workload, land: Landscape): LinkEnd => ({
  label: workload.label,
  kind: 'workload',
  workload: workload.id,
  collector: land.collectors.get(workload.id) ?? null,
  receives: receives(workload, land),
  at: workload.at,
});

const CONVENTION: readonly number[] = [4317, 4318];

const hasPort = ({ published, listens }: Workload, port: number): boolean =>
  published.some(({ container }) => container === port) || listens?.includes(port) === true;

/** Whether a receiver takes OTLP on a port of its container, as far as the files tell it. */
const listensOn = (workload: Workload, port: number, { collectors }: Landscape): boolean => {
  const collector = collectors.get(workload.id);
  const intakes = collector === undefined ? null : certainIntakesOf(collector);
  return intakes === null
    ? (CONVENTION.includes(port) && !listensElsewhere(workload.image?.name ?? null)) ||
        hasPort(workload, port)
    : intakes.some((intake) => intake.port === port);
};

/**
 * Whoever is meant by a port of the host that nothing publishes: in the Compose project that the sender belongs to, or
 * lies beside, first a Collector whose configuration is known, then a receiver with such a port, then any receiver.
 */
const besideSender = (sender: Workload, target: Target, land: Landscape): Workload | null => {
  if (sender.kind === 'kubernetes' || !isAskedFor(sender, target)) return null;
  const directory = sender.at.path.replace(/(?:\/|^)[^/]*$/, '') || '.';
  const near = [...new Set([sender.group, directory])]
    .flatMap((group) => land.composeGroups.get(group) ?? [])
    .filter((other) => other.id !== sender.id && !other.hostNetwork);
  const { port } = target;
  const taking = near.filter((other) => receives(other, land) && listensOn(other, port, land));
  return (
    taking.find(({ id }) => land.collectors.has(id)) ??
    taking.find((other) => hasPort(other, port)) ??
    taking.find(({ image }) => image !== null && collectorImage(image.name, image.tag) !== null) ??
    taking[0] ??
    // A port of another number may be that of anything.
    (CONVENTION.includes(port) ? near.find((other) => hasPort(other, port)) : undefined) ??
    null
  );
};

/** What a port of the host leads to. */
const onHost = (sender: Workload, target: Target, via: Way['via'], land: Landscape): Way => {
  const { port } = target;
  const [publisher] = land.published.get(String(port)) ?? [];
  const published = publisher?.published.filter(({ host }) => host === port) ?? [];
  const [first] = published;
  if (publisher !== undefined && first !== undefined)
    return {
      ...nowhere('host', ''),
      to: endOf(publisher, land),
      via: 'published-port',
      containerPort: first.container,
      published,
    };
  const [direct] = land.onHost;
  if (direct !== undefined)
    return { ...nowhere('host', ''), to: endOf(direct, land), via, containerPort: port };
  const hidden = besideSender(sender, target, land);
  if (hidden !== null)
    return {
      ...nowhere('host', ''),
      ...{ to: endOf(hidden, land), via, containerPort: port, published: hidden.published },
    };
  return nowhere('host', 'this machine', via);
};

/** localhost inside of a container: what shares its network with it. */
const inPod = (workload: Workload, port: number, land: Landscape): Way => {
  const mates = land.pods.get(nameKey(workload.group, workload.pod)) ?? [];
  const others = mates.filter((other) => other.id !== workload.id);
  const receiver =
    mates.find((other) => receives(other, land)) ??
    others.find(({ listens }) => listens?.includes(port) === true);
  if (receiver !== undefined)
    return {
      ...nowhere('workload', ''),
      to: endOf(receiver, land),
      via: 'localhost',
      containerPort: port,
      sharesNetwork: true,
    };
  if (land.sidecars.has(workload.pod) || land.sidecars.has(workload.group))
    return { ...nowhere('workload', 'a Collector that the operator adds', 'localhost'), sharesNetwork: true };
  return nowhere('unknown', 'nothing', 'localhost');
};

const fileOf = ({ id }: Workload): string => id.slice(0, id.indexOf('#'));

const inCompose = (workload: Workload, host: string, port: number, land: Landscape): Way | null => {
  const named = land.composeNames.get(nameKey(workload.group, host)) ?? [];
  const found = named.find((other) => fileOf(other) === fileOf(workload)) ?? named[0];
  if (found === undefined) return null;
  const shares = found.networks.some((network) => workload.networks.includes(network));
  return {
    ...nowhere('workload', ''),
    ...{ to: endOf(found, land), via: 'service-name', containerPort: port, published: found.published },
    // What another file of the directory has may be laid over this one, or be a project of its own.
    sharesNetwork: workload.networks.length === 0 || fileOf(found) !== fileOf(workload) ? null : shares,
  };
};

/** Port of the container behind a port of a Service; null where it has no such port, or its name is not known. */
export const containerPortOf = (
  service: ServiceFact,
  port: number,
  pod: string,
  land: Landscape,
): number | null => {
  const entry = service.ports.find((one) => one.port === port);
  if (entry === undefined || service.headless) return service.headless ? port : null;
  return typeof entry.target === 'number' ? entry.target : (land.portNames[pod]?.[entry.target] ?? null);
};

/** Another unit that has the same name: it is not this one that is meant for certain. */
const elsewhere = (name: string): Way => nowhere('external', name, 'kubernetes-service');

const toService = (service: ServiceFact, port: number, land: Landscape): Way => {
  const base = {
    ...nowhere('unknown', `Service ${service.namespace}/${service.name}`, 'kubernetes-service'),
    service,
  };
  const behind = land.behind(service);
  if (behind === null) return base;
  return {
    ...base,
    to: endOf(behind, land),
    containerPort: containerPortOf(service, port, behind.pod, land),
  };
};

/** What a name of a namespace leads to in a unit; null where the unit has no such name. */
const named = (key: string, label: string, from: string, port: number, land: Landscape): Way | null => {
  const operated = land.operatedNames.find(key, from);
  const service = land.serviceNames.find(key, from);
  if (operated === 'several' || service === 'several') return elsewhere(label);
  if (operated !== undefined)
    return {
      ...nowhere('workload', ''),
      to: endOf(operated, land),
      via: 'kubernetes-service',
      containerPort: port,
    };
  return service === undefined ? null : toService(service, port, land);
};

const inCluster = (
  workload: Workload,
  host: string,
  port: number,
  land: Landscape,
  world: World,
): Way | null => {
  const asked = serviceName(host);
  if (asked === null) return null;
  const namespace = asked.namespace ?? workload.group;
  const key = nameKey(namespace, asked.name);
  const own = named(key, host, workload.at.path, port, land);
  if (own !== null) return own;
  if (asked.namespace === null && !workload.namespaced) return null;
  const other = world.find(key, workload.at.path);
  if (other === 'several') return elsewhere(host);
  return other === undefined ? null : named(key, host, workload.at.path, port, other);
};

const wayOf = (workload: Workload, target: Target, land: Landscape, world: World): Way => {
  const { host, port } = target;
  const onMachine = !workload.inContainer || workload.hostNetwork;
  if (isLoopback(host))
    return onMachine ? onHost(workload, target, 'localhost', land) : inPod(workload, port, land);
  if (HOST_NAMES.test(host) || workload.hostGateways.includes(host))
    return onHost(workload, target, 'host-gateway', land);
  const known = workload.kind === 'compose' ? inCompose(workload, host, port, land) : null;
  const cluster = workload.kind === 'kubernetes' ? inCluster(workload, host, port, land, world) : null;
  return (
    known ??
    cluster ??
    nowhere(host.includes('.') && serviceName(host) === null ? 'external' : 'unknown', host)
  );
};

/** Joins a target of a workload to who receives there; null where it goes nowhere. `sdk` is null where nothing tells it. */
export const linkOf = (
  workload: Workload,
  target: Target,
  sdk: string | null,
  land: Landscape,
  world: World,
): LinkFact | null => {
  if (!target.sends || target.host === '' || target.socket !== null) return null;
  const way = wayOf(workload, target, land, world);
  const lost = way.to.workload === null;
  return {
    ...{ from: workload.id, fromLabel: workload.label, signals: target.signals, target: target.id },
    ...{ host: target.host, port: target.port, protocol: target.protocol, secure: target.secure },
    certain: certainSignals(workload, target, sdk),
    variable: target.endpointBy.variable,
    asked: isAskedFor(workload, target),
    at: workload.variables.find(({ name }) => name === target.endpointBy.variable)?.at ?? workload.at,
    ...way,
    receivers: lost ? receiversFor(workload, land) : [],
    known: lost && way.via === 'unknown' ? knownNames(workload, target.host, land) : null,
  };
};
