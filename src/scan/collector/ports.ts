import type {
  CollectorComponent,
  CollectorPipeline,
  ComponentReference,
  PlacedSettings,
} from '../../model/collector.ts';
import { hostAndPort } from '../../model/collector-intake.ts';
import { keysAt, knownText, placeOf, settingAt } from '../../model/collector-reading.ts';
import type { Location } from '../../model/finding.ts';
import type { Note } from './notes.ts';

/** What listens when the Collector runs. */
interface Running {
  readonly path: string;
  readonly components: readonly CollectorComponent[];
  readonly pipelines: readonly CollectorPipeline[];
  readonly extensions: readonly ComponentReference[];
  readonly telemetry: PlacedSettings;
}

interface Listener {
  readonly who: string;
  readonly host: string;
  readonly port: number;
  readonly at: Location;
}

/** Receivers and extensions whose `endpoint` is one that they listen on over TCP. */
const LISTENING =
  /^(?:receiver (?:otlp|jaeger|zipkin|opencensus|loki|skywalking|splunk_hec|signalfx|prometheusremotewrite|fluentforward|webhookevent|faro|otelarrow)|extension (?:health_check|healthcheckv2|pprof|zpages|http_forwarder|remotetap))$/;

const UDP = /^(?:thrift_binary|thrift_compact)$/;

const DEFAULTS: Readonly<Record<string, string>> = {
  'receiver otlp grpc': 'localhost:4317',
  'receiver otlp http': 'localhost:4318',
};

const pathsOf = (component: CollectorComponent): readonly (readonly string[])[] => {
  const protocols = keysAt(component.settings, 'protocols').filter((name) => !UDP.test(name));
  return protocols.length > 0 ? protocols.map((name) => ['protocols', name]) : [[]];
};

const listenersOf = (path: string, component: CollectorComponent): readonly Listener[] =>
  pathsOf(component).flatMap((keys) => {
    const written = settingAt(component.settings, ...keys, 'endpoint');
    const usual = DEFAULTS[`${component.kind} ${component.type} ${keys[1] ?? ''}`];
    const parts = hostAndPort(knownText(written) ?? (written == null ? (usual ?? '') : ''));
    if (parts === null || parts.port === 0) return [];
    return [
      {
        who: `the ${component.kind} ${component.id}`,
        ...parts,
        at: placeOf(path, component, ...keys, ...(written == null ? [] : ['endpoint'])),
      },
    ];
  });

const isUsed = (component: CollectorComponent, { pipelines, extensions }: Running): boolean =>
  component.kind === 'extension'
    ? extensions.some(({ id }) => id === component.id)
    : pipelines.some(({ receivers }) => receivers.some(({ id }) => id === component.id));

const isWild = (host: string): boolean => host === '' || host === '0.0.0.0' || host === '::';

const meet = (one: Listener, other: Listener): boolean =>
  one.port === other.port && (one.host === other.host || isWild(one.host) || isWild(other.host));

/** Notes ports that two components want: the Collector does not start. */
export const notePorts = (running: Running, note: Note): void => {
  const { path, components } = running;
  const listeners = components
    .filter(
      (component) => LISTENING.test(`${component.kind} ${component.type}`) && isUsed(component, running),
    )
    .flatMap((component) => listenersOf(path, component));
  for (const [index, one] of listeners.entries()) {
    const other = listeners.slice(0, index).find((before) => meet(before, one));
    if (other === undefined) continue;
    note({
      kind: 'port-taken',
      at: one.at,
      says: `${one.who.charAt(0).toUpperCase()}${one.who.slice(1)} listens on port ${one.port}, which ${other.who} has already`,
      follows: 'The second to ask for the port does not get it, and the Collector ends.',
      advice: `Give one of the two another port, or leave ${one.who} out`,
    });
  }
};
