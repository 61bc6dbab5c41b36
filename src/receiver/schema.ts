import type {
  InstrumentationScope,
  KeyValue,
  LogRecord,
  Resource,
  ResourceLogs,
  ResourceSpans,
  ScopeLogs,
  ScopeSpans,
  Span,
  SpanEvent,
  SpanLink,
  SpanStatus,
} from './otlp.ts';
import { addFields, type Field, field, type Message, many, message, NONE, one } from './schema-field.ts';

// Field numbers: https://github.com/open-telemetry/opentelemetry-proto/tree/v1.10.0/opentelemetry/proto
// Numbers that are not listed (entity_refs, what later versions add) are skipped.

const ANY_VALUE = message(() => ({ value: null }), []);

const whole = { key: 'value' };

/** A field that holds an `AnyValue`. */
const anyValue = (number: number, name: string): Field => one(number, name, ANY_VALUE, { unwrap: 'value' });

const KEY_VALUE = message<KeyValue>(
  () => ({ key: '', value: null }),
  [field(1, 'key', 'string'), anyValue(2, 'value')],
);

const ARRAY_VALUE = message(
  () => ({ values: NONE }),
  [one(1, 'values', ANY_VALUE, { unwrap: 'value', repeated: true })],
);

const KEY_VALUE_LIST = message(() => ({ values: NONE }), [many(1, 'values', KEY_VALUE)]);

addFields(ANY_VALUE, [
  field(1, 'string_value', 'string', whole),
  field(2, 'bool_value', 'bool', whole),
  field(3, 'int_value', 'int64', whole),
  field(4, 'double_value', 'double', whole),
  one(5, 'array_value', ARRAY_VALUE, { ...whole, unwrap: 'values' }),
  one(6, 'kvlist_value', KEY_VALUE_LIST, whole),
  field(7, 'bytes_value', 'bytes', whole),
]);

/** A field that holds attributes. */
export const attributes = (number: number, name = 'attributes'): Field => many(number, name, KEY_VALUE);

const dropped = (number: number, what: string): Field => field(number, `dropped_${what}_count`, 'uint32');

const schemaUrl = field(3, 'schema_url', 'string');

/** A field that holds the resource. */
export const resource: Field = one(
  1,
  'resource',
  message<Resource>(
    () => ({ attributes: NONE, droppedAttributesCount: 0 }),
    [attributes(1), dropped(2, 'attributes')],
  ),
);

/** A field that holds the scope. */
export const scope: Field = one(
  1,
  'scope',
  message<InstrumentationScope>(
    () => ({ name: '', version: '', attributes: NONE, droppedAttributesCount: 0 }),
    [field(1, 'name', 'string'), field(2, 'version', 'string'), attributes(3), dropped(4, 'attributes')],
  ),
);

const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUS_CODES = ['UNSET', 'OK', 'ERROR'];
const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((level) => [
  level,
  ...[2, 3, 4].map((step) => `${level}${step}`),
]);

const prefixed = (prefix: string, names: readonly string[]): readonly string[] =>
  names.map((name) => prefix + name);

const STATUS = message<SpanStatus>(
  () => ({ message: '', code: 0 }),
  [
    field(2, 'message', 'string'),
    field(3, 'code', 'enum', { names: prefixed('STATUS_CODE_', STATUS_CODES) }),
  ],
);

const EVENT = message<SpanEvent>(
  () => ({ timeUnixNano: 0n, name: '', attributes: NONE, droppedAttributesCount: 0 }),
  [
    field(1, 'time_unix_nano', 'fixed64'),
    field(2, 'name', 'string'),
    attributes(3),
    dropped(4, 'attributes'),
  ],
);

const LINK = message<SpanLink>(
  () => ({ traceId: '', spanId: '', traceState: '', attributes: NONE, droppedAttributesCount: 0, flags: 0 }),
  [
    field(1, 'trace_id', 'id'),
    field(2, 'span_id', 'id'),
    field(3, 'trace_state', 'string'),
    attributes(4),
    dropped(5, 'attributes'),
    field(6, 'flags', 'fixed32'),
  ],
);

const SPAN = message<Span>(
  () => ({
    traceId: '',
    spanId: '',
    traceState: '',
    parentSpanId: '',
    flags: 0,
    name: '',
    kind: 0,
    startTimeUnixNano: 0n,
    endTimeUnixNano: 0n,
    attributes: NONE,
    droppedAttributesCount: 0,
    events: NONE,
    droppedEventsCount: 0,
    links: NONE,
    droppedLinksCount: 0,
    status: null,
  }),
  [
    field(1, 'trace_id', 'id'),
    field(2, 'span_id', 'id'),
    field(3, 'trace_state', 'string'),
    field(4, 'parent_span_id', 'id'),
    field(5, 'name', 'string'),
    field(6, 'kind', 'enum', { names: prefixed('SPAN_KIND_', SPAN_KINDS) }),
    field(7, 'start_time_unix_nano', 'fixed64'),
    field(8, 'end_time_unix_nano', 'fixed64'),
    attributes(9),
    dropped(10, 'attributes'),
    many(11, 'events', EVENT),
    dropped(12, 'events'),
    many(13, 'links', LINK),
    dropped(14, 'links'),
    one(15, 'status', STATUS),
    field(16, 'flags', 'fixed32'),
  ],
);

const LOG_RECORD = message<LogRecord>(
  () => ({
    timeUnixNano: 0n,
    observedTimeUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    body: null,
    attributes: NONE,
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: '',
  }),
  [
    field(1, 'time_unix_nano', 'fixed64'),
    field(2, 'severity_number', 'enum', {
      names: prefixed('SEVERITY_NUMBER_', ['UNSPECIFIED', ...SEVERITIES]),
    }),
    field(3, 'severity_text', 'string'),
    anyValue(5, 'body'),
    attributes(6),
    dropped(7, 'attributes'),
    field(8, 'flags', 'fixed32'),
    field(9, 'trace_id', 'id'),
    field(10, 'span_id', 'id'),
    field(11, 'observed_time_unix_nano', 'fixed64'),
    field(12, 'event_name', 'string'),
  ],
);

const SCOPE_SPANS = message<ScopeSpans>(
  () => ({ scope: null, spans: NONE, schemaUrl: '' }),
  [scope, many(2, 'spans', SPAN), schemaUrl],
);

const RESOURCE_SPANS = message<ResourceSpans>(
  () => ({ resource: null, scopeSpans: NONE, schemaUrl: '' }),
  [resource, many(2, 'scope_spans', SCOPE_SPANS), schemaUrl],
);

const SCOPE_LOGS = message<ScopeLogs>(
  () => ({ scope: null, logRecords: NONE, schemaUrl: '' }),
  [scope, many(2, 'log_records', LOG_RECORD), schemaUrl],
);

const RESOURCE_LOGS = message<ResourceLogs>(
  () => ({ resource: null, scopeLogs: NONE, schemaUrl: '' }),
  [resource, many(2, 'scope_logs', SCOPE_LOGS), schemaUrl],
);

/** `ExportTraceServiceRequest` */
export const TRACES_REQUEST: Message = message(
  () => ({ resourceSpans: NONE }),
  [many(1, 'resource_spans', RESOURCE_SPANS)],
);

/** `ExportLogsServiceRequest` */
export const LOGS_REQUEST: Message = message(
  () => ({ resourceLogs: NONE }),
  [many(1, 'resource_logs', RESOURCE_LOGS)],
);
