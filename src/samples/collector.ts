import type {
  CollectorComponent,
  CollectorFact,
  CollectorPipeline,
  ComponentKind,
  SettingValue,
} from '../model/collector.ts';
import type { Location } from '../model/finding.ts';

const PATH = 'otel-collector.yaml';

const at = (line: number, column: number): Location => ({ path: PATH, line, column });

/** Places of settings that stand one key a line, as they are written below a component. */
const placesOf = (settings: SettingValue, line: number) => {
  const places: Record<string, readonly [number, number]> = { '': [line, 3] };
  let next = line;
  const walk = (value: SettingValue, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, below] of Object.entries(value)) {
      next += 1;
      places[[...path, key].join('.')] = [next, 3 + 2 * (path.length + 1)];
      walk(below, [...path, key]);
    }
  };
  walk(settings, []);
  return places;
};

/** A component that begins in a line. */
export const sampleComponent = (
  kind: ComponentKind,
  id: string,
  settings: SettingValue,
  line: number,
): CollectorComponent => {
  const [type = '', name = null] = id.split('/');
  return { kind, id, type, name, at: at(line, 3), settings, places: placesOf(settings, line) };
};

const samplePipeline = (
  signal: string,
  line: number,
  [receiver, processors, exporter]: readonly [string, readonly string[], string],
): CollectorPipeline => ({
  id: signal,
  signal,
  name: null,
  at: at(line, 5),
  receivers: [{ id: receiver, at: at(line + 1, 19) }],
  processors: processors.map((id) => ({ id, at: at(line + 2, 20) })),
  exporters: [{ id: exporter, at: at(line + 3, 19) }],
});

/** An OTLP receiver that takes both protocols from everywhere. */
export const sampleReceiver = (
  protocols: SettingValue = { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } },
): CollectorComponent => sampleComponent('receiver', 'otlp', { protocols }, 2);

/** A memory limiter. */
export const sampleLimiter = (
  settings: SettingValue = { check_interval: '1s', limit_mib: 400, spike_limit_mib: 100 },
): CollectorComponent => sampleComponent('processor', 'memory_limiter', settings, 9);

/** An exporter of OTLP over gRPC. */
export const sampleExporter = (
  settings: SettingValue = { endpoint: 'tempo:4317', tls: { insecure: true } },
  id = 'otlp_grpc',
): CollectorComponent => sampleComponent('exporter', id, settings, 14);

/** A Collector in a container that takes each signal and hands it to a backend. */
export const sampleCollector = (change: Partial<CollectorFact> = {}): CollectorFact => ({
  id: PATH,
  path: PATH,
  at: at(1, 1),
  complete: true,
  managed: false,
  components: [sampleReceiver(), sampleLimiter(), sampleExporter()],
  pipelines: ['traces', 'metrics', 'logs'].map((signal, index) =>
    samplePipeline(signal, 20 + 4 * index, ['otlp', ['memory_limiter'], 'otlp_grpc']),
  ),
  extensions: [],
  telemetry: { settings: null, places: {} },
  references: [],
  problems: [],
  lines: {},
  distribution: 'contrib',
  version: '0.158.0',
  image: 'otel/opentelemetry-collector-contrib:0.158.0',
  inContainer: true,
  network: 'own',
  label: 'compose service collector',
  names: ['collector'],
  ...change,
});
