import type { Case } from './case.ts';

/** Small deployments, each with its twin: one is right, and the other differs in what makes it wrong. */
export const SMALL_CASES: readonly Case[] = [
  {
    name: 'S1: a registry of semantic conventions',
    files: {
      'signals/orders.yaml': `file_format: definition/2
attributes:
  - key: bakery.loaf.kind
    type: string
    stability: stable
    brief: What was baked.
    examples: [rye, spelt]
`,
    },
    wants: [],
  },
  {
    name: 'S2: a telemetry schema',
    files: {
      'schema-1.3.0.yaml': `file_format: 1.1.0
schema_url: https://schemas.bakery.example/1.3.0
versions:
  1.3.0:
    spans:
      changes:
        - rename_attributes: {attribute_map: {loaf.type: bakery.loaf.kind}}
  1.2.0:
`,
    },
    wants: [],
  },
  {
    name: 'S3: files that the Collector merges',
    files: {
      'compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/conf/ground.yaml", "--config=/conf/more.yaml"]
    volumes: ["./ground.yaml:/conf/ground.yaml", "./more.yaml:/conf/more.yaml"]
`,
      'ground.yaml': `receivers:
  otlp:
    protocols:
      http: {endpoint: "0.0.0.0:4318"}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlphttp]}
`,
      'more.yaml': `exporters:
  debug: {}
service:
  pipelines:
    traces: {exporters: [otlphttp, debug]}
    logs: {receivers: [otlp], exporters: [debug]}
`,
    },
    wants: [],
  },
  {
    name: 'S4: the nearest of two examples is meant',
    files: {
      'examples/a/hub.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: hub}
spec:
  config:
    receivers:
      otlp:
        protocols: {grpc: {endpoint: "0.0.0.0:4317"}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlphttp]}
        metrics: {receivers: [otlp], exporters: [otlphttp]}
        logs: {receivers: [otlp], exporters: [otlphttp]}
`,
      'examples/b/hub.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: hub}
spec:
  config:
    receivers:
      otlp:
        protocols: {http: {endpoint: "0.0.0.0:4318"}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlphttp]}
        metrics: {receivers: [otlp], exporters: [otlphttp]}
        logs: {receivers: [otlp], exporters: [otlphttp]}
`,
      'examples/b/oven.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: oven}
spec:
  selector: {matchLabels: {app: oven}}
  template:
    metadata: {labels: {app: oven}}
    spec:
      containers:
        - name: main
          image: node:22
          env:
            - {name: OTEL_SERVICE_NAME, value: oven}
            - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: http/protobuf}
            - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://hub-collector:4318"}
`,
    },
    wants: [],
  },
  {
    name: 'S4 twin: the Collector of its own example takes gRPC only',
    files: {
      'examples/a/hub.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: hub}
spec:
  config:
    receivers:
      otlp:
        protocols: {http: {endpoint: "0.0.0.0:4318"}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlphttp]}
        metrics: {receivers: [otlp], exporters: [otlphttp]}
        logs: {receivers: [otlp], exporters: [otlphttp]}
`,
      'examples/b/hub.yaml': `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: hub}
