import { sendTo } from '../../findings/change.ts';
import { certainIntakesOf, type Intake } from '../../findings/collector/intake.ts';
import type { Evidence, Fix } from '../../model/finding.ts';
import { isReceiverImage } from '../guess-sdk.ts';
import type { ScanFound } from '../judge/endpoint-paths.ts';
import { endpointAt, isProtocolCertain, type LinkCase, placeText } from './finding.ts';

const CONVENTION: Readonly<Record<number, Intake['protocol']>> = { 4317: 'grpc', 4318: 'http' };

const kindOf = ({ target }: LinkCase): Intake['protocol'] => (target.protocol === 'grpc' ? 'grpc' : 'http');

const speech = { grpc: 'gRPC', http: 'OTLP over HTTP' } as const;

const protocolEvidence = ({ target, workload }: LinkCase): Evidence => {
  const { variable } = target.protocolBy;
  const at = workload.variables.find(({ name }) => name === variable)?.at;
  return {
    label: variable ?? 'protocol (default)',
    value: `${target.protocol}${at === undefined ? '' : ` (${placeText(at)})`}`,
  };
};

const intakeEvidence = (intake: Intake): Evidence => ({
  label: `receiver ${intake.receiver.id}`,
  value: `${speech[intake.protocol]} on port ${intake.port} (${placeText(intake.at)})`,
});

/** The port by which the sender reaches a port of the container. */
const portFor = ({ link }: LinkCase, inside: number): number | null => {
  if (link.service !== null) return link.service.ports.find(({ target }) => target === inside)?.port ?? null;
  if (link.via === 'published-port')
    return link.published.find(({ container }) => container === inside)?.host ?? null;
  return inside;
};

const otherPort = (given: LinkCase, intakes: readonly Intake[]): readonly Fix[] => {
  const right = intakes.find(({ protocol }) => protocol === kindOf(given));
  const port = right === undefined ? null : portFor(given, right.port);
  return port === null || right === undefined
    ? []
    : [
        {
          title: `Send to port ${port}, which takes ${speech[right.protocol]}`,
          env: sendTo(given.target, { port }),
        },
      ];
};

const otherProtocol = (given: LinkCase, speaks: Intake['protocol']): Fix => {
  const protocol = speaks === 'grpc' ? 'grpc' : 'http/protobuf';
  return { title: `Send ${speech[speaks]} to this port`, env: sendTo(given.target, { protocol }) };
};

/** What the operator puts into Python programs has no gRPC. */
const isFixed = ({ workload }: LinkCase): boolean =>
  workload.sdk === 'python' && workload.variables.some(({ from }) => from === 'instrumentation');

const mismatch = (
  given: LinkCase,
  speaks: Intake['protocol'],
  intake: Intake | null,
  intakes: readonly Intake[],
): ScanFound => {
  const { target, link } = given;
  const certain = isProtocolCertain(given);
  const kind = kindOf(given);
  const fixes = [...(isFixed(given) ? [] : [otherProtocol(given, speaks)]), ...otherPort(given, intakes)];
  return {
    code: kind === 'grpc' ? 'protocol/grpc-to-http-port' : 'protocol/http-to-grpc-port',
    severity: !certain ? 'info' : intake === null && link.to.kind !== 'workload' ? 'warning' : 'error',
    suspicion: intake === null && link.to.kind !== 'workload',
    summary: `${speech[kind]} is sent to ${target.host}:${target.port}, which takes ${speech[speaks]}`,
    explanation: `${given.workload.label} sends ${speech[kind]}${certain ? '' : ' unless its program says otherwise'}; ${intake === null ? `by convention port ${target.port} takes ${speech[speaks]}` : `${link.to.label} takes ${speech[speaks]} on that port`}.`,
    evidence: [
      endpointAt(given),
      protocolEvidence(given),
      ...(intake === null ? [] : [intakeEvidence(intake)]),
    ],
    fixes,
  };
};

