/**
 * Variables that begin with OTEL_ and that programs read themselves, with what an SDK reads in their place (null: nothing).
 * LiteLLM: https://docs.litellm.ai/docs/observability/opentelemetry_integration. The Collector's address under these names
 * is common in programs that build their exporter in code.
 */
export const OWN_VARIABLES: Readonly<Record<string, string | null>> = {
  OTEL_EXPORTER: null,
  OTEL_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  OTEL_HEADERS: 'OTEL_EXPORTER_OTLP_HEADERS',
  OTEL_COLLECTOR_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  OTEL_COLLECTOR_URL: 'OTEL_EXPORTER_OTLP_ENDPOINT',
};
