import { advised, type KindCase, mended, PORTS } from './kind-case.ts';

/** Spring Boot, its starter, Quarkus and Micronaut. */
export const FRAMEWORK_CASES: readonly KindCase[] = [
  {
    name: 'Spring Boot 3',
    files: {
      'src/main/resources/application.yml':
        'spring:\n  application:\n    name: shop\nmanagement:\n  tracing:\n    sampling: { probability: 1.0 }\n  otlp:\n    metrics:\n      export:\n        url: http://localhost:4318/v1/metrics\n    tracing:\n      endpoint: http://localhost:4318/v1/traces\n---\nspring:\n  config:\n    activate:\n      on-profile: prod\nmanagement:\n  otlp:\n    tracing:\n      endpoint: https://${INTAKE}/v1/traces\n',
    },
    faults: [
      mended('http://localhost:4318/v1/traces', 'http://localhost:4318', 'endpoint/signal-path-missing'),
      mended('http://localhost:4318/v1/metrics', 'http://localhost:4318', 'endpoint/signal-path-missing'),
      advised('http://localhost:4318/v1/traces', 'http://localhost:4317/v1/traces', ...PORTS),
      mended(
        'http://localhost:4318/v1/traces',
        'localhost:4318/v1/traces',
        'endpoint/scheme-missing',
        'endpoint/invalid',
      ),
    ],
  },
  {
    name: 'Spring Boot 4 in properties',
    files: {
      'src/main/resources/application.properties':
        'spring.application.name=shop\nmanagement.tracing.sampling.probability=${SAMPLING:1.0}\nmanagement.opentelemetry.tracing.export.otlp.endpoint=${OTLP_ENDPOINT:http://localhost:4318/v1/traces}\nmanagement.opentelemetry.logging.export.otlp.endpoint=http://localhost:4317\nmanagement.opentelemetry.logging.export.otlp.transport=grpc\nmanagement.otlp.metrics.export.enabled=false\n',
    },
    faults: [
      mended('http://localhost:4318/v1/traces', 'http://localhost:4318', 'endpoint/signal-path-missing'),
      advised('http://localhost:4317', 'http://localhost:4318', ...PORTS),
    ],
  },
  {
    name: 'the starter of OpenTelemetry',
    files: {
      'src/main/resources/application.yaml':
        'otel:\n  service:\n    name: shop\n  exporter:\n    otlp:\n      protocol: http/protobuf\n      endpoint: http://localhost:4318\n  resource:\n    attributes:\n      deployment.environment.name: dev\n  instrumentation:\n    jdbc: { enabled: false }\n',
    },
    faults: [
      mended('protocol: http/protobuf', 'protocol: http', 'config/protocol-unknown'),
      mended('http://localhost:4318', 'http://localhost:4318/v1/traces', 'endpoint/path-doubled'),
    ],
  },
  {
    name: 'Quarkus',
    files: {
      'src/main/resources/application.properties':
        'quarkus.application.name=shop\nquarkus.otel.exporter.otlp.endpoint=http://localhost:4317\nquarkus.otel.exporter.otlp.traces.headers=authorization=Bearer x\n%prod.quarkus.otel.exporter.otlp.endpoint=${OTLP}\n',
    },
    faults: [
      mended('http://localhost:4317', 'localhost:4317', 'endpoint/scheme-missing', 'endpoint/invalid'),
    ],
  },
  {
    name: 'Micronaut',
    files: {
      'src/main/resources/application.yml':
        'micronaut:\n  application:\n    name: shop\notel:\n  traces:\n    exporter: otlp\n  exporter:\n    otlp:\n      endpoint: http://localhost:4317\n',
    },
    faults: [mended('exporter: otlp', 'exporter: oltp', 'config/exporter-unknown')],
  },
];
