import type { Case } from './case.ts';

/** Shapes of files of public repositories, reduced to what matters; `source` says where each was seen. */
export const PUBLIC_CASES: readonly Case[] = [
  {
    name: 'F01: semantic convention file (weaver)',
    source: 'https://github.com/open-telemetry/opentelemetry-demo (telemetry-schema/attributes/*.yaml)',
    files: {
      'telemetry-schema/attributes/ad.yaml': `file_format: definition/2
attributes:
  - key: demo.ad.category
    type: string
    brief: Category
    stability: stable
`,
    },
    wants: [],
  },
  {
    name: 'F02: several --config, merged by the Collector',
    source:
      'https://github.com/open-telemetry/opentelemetry-demo (compose.full.yaml, src/otel-collector/*.yml)',
    files: {
      'compose.yaml': `services:
  otel-collector:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/etc/base.yml", "--config=/etc/full.yml"]
    volumes:
      - ./base.yml:/etc/base.yml
      - ./full.yml:/etc/full.yml
    ports: ["4317:4317"]
`,
      'base.yml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
      http:
        endpoint: 0.0.0.0:4318
exporters:
  otlp_grpc:
    endpoint: tempo:4317
    tls:
      insecure: true
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp_grpc]
    metrics:
      receivers: [otlp]
      exporters: [otlp_grpc]
`,
      'full.yml': `receivers:
  redis:
    endpoint: redis:6379
service:
  pipelines:
    metrics:
      receivers: [otlp, redis]
`,
    },
    wants: [],
  },
  {
    name: 'F03: Java exporter name',
    source: 'https://github.com/grafana/docker-otel-lgtm (examples/java/json-logging-otlp/k8s/dice.yaml)',
    files: {
      'dice.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: dice
spec:
  selector: {matchLabels: {app: dice}}
  template:
    metadata: {labels: {app: dice}}
    spec:
      containers:
      - name: dice
        image: dice:1.0
        env:
        - {name: JAVA_TOOL_OPTIONS, value: "-javaagent:/otel.jar"}
        - {name: OTEL_SERVICE_NAME, value: dice}
        - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://lgtm:4318"}
        - {name: OTEL_LOGS_EXPORTER, value: experimental-otlp/stdout}
`,
    },
    wants: [],
  },
  {
    name: 'F04: Compose fragment of a test tool',
    source: 'https://github.com/grafana/docker-otel-lgtm (examples/go/docker-compose.oats.yml)',
    files: {
      'docker-compose.oats.yml': `services:
  go:
    build: .
    environment:
      OTEL_SERVICE_NAME: rolldice
      OTEL_EXPORTER_OTLP_ENDPOINT: http://lgtm:4318
    ports: ["8080:8081"]
`,
    },
    wants: [],
  },
  {
    name: 'F06: dummy pipeline',
    source: 'https://github.com/newrelic/newrelic-opentelemetry-examples (collector/internal-telemetry)',
    files: {
      'docker-compose.yaml': `services:
  collector:
    image: otel/opentelemetry-collector-contrib:0.142.0
    volumes: ["./config.yaml:/etc/otelcol-contrib/config.yaml"]
`,
      'config.yaml': `receivers:
  otlp:
    protocols:
      http:
exporters:
  debug:
service:
  pipelines:
    metrics:
      receivers: [otlp]
      exporters: [debug]
  telemetry:
    metrics:
      readers:
        - periodic:
            exporter:
              otlp:
                protocol: http/protobuf
                endpoint: https://otlp.nr-data.net
`,
    },
    wants: [],
  },
  {
    name: 'F07: $(OTEL_NODE_IP)',
    source: 'https://github.com/open-telemetry/opentelemetry-operator (docs/auto-instrumentation, tests)',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata:
  name: demo
spec:
  exporter:
    endpoint: http://$(OTEL_NODE_IP):4318
  java: {}
`,
    },
    wants: [],
  },
  {
    name: 'F08: apacheHttpd sends gRPC',
    source:
      'https://github.com/open-telemetry/opentelemetry-operator (tests/e2e-instrumentation/instrumentation-apache-httpd)',
    files: {
      'apache.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata:
  name: web
spec:
  exporter:
    endpoint: http://gw-collector:4317
  apacheHttpd:
    version: "2.4"
---
apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata:
  name: gw
spec:
  config:
    receivers:
      otlp:
        protocols:
          grpc:
            endpoint: 0.0.0.0:4317
    exporters:
      otlp_grpc:
        endpoint: tempo:4317
        tls: {insecure: true}
    service:
      pipelines:
        traces:
          receivers: [otlp]
          exporters: [otlp_grpc]
`,
    },
    wants: [],
  },
  {
    name: 'F11: metrics.address, 0.123 to 0.127',
    source: 'https://github.com/uptrace/uptrace (example/docker)',
    files: {
      'compose.yaml': `services:
  otelcol:
    image: otel/opentelemetry-collector-contrib:0.123.0
    volumes: ["./col.yaml:/etc/otelcol-contrib/config.yaml"]
    ports: ["4317:4317", "4318:4318"]
`,
      'col.yaml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
      http:
        endpoint: 0.0.0.0:4318
exporters:
  otlp:
    endpoint: tempo:4317
    tls:
      insecure: true
service:
  telemetry:
    metrics:
      address: ":8888"
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp]
    metrics:
      receivers: [otlp]
      exporters: [otlp]
`,
    },
    wants: [],
  },
  {
    name: 'F13: same names in separate directories',
    source: 'https://github.com/open-telemetry/opentelemetry-operator (tests/*)',
    files: {
      'dev/all.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata:
  name: gw
spec:
  config:
    receivers:
      otlp:
        protocols:
          grpc:
            endpoint: 0.0.0.0:4317
    exporters:
      otlp_grpc: {endpoint: "tempo:4317", tls: {insecure: true}}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlp_grpc]}
---
apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata:
  name: i
spec:
  exporter: {endpoint: "http://gw-collector:4317"}
  nodejs:
    env:
    - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: grpc}
`,
      'prod/all.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata:
  name: gw
spec:
  config:
    receivers:
      otlp:
        protocols:
          http:
            endpoint: 0.0.0.0:4318
    exporters:
      otlp_grpc: {endpoint: "tempo:4317", tls: {insecure: true}}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlp_grpc]}
        metrics: {receivers: [otlp], exporters: [otlp_grpc]}
        logs: {receivers: [otlp], exporters: [otlp_grpc]}
