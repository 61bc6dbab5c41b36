import type { Protocol, Signal } from '../model/signal.ts';
import type { LogsRequest, TracesRequest } from './otlp.ts';
import type { MetricsRequest } from './otlp-metrics.ts';

/** Decoded request of each signal. */
export interface Requests {
  readonly traces: TracesRequest;
  readonly metrics: MetricsRequest;
  readonly logs: LogsRequest;
}

/** Who sent something. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** Request headers, or gRPC metadata, in the order of arrival and with lower-case names. The values hold secrets. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** What an accepted export has apart from its telemetry. */
export interface Arrival {
  readonly transport: Protocol;
  /** Name of the encoding that the body came in, `identity` without one. */
  readonly compression: string;
  /** Size on the wire and after decompression. */
  readonly bytes: number;
  readonly inflatedBytes: number;
  readonly peer: Peer;
  readonly receivedAtUnixNano: bigint;
  readonly headers: Headers;
}

/** The bytes of an accepted export, for who passes them on. They share memory with what was received: not to be changed. */
export interface Raw {
  /** The export request after decompression, in protobuf or JSON. */
  readonly message: Buffer;
  /** As it was received, compressed as the arrival says; on gRPC without the prefix of five bytes. */
  readonly body: Buffer;
}

/** An accepted export of one signal. */
export type ExportBatch = {
  [S in Signal]: Arrival & { readonly signal: S; readonly request: Requests[S] };
}[Signal];
