import type { CollectorComponent, CollectorFact } from './collector.ts';
import { isSince, keysAt, knownText, pipelinesWith, placeOf, settingAt } from './collector-reading.ts';
import type { Location } from './finding.ts';
import { isLoopback } from './loopback.ts';

/** One port on which an OTLP receiver that is in use listens. */
export interface Intake {
  readonly receiver: CollectorComponent;
  readonly protocol: 'grpc' | 'http';
  /** As it is written; null where the default stands. */
  readonly endpoint: string | null;
  readonly port: number;
  readonly loopback: boolean;
  readonly tls: boolean;
  /** Of the endpoint, or else of the protocol. */
  readonly at: Location;
}

/** Port that the otlp receiver takes each protocol on by default. */
export const DEFAULT_PORT = { grpc: 4317, http: 4318 } as const;

/** Host and port of `host:port`; null where one is missing or not known. */
export const hostAndPort = (endpoint: string): { readonly host: string; readonly port: number } | null => {
  const [, host, port] = /^(.*):(\d{1,5})$/.exec(endpoint.trim()) ?? [];
  return host === undefined ? null : { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
};

const PROTOCOLS = ['grpc', 'http'] as const;

const enabledIn = (receiver: CollectorComponent): readonly Intake['protocol'][] => {
  const keys = keysAt(receiver.settings, 'protocols');
  return PROTOCOLS.filter((protocol) => keys.includes(protocol));
};

/** Null where the port is put together from variables or is missing. */
const intakeOf = (
  collector: CollectorFact,
  receiver: CollectorComponent,
  protocol: Intake['protocol'],
): Intake | null => {
  const own = ['protocols', protocol];
  const written = settingAt(receiver.settings, ...own, 'endpoint');
  const at = placeOf(collector.path, receiver, ...own, ...(written === undefined ? [] : ['endpoint']));
  const section = settingAt(receiver.settings, ...own, 'tls');
  const tls = typeof section === 'object' && section !== null;
  const base = { receiver, protocol, at, tls };
  // An older version listens on every address, and so does what the operator fills in.
  const loopback = !collector.managed && isSince(collector, 104) !== false;
  if (written === undefined || written === null)
    return { ...base, endpoint: null, port: DEFAULT_PORT[protocol], loopback };
  const endpoint = knownText(written);
  const parts = endpoint === null ? null : hostAndPort(endpoint);
  return endpoint === null || parts === null
    ? null
    : { ...base, endpoint, port: parts.port, loopback: isLoopback(parts.host) };
};

/** OTLP receivers that a pipeline uses. */
const otlpReceivers = (collector: CollectorFact): readonly CollectorComponent[] =>
  collector.components.filter(
    ({ kind, type, id }) =>
      kind === 'receiver' && type === 'otlp' && pipelinesWith(collector, 'receivers', id).length > 0,
  );

/** The ports on which the OTLP receivers of the pipelines listen. */
export const intakesOf = (collector: CollectorFact): readonly Intake[] =>
  otlpReceivers(collector).flatMap((receiver) =>
    enabledIn(receiver).flatMap((protocol) => intakeOf(collector, receiver, protocol) ?? []),
  );

/** The same where they are known without exception; null where there may be others. */
export const certainIntakesOf = (collector: CollectorFact): readonly Intake[] | null => {
  const receivers = otlpReceivers(collector);
  const enabled = receivers.map(enabledIn);
  const intakes = intakesOf(collector);
  const unclear =
    collector.problems.some(({ kind }) => kind === 'syntax' || kind === 'duplicate-key') ||
    enabled.some((protocols) => protocols.length === 0) ||
    intakes.length < enabled.flat().length;
  return unclear || receivers.length === 0 ? null : intakes;
};
