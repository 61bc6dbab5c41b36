import { CONNECTION, connectionKeys } from '../knowledge/collector-connection.ts';
import type { Location } from '../model/finding.ts';
import type { SettingsLayer, Source } from '../model/setting.ts';
import { SIGNALS, type Signal, signalPath } from '../model/signal.ts';
import { type OtlpSetting, signalVariable } from '../resolve/variables.ts';
import { type Authentication, authenticationOf } from './authenticators.ts';
import { locationOf } from './configuration.ts';
import { below, entryBelow, itemsOf, pairsOf, textOf } from './nodes.ts';
import { entriesOf, entryOf, type TreeEntry, type TreeNode } from './tree.ts';

/** How an exporter carries what it sends; null where that is not OTLP over a network. */
export type Carrier = 'grpc' | 'http' | null;

const CARRIERS: Readonly<Record<string, Carrier>> = {
  otlp: 'grpc',
  otlp_grpc: 'grpc',
  otlphttp: 'http',
  otlp_http: 'http',
};

/** An exporter as the settings of a sender. */
export interface CollectorExporter {
  /** As it is written, `otlp/internal`. */
  readonly id: string;
  readonly carrier: Carrier;
  readonly at: Location;
  /** Of the pipelines that use it. */
  readonly signals: readonly Signal[];
  /** What it says, as the variables that would say the same; the source of each is its key and line. */
  readonly layer: SettingsLayer;
  readonly authentication: Authentication | null;
  /** Certificates and keys that stand in the configuration itself, by the names that the layer has for them. */
  readonly embedded: ReadonlyMap<string, string>;
  /** `proxy_url` is all that counts: variables of the environment do not. */
  readonly ownProxy: boolean;
  readonly notes: readonly string[];
}

type Value = { readonly value: string; readonly source: Source };

interface Reading {
  readonly path: string;
  readonly id: string;
  readonly settings: TreeNode;
  readonly at: TreeEntry['at'];
}

/** The place of a setting, or of the exporter where it is left out. */
const sourceOf = ({ path, id, settings, at }: Reading, ...keys: readonly string[]): Source => {
  const place = locationOf(path, entryBelow(settings, ...keys)?.at ?? at);
  const name = ['exporters', id, ...keys].join('.');
  return place.path.startsWith('--')
    ? { kind: 'flag', name: place.path }
    : { kind: 'file', name, path: place.path, line: place.line };
};

const placed = (reading: Reading, value: string, ...keys: readonly string[]): Value => ({
  value,
  source: sourceOf(reading, ...keys),
});

/** Milliseconds of a duration as Go writes it; null where it is none. */
const durationMs = (text: string): number | null => {
  const units: Readonly<Record<string, number>> = {
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3,
    ms: 1,
    s: 1e3,
    m: 6e4,
    h: 3.6e6,
  };
  if (/^\d+$/.test(text)) return Number(text) * 1e-6;
  const parts = [...text.matchAll(/(\d{1,12}(?:\.\d{1,9})?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return null;
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
};

const DEFAULT_TIMEOUT = { grpc: 5_000, http: 30_000 } as const;

const timeoutOf = (reading: Reading, carrier: 'grpc' | 'http'): Value => {
  const written = textOf(below(reading.settings, 'timeout'));
  const ms = written === null ? null : durationMs(written);
  const value = String(Math.round(ms ?? DEFAULT_TIMEOUT[carrier]));
  return ms === null
    ? { value, source: { kind: 'default', name: `${value} ms` } }
    : placed(reading, value, 'timeout');
};

/** Encodings that a test item can have; the others are not what a fault is about as a rule. */
const SENDABLE: Readonly<Record<string, string>> = {
  none: 'none',
  '': 'none',
  gzip: 'gzip',
  deflate: 'deflate',
  zstd: 'zstd',
};
const OTHER_ENCODINGS = ['zlib', 'snappy', 'x-snappy-framed', 'lz4'];

const PEMS: readonly (readonly [setting: OtlpSetting, file: string, pem: string])[] = [
  ['CERTIFICATE', 'ca_file', 'ca_pem'],
  ['CLIENT_CERTIFICATE', 'cert_file', 'cert_pem'],
  ['CLIENT_KEY', 'key_file', 'key_pem'],
];

const encode = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair: no HTTP library sends it.
    return '';
  }
};

/** Headers of the exporter, with what its extension puts over them. */
const headersOf = (reading: Reading, authentication: Authentication | null): Value | null => {
  const own = pairsOf(below(reading.settings, 'headers'));
  const added = authentication?.headers ?? [];
  const names = added.map(([name]) => name);
  const all = [...own.filter(([name]) => !names.includes(name.toLowerCase())), ...added];
  if (all.length === 0) return null;
  const value = all.map(([name, text]) => `${encode(name)}=${encode(text.trim())}`).join(',');
  const keys = added.length > 0 && own.length === 0 ? ['auth'] : ['headers'];
  return placed(reading, value, ...keys);
};

const endpointOf = (reading: Reading, carrier: 'grpc' | 'http', signal: Signal): Value => {
  const base = textOf(below(reading.settings, 'endpoint')) ?? '';
  const own = carrier === 'http' ? textOf(below(reading.settings, `${signal}_endpoint`)) : null;
  if (own !== null && own !== '') return placed(reading, own, `${signal}_endpoint`);
  if (carrier === 'grpc' || base === '') return placed(reading, base, 'endpoint');
  return placed(reading, `${base}${base.endsWith('/') ? '' : '/'}${signalPath(signal).slice(1)}`, 'endpoint');
};

const protocolOf = (reading: Reading, carrier: 'grpc' | 'http'): Value => {
  if (carrier === 'grpc') return placed(reading, 'grpc');
  const json = textOf(below(reading.settings, 'encoding')) === 'json';
  return placed(reading, json ? 'http/json' : 'http/protobuf', ...(json ? ['encoding'] : []));
};

type Values = Partial<Record<OtlpSetting, Value>>;

/** Files of TLS; one that is told in the configuration itself is named by its key. */
const filesOf = (reading: Reading, embedded: Map<string, string>): Values =>
  Object.fromEntries(
    PEMS.flatMap(([setting, file, pem]) => {
      const path = textOf(below(reading.settings, 'tls', file));
      if (path !== null && path !== '') return [[setting, placed(reading, path, 'tls', file)]];
      const text = textOf(below(reading.settings, 'tls', pem));
      if (text === null || text === '') return [];
      const name = `exporters.${reading.id}.tls.${pem}`;
      embedded.set(name, text);
      return [[setting, placed(reading, name, 'tls', pem)]];
    }),
  );

const compressionOf = (reading: Reading, notes: string[]): Values => {
  const written = textOf(below(reading.settings, 'compression'));
  if (written === null) return {};
  if (OTHER_ENCODINGS.includes(written))
    notes.push(`The exporter ${reading.id} compresses with ${written}; the test item was sent uncompressed.`);
  const value = SENDABLE[written] ?? (OTHER_ENCODINGS.includes(written) ? 'none' : written);
  return { COMPRESSION: placed(reading, value, 'compression') };
};

/** The settings of a connection that no variable of the specification stands for. */
const connectionOf = (reading: Reading): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.values(CONNECTION).flatMap((key) => {
      const keys = connectionKeys(key) ?? [];
      const value = textOf(below(reading.settings, ...keys));
      return value === null || value === '' ? [] : [[key, placed(reading, value, ...keys)]];
    }),
  );

