import type { Signal } from '../../model/signal.ts';
import { signalPath } from '../../model/signal.ts';
import type { OtlpSetting } from '../variables.ts';
import { below, type ConfigNode, entryOf, itemsOf, type Position, scalarIn } from './tree.ts';

/** A value with the key that gave it. */
export interface Placed {
  readonly value: string;
  readonly key: string;
  readonly at: Position;
}

export type ExporterSettings = Readonly<Partial<Record<OtlpSetting, Placed>>>;

/** An exporter of a file: which one, and for OTLP how it sends. */
export interface FoundExporter {
  /** Name for `OTEL_<SIGNAL>_EXPORTER`. */
  readonly name: Placed;
  readonly settings: ExporterSettings;
}

const encode = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair: no HTTP library sends it.
    return '';
  }
};

const textOf = (node: ConfigNode | undefined): string | null => {
  const value = scalarIn(node);
  return value === null ? null : String(value);
};

/** Names and values of `headers`: a list of pairs, or a mapping in files of before 1.0. */
const pairsOf = (headers: ConfigNode | undefined): readonly (readonly [string, string])[] => {
  const named =
    headers?.kind === 'map'
      ? headers.entries.map(({ key, value }) => [key, textOf(value)] as const)
      : itemsOf(headers).map(
          (item) => [textOf(below(item, 'name')) ?? '', textOf(below(item, 'value'))] as const,
        );
  return named.flatMap(([name, value]) => (name === '' || value === null ? [] : [[name, value] as const]));
};

/** `headers` beats `headers_list` name by name: opentelemetry_configuration.json, OtlpHttpExporter. */
const headersOf = (exporter: ConfigNode | undefined): string | null => {
  const pairs = pairsOf(below(exporter, 'headers'));
  const taken = pairs.map(([name]) => name.toLowerCase());
  const listed = (textOf(below(exporter, 'headers_list')) ?? '')
    .split(',')
    .filter((entry) => !taken.includes((entry.split('=')[0] ?? '').trim().toLowerCase()));
  const all = [...listed, ...pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`)];
  return all.join('') === '' ? null : all.filter((entry) => entry.trim() !== '').join(',');
};

const FORMER_PROTOCOLS: Readonly<Record<string, string>> = {
  'http/protobuf': 'http/protobuf',
  'http/json': 'http/json',
  grpc: 'grpc',
};

const protocolOf = (key: string, exporter: ConfigNode): string => {
  if (key === 'otlp_grpc') return 'grpc';
  if (key === 'otlp_http')
    return scalarIn(below(exporter, 'encoding')) === 'json' ? 'http/json' : 'http/protobuf';
  const named = textOf(below(exporter, 'protocol'));
  return named === null ? 'http/protobuf' : (FORMER_PROTOCOLS[named] ?? named);
};

/** Keys of the stable form, and of the one before it in which TLS had no mapping of its own. */
const FILE_KEYS = {
  CERTIFICATE: [['tls', 'ca_file'], ['certificate'], ['certificate_file']],
  CLIENT_CERTIFICATE: [['tls', 'cert_file'], ['client_certificate'], ['client_certificate_file']],
  CLIENT_KEY: [['tls', 'key_file'], ['client_key'], ['client_key_file']],
  INSECURE: [['tls', 'insecure'], ['insecure']],
  COMPRESSION: [['compression']],
  TIMEOUT: [['timeout']],
} as const;

const plainSettings = (exporter: ConfigNode): ExporterSettings =>
  Object.fromEntries(
    Object.entries(FILE_KEYS).flatMap(([setting, keyPaths]) => {
      for (const keyPath of keyPaths) {
        const node = below(exporter, ...keyPath);
        const value = textOf(node);
        if (node !== undefined && value !== null)
          return [[setting, { value, key: keyPath.join('.'), at: node }]];
      }
      return [];
    }),
  );

/** What an OTLP exporter says, as the per-signal variables would. What it leaves out has the schema's default. */
const otlpSettings = (key: string, at: Position, exporter: ConfigNode, signal: Signal): ExporterSettings => {
  const protocol = protocolOf(key, exporter);
  const standard =
    protocol === 'grpc' ? 'http://localhost:4317' : `http://localhost:4318${signalPath(signal)}`;
  const endpoint = below(exporter, 'endpoint');
  const headers = headersOf(exporter);
  const given = entryOf(exporter, 'headers') ?? entryOf(exporter, 'headers_list') ?? at;
  return {
    ...plainSettings(exporter),
    ENDPOINT: { value: textOf(endpoint) ?? standard, key: 'endpoint', at: endpoint ?? at },
    PROTOCOL: { value: protocol, key: '', at: entryOf(exporter, 'protocol') ?? at },
    ...(headers === null ? {} : { HEADERS: { value: headers, key: 'headers', at: given } }),
  };
};

const OTLP: readonly string[] = ['otlp_http', 'otlp_grpc', 'otlp'];

/** Exporters of the processors or readers of a provider, with the path of keys to each. */
const exportersOf = (
  provider: ConfigNode | undefined,
  list: 'processors' | 'readers',
): readonly {
  readonly key: string;
  readonly at: Position;
  readonly node: ConfigNode;
  readonly keyPath: string;
}[] =>
  itemsOf(below(provider, list)).flatMap((item, index) =>
    (item.kind === 'map' ? item.entries : []).flatMap((processor) => {
      const exporter = below(processor.value, 'exporter');
      return (exporter?.kind === 'map' ? exporter.entries : []).map(({ key, value, line, column }) => ({
        ...{ key, node: value, at: { line, column } },
        keyPath: `${list}[${index}].${processor.key}.exporter.${key}`,
      }));
    }),
  );

/** The exporter of a signal that counts: the first OTLP one, else the first; null when there is none. */
export const findExporter = (
  provider: ConfigNode | undefined,
  list: 'processors' | 'readers',
  signal: Signal,
): FoundExporter | null => {
  const all = exportersOf(provider, list);
  const found = all.find(({ key }) => OTLP.includes(key)) ?? all[0];
  if (found === undefined) return null;
  const { key, at, node, keyPath } = found;
  const isOtlp = OTLP.includes(key);
  const name = { value: isOtlp ? 'otlp' : key.slice(0, 60), key: keyPath, at };
  if (!isOtlp) return { name, settings: {} };
  const placed = Object.entries(otlpSettings(key, at, node, signal)).map(([setting, entry]) => [
    setting,
    { ...entry, key: entry.key === '' ? keyPath : `${keyPath}.${entry.key}` },
  ]);
  return { name, settings: Object.fromEntries(placed) as ExporterSettings };
};
