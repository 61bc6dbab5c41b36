import { advised, type KindCase, mended } from './kind-case.ts';

const CONFIG = `logging {
  level = "info"
}

// Takes everything in.
otelcol.receiver.otlp "default" {
  grpc { }
  http {
    endpoint = "0.0.0.0:4318"
  }

  output {
    metrics = [otelcol.processor.batch.default.input]
    logs    = [otelcol.processor.batch.default.input]
    traces  = [otelcol.connector.spanmetrics.default.input, otelcol.processor.batch.default.input]
  }
}

otelcol.connector.spanmetrics "default" {
  histogram {
    explicit { }
  }
  output { metrics = [otelcol.exporter.prometheus.default.input] }
}

otelcol.processor.batch "default" {
  output {
    metrics = [otelcol.exporter.otlphttp.backend.input]
    logs    = [otelcol.exporter.otlphttp.backend.input]
    traces  = [otelcol.exporter.otlp.tempo.input]
  }
}

otelcol.exporter.prometheus "default" {
  forward_to = [prometheus.remote_write.default.receiver]
}

otelcol.exporter.otlp "tempo" {
  client {
    endpoint = "tempo:4317"
    tls {
      insecure = true
    }
  }
}

otelcol.exporter.otlphttp "backend" {
  client {
    endpoint = "https://intake.example.com"
    auth     = otelcol.auth.basic.backend.handler
  }
}

otelcol.auth.basic "backend" {
  username = sys.env("USER")
  password = sys.env("KEY")
}
`;

const COMPOSE = `services:
  alloy:
    image: grafana/alloy:v1.11.0
    command: run /etc/alloy/config.alloy
    volumes: ["./config.alloy:/etc/alloy/config.alloy"]
  tempo:
    image: grafana/tempo:2.8.0
  shop:
    image: shop:1
    environment:
      OTEL_SERVICE_NAME: shop
      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
      OTEL_EXPORTER_OTLP_ENDPOINT: http://alloy:4318
`;

/** Grafana Alloy, alone and in a Compose project. */
export const ALLOY_CASES: readonly KindCase[] = [
  {
    name: 'Alloy',
    files: { 'config.alloy': CONFIG },
    faults: [
      advised('tempo:4317', 'http://tempo:4318', 'pipeline/exporter-misconfigured'),
      advised(
        'intake.example.com',
        'intake.example.com/v1/traces',
        'pipeline/exporter-misconfigured',
        'endpoint/path-doubled',
      ),
      advised(
        'otelcol.exporter.otlp.tempo.input',
        'otelcol.exporter.otlp.tempoo.input',
        'pipeline/config-invalid',
      ),
      advised('"0.0.0.0:4318"', '"0.0.0.0:4317"', 'pipeline/config-invalid'),
    ],
  },
  {
    name: 'Alloy in a Compose project',
    files: { 'compose.yaml': COMPOSE, 'config.alloy': CONFIG },
    faults: [
      advised('"0.0.0.0:4318"', '"127.0.0.1:4318"', 'pipeline/receiver-bound-to-loopback'),
      advised('tempo:4317', 'tempoo:4317', 'pipeline/exporter-misconfigured'),
      mended('http://alloy:4318', 'http://alloy:4317', 'protocol/http-to-grpc-port'),
    ],
  },
];
