import type { SpanKind } from '../model/telemetry.ts';

/** What a span says of the request or message that it is about; null for what it does not say. */
export interface RequestShape {
  /** HTTP method in upper case. */
  readonly method: string | null;
  /** Host as the span has it: of the server for a client span, of this process for a server span. */
  readonly host: string | null;
  readonly port: number | null;
  /** Path of the URL without query. */
  readonly path: string | null;
  /** `package.Service/Method`. */
  readonly rpc: string | null;
  /** Queue or topic. */
  readonly destination: string | null;
  /** HTTP or RPC answered with an error, or there was no answer. */
  readonly failed: boolean;
}

/** Scope of spans, shared between the spans that it made. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  /** An instrumentation library rather than the application's own code. */
  readonly library: boolean;
}

/** One span as it is kept until its trace is settled. Times are milliseconds since 1970, with fractions. */
export interface SpanRecord {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  /**
   * Whether the parent is in another process; null where the sender does not say (flags bits 8 and 9).
   * https://github.com/open-telemetry/opentelemetry-proto/blob/v1.9.0/opentelemetry/proto/trace/v1/trace.proto
   */
  readonly parentRemote: boolean | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startMs: number;
  readonly endMs: number;
  /** Id of the service (`ServiceFact.id`). */
  readonly service: string;
  readonly scope: Scope;
  /** Null for spans that are about no request. */
  readonly request: RequestShape | null;
  /** Span ids of the links. */
  readonly links: readonly string[];
  readonly receivedMs: number;
}
