import type { ExportResult } from '@opentelemetry/core';
import type { Protocol, Signal } from '../../model/signal.ts';

/** The part of an official exporter that the doctor uses. */
export interface OfficialExporter {
  export(items: unknown, done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
}

type ExporterModule = { readonly Exporter: new (config: never) => unknown };

/**
 * Each exporter in a module of its own, loaded when it is used. They are local modules because a bundled dynamic
 * import of a CommonJS package would lose its named exports.
 */
const MODULES: Readonly<Record<Signal, Readonly<Record<Protocol, () => Promise<ExporterModule>>>>> = {
  traces: {
    grpc: () => import('./exporters/traces-grpc.ts'),
    'http/protobuf': () => import('./exporters/traces-protobuf.ts'),
    'http/json': () => import('./exporters/traces-json.ts'),
  },
  metrics: {
    grpc: () => import('./exporters/metrics-grpc.ts'),
    'http/protobuf': () => import('./exporters/metrics-protobuf.ts'),
    'http/json': () => import('./exporters/metrics-json.ts'),
  },
  logs: {
    grpc: () => import('./exporters/logs-grpc.ts'),
    'http/protobuf': () => import('./exporters/logs-protobuf.ts'),
    'http/json': () => import('./exporters/logs-json.ts'),
  },
};

/** Makes the official exporter for a signal and protocol. */
export const loadExporter = async (
  signal: Signal,
  protocol: Protocol,
  config: object,
): Promise<OfficialExporter> => {
  const { Exporter } = await MODULES[signal][protocol]();
  return new Exporter(config as never) as OfficialExporter;
};
