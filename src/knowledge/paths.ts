/**
 * Path prefixes below which known gateways and backends take OTLP. Tried only when the configured path is answered
 * as an unknown one. Sources: Grafana Cloud, Tempo and Mimir gateways (`/otlp`), Prometheus (`/api/v1/otlp`),
 * Langfuse (`/api/public/otel`), OpenObserve (`/api/default`), Dynatrace (`/api/v2/otlp`),
 * VictoriaMetrics, VictoriaLogs and VictoriaTraces (`/opentelemetry`, `/insert/opentelemetry`, in a cluster with the
 * tenant), Genkit (`/api/otlp`), ingress conventions.
 */
export const KNOWN_PREFIXES: readonly string[] = [
  '/otlp',
  '/otel',
  '/otlp-http',
  '/api/otlp',
  '/api/v1/otlp',
  '/api/v2/otlp',
  '/api/public/otel',
  '/api/default',
  '/opentelemetry',
  '/collector',
  '/insert/opentelemetry',
  '/insert/0/opentelemetry',
];
