export { OTLPLogExporter as Exporter } from '@opentelemetry/exporter-logs-otlp-proto';
