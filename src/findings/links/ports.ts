import { defineSight } from '../../model/check.ts';
import type { Intake } from '../../model/collector-intake.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Evidence, Fix, Found } from '../../model/finding.ts';
import { wayOf } from '../../model/signal.ts';
import { sendTo } from '../change.ts';
import { whereText } from '../collector/reading.ts';
import { localhostFault } from './localhost.ts';
import { endpointAt, knownIntakes, type Sent } from './sent.ts';
import { unknownNameFault } from './unknown-name.ts';

export type Speech = Intake['protocol'];

/** What is wrong with a port: it takes the other protocol, nothing listens while another port fits, or none does. */
interface PortFault extends Found {
  readonly kind: 'grpc-to-http' | 'http-to-grpc' | 'other-port' | 'no-port';
}

/** What port takes which protocol by convention. */
export const CONVENTION: Readonly<Record<number, Speech>> = { 4317: 'grpc', 4318: 'http' };

export const NAMES = { grpc: 'gRPC', http: 'OTLP over HTTP' } as const;

export const PROTOCOLS = { grpc: 'grpc', http: 'http/protobuf' } as const;

export const speechOf = ({ protocol }: Pick<LinkFact, 'protocol'>): Speech => wayOf(protocol);

const protocolEvidence = ({ target, workload }: Sent): Evidence => {
  const { variable } = target.protocolBy;
  const at = variable === null ? undefined : workload.places[variable];
  return {
    label: variable ?? 'protocol (default)',
    value: `${target.protocol}${at === undefined ? '' : ` (${whereText(at)})`}`,
  };
};

const intakeEvidence = (intake: Intake): Evidence => ({
  label: `receiver ${intake.receiver.id}`,
  value: `${NAMES[intake.protocol]} on port ${intake.port} (${whereText(intake.at)})`,
});

/** The port by which the sender reaches a port of the container. */
const portFor = ({ link }: Sent, inside: number): number | null => {
  if (link.service !== null) return link.service.ports.find(({ target }) => target === inside)?.port ?? null;
  if (link.via === 'published-port')
    return link.published.find(({ container }) => container === inside)?.host ?? null;
  return inside;
};

const toPort = (sent: Sent, intakes: readonly Intake[]): readonly Fix[] => {
  const right = intakes.find(({ protocol }) => protocol === speechOf(sent.link));
  const port = right === undefined ? null : portFor(sent, right.port);
  if (port === null || right === undefined) return [];
  return [
    {
      title: `Send to port ${port}, which takes ${NAMES[right.protocol]}`,
      env: sendTo(sent.target, { port }),
    },
  ];
};

const toPortAndProtocol = (sent: Sent, { port: inside, protocol }: Intake): readonly Fix[] => {
  const port = portFor(sent, inside);
  if (port === null) return [];
  return [
    {
      title: `Send ${NAMES[protocol]} to port ${port}`,
      env: sendTo(sent.target, { port, protocol: PROTOCOLS[protocol] }),
    },
  ];
};

/** What the operator puts into Python programs has no gRPC. */
const isFixed = ({ workload }: Sent): boolean => workload.sdk === 'python' && workload.instrumented;

const toProtocol = (sent: Sent, speaks: Speech): readonly Fix[] =>
  isFixed(sent)
    ? []
    : [
        {
          title: `Send ${NAMES[speaks]} to this port`,
          env: sendTo(sent.target, { protocol: PROTOCOLS[speaks] }),
        },
      ];

/** The protocol was asked for, an agent decides and not the program, the program has no other, or the path is one of HTTP. */
const isCertain = ({ target, workload, link }: Sent): boolean =>
  target.protocolBy.variable !== null ||
  workload.byAgent ||
  workload.speaks === speechOf(link) ||
  (speechOf(link) === 'http' && /\/v1\/(?:traces|metrics|logs)\/?$/.test(target.basePath));

/** The program may speak HTTP, and then posts to no path of a signal: either way nothing arrives. */
const isWrongEitherWay = ({ target, link }: Sent): boolean =>
  speechOf(link) === 'grpc' && target.endpointBy.perSignal && target.basePath === '/';

/** What is no protocol is the cause: which one is used in its place follows from it. */
const hasNoProtocol = ({ target }: Sent): boolean =>
  target.problems.some(({ variable, detail }) => /_PROTOCOL$/.test(variable) && detail === 'unknown');

const mismatch = (
  sent: Sent,
  speaks: Speech,
  intake: Intake | null,
  intakes: readonly Intake[],
): PortFault => {
  const { link, workload } = sent;
  const certain = isCertain(sent);
  const guessed = intake === null && link.to.kind !== 'workload';
  const own = NAMES[speechOf(link)];
  const because =
    intake === null
      ? `by convention port ${link.port} takes ${NAMES[speaks]}`
      : `${link.to.label} takes ${NAMES[speaks]} on that port`;
  return {
    kind: speechOf(link) === 'grpc' ? 'grpc-to-http' : 'http-to-grpc',
    severity: certain && !guessed ? 'error' : certain || isWrongEitherWay(sent) ? 'warning' : 'info',
    summary: `${own} is sent to ${link.host}:${link.port}, which takes ${NAMES[speaks]}`,
    explanation: `${workload.label} sends ${own}${certain ? '' : ' unless its program says otherwise'}; ${because}.`,
    evidence: [
      endpointAt(sent),
      protocolEvidence(sent),
      ...(intake === null ? [] : [intakeEvidence(intake)]),
    ],
    fixes: [...toProtocol(sent, speaks), ...toPort(sent, intakes)],
    location: link.at,
  };
};

