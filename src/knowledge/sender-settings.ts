/** Senders that do not read the variables of OpenTelemetry, by their `User-Agent`, and where they have their settings instead. */
interface SenderSettings {
  readonly agent: RegExp;
  readonly name: string;
  readonly place: string;
}

const SENDERS: readonly SenderSettings[] = [
  {
    // Envoy 1.40.0: https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/trace/v3/opentelemetry.proto
    agent: /^OTel-OTLP-Exporter-Envoy\b/,
    name: 'Envoy',
    place:
      'grpc_service or http_service of the OpenTelemetry tracer in its bootstrap, and the cluster that it names',
  },
  {
    // Micrometer 1.15, as in Spring Boot 3.5 and 4.0; only without this property it reads OTEL_EXPORTER_OTLP_ENDPOINT.
    agent: /^Micrometer-OTLP-Exporter-Java\b/,
    name: 'Micrometer',
    place:
      'management.otlp.metrics.export.url (Spring Boot), the whole URL with /v1/metrics; it sends HTTP only',
  },
];

/** Where a sender has its settings that does not read variables; undefined for one that may. */
export const settingsOfSender = (userAgent: string | null): SenderSettings | undefined =>
  SENDERS.find(({ agent }) => agent.test(userAgent ?? ''));
