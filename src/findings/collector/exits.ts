import type { CollectorExit, CollectorFact } from '../../model/collector.ts';
import { type ExporterEndpoint, endpointsOf } from '../../model/collector-endpoint.ts';
import { pipelinesWith } from '../../model/collector-reading.ts';
import type { Fix, Found } from '../../model/finding.ts';
import { collectorName, placeEvidence, replaceFix } from './reading.ts';

const NAMES = { grpc: 'gRPC', http: 'OTLP over HTTP' } as const;

const change = (
  collector: CollectorFact,
  { at, written, exporter, key }: ExporterEndpoint,
  from: string,
  to: string,
): Fix => {
  const title = `Send to ${to}`;
  const text = `Set ${key}: ${written.replace(from, to)} in the exporter ${exporter.id}.`;
  return replaceFix(collector, at, from, to, title) ?? { title, text };
};

const lost = (
  collector: CollectorFact,
  endpoint: ExporterEndpoint,
  { host, near }: CollectorExit,
): Omit<Found, 'evidence'> => ({
  summary: `The exporter ${endpoint.exporter.id} sends to ${host}, a name that nothing of its deployment has`,
  explanation: `The name is looked up in the network of ${collectorName(collector)}, where no service is called ${host}.`,
  fixes: [
    near === null
      ? {
          title: 'Name the service that receives',
          text: `Set ${endpoint.key} of ${endpoint.exporter.id} to the name of a service of this deployment.`,
        }
      : change(collector, endpoint, host, near),
  ],
});

const hostPort = (
  collector: CollectorFact,
  endpoint: ExporterEndpoint,
  { host, port, containerPort, label }: CollectorExit,
): Omit<Found, 'evidence'> => ({
  summary: `The exporter ${endpoint.exporter.id} sends to ${host}:${port}, a port that ${label} has on the host only`,
  explanation: `Between containers the port of the container counts, which is ${containerPort}; ${port} is its number on the host.`,
  fixes: [change(collector, endpoint, `:${port}`, `:${containerPort}`)],
});

/** The port of a Service that is meant, where one of them leads to where the protocol is taken. */
const noPort = (
  collector: CollectorFact,
  endpoint: ExporterEndpoint,
  { host, port, label, ports = [] }: CollectorExit,
): Omit<Found, 'evidence'> => {
  const all = ports.map((one) => one.port).join(', ');
  const wanted = ports.find(({ takes }) => takes?.includes(endpoint.protocol) === true);
  return {
    summary: `The exporter ${endpoint.exporter.id} sends to ${host}:${port}, a port that ${label} does not have`,
    explanation: `A Service hands on its own ports only, which are ${all}.`,
    fixes: [
      wanted === undefined
        ? {
            title: 'Send to a port of the Service',
            text: `Set ${endpoint.key} of ${endpoint.exporter.id} to one of its ports (${all}), or add port ${port} to the Service.`,
          }
        : change(collector, endpoint, `:${port}`, `:${wanted.port}`),
    ],
  };
};

const otherSpeech = (
  { exporter, protocol, key }: ExporterEndpoint,
  { host, port, label, takes }: CollectorExit,
): Omit<Found, 'evidence'> | null => {
  if (takes === null || takes.includes(protocol)) return null;
  const [other] = takes;
  const what = other === undefined ? 'on which nothing of it listens' : `on which it takes ${NAMES[other]}`;
  return {
    summary: `The exporter ${exporter.id} sends ${NAMES[protocol]} to ${host}:${port} of ${label}, ${what}`,
    explanation: 'Nothing is delivered until protocol and port fit each other.',
    fixes: [
      {
        title: 'Send to the port for this protocol',
        text: `Set ${key} of ${exporter.id} to the port on which ${label} takes ${NAMES[protocol]}.`,
      },
    ],
  };
};

const faultOf = (
  collector: CollectorFact,
  endpoint: ExporterEndpoint,
  exit: CollectorExit,
): Omit<Found, 'evidence'> | null => {
  if (exit.state === 'lost') return lost(collector, endpoint, exit);
  if (exit.state === 'no-port') return noPort(collector, endpoint, exit);
  return exit.state === 'host-port' ? hostPort(collector, endpoint, exit) : otherSpeech(endpoint, exit);
};

/** Exporters that lead to nothing, or to something else, in the deployment of their Collector. */
export const exitFaults = (collector: CollectorFact): readonly Found[] =>
  endpointsOf(collector).flatMap((endpoint) => {
    const { exporter, host, port, at } = endpoint;
    const exit = collector.exits?.find(
      (one) => one.exporter === exporter.id && one.host === host && one.port === port,
    );
    const used = pipelinesWith(collector, 'exporters', exporter.id).length > 0;
    const fault = exit === undefined || !used ? null : faultOf(collector, endpoint, exit);
    const severity =
      exit?.state !== 'lost' || exit.near !== null ? 'error' : exit.others ? 'warning' : 'info';
    return fault === null
      ? []
      : [{ ...fault, evidence: [placeEvidence('exporter', at)], location: at, severity }];
  });
