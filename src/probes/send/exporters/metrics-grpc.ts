export { OTLPMetricExporter as Exporter } from '@opentelemetry/exporter-metrics-otlp-grpc';