/** A port of the host that is used between containers is a fault of its own. */
const isNumberOfHost = ({ via, port, published }: LinkFact): boolean =>
  via === 'service-name' && published.some(({ host, container }) => host === port && container !== host);

/** Nothing of the Collector listens on the port that was asked for. */
const wrongPort = (sent: Sent, intakes: readonly Intake[]): PortFault | null => {
  const { link, workload } = sent;
  const right = intakes.find(({ protocol }) => protocol === speechOf(link));
  const [any] = intakes;
  if (any === undefined || isNumberOfHost(link)) return null;
  const taken = intakes.map(({ protocol, port }) => `${NAMES[protocol]} on ${port}`).join(' and ');
  return {
    kind: right === undefined ? 'no-port' : 'other-port',
    summary: `Nothing of ${link.to.label} listens on port ${link.port}`,
    explanation: `${workload.label} sends to port ${link.port}; ${link.to.label} takes ${taken}${right === undefined ? ' only' : ''}.`,
    evidence: [endpointAt(sent), ...intakes.map(intakeEvidence)],
    fixes: right === undefined ? toPortAndProtocol(sent, any) : toPort(sent, intakes),
    location: link.at,
  };
};

/** The Service on the way has no such port. */
const missingServicePort = (sent: Sent): PortFault | null => {
  const { link, target, workload } = sent;
  const { service } = link;
  if (service === null || service.external !== null || service.headless || service.ports.length === 0)
    return null;
  if (service.ports.some(({ port }) => port === link.port)) return null;
  const wanted = service.ports.find(
    ({ port, name }) => CONVENTION[port] === speechOf(link) || name?.includes(`otlp-${speechOf(link)}`),
  );
  const ports = service.ports.map(({ port }) => port).join(', ');
  return {
    kind: wanted === undefined ? 'no-port' : 'other-port',
    summary: `The Service ${service.name} has no port ${link.port}`,
    explanation: `${workload.label} sends to port ${link.port} of the Service ${service.namespace}/${service.name}, which has ${ports}.`,
    evidence: [
      endpointAt(sent),
      { label: `Service ${service.name}`, value: `ports ${ports} (${whereText(service.at)})` },
    ],
    fixes:
      wanted === undefined
        ? [
            {
              title: 'Add the port to the Service',
              text: `Add port ${link.port} to the Service ${service.name}, or send to a port that it has.`,
            },
          ]
        : [{ title: `Send to port ${wanted.port}`, env: sendTo(target, { port: wanted.port }) }],
    location: link.at,
  };
};

/** By the numbers alone, where the receiver tells nothing. */
const byConvention = (sent: Sent): PortFault | null => {
  const { link, target } = sent;
  const inside = link.containerPort ?? link.port;
  const speaks = CONVENTION[inside];
  // A port of something that is no receiver may be anything.
  const meant = link.to.kind !== 'workload' || link.to.receives;
  if (speaks === undefined || speaks === speechOf(link) || !meant) return null;
  // Whoever runs on another port than this has chosen it.
  if (link.port !== inside || target.unknown.includes('exporter')) return null;
  return hasNoProtocol(sent) ? null : mismatch(sent, speaks, null, []);
};

/** Nothing can be said of the port of a host that is not there. */
const leadsNowhere = (sent: Sent): boolean =>
  localhostFault(sent) !== undefined || unknownNameFault(sent) !== undefined;

/** What is wrong with port and protocol, by what the receiving side says of itself. */
const portFault = (sent: Sent): PortFault | null => {
  const { link, target } = sent;
  if (target.proxy !== null || link.variable === null || leadsNowhere(sent)) return null;
  const missing = missingServicePort(sent);
  if (missing !== null) return missing;
  const intakes = knownIntakes(link.to.collector);
  if (intakes === null) return byConvention(sent);
  if (link.containerPort === null) return null;
  const here = intakes.filter(({ port }) => port === link.containerPort);
  if (here.some(({ protocol }) => protocol === speechOf(link))) return null;
  const [other] = here;
  if (other === undefined) return wrongPort(sent, intakes);
  return hasNoProtocol(sent) ? null : mismatch(sent, other.protocol, other, intakes);
};

/** How files show one kind of fault. */
export const portSight = (wanted: PortFault['kind'], example: Pick<Sent, 'link' | 'target'>) =>
  defineSight({
    needs: ['link', 'target', 'workload'],
    example,
    run: (sent) => {
      const fault = portFault(sent);
      if (fault?.kind !== wanted) return undefined;
      const { kind: _kind, ...found } = fault;
      return found;
    },
  });