spec:
  config:
    receivers:
      otlp:
        protocols: {grpc: {endpoint: "0.0.0.0:4317"}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        traces: {receivers: [otlp], exporters: [otlphttp]}
        metrics: {receivers: [otlp], exporters: [otlphttp]}
        logs: {receivers: [otlp], exporters: [otlphttp]}
`,
      'examples/b/oven.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: oven}
spec:
  selector: {matchLabels: {app: oven}}
  template:
    metadata: {labels: {app: oven}}
    spec:
      containers:
        - name: main
          image: node:22
          env:
            - {name: OTEL_SERVICE_NAME, value: oven}
            - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: http/protobuf}
            - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://hub-collector:4318"}
`,
    },
    wants: ['network/connection-refused'],
  },
  {
    name: 'S5: two rendered charts with one name',
    files: {
      'out/a/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: hub-conf}
data:
  conf.yaml: |
    receivers:
      otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        metrics: {receivers: [otlp], exporters: [otlphttp]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: hub}
spec:
  selector: {matchLabels: {app: hub}}
  template:
    metadata: {labels: {app: hub}}
    spec:
      containers:
        - name: main
          image: otel/opentelemetry-collector:0.158.0
          args: ["--config=/conf/conf.yaml"]
          volumeMounts: [{name: c, mountPath: /conf}]
      volumes: [{name: c, configMap: {name: hub-conf}}]
`,
      'out/b/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: hub-conf}
data:
  conf.yaml: |
    receivers:
      k8s_cluster: {collection_interval: 30s}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        metrics: {receivers: [k8s_cluster], exporters: [otlphttp]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: hub}
spec:
  selector: {matchLabels: {app: hub}}
  template:
    metadata: {labels: {app: hub}}
    spec:
      containers:
        - name: main
          image: otel/opentelemetry-collector-k8s:0.158.0
          args: ["--config=/conf/conf.yaml"]
          volumeMounts: [{name: c, mountPath: /conf}]
      volumes: [{name: c, configMap: {name: hub-conf}}]
`,
    },
    wants: [],
  },
  {
    name: 'S5 twin: a component that the image of its own chart lacks',
    files: {
      'out/a/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: hub-conf}
data:
  conf.yaml: |
    receivers:
      otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        metrics: {receivers: [otlp], exporters: [otlphttp]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: hub}
spec:
  selector: {matchLabels: {app: hub}}
  template:
    metadata: {labels: {app: hub}}
    spec:
      containers:
        - name: main
          image: otel/opentelemetry-collector:0.158.0
          args: ["--config=/conf/conf.yaml"]
          volumeMounts: [{name: c, mountPath: /conf}]
      volumes: [{name: c, configMap: {name: hub-conf}}]
`,
      'out/b/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: hub-conf}
data:
  conf.yaml: |
    receivers:
      k8s_cluster: {collection_interval: 30s}
    exporters:
      otlphttp: {endpoint: "https://intake.example.com"}
    service:
      pipelines:
        metrics: {receivers: [k8s_cluster], exporters: [otlphttp]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: hub}
spec:
  selector: {matchLabels: {app: hub}}
  template:
    metadata: {labels: {app: hub}}
    spec:
      containers:
        - name: main
          image: otel/opentelemetry-collector:0.158.0
          args: ["--config=/conf/conf.yaml"]
          volumeMounts: [{name: c, mountPath: /conf}]
      volumes: [{name: c, configMap: {name: hub-conf}}]
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'S6: pipelines that another file holds',
    files: {
      'hub.yaml': `receivers:
  otlp:
    protocols:
      http: {endpoint: "0.0.0.0:4318"}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines: \${file:/conf/pipelines.yaml}
`,
    },
    wants: [],
  },
  {
    name: 'S7: a Compose file that is laid over another',
    files: {
      'compose.check.yaml': `# docker compose -f bench/compose.yaml -f compose.check.yaml up
services:
  oven:
    build: .
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
      OTEL_EXPORTER_OTLP_ENDPOINT: http://bench-hub:4318
`,
    },
    wants: [],
  },
  {
    name: 'S8: an env file that its reader fills in',
    files: {
      '.env.development': `OTEL_SERVICE_NAME=oven
OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:\${HUB_PORT}
`,
    },
    wants: [],
  },
  {
    name: 'S9: logs alone are exported',
    files: {
      'compose.yaml': `services:
  oven:
    image: php:8.3
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_LOGS_EXPORTER: otlp
      OTEL_TRACES_EXPORTER: none
      OTEL_METRICS_EXPORTER: none
      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
      OTEL_EXPORTER_OTLP_ENDPOINT: https://intake.example.com
`,
    },
    wants: [],
  },
  {
    name: 'S9 twin: nothing is exported',
    files: {
      'compose.yaml': `services:
  oven:
    image: php:8.3
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_LOGS_EXPORTER: none
      OTEL_TRACES_EXPORTER: none
      OTEL_METRICS_EXPORTER: none
      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
      OTEL_EXPORTER_OTLP_ENDPOINT: https://intake.example.com
`,
    },
    wants: ['config/exporter-none'],
  },
  {
    name: 'S10: the module of nginx sends gRPC',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: shopfront, namespace: bakery}
spec:
  exporter: {endpoint: "http://hub-collector.obs.svc.cluster.local:4317"}
  nginx:
    attrs: [{name: NginxModuleOtelMaxQueueSize, value: "2048"}]
`,
    },
    wants: [],
  },
  {
    name: 'S10 twin: the module of nginx is given the port for HTTP',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: shopfront, namespace: bakery}
spec:
  exporter: {endpoint: "http://hub-collector.obs.svc.cluster.local:4318"}
  nginx:
    attrs: [{name: NginxModuleOtelMaxQueueSize, value: "2048"}]
`,
    },
    wants: ['protocol/grpc-to-http-port'],
  },
  {
    name: 'S11: what the operator puts into Node.js sends HTTP',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: shopfront, namespace: bakery}
spec:
  exporter: {endpoint: "http://hub-collector.obs.svc.cluster.local:4318"}
  nodejs:
    env: [{name: OTEL_LOG_LEVEL, value: info}]
`,
    },
    wants: [],
  },
  {
    name: 'S11 twin: what the operator puts into Node.js is given the port for gRPC',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: shopfront, namespace: bakery}
spec:
  exporter: {endpoint: "http://hub-collector.obs.svc.cluster.local:4317"}
  nodejs:
    env: [{name: OTEL_LOG_LEVEL, value: info}]
