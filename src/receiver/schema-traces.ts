import type { ResourceSpans, ScopeSpans, Span, SpanEvent, SpanLink, SpanStatus } from './otlp.ts';
import { attributes, dropped, prefixed, resource, schemaUrl, scope } from './schema-common.ts';
import { field, type Message, many, message, NONE, one } from './schema-field.ts';

const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUS_CODES = ['UNSET', 'OK', 'ERROR'];
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
    field(1, 'trace_id', 'trace-id'),
    field(2, 'span_id', 'span-id'),
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
    field(1, 'trace_id', 'trace-id'),
    field(2, 'span_id', 'span-id'),
    field(3, 'trace_state', 'string'),
    field(4, 'parent_span_id', 'span-id'),
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

const SCOPE_SPANS = message<ScopeSpans>(
  () => ({ scope: null, spans: NONE, schemaUrl: '' }),
  [scope, many(2, 'spans', SPAN), schemaUrl],
);

const RESOURCE_SPANS = message<ResourceSpans>(
  () => ({ resource: null, scopeSpans: NONE, schemaUrl: '' }),
  [resource, many(2, 'scope_spans', SCOPE_SPANS), schemaUrl],
);

/** `ExportTraceServiceRequest` */
export const TRACES_REQUEST: Message = message(
  () => ({ resourceSpans: NONE }),
  [many(1, 'resource_spans', RESOURCE_SPANS)],
);
