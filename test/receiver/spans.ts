import type { ExportBatch } from '../../src/receiver/batch.ts';
import type { Span } from '../../src/receiver/otlp.ts';
import { bytes, fixed64, number, spanRequest } from './encode.ts';
import type { Recorded } from './recorded.ts';

/** All spans of the exports, in the order of arrival. */
export const spansOf = (exports: readonly ExportBatch[]): readonly Span[] =>
  exports
    .flatMap((batch) => (batch.signal === 'traces' ? batch.request.resourceSpans : []))
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

/** Trace and span ids, sorted. */
export const idsOf = (spans: readonly Pick<Span, 'traceId' | 'spanId'>[]): readonly string[] =>
  spans.map(({ traceId, spanId }) => `${traceId}/${spanId}`).sort();

const padded = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

export const traceIdOf = (value: number): string => padded(value + 1, 32);
export const spanIdOf = (value: number): string => padded(value + 1, 16);

const spanFields = (value: number): readonly Uint8Array[] => [
  bytes(1, Buffer.from(traceIdOf(value), 'hex')),
  bytes(2, Buffer.from(spanIdOf(value), 'hex')),
  bytes(5, `span ${value}`),
  number(6, 2),
  fixed64(7, 1_700_000_000_000_000_000n),
  fixed64(8, 1_700_000_000_000_000_000n + BigInt(value)),
  bytes(9, bytes(1, 'text'), bytes(2, bytes(1, `süß ${value}`))),
  bytes(9, bytes(1, 'raw'), bytes(2, bytes(7, Buffer.from([0, 255, value & 0xff])))),
];

/** An export of so many spans from a number on, each a trace of its own. */
export const exportOf = (first: number, count: number): Buffer =>
  bytes(
    1,
    bytes(1, bytes(1, bytes(1, 'service.name'), bytes(2, bytes(1, 'load')))),
    bytes(2, ...Array.from({ length: count }, (_, index) => bytes(2, ...spanFields(first + index)))),
  );

/** One small export, as a healthy sender has it. */
export const HEALTHY: Buffer = spanRequest(...spanFields(0));

/** Environment that points an SDK at a receiver. */
export const environmentFor = (
  { grpcPort, httpPort }: Pick<Recorded, 'grpcPort' | 'httpPort'>,
  protocol: string,
  compression: string,
): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${protocol === 'grpc' ? grpcPort : httpPort}`,
  // The SDK of Python does not know "none" over gRPC, and then has no exporter at all.
  ...(compression === 'none' ? {} : { OTEL_EXPORTER_OTLP_COMPRESSION: compression }),
});