`,
    },
    wants: ['protocol/http-to-grpc-port'],
  },
  {
    name: 'S12: the operator sets the address of the node, and its Python image has b3',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: till, namespace: bakery}
spec:
  env: [{name: OTEL_PROPAGATORS, value: "tracecontext,b3"}]
  exporter: {endpoint: "http://$(OTEL_NODE_IP):4318"}
  python:
    env: [{name: OTEL_LOG_LEVEL, value: info}]
`,
    },
    wants: [],
  },
  {
    name: 'S12 twin: a variable that nobody sets',
    files: {
      'instrumentation.yaml': `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata: {name: till, namespace: bakery}
spec:
  env: [{name: OTEL_PROPAGATORS, value: "tracecontext,b3"}]
  exporter: {endpoint: "http://$(HOST_IP):4318"}
  python:
    env: [{name: OTEL_LOG_LEVEL, value: info}]
`,
    },
    wants: ['config/value-unexpanded', 'endpoint/invalid'],
  },
  {
    name: 'S13: TLS is written out',
    files: {
      'hub.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlp:
    endpoint: vault.obs.svc.cluster.local:4317
    tls:
      insecure: false
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlp]}
`,
    },
    wants: [],
  },
  {
    name: 'S14: nobody sends, and no port is published',
    files: {
      'compose.yaml': `services:
  scraper:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/conf/c.yaml"]
    volumes: ["./c.yaml:/conf/c.yaml"]
`,
      'c.yaml': `receivers:
  otlp: {protocols: {http: {}}}
processors:
  drain: {}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    logs: {receivers: [otlp], processors: [drain], exporters: [otlphttp]}
`,
    },
    wants: [],
  },
  {
    name: 'S14 twin: a published port on localhost',
    files: {
      'compose.yaml': `services:
  scraper:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/conf/c.yaml"]
    volumes: ["./c.yaml:/conf/c.yaml"]
    ports: ["4318:4318"]
`,
      'c.yaml': `receivers:
  otlp: {protocols: {http: {}}}
processors:
  drain: {}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    logs: {receivers: [otlp], processors: [drain], exporters: [otlphttp]}
`,
    },
    wants: ['pipeline/receiver-bound-to-loopback'],
  },
  {
    name: 'S15: containers of two languages',
    files: {
      'pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: bakery
  annotations:
    instrumentation.opentelemetry.io/inject-go: "true"
    instrumentation.opentelemetry.io/go-container-names: "oven"
    instrumentation.opentelemetry.io/inject-python: "true"
    instrumentation.opentelemetry.io/python-container-names: "till"
spec:
  containers:
    - name: oven
      image: bakery/oven:1
    - name: till
      image: bakery/till:1
      env:
        - {name: OTEL_SERVICE_NAME, value: till}
        - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: http/protobuf}
        - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "https://intake.example.com"}
        - {name: OTEL_EXPORTER_OTLP_TIMEOUT, value: "20"}
        - {name: OTEL_PROPAGATORS, value: "tracecontext,baggage"}
`,
    },
    wants: [],
  },
  {
    name: 'S15 twin: the container that Go is put into',
    files: {
      'pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: bakery
  annotations:
    instrumentation.opentelemetry.io/inject-go: "true"
    instrumentation.opentelemetry.io/go-container-names: "till"
    instrumentation.opentelemetry.io/inject-python: "true"
    instrumentation.opentelemetry.io/python-container-names: "other"
spec:
  containers:
    - name: oven
      image: bakery/oven:1
    - name: till
      image: bakery/till:1
      env:
        - {name: OTEL_SERVICE_NAME, value: till}
        - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: http/protobuf}
        - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "https://intake.example.com"}
        - {name: OTEL_EXPORTER_OTLP_TIMEOUT, value: "20"}
        - {name: OTEL_PROPAGATORS, value: "tracecontext,baggage"}
`,
    },
    wants: ['config/variable-unsupported', 'config/timeout-suspicious'],
  },
  {
    name: 'S16: an env file of another folder',
    files: {
      'a/.env': `OTEL_SERVICE_NAME=oven
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
`,
      'b/compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
    ports: ["4318:4317"]
`,
      'b/c.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlphttp]}
    metrics: {receivers: [otlp], exporters: [otlphttp]}
    logs: {receivers: [otlp], exporters: [otlphttp]}
`,
    },
    wants: [],
  },
  {
    name: 'S16 twin: an env file beside the project',
    files: {
      'b/local.env': `OTEL_SERVICE_NAME=oven
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
`,
      'b/compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
    ports: ["4318:4317"]
`,
      'b/c.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlphttp]}
    metrics: {receivers: [otlp], exporters: [otlphttp]}
    logs: {receivers: [otlp], exporters: [otlphttp]}
