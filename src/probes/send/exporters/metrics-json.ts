export { OTLPMetricExporter as Exporter } from '@opentelemetry/exporter-metrics-otlp-http';
