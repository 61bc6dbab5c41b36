/**
 * What an OTLP export request carries, as plain data. Names are those of the protocol in lowerCamelCase; ids are
 * lower-case hex as sent, whatever their length; 64-bit integers are bigint; absent messages and values are null.
 * https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto
 */

/** A list of keys and values as a value. */
interface KeyValueList {
  readonly values: readonly KeyValue[];
}

/** `AnyValue`: an integer is a bigint and a double a number, so that the two stay apart. Null: no value was set. */
export type AnyValue =
  | string
  | boolean
  | bigint
  | number
  | Uint8Array
  | readonly AnyValue[]
  | KeyValueList
  | null;

/** An attribute, or an entry of a key-value list. */
export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** The entity that produced the telemetry. */
export interface Resource {
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
}

/** The library that produced the telemetry. */
export interface InstrumentationScope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
}

/** Body of an export request of traces. */
export interface TracesRequest {
  readonly resourceSpans: readonly ResourceSpans[];
}

/** Spans of one resource. */
export interface ResourceSpans {
  readonly resource: Resource | null;
  readonly scopeSpans: readonly ScopeSpans[];
  readonly schemaUrl: string;
}

/** Spans of one scope. */
export interface ScopeSpans {
  readonly scope: InstrumentationScope | null;
  readonly spans: readonly Span[];
  readonly schemaUrl: string;
}

/** One span. `kind` is the number of a `SpanKind`, kept when it is unknown. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly parentSpanId: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
  readonly events: readonly SpanEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly SpanLink[];
  readonly droppedLinksCount: number;
  readonly status: SpanStatus | null;
}

/** Something that happened during a span. */
export interface SpanEvent {
  readonly timeUnixNano: bigint;
  readonly name: string;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
}

/** A pointer to another span. */
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
  readonly flags: number;
}

/** Outcome of a span. `code`: 0 unset, 1 ok, 2 error. */
export interface SpanStatus {
  readonly message: string;
  readonly code: number;
}

/** Body of an export request of logs. */
export interface LogsRequest {
  readonly resourceLogs: readonly ResourceLogs[];
}

/** Log records of one resource. */
export interface ResourceLogs {
  readonly resource: Resource | null;
  readonly scopeLogs: readonly ScopeLogs[];
  readonly schemaUrl: string;
}

/** Log records of one scope. */
export interface ScopeLogs {
  readonly scope: InstrumentationScope | null;
  readonly logRecords: readonly LogRecord[];
  readonly schemaUrl: string;
}

/** One log record. */
export interface LogRecord {
  readonly timeUnixNano: bigint;
  readonly observedTimeUnixNano: bigint;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
  readonly flags: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly eventName: string;
}