const proxyOf = (reading: Reading, carrier: Carrier): Readonly<Record<string, Value>> => {
  const url = textOf(below(reading.settings, 'proxy_url'));
  if (url === null || url === '' || carrier !== 'http') return {};
  const value = placed(reading, url, 'proxy_url');
  return { HTTP_PROXY: value, HTTPS_PROXY: value };
};

const layerOf = (
  reading: Reading,
  carrier: 'grpc' | 'http',
  signals: readonly Signal[],
  more: {
    readonly authentication: Authentication | null;
    readonly embedded: Map<string, string>;
    readonly notes: string[];
  },
): SettingsLayer => {
  const insecure = textOf(below(reading.settings, 'tls', 'insecure'));
  const headers = headersOf(reading, more.authentication);
  const same: Values = {
    PROTOCOL: protocolOf(reading, carrier),
    TIMEOUT: timeoutOf(reading, carrier),
    ...(insecure === null ? {} : { INSECURE: placed(reading, insecure, 'tls', 'insecure') }),
    ...(headers === null ? {} : { HEADERS: headers }),
    ...compressionOf(reading, more.notes),
    ...filesOf(reading, more.embedded),
  };
  const values: Record<string, Value> = { ...connectionOf(reading), ...proxyOf(reading, carrier) };
  for (const signal of SIGNALS) {
    const sent = signals.includes(signal);
    values[`OTEL_${signal.toUpperCase()}_EXPORTER`] = placed(reading, sent ? 'otlp' : 'none');
    if (!sent) continue;
    values[signalVariable('ENDPOINT', signal)] = endpointOf(reading, carrier, signal);
    for (const [setting, value] of Object.entries(same))
      values[signalVariable(setting as OtlpSetting, signal)] = value;
  }
  return { values };
};

/** The signals of the pipelines that name an exporter. */
const signalsOf = (root: TreeNode, id: string): readonly Signal[] => {
  const used = entriesOf(below(root, 'service', 'pipelines'))
    .filter(({ value }) => itemsOf(below(value, 'exporters')).some((item) => textOf(item) === id))
    .map(({ key }) => key.split('/')[0]);
  return SIGNALS.filter((signal) => used.includes(signal));
};

/** Every exporter of a configuration as the settings of a sender; one that is asked for sends traces where no pipeline has it. */
export const exportersOf = (
  root: TreeNode,
  path: string,
  readText: (path: string) => string | null,
  asked?: string,
): readonly CollectorExporter[] =>
  entriesOf(below(root, 'exporters')).map(({ key: id, at, value }) => {
    const settings: TreeNode = value.kind === 'map' ? value : { kind: 'map', entries: [], at };
    const carrier = CARRIERS[id.split('/')[0] ?? ''] ?? null;
    const used = signalsOf(root, id);
    const signals: readonly Signal[] = used.length === 0 && id === asked ? ['traces'] : used;
    const authentication = carrier === null ? null : authenticationOf(root, settings, path, readText);
    const embedded = new Map<string, string>();
    const notes = [...(authentication?.notes ?? [])];
    const reading = { path, id, settings, at };
    const layer =
      carrier === null
        ? { values: {} }
        : layerOf(reading, carrier, signals, { authentication, embedded, notes });
    const ownProxy = entryOf(settings, 'proxy_url') !== undefined && carrier === 'http';
    return {
      id,
      carrier,
      at: locationOf(path, at),
      signals,
      layer,
      authentication,
      embedded,
      ownProxy,
      notes,
    };
  });
