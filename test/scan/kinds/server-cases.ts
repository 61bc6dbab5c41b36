import { advised, type KindCase, mended, PORTS } from './kind-case.ts';

const GATEWAY =
  'receivers:\n  otlp:\n    protocols:\n      grpc: { endpoint: 0.0.0.0:4317 }\n      http: { endpoint: 0.0.0.0:4318 }\nexporters:\n  debug: {}\nservice:\n  pipelines:\n    traces: { receivers: [otlp], exporters: [debug] }\n    metrics: { receivers: [otlp], exporters: [debug] }\n    logs: { receivers: [otlp], exporters: [debug] }\n';

/** A server with its configuration, beside a Collector. */
const served = (file: string, text: string): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n  proxy:\n    image: proxy:1\n    volumes: [./${file}:/etc/proxy/${file}]\n  gateway:\n    image: otel/opentelemetry-collector-contrib:0.158.0\n    command: [--config=/etc/gateway.yaml]\n    volumes: [./gateway.yaml:/etc/gateway.yaml]\n`,
  'gateway.yaml': GATEWAY,
  [file]: text,
});

const ENVOY =
  'static_resources:\n  listeners:\n    - filter_chains:\n        - filters:\n            - name: envoy.filters.network.http_connection_manager\n              typed_config:\n                tracing:\n                  provider:\n                    name: envoy.tracers.opentelemetry\n                    typed_config:\n                      grpc_service: { envoy_grpc: { cluster_name: otel } }\n  clusters:\n    - name: otel\n      load_assignment:\n        cluster_name: otel\n        endpoints:\n          - lb_endpoints:\n              - endpoint:\n                  address:\n                    socket_address:\n                      address: gateway\n                      port_value: 4317\n';

/** Configurations of servers. */
export const SERVER_CASES: readonly KindCase[] = [
  {
    name: 'Envoy',
    files: served('envoy.yaml', ENVOY),
    faults: [advised('port_value: 4317', 'port_value: 4318', ...PORTS)],
  },
  {
    name: 'Traefik',
    files: served(
      'traefik.yml',
      'tracing:\n  otlp:\n    http:\n      endpoint: http://gateway:4318/v1/traces\nmetrics:\n  otlp:\n    grpc:\n      endpoint: gateway:4317\n      insecure: true\n',
    ),
    faults: [
      mended('http://gateway:4318', 'http://gatewy:4318', 'network/dns-failure'),
      advised('endpoint: gateway:4317', 'endpoint: gateway:4318', ...PORTS),
    ],
  },
  {
    name: 'Traefik in TOML',
    files: served('traefik.toml', '[tracing.otlp.http]\nendpoint = "http://gateway:4318"\n'),
    faults: [advised('gateway:4318', 'gateway:4317', ...PORTS)],
  },
  {
    name: 'Vector',
    files: served(
      'vector.toml',
      '[sinks.otel]\ntype = "opentelemetry"\ninputs = ["x"]\nprotocol.type = "http"\nprotocol.uri = "http://gateway:4318/v1/logs"\n',
    ),
    faults: [
      advised('4318/v1/logs', '4318', 'endpoint/signal-path-missing'),
      advised('4318/v1/logs', '4317/v1/logs', ...PORTS),
    ],
  },
  {
    name: 'Fluent Bit',
    files: served(
      'fluent-bit.conf',
      '[SERVICE]\n    Flush 1\n\n[OUTPUT]\n    Name opentelemetry\n    Match *\n    Host gateway\n    Port 4318\n    Logs_uri /v1/logs\n',
    ),
    faults: [
      advised('Port 4318', 'Port 4317', ...PORTS),
      advised('Port 4318', 'Port 8318', 'protocol/wrong-port', 'network/connection-refused'),
    ],
  },
  {
    name: 'Fluent Bit in YAML',
    files: served(
      'fluent-bit.yaml',
      'pipeline:\n  outputs:\n    - name: opentelemetry\n      match: "*"\n      host: gateway\n      port: 4317\n      grpc: on\n',
    ),
    faults: [advised('port: 4317', 'port: 4318', ...PORTS)],
  },
  {
    name: 'nginx',
    files: served(
      'nginx.conf',
      'load_module modules/ngx_otel_module.so;\nhttp {\n  otel_exporter {\n    # endpoint other:4317;\n    endpoint gateway:4317;\n  }\n  otel_trace on;\n}\n',
    ),
    faults: [
      advised('endpoint gateway:4317', 'endpoint gateway:4318', ...PORTS),
      advised('endpoint gateway:4317', 'endpoint gatway:4317', 'network/dns-failure'),
    ],
  },
  {
    name: 'Dapr',
    files: {
      'dapr.yaml':
        'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata: { name: tracing }\nspec:\n  tracing:\n    samplingRate: "1"\n    otel:\n      endpointAddress: "collector.obs.svc:4317"\n      isSecure: false\n      protocol: grpc\n',
    },
    faults: [advised('svc:4317', 'svc:4318', ...PORTS)],
  },
  {
    name: 'agents',
    files: {
      '.codex/config.toml':
        '[otel.exporter.otlp-http]\nendpoint = "http://localhost:4318/v1/logs"\nprotocol = "binary"\n',
      '.gemini/settings.json':
        '{ "telemetry": { "enabled": true, "otlpEndpoint": "http://localhost:4317", "otlpProtocol": "grpc" } }\n',
    },
    faults: [
      mended('4318/v1/logs', '4318', 'endpoint/signal-path-missing'),
      advised('localhost:4317', 'localhost:4318', ...PORTS),
    ],
  },
  {
    name: 'Justfile',
    files: {
      justfile:
        'export OTEL_SERVICE_NAME := "shop"\nexport OTEL_EXPORTER_OTLP_PROTOCOL := "grpc"\n\nrun:\n    OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 cargo run\n\nother host:\n    @OTEL_EXPORTER_OTLP_ENDPOINT=http://{{host}}:4317 cargo run\n',
    },
    faults: [
      advised('"grpc"', '"gprc"', 'config/protocol-unknown'),
      advised('localhost:4317', 'localhost:4318', ...PORTS),
    ],
  },
];
