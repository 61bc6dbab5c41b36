/** A framework of Java that takes the destination of traces from a setting of its own, and not from `OTEL_*` variables. */
export interface Framework {
  readonly name: string;
  /** Texts of which each stands in the list of files of its archive, or in the names of its libraries. */
  readonly marks: readonly string[];
  /** The property that names the destination of traces. */
  readonly property: string;
  /** Where traces go without it: `null` for nowhere. */
  readonly fallback: string | null;
  /** What it sends over where nothing else is said. */
  readonly protocol: 'grpc' | 'http/protobuf';
  /** Whether the address is taken as it is (`whole`), or a base that gets the path of the signal. */
  readonly address: 'whole' | 'base';
  /** Whether it obeys `OTEL_SDK_DISABLED`, `OTEL_TRACES_SAMPLER` and the like. */
  readonly readsOthers: boolean;
  /** The property that says which part of the traces is kept, where the default keeps a part. */
  readonly sampling: string | null;
}

/**
 * Measured with real programs (2026-11): Spring Boot 3.5.7 with micrometer-tracing-bridge-otel and opentelemetry-exporter-otlp,
 * Spring Boot 4.0.7 with spring-boot-starter-opentelemetry, Quarkus 3.33.2 with quarkus-opentelemetry.
 * https://docs.spring.io/spring-boot/reference/actuator/tracing.html, https://quarkus.io/guides/opentelemetry-tracing
 */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'Spring Boot 4',
    marks: ['/spring-boot-4.', 'micrometer-tracing-bridge-otel'],
    property: 'management.opentelemetry.tracing.export.otlp.endpoint',
    fallback: null,
    protocol: 'http/protobuf',
    address: 'whole',
    readsOthers: false,
    sampling: 'management.tracing.sampling.probability',
  },
  {
    name: 'Spring Boot 3',
    marks: ['/spring-boot-3.', 'micrometer-tracing-bridge-otel'],
    property: 'management.otlp.tracing.endpoint',
    fallback: null,
    protocol: 'http/protobuf',
    address: 'whole',
    readsOthers: false,
    sampling: 'management.tracing.sampling.probability',
  },
  {
    name: 'Quarkus',
    marks: ['quarkus-opentelemetry'],
    property: 'quarkus.otel.exporter.otlp.endpoint',
    fallback: 'http://localhost:4317',
    protocol: 'grpc',
    address: 'base',
    readsOthers: true,
    sampling: null,
  },
];

/** The variable of a property, as both frameworks spell it: https://docs.spring.io/spring-boot/reference/features/external-config.html */
export const propertyVariable = (property: string): string =>
  property.replaceAll('-', '').replaceAll('.', '_').toUpperCase();