/** Nothing of the Collector listens on the port that was asked for. */
const wrongPort = (given: LinkCase, intakes: readonly Intake[]): ScanFound | null => {
  const { target, link } = given;
  // A port of the host that is used between containers is a fault of its own.
  if (
    link.via === 'service-name' &&
    link.published.some(({ host, container }) => host === target.port && container !== host)
  )
    return null;
  const right = intakes.find(({ protocol }) => protocol === kindOf(given));
  const [any] = intakes;
  if (any === undefined) return null;
  const fixes = right === undefined ? [changeBoth(given, any)] : otherPort(given, intakes);
  return {
    code: right === undefined ? 'network/connection-refused' : 'protocol/wrong-port',
    severity: 'error',
    summary: `Nothing of ${link.to.label} listens on port ${target.port}`,
    explanation: `${given.workload.label} sends to port ${target.port}; ${link.to.label} takes ${intakes.map(({ protocol, port }) => `${speech[protocol]} on ${port}`).join(' and ')}${right === undefined ? ' only' : ''}.`,
    evidence: [endpointAt(given), ...intakes.map(intakeEvidence)],
    fixes: fixes.flatMap((fix) => fix ?? []),
  };
};

const changeBoth = (given: LinkCase, intake: Intake): Fix | null => {
  const port = portFor(given, intake.port);
  const protocol = intake.protocol === 'grpc' ? 'grpc' : 'http/protobuf';
  return port === null
    ? null
    : {
        title: `Send ${speech[intake.protocol]} to port ${port}`,
        env: sendTo(given.target, { port, protocol }),
      };
};

/** The Service on the way has no such port. */
const missingServicePort = (given: LinkCase): ScanFound | null => {
  const { link, target } = given;
  if (link.service === null || link.service.external !== null || link.service.ports.length === 0) return null;
  if (link.service.ports.some(({ port }) => port === target.port)) return null;
  const wanted = link.service.ports.find(
    ({ port, name }) => CONVENTION[port] === kindOf(given) || name?.includes(`otlp-${kindOf(given)}`),
  );
  return {
    code: wanted === undefined ? 'network/connection-refused' : 'protocol/wrong-port',
    severity: 'error',
    summary: `The Service ${link.service.name} has no port ${target.port}`,
    explanation: `${given.workload.label} sends to port ${target.port} of the Service ${link.service.namespace}/${link.service.name}, which has ${link.service.ports.map(({ port }) => port).join(', ')}.`,
    evidence: [
      endpointAt(given),
      {
        label: `Service ${link.service.name}`,
        value: `ports ${link.service.ports.map(({ port }) => port).join(', ')} (${placeText(link.service.at)})`,
      },
    ],
    fixes:
      wanted === undefined
        ? [
            {
              title: 'Add the port to the Service',
              text: `Add port ${target.port} to the Service ${link.service.name}, or send to a port that it has.`,
            },
          ]
        : [{ title: `Send to port ${wanted.port}`, env: sendTo(target, { port: wanted.port }) }],
  };
};

/** What is wrong with port and protocol, by what the receiving side says of itself. */
export const portFinding = (given: LinkCase): ScanFound | null => {
  const { link, target } = given;
  if (target.proxy !== null || link.variable === null) return null;
  const missing = missingServicePort(given);
  if (missing !== null) return missing;
  const intakes = link.to.collector === null ? null : certainIntakesOf(link.to.collector);
  if (intakes === null) {
    const inside = link.containerPort ?? target.port;
    const speaks = CONVENTION[inside];
    const known =
      link.to.kind !== 'workload' ||
      isReceiverImage(link.to.image?.name ?? null) ||
      link.to.collector !== null;
    // Whoever runs on another port than this has chosen it.
    return speaks === undefined ||
      speaks === kindOf(given) ||
      !known ||
      target.port !== inside ||
      target.unknown.includes('exporter')
      ? null
      : mismatch(given, speaks, null, []);
  }
  if (link.containerPort === null) return null;
  const here = intakes.filter(({ port }) => port === link.containerPort);
  if (here.some(({ protocol }) => protocol === kindOf(given))) return null;
  const [other] = here;
  return other === undefined ? wrongPort(given, intakes) : mismatch(given, other.protocol, other, intakes);
};

/** The receiver that a link ends at; null where it is not known. */
export const intakeOf = ({ link, target }: LinkCase): Intake | null => {
  const intakes = link.to.collector === null ? null : certainIntakesOf(link.to.collector);
  const kind = target.protocol === 'grpc' ? 'grpc' : 'http';
  return intakes?.find(({ port, protocol }) => port === link.containerPort && protocol === kind) ?? null;
};
