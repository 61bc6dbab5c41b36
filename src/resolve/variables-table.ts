import { OWN_ROWS, row, under, type VariableRow } from './variables-own.ts';

/** General SDK variables of the specification. */
const GENERAL: readonly VariableRow[] = [
  row('', 'OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES'),
  row('sdk', 'OTEL_SDK_DISABLED'),
  row('sdk', 'OTEL_TRACES_EXPORTER', 'OTEL_METRICS_EXPORTER', 'OTEL_LOGS_EXPORTER'),
  row('sdk', 'OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'),
  row('sdk', 'OTEL_PROPAGATORS'),
  row(
    '',
    ...under('OTEL_BSP_', 'SCHEDULE_DELAY', 'EXPORT_TIMEOUT', 'MAX_QUEUE_SIZE', 'MAX_EXPORT_BATCH_SIZE'),
  ),
  row(
    '',
    ...under('OTEL_BLRP_', 'SCHEDULE_DELAY', 'EXPORT_TIMEOUT', 'MAX_QUEUE_SIZE', 'MAX_EXPORT_BATCH_SIZE'),
  ),
  row('', 'OTEL_METRIC_EXPORT_INTERVAL', 'OTEL_METRIC_EXPORT_TIMEOUT', 'OTEL_METRICS_EXEMPLAR_FILTER'),
  row('', ...under('OTEL_ATTRIBUTE_', 'COUNT_LIMIT', 'VALUE_LENGTH_LIMIT')),
  row(
    '',
    ...under(
      'OTEL_SPAN_',
      'ATTRIBUTE_COUNT_LIMIT',
      'ATTRIBUTE_VALUE_LENGTH_LIMIT',
      'EVENT_COUNT_LIMIT',
      'LINK_COUNT_LIMIT',
    ),
  ),
  row('', 'OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT', 'OTEL_LINK_ATTRIBUTE_COUNT_LIMIT'),
  row('', ...under('OTEL_LOGRECORD_ATTRIBUTE_', 'COUNT_LIMIT', 'VALUE_LENGTH_LIMIT')),
  row('', 'OTEL_LOG_LEVEL'),
  row('sdk', 'OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'),
  row('', 'OTEL_ENTITIES'),
  row('', ...under('OTEL_EXPORTER_ZIPKIN_', 'ENDPOINT', 'TIMEOUT')),
  row('', ...under('OTEL_EXPORTER_PROMETHEUS_', 'HOST', 'PORT')),
  row('', ...under('OTEL_EXPORTER_OTLP_METRICS_', 'TEMPORALITY_PREFERENCE', 'DEFAULT_HISTOGRAM_AGGREGATION')),
  row('', 'OTEL_SEMCONV_STABILITY_OPT_IN', 'OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS'),
];

/** Names that were real once; nothing reads them any more, except where said. */
const FORMER: readonly VariableRow[] = [
  row(
    'none',
    ...under('OTEL_EXPORTER_OTLP_', 'SPAN_ENDPOINT', 'METRIC_ENDPOINT', 'SPAN_INSECURE', 'METRIC_INSECURE'),
  ),
  row(
    'none',
    ...under(
      'OTEL_EXPORTER_JAEGER_',
      'ENDPOINT',
      'AGENT_HOST',
      'AGENT_PORT',
      'PROTOCOL',
      'TIMEOUT',
      'USER',
      'PASSWORD',
    ),
  ),
  row('none', 'OTEL_TRACE_SAMPLER', 'OTEL_LOGS_EXPORTERS', 'OTEL_EXPORTER'),
];

export const VARIABLE_ROWS: readonly VariableRow[] = [...GENERAL, ...FORMER, ...OWN_ROWS];
