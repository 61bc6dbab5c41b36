import type { KeyEdit } from '../../collector/edit.ts';
import type { CollectorExporter } from '../../collector/exporters.ts';
import { connectionKeys } from '../../knowledge/collector-connection.ts';
import type { CollectorFact } from '../../model/collector.ts';
import type { EnvironmentChange } from '../../model/finding.ts';
import { SIGNALS, type Signal, signalPath } from '../../model/signal.ts';
import { type OtlpSetting, settingOf } from '../../resolve/variables.ts';

const KEYS: Readonly<Partial<Record<OtlpSetting, readonly string[]>>> = {
  INSECURE: ['tls', 'insecure'],
  CERTIFICATE: ['tls', 'ca_file'],
  CLIENT_CERTIFICATE: ['tls', 'cert_file'],
  CLIENT_KEY: ['tls', 'key_file'],
  COMPRESSION: ['compression'],
};

const signalIn = (variable: string): Signal | undefined =>
  SIGNALS.find((signal) => variable.includes(`_${signal.toUpperCase()}_`));

/** Names by which the exporters for one way of carrying OTLP are known, the newer ones where those are used. */
const typeFor = (type: string, grpc: boolean): string => {
  const newer = type.includes('_');
  return grpc ? (newer ? 'otlp_grpc' : 'otlp') : newer ? 'otlp_http' : 'otlphttp';
};

/** The exporter under another name, wherever it is named. */
const renaming = (
  { pipelines, components }: CollectorFact,
  id: string,
  grpc: boolean,
): readonly KeyEdit[] | null => {
  const [type = '', ...name] = id.split('/');
  const to = [typeFor(type, grpc), ...name].join('/');
  if (to === id) return [];
  if (components.some((other) => other.kind === 'exporter' && other.id === to)) return null;
  const named = pipelines.filter(({ exporters }) => exporters.some((one) => one.id === id));
  return [
    ...named.map(
      (pipeline): KeyEdit => ({ keys: ['service', 'pipelines', pipeline.id, 'exporters'], item: to, of: id }),
    ),
    { keys: ['exporters', id], rename: to },
  ];
};

/** What a change says of the endpoints of an exporter. */
const endpointEdits = (
  own: readonly string[],
  values: ReadonlyMap<Signal, string>,
  { layer }: CollectorExporter,
  grpc: boolean,
): readonly KeyEdit[] => {
  const apart = (signal: Signal): boolean => {
    const source = layer.values[`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`]?.source;
    return source?.kind === 'file' && source.name.endsWith(`${signal}_endpoint`);
  };
  return [...values].map(([signal, value]): KeyEdit => {
    if (grpc) return { keys: [...own, 'endpoint'], value };
    const path = signalPath(signal);
    if (!apart(signal) && value.endsWith(path))
      return { keys: [...own, 'endpoint'], value: value.slice(0, -path.length) };
    return { keys: [...own, `${signal}_endpoint`], value };
  });
};

/** A setting that is not the endpoint or the protocol; null where it cannot be told in a key. */
const plainEdit = (own: readonly string[], variable: string, value: string | null): KeyEdit | null => {
  const connection = connectionKeys(variable);
  if (connection !== null) return { keys: [...own, ...connection], value };
  if (/^https?_proxy$/i.test(variable)) return { keys: [...own, 'proxy_url'], value };
  const setting = settingOf(variable);
  const keys = setting === null ? undefined : KEYS[setting];
  if (keys === undefined) return null;
  return {
    keys: [...own, ...keys],
    value: setting === 'INSECURE' && value !== null ? value === 'true' : value,
  };
};

const distinct = (edits: readonly KeyEdit[]): readonly KeyEdit[] => [
  ...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values(),
];

/** A change by what it is about. */
interface Sorted {
  readonly endpoints: ReadonlyMap<Signal, string>;
  readonly protocol: string | null;
  /** Null for what cannot be told in a key. */
  readonly others: readonly (KeyEdit | null)[];
}

const sorted = (own: readonly string[], change: EnvironmentChange): Sorted => {
  const endpoints = new Map<Signal, string>();
  const others: (KeyEdit | null)[] = [];
  let protocol: string | null = null;
  for (const [variable, value] of Object.entries(change)) {
    const setting = settingOf(variable);
    const signal = signalIn(variable);
    if (setting === 'ENDPOINT' && signal !== undefined && value !== null) endpoints.set(signal, value);
    else if (setting === 'PROTOCOL') protocol = value;
    else others.push(plainEdit(own, variable, value));
  }
  return { endpoints, protocol, others };
};

/** The encoding of what is sent over HTTP, where the protocol changes. */
const encodingEdits = (own: readonly string[], protocol: string | null): readonly KeyEdit[] =>
  protocol === null || protocol === 'grpc'
    ? []
    : [{ keys: [...own, 'encoding'], value: protocol === 'http/json' ? 'json' : null }];

/** A change of a sender's settings in the keys of the configuration, in the order to make them; null where it has none. */
export const keyEdits = (
  change: EnvironmentChange,
  exporter: CollectorExporter,
  fact: CollectorFact,
): readonly KeyEdit[] | null => {
  const own = ['exporters', exporter.id];
  const { endpoints, protocol, others } = sorted(own, change);
  const was = exporter.carrier === 'grpc';
  const grpc = protocol === null ? was : protocol === 'grpc';
  const renamed = grpc === was ? [] : renaming(fact, exporter.id, grpc);
  const plain = others.filter((edit) => edit !== null);
  if (renamed === null || plain.length < others.length) return null;
  const first = endpointEdits(own, endpoints, exporter, grpc);
  const all = distinct([...first, ...plain, ...encodingEdits(own, protocol), ...renamed]);
  return all.length === 0 ? null : all;
};
