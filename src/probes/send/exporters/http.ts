import { OTLPLogExporter as LogsJson } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as LogsProtobuf } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as MetricsJson } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as MetricsProtobuf } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as TracesJson } from '@opentelemetry/exporter-trace-otlp-http';

/** The exporters over HTTP that are not the usual one. */
export const JSON_EXPORTERS = { traces: TracesJson, metrics: MetricsJson, logs: LogsJson };
export const PROTOBUF_EXPORTERS = { metrics: MetricsProtobuf, logs: LogsProtobuf };
