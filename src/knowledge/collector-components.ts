import type { ComponentKind, Distribution } from '../model/collector.ts';
import { MANIFESTS } from './collector-manifests.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** When a distribution has a component, by minor versions; null for ever, in either direction. */
export interface Span {
  readonly since: number | null;
  readonly gone: number | null;
}

const spansIn = (text: string): ReadonlyMap<string, Span> =>
  new Map(
    words(text).map((word) => {
      const [, type = '', since, gone] = /^([a-z\d_]+)(?:@(\d+))?(?:-(\d+))?$/.exec(word) ?? [];
      return [type, { since: since ? Number(since) : null, gone: gone ? Number(gone) : null }] as const;
    }),
  );

const SPANS: ReadonlyMap<string, ReadonlyMap<string, Span>> = new Map(
  Object.entries(MANIFESTS).map(([key, text]) => [key, spansIn(text)]),
);

/** Types of contrib's repository that no distribution has; who builds a Collector may have them. */
const BESIDE: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: words('k8slog redfish vcr'),
  processor: words('datadogsemantics dnslookup drop logstransform lookup'),
  exporter: words('alertmanager sematext'),
  connector: words('metricsaslogs slowsql'),
  extension: words(`avro_log_encoding cfgarden_observer healthcheckv2 memory_limiter remotetap
    solarwindsapmsettings`),
};

const JAEGER: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: words('otlp nop jaeger kafka zipkin'),
  processor: words('batch memory_limiter adaptive_sampling tail_sampling attributes filter'),
  exporter: words('otlp_grpc otlp otlp_http otlphttp debug nop jaeger_storage_exporter kafka prometheus'),
  connector: words('forward spanmetrics'),
  extension:
    words(`zpages healthcheckv2 health_check pprof basicauth sigv4auth expvar jaeger_query jaeger_storage
    jaeger_mcp remote_sampling remote_storage storage_cleaner`),
};

/** A component that is gone. */
export interface RemovedComponent {
  readonly kind: ComponentKind;
  readonly type: string;
  /** Minor version since which it is gone. */
  readonly since: number;
  /** Type that does its work; null where that takes other settings. */
  readonly successor: string | null;
  readonly advice: string;
}

/** https://github.com/open-telemetry/opentelemetry-collector/blob/main/CHANGELOG.md */
export const REMOVED_COMPONENTS: readonly RemovedComponent[] = [
  { kind: 'exporter', type: 'logging', since: 111, successor: 'debug', advice: 'Use the exporter debug' },
  {
    kind: 'exporter',
    type: 'jaeger',
    since: 86,
    successor: null,
    advice: 'Use the exporter otlp_grpc: Jaeger takes OTLP on port 4317',
  },
  {
    kind: 'exporter',
    type: 'jaeger_thrift',
    since: 86,
    successor: null,
    advice: 'Use the exporter otlp_grpc: Jaeger takes OTLP on port 4317',
  },
  { kind: 'exporter', type: 'opencensus', since: 133, successor: null, advice: 'Use the exporter otlp_grpc' },
  {
    kind: 'exporter',
    type: 'loki',
    since: 131,
    successor: null,
    advice: 'Use the exporter otlp_http: Loki takes OTLP below /otlp',
  },
  {
    kind: 'extension',
    type: 'memory_ballast',
    since: 123,
    successor: null,
    advice: 'Take it out and set the variable GOMEMLIMIT',
  },
  {
    kind: 'processor',
    type: 'spanmetrics',
    since: 113,
    successor: null,
    advice: 'Use the connector spanmetrics',
  },
  {
    kind: 'processor',
    type: 'servicegraph',
    since: 113,
    successor: null,
    advice: 'Use the connector servicegraph',
  },
  {
    kind: 'processor',
    type: 'queued_retry',
    since: 30,
    successor: null,
    advice: 'Use retry_on_failure and sending_queue of the exporter',
  },
  { kind: 'processor', type: 'routing', since: 132, successor: null, advice: 'Use the connector routing' },
];

/** Minor version since which `otlp_grpc` and `otlp_http` are names of the exporters. */
export const SNAKE_NAMES_SINCE = 144;

const squashed = (type: string): string => type.replaceAll('_', '');

const DISTRIBUTIONS = ['core', 'otlp', 'k8s', 'contrib'] as const;

type Listed = (typeof DISTRIBUTIONS)[number];

const isListed = (distribution: Distribution | null): distribution is Listed =>
  DISTRIBUTIONS.some((one) => one === distribution);

/** Names of the OTLP exporters that came beside their first. */
const SNAKE_NAMES: Readonly<Record<string, string>> = { otlp_grpc: 'otlp', otlp_http: 'otlphttp' };

/**
 * When a distribution has a type, under either of its names; undefined where it never had it. Since 0.144 types that were
 * written together have a second name with underscores (`k8sattributes`, `k8s_attributes`).
 */
export const spanOf = (
  kind: ComponentKind,
  type: string,
  distribution: Distribution | null,
): Span | undefined => {
  const spans = SPANS.get(`${isListed(distribution) ? distribution : 'contrib'} ${kind}`);
  const first = kind === 'exporter' ? (SNAKE_NAMES[type] ?? type) : type;
  return spans?.get(first) ?? (type.includes('_') ? spans?.get(squashed(type)) : undefined);
};

const listedTypes = (kind: ComponentKind, distribution: Listed): readonly string[] => {
  const types = [...(SPANS.get(`${distribution} ${kind}`) ?? [])].flatMap(([type, { gone }]) =>
    gone === null ? [type] : [],
  );
  const snake = kind === 'exporter' ? Object.keys(SNAKE_NAMES) : [];
  return [...snake.filter((name) => types.includes(SNAKE_NAMES[name] ?? '')), ...types];
};

/** Every type of a kind that the newest release of a distribution has; of null, that any has. */
export const typesOf = (kind: ComponentKind, distribution: Distribution | null): readonly string[] => {
  if (distribution === 'jaeger') return JAEGER[kind];
  if (isListed(distribution)) return listedTypes(kind, distribution);
  const all = DISTRIBUTIONS.flatMap((one) => listedTypes(kind, one));
  return [...new Set([...all, ...BESIDE[kind], ...JAEGER[kind]])];
};

/** Whether the newest release of a distribution has a type, under either of its names. */
export const hasType = (kind: ComponentKind, type: string, distribution: Distribution | null): boolean => {
  const types = typesOf(kind, distribution);
  // The names with underscores are the newer ones, of types that were written together before.
  return types.includes(type) || (type.includes('_') && types.includes(squashed(type)));
};