---
apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata:
  name: i
spec:
  exporter: {endpoint: "http://gw-collector:4318"}
  python:
    env:
    - {name: OTEL_SERVICE_NAME, value: shop}
`,
    },
    wants: [],
  },
  {
    name: 'F16: Alloy, gRPC exporter to 4318',
    source: 'https://github.com/grafana/alloy/issues/4093',
    files: {
      'config.alloy': `otelcol.receiver.otlp "default" {
  grpc { endpoint = "0.0.0.0:4317" }
  output { traces = [otelcol.exporter.otlp.tempo.input] }
}
otelcol.exporter.otlp "tempo" {
  client {
    endpoint = "http://tempo:4318"
    tls { insecure = true }
  }
}
`,
    },
    wants: ['pipeline/exporter-misconfigured', 'protocol/grpc-to-http-port'],
    softly: 'unread',
  },
  {
    name: 'F17: Helm values of the Collector chart',
    source: 'https://github.com/open-telemetry/opentelemetry-helm-charts (values of users)',
    files: {
      'values.yaml': `mode: deployment
image:
  repository: otel/opentelemetry-collector-k8s
config:
  receivers:
    otlp:
      protocols:
        grpc:
          endpoint: \${env:MY_POD_IP}:4317
  exporters:
    otlphttp:
      endpoint: https://otlp.example.com/v1/traces
  service:
    pipelines:
      traces:
        receivers: [otlp]
        exporters: [otlphttp]
`,
    },
    wants: ['endpoint/path-doubled', 'pipeline/exporter-misconfigured'],
    softly: 'unread',
  },
  {
    name: 'F18: Spring application.yml',
    source: 'https://github.com/grafana/k8s-monitoring-helm/issues/376',
    files: {
      'src/main/resources/application.yml': `spring: {application: {name: shop}}
management:
  otlp:
    metrics:
      export:
        url: http://agent.monitoring.svc.cluster.local:4318
    tracing:
      endpoint: http://agent.monitoring.svc.cluster.local:4318
