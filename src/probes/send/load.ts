import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';

/** What an exporter reports of an export: code 0 is success. */
export interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

/** The part of an official exporter that the doctor uses. */
export interface OfficialExporter {
  export(items: unknown, done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
}

type ExporterClass = new (config: never) => unknown;

/**
 * The modules below are local ones because a bundled dynamic import of a CommonJS package would lose its named
 * exports. Each is built as one file of its own, so that a run loads the exporter it uses and nothing else.
 */
const loadHttp = async (signal: Signal, json: boolean): Promise<ExporterClass> => {
  if (signal === 'traces' && !json) return (await import('./exporters/traces-protobuf.ts')).Exporter;
  const { JSON_EXPORTERS, PROTOBUF_EXPORTERS } = await import('./exporters/http.ts');
  return json || signal === 'traces' ? JSON_EXPORTERS[signal] : PROTOBUF_EXPORTERS[signal];
};

const create = (Exporter: ExporterClass, config: object): OfficialExporter =>
  new Exporter(config as never) as OfficialExporter;

/** Makes the official exporter over HTTP for a signal. */
export const loadExporter = async (
  signal: Signal,
  json: boolean,
  config: object,
): Promise<OfficialExporter> => create(await loadHttp(signal, json), config);

/** The part of an official serializer that the doctor uses. */
interface OfficialSerializer {
  serializeRequest(items: never): Uint8Array | undefined;
}

const serializerOf = async (signal: Signal, json: boolean): Promise<OfficialSerializer> => {
  if (signal === 'traces' && !json) return (await import('./exporters/traces-protobuf.ts')).Serializer;
  const { JSON_SERIALIZERS, PROTOBUF_SERIALIZERS } = await import('./exporters/http.ts');
  return json || signal === 'traces' ? JSON_SERIALIZERS[signal] : PROTOBUF_SERIALIZERS[signal];
};

/** The body of an export over HTTP, as the official exporter writes it. */
export const serialize = async (signal: Signal, json: boolean, items: unknown): Promise<Uint8Array> =>
  (await serializerOf(signal, json)).serializeRequest(items as never) ?? new Uint8Array();

/** Makes the official exporter over gRPC for a signal and target. */
export const loadGrpcExporter = async (
  signal: Signal,
  target: Target,
  timeoutMs: number,
  context: Context,
): Promise<OfficialExporter> => {
  const { GRPC_EXPORTERS, grpcConfig } = await import('./exporters/grpc.ts');
  return create(GRPC_EXPORTERS[signal], grpcConfig(target, timeoutMs, context));
};
