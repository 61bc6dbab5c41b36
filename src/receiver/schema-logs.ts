import type { LogRecord, ResourceLogs, ScopeLogs } from './otlp.ts';
import { anyValue, attributes, dropped, prefixed, resource, schemaUrl, scope } from './schema-common.ts';
import { field, type Message, many, message, NONE } from './schema-field.ts';

const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((level) => [
  level,
  ...[2, 3, 4].map((step) => `${level}${step}`),
]);

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
    field(9, 'trace_id', 'trace-id'),
    field(10, 'span_id', 'span-id'),
    field(11, 'observed_time_unix_nano', 'fixed64'),
    field(12, 'event_name', 'string'),
  ],
);

const SCOPE_LOGS = message<ScopeLogs>(
  () => ({ scope: null, logRecords: NONE, schemaUrl: '' }),
  [scope, many(2, 'log_records', LOG_RECORD), schemaUrl],
);

const RESOURCE_LOGS = message<ResourceLogs>(
  () => ({ resource: null, scopeLogs: NONE, schemaUrl: '' }),
  [resource, many(2, 'scope_logs', SCOPE_LOGS), schemaUrl],
);

/** `ExportLogsServiceRequest` */
export const LOGS_REQUEST: Message = message(
  () => ({ resourceLogs: NONE }),
  [many(1, 'resource_logs', RESOURCE_LOGS)],
);
