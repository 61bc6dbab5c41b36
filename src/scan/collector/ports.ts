import type {
  CollectorBuild,
  CollectorComponent,
  CollectorPipeline,
  ComponentReference,
  PlacedSettings,
} from '../../model/collector.ts';
import { hostAndPort } from '../../model/collector-intake.ts';
import { isSince, keysAt, knownText, placeOf, settingAt } from '../../model/collector-reading.ts';
import type { Location } from '../../model/finding.ts';
import type { Note } from './notes.ts';

/** What listens when the Collector runs. */
interface Running {
  readonly path: string;
  readonly components: readonly CollectorComponent[];
  readonly pipelines: readonly CollectorPipeline[];
  readonly extensions: readonly ComponentReference[];
  readonly telemetry: PlacedSettings;
  readonly build: CollectorBuild;
}

interface Listener {
  readonly who: string;
  readonly host: string;
  readonly port: number;
  readonly at: Location;
}

/** Receivers and extensions whose `endpoint` is one that they listen on over TCP. */
const LISTENING =
  /^(?:receiver (?:otlp|jaeger|zipkin|opencensus|loki|skywalking|splunk_hec|signalfx|prometheusremotewrite|fluentforward|webhookevent|faro|otelarrow)|exporter prometheus|extension (?:health_check|healthcheckv2|pprof|zpages|http_forwarder|remotetap))$/;

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

/** Where its own metrics are, unless something else is said. */
const OWN_PORT = 8888;

const own = (host: string, port: number, at: Location): Listener => ({
  who: "the Collector's own metrics",
  host,
  port,
  at,
});

/** What the readers of the Collector's own metrics listen on: those that wait to be asked do. */
const readersOf = (path: string, telemetry: PlacedSettings, count: number): readonly Listener[] =>
  Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const keys = ['metrics', 'readers', String(index), 'pull', 'exporter', 'prometheus'];
    const asked = settingAt(telemetry.settings, ...keys);
    if (asked === undefined) return [];
    const host = knownText(settingAt(telemetry.settings, ...keys, 'host') ?? 'localhost');
    const port = settingAt(telemetry.settings, ...keys, 'port') ?? OWN_PORT;
    return host === null || typeof port !== 'number'
      ? []
      : [own(host, port, placeOf(path, telemetry, ...keys, 'port'))];
  });

const isOff = (level: unknown): boolean =>
  typeof level === 'string' && (level.toLowerCase() === 'none' || level.includes('$'));

/** Where the Collector's own metrics are asked for; nowhere where that is not known. */
const ownListeners = ({ path, telemetry, build, pipelines }: Running): readonly Listener[] => {
  const at = placeOf(path, telemetry, 'metrics');
  const { settings } = telemetry;
  const level = settingAt(settings, 'metrics', 'level');
  if (pipelines.length === 0 || isOff(level)) return [];
  const readers = settingAt(settings, 'metrics', 'readers');
  if (readers !== undefined) return Array.isArray(readers) ? readersOf(path, telemetry, readers.length) : [];
  const address = settingAt(settings, 'metrics', 'address');
  const parts = address === undefined ? null : hostAndPort(knownText(address) ?? '');
  // Later ones refuse the key, which is told by itself.
  if (address !== undefined)
    return parts === null || isSince(build, 123) === true
      ? []
      : [own(parts.host, parts.port, placeOf(path, telemetry, 'metrics', 'address'))];
  return [own('localhost', OWN_PORT, at)];
};

const isUsed = (component: CollectorComponent, { pipelines, extensions }: Running): boolean =>
  component.kind === 'extension'
    ? extensions.some(({ id }) => id === component.id)
    : pipelines.some(({ receivers, exporters }) =>
        [...receivers, ...exporters].some(({ id }) => id === component.id),
      );

const isWild = (host: string): boolean => host === '' || host === '0.0.0.0' || host === '::';

const meet = (one: Listener, other: Listener): boolean =>
  one.port === other.port && (one.host === other.host || isWild(one.host) || isWild(other.host));

/** Notes ports that two want, components or the Collector's own metrics: the Collector does not start. */
export const notePorts = (running: Running, note: Note): void => {
  const { path, components } = running;
  const listeners = [
    ...ownListeners(running),
    ...components
      .filter(
        (component) => LISTENING.test(`${component.kind} ${component.type}`) && isUsed(component, running),
      )
      .flatMap((component) => listenersOf(path, component)),
  ];
  for (const [index, one] of listeners.entries()) {
    const other = listeners.slice(0, index).find((before) => meet(before, one));
    if (other === undefined) continue;
    note({
      kind: 'port-taken',
      at: one.at,
      says: `${one.who.charAt(0).toUpperCase()}${one.who.slice(1)} listens on port ${one.port}, which ${other.who} ${other.who.endsWith('metrics') ? 'have' : 'has'} already`,
      follows: 'The second to ask for the port does not get it, and the Collector ends.',
      advice: `Give one of the two another port, or leave ${one.who} out`,
    });
  }
};
