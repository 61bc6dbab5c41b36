export { OTLPTraceExporter as Exporter } from '@opentelemetry/exporter-trace-otlp-proto';
export { ProtobufTraceSerializer as Serializer } from '@opentelemetry/otlp-transformer';