`,
    },
    wants: ['endpoint/signal-path-missing'],
    softly: 'unread',
  },
  {
    name: 'F19: metrics.address with 0.131',
    source: 'https://github.com/aws-observability/terraform-aws-observability-accelerator/issues/294',
    files: {
      'cr.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata:
  name: adot
spec:
  image: otel/opentelemetry-collector-contrib:0.131.0
  config:
    receivers:
      otlp:
        protocols:
          grpc:
            endpoint: 0.0.0.0:4317
    exporters:
      otlp: {endpoint: "tempo:4317", tls: {insecure: true}}
    service:
      telemetry:
        metrics:
          address: 0.0.0.0:8888
      pipelines:
        traces: {receivers: [otlp], exporters: [otlp]}
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'F20: logging exporter',
    source: 'https://github.com/dell/csm/issues/1971',
    files: {
      'cm.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: otel-collector-config
data:
  otel-collector-config.yaml: |-
    receivers:
      otlp:
        protocols:
          grpc:
            endpoint: 0.0.0.0:55680
    exporters:
      logging:
      prometheus:
        endpoint: 0.0.0.0:8889
    service:
      pipelines:
        metrics:
          receivers: [otlp]
          exporters: [logging, prometheus]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: otel-collector}
spec:
  selector: {matchLabels: {app: c}}
  template:
    metadata: {labels: {app: c}}
    spec:
      containers:
      - name: c
        image: otel/opentelemetry-collector:0.131.0
        args: ["--config=/conf/otel-collector-config.yaml"]
        volumeMounts: [{name: v, mountPath: /conf}]
      volumes: [{name: v, configMap: {name: otel-collector-config}}]
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'F21: jaeger exporter',
    source: 'https://github.com/aspecto-io/opentelemetry-bootcamp/issues/10',
    files: {
      'docker-compose.yml': `services:
  collector-gateway:
    image: otel/opentelemetry-collector:0.97.0
    volumes: ["./gateway.yml:/etc/otelcol/config.yaml"]
    ports: ["4317:4317"]
  jaeger:
    image: jaegertracing/all-in-one:1.55
`,
      'gateway.yml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
exporters:
  jaeger:
    endpoint: jaeger:14250
    tls: {insecure: true}
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [jaeger]
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'F22: unknown key queue_settings',
    source: 'https://github.com/lightstep/otel-collector-charts/issues/46',
    files: {
      'docker-compose.yml': `services:
  c:
    image: otel/opentelemetry-collector-contrib:0.158.0
    volumes: ["./c.yml:/etc/otelcol-contrib/config.yaml"]
`,
      'c.yml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
exporters:
  otlp:
    endpoint: ingest.example.com:443
    queue_settings:
      enabled: true
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp]
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'F23: push path for otlphttp',
    source: 'https://github.com/grafana/loki/issues/14037',
    files: {
      'c.yml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
      http:
        endpoint: 0.0.0.0:4318
exporters:
  otlphttp/loki:
    endpoint: http://loki-gateway.logging.svc.cluster.local/loki/api/v1/push
  otlp_grpc:
    endpoint: tempo:4317
    tls:
      insecure: true
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp_grpc]
    metrics:
      receivers: [otlp]
      exporters: [otlp_grpc]
    logs:
      receivers: [otlp]
      exporters: [otlphttp/loki]
`,
    },
    wants: ['pipeline/exporter-misconfigured', 'endpoint/path-wrong', 'endpoint/not-found-vendor'],
  },
  {
    name: 'F25: one port for two receivers',
    source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/27822',
    files: {
      'c.yml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
  otlp/2:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
exporters:
  otlp_grpc:
    endpoint: tempo:4317
    tls: {insecure: true}
service:
  pipelines:
    traces:
      receivers: [otlp, otlp/2]
      exporters: [otlp_grpc]
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'F27: a shell reference in an Instrumentation',
    source: 'https://github.com/open-telemetry/opentelemetry-helm-charts (kube-stack, cloud-demo)',
    files: {
      'i.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: example}
spec:
  env:
  - {name: OTEL_K8S_NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
  python:
    env:
    - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://\${OTEL_K8S_NODE_NAME}:4318"}
`,
    },
    wants: ['config/value-unexpanded', 'endpoint/invalid'],
  },
  {
    name: 'F28: settings.json of an agent CLI',
    source: 'https://github.com/anthropics/claude-code/issues/1712',
    files: {
      '.claude/settings.json': `{ "env": { "CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_METRICS_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": "http", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318" } }
`,
    },
    wants: ['config/protocol-unknown'],
    softly: 'unread',
  },
  {
    name: 'F30: traces only in a Lambda Collector',
    source: 'https://github.com/aws-observability/aws-otel-lambda/issues/610',
    files: {
      'collector.yaml': `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: "localhost:4317"
      http:
        endpoint: "localhost:4318"
exporters:
  otlphttp:
    endpoint: https://otlp.example.com
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlphttp]
`,
    },
    wants: ['pipeline/signal-missing'],
    softly: 'note',
  },
];
