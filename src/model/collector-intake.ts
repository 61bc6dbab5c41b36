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
  /** Of the endpoint, or else of the protocol. */
  readonly at: Location;
}

const DEFAULT_PORT = { grpc: 4317, http: 4318 } as const;

/** Host and port of `host:port`; null where one is missing or not known. */
export const hostAndPort = (endpoint: string): { readonly host: string; readonly port: number } | null => {
  const [, host, port] = /^(.*):(\d{1,5})$/.exec(endpoint.trim()) ?? [];
  return host === undefined ? null : { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
};

const intakesOfOne = (collector: CollectorFact, receiver: CollectorComponent): readonly Intake[] =>
  (['grpc', 'http'] as const).flatMap((protocol): readonly Intake[] => {
    if (!keysAt(receiver.settings, 'protocols').includes(protocol)) return [];
    const written = settingAt(receiver.settings, 'protocols', protocol, 'endpoint');
    const at = placeOf(
      collector.path,
      receiver,
      'protocols',
      protocol,
      ...(written === undefined ? [] : ['endpoint']),
    );
    const base = { receiver, protocol, at };
    // An older version listens on every address, and so does what the operator fills in.
    const loopback = !collector.managed && isSince(collector, 104) !== false;
    if (written === undefined || written === null)
      return [{ ...base, endpoint: null, port: DEFAULT_PORT[protocol], loopback }];
    const endpoint = knownText(written);
    const parts = endpoint === null ? null : hostAndPort(endpoint);
    return endpoint === null || parts === null
      ? []
      : [{ ...base, endpoint, port: parts.port, loopback: isLoopback(parts.host) }];
  });

/** The ports on which the OTLP receivers of the pipelines listen. */
export const intakesOf = (collector: CollectorFact): readonly Intake[] =>
  collector.components
    .filter(
      ({ kind, type, id }) =>
        kind === 'receiver' && type === 'otlp' && pipelinesWith(collector, 'receivers', id).length > 0,
    )
    .flatMap((receiver) => intakesOfOne(collector, receiver));
