import { OTLPLogExporter as LogsJson } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as LogsProtobuf } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as MetricsJson } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as MetricsProtobuf } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as TracesJson } from '@opentelemetry/exporter-trace-otlp-http';
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
} from '@opentelemetry/otlp-transformer';

/** The exporters over HTTP that are not the usual one. */
export const JSON_EXPORTERS = { traces: TracesJson, metrics: MetricsJson, logs: LogsJson };
export const PROTOBUF_EXPORTERS = { metrics: MetricsProtobuf, logs: LogsProtobuf };

/** What writes the bodies of their requests. */
export const JSON_SERIALIZERS = {
  traces: JsonTraceSerializer,
  metrics: JsonMetricsSerializer,
  logs: JsonLogsSerializer,
};
export const PROTOBUF_SERIALIZERS = { metrics: ProtobufMetricsSerializer, logs: ProtobufLogsSerializer };