`,
    },
    wants: ['protocol/http-to-grpc-port'],
  },
  {
    name: 'S17: an exporter that some SDK has',
    files: {
      'compose.yaml': `services:
  oven:
    image: bakery/oven:1
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_ENDPOINT: https://intake.example.com
      OTEL_LOGS_EXPORTER: experimental-otlp/stdout
`,
    },
    wants: [],
  },
  {
    name: 'S17 twin: an exporter that no SDK has',
    files: {
      'compose.yaml': `services:
  oven:
    image: bakery/oven:1
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_ENDPOINT: https://intake.example.com
      OTEL_LOGS_EXPORTER: otpl
`,
    },
    wants: ['config/exporter-unknown'],
  },
  {
    name: 'S18: a Collector of a version that has the exporter, by its Dockerfile',
    files: {
      Dockerfile: `FROM otel/opentelemetry-collector-contrib:0.90.0
COPY hub.yaml /etc/otelcol-contrib/config.yaml
`,
      'hub.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  logging: {}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [logging]}
`,
    },
    wants: [],
  },
  {
    name: 'S18 twin: a Collector of a version that has it no more',
    files: {
      Dockerfile: `FROM otel/opentelemetry-collector-contrib:0.120.0
COPY hub.yaml /etc/otelcol-contrib/config.yaml
`,
      'hub.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  logging: {}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [logging]}
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'S19: gRPC is meant, by port and variable',
    files: {
      'compose.yaml': `services:
  oven:
    image: bakery/oven:1
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: http://hub:4317
      OTEL_EXPORTER_OTLP_TRACES_INSECURE: "true"
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
`,
    },
    wants: [],
  },
  {
    name: 'S20: a user interface is no receiver',
    files: {
      'compose.yaml': `services:
  ui:
    image: temporalio/ui:2
    environment:
      OTEL_SERVICE_NAME: ui
      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
      OTEL_EXPORTER_OTLP_ENDPOINT: http://nowhere:4318/v1/traces
`,
    },
    wants: ['endpoint/path-doubled', 'network/dns-failure'],
  },
  {
    name: 'S21: a Collector that exports to a name that is not there',
    files: {
      'compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
    ports: ["4318:4317"]
  tempo:
    image: grafana/tempo:2.6.0
`,
      'c.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlp_grpc: {endpoint: "tempoo:4317", tls: {insecure: true}}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlp_grpc]}
    metrics: {receivers: [otlp], exporters: [otlp_grpc]}
    logs: {receivers: [otlp], exporters: [otlp_grpc]}
`,
    },
    wants: ['pipeline/exporter-misconfigured', 'network/dns-failure'],
  },
  {
    name: 'S21 twin: a Collector that exports to a service of its project',
    files: {
      'compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
    ports: ["4318:4317"]
  tempo:
    image: grafana/tempo:2.6.0
`,
      'c.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlp_grpc: {endpoint: "tempo:4317", tls: {insecure: true}}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlp_grpc]}
    metrics: {receivers: [otlp], exporters: [otlp_grpc]}
    logs: {receivers: [otlp], exporters: [otlp_grpc]}
`,
    },
    wants: [],
  },
  {
    name: 'S22: a build whose Dockerfile starts an agent',
    files: {
      'compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
    ports: ["4317:4317"]
  oven:
    build: ./app
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_ENDPOINT: http://hub:4317
`,
      'c.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  otlphttp: {endpoint: "https://intake.example.com"}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [otlphttp]}
    metrics: {receivers: [otlp], exporters: [otlphttp]}
    logs: {receivers: [otlp], exporters: [otlphttp]}
`,
      'app/Dockerfile': `FROM eclipse-temurin:21
COPY app.jar agent.jar /
ENTRYPOINT ["java", "-javaagent:/opentelemetry-javaagent.jar", "-jar", "/app.jar"]
`,
    },
    wants: ['protocol/http-to-grpc-port'],
  },
  {
    name: 'S23: the newest image and an exporter that is gone',
    files: {
      'compose.yaml': `services:
  hub:
    image: otel/opentelemetry-collector:latest
    command: ["--config=/hub.yaml"]
    volumes: ["./hub.yaml:/hub.yaml"]
`,
      'hub.yaml': `receivers:
  otlp:
    protocols:
      grpc: {endpoint: "0.0.0.0:4317"}
exporters:
  logging: {}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [logging]}
`,
    },
    wants: ['pipeline/config-invalid'],
  },
  {
    name: 'S24: a misspelt endpoint and nothing else',
    files: {
      'compose.yaml': `services:
  oven:
    image: bakery/oven:1
    environment:
      OTEL_SERVICE_NAME: oven
      OTEL_EXPORTER_OTLP_ENDPIONT: http://hub:4318
  hub:
    image: otel/opentelemetry-collector-contrib:0.158.0
`,
    },
    wants: ['config/variable-misspelled'],
  },
];
