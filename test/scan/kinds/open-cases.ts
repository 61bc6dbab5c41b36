import { advised, type KindCase, mended, PORTS } from './kind-case.ts';

const COLLECTOR =
  'receivers:\n  otlp:\n    protocols:\n      grpc: { endpoint: 0.0.0.0:4317 }\n      http: { endpoint: 0.0.0.0:4318 }\nexporters:\n  debug: {}\nservice:\n  pipelines:\n    traces: { receivers: [otlp], exporters: [debug] }\n';

const gateway =
  '  gateway:\n    image: otel/opentelemetry-collector-contrib:0.158.0\n    command: [--config=/etc/gateway.yaml]\n    volumes: [./gateway.yaml:/etc/gateway.yaml]\n';

const beside = (service: string): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n${service}${gateway}`,
  'gateway.yaml': COLLECTOR,
});

const built = (endpoint: string, more = ''): string =>
  `  api:\n    build: ./api\n    environment:\n      OTEL_SERVICE_NAME: api\n      OTEL_TRACES_EXPORTER: otlp\n${more}      OTEL_EXPORTER_OTLP_ENDPOINT: ${endpoint}\n`;

/** What files leave to others: programs, readers, people. */
export const OPEN_CASES: readonly KindCase[] = [
  {
    name: 'a program in Go that asks for its endpoint by itself',
    files: {
      ...beside(built('gateway:4317')),
      'api/Dockerfile':
        'FROM golang:1.25 AS build\nCOPY . .\nRUN go build -o /api .\nFROM scratch\nCOPY --from=build /api /api\nCMD ["/api"]\n',
      'api/main.go':
        'package main\n\nfunc exporter(ctx context.Context) {\n\totlptracegrpc.New(ctx, otlptracegrpc.WithInsecure(), otlptracegrpc.WithEndpoint(os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT")))\n}\n',
    },
    faults: [
      mended('gateway:4317', 'gatewy:4317', 'network/dns-failure'),
      mended('gateway:4317', 'gateway:4327', 'protocol/wrong-port', 'network/connection-refused'),
    ],
  },
  {
    name: 'a program in JavaScript that makes an exporter for gRPC',
    files: {
      'package.json':
        '{ "name": "shop", "scripts": { "start": "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:4317 node -r ./tracing.js app.js" } }\n',
      'tracing.js':
        "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-grpc');\n// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is read by the exporter\nnew OTLPTraceExporter();\n",
    },
    faults: [],
  },
  {
    name: 'an agent for Java of 1.x, which sends over gRPC',
    files: {
      ...beside(
        built('http://gateway:4317', '      OTEL_METRICS_EXPORTER: none\n      OTEL_LOGS_EXPORTER: none\n'),
      ),
      'api/Dockerfile':
        'FROM eclipse-temurin:17\nADD https://github.com/open-telemetry/opentelemetry-java-instrumentation/releases/download/v1.31.0/opentelemetry-javaagent.jar /agent.jar\nENV JAVA_TOOL_OPTIONS=-javaagent:/agent.jar\nENTRYPOINT ["java", "-jar", "app.jar"]\n',
    },
    faults: [],
  },
  {
    name: 'an endpoint that the shell sets, and signals that nobody asked for',
    files: beside(
      '  api:\n    image: node:22\n    command: [node, --require, "@opentelemetry/auto-instrumentations-node/register", app.js]\n    environment:\n      - OTEL_SERVICE_NAME=api\n      - OTEL_TRACES_EXPORTER=otlp\n      - OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://gateway:4318/v1/traces\n  web:\n    image: python:3.12\n    command: [opentelemetry-instrument, python, app.py]\n    environment:\n      - OTEL_SERVICE_NAME=web\n      - OTEL_TRACES_EXPORTER=otlp\n      - OTEL_EXPORTER_OTLP_ENDPOINT\n',
    ),
    faults: [mended('gateway:4318/v1', 'gateway:4317/v1', ...PORTS)],
  },
  {
    name: 'values that are templates themselves, and what the chart has',
    files: {
      'values.yaml':
        'agent:\n  config:\n    receivers:\n      otlp:\n        protocols: { grpc: { endpoint: "{{ .Values.ip }}:4317" } }\n    processors:\n      memory_limiter: null\n    exporters:\n      otlp_grpc: { endpoint: "ingest.example.com:443" }\n    service:\n      telemetry:\n        logs: { level: "{{ .Values.global.logLevel }}" }\n      pipelines:\n        traces: { receivers: [otlp], processors: [memory_limiter], exporters: [otlp_grpc] }\n',
    },
    faults: [],
  },
  {
    name: 'an example that is copied before it is used, and a name of its own',
    files: {
      '.env.example':
        'OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_ENDPOINT=https://<your-endpoint>:443\nOTEL_EXPORTER_OTLP_HEADERS=Authorization=Basic <your-key>\n',
      'deploy/.env': 'OTEL_SERVICE_NAME=shop\nOTLP_PROTOCOL=HTTP\n',
      'compose-part/docker-compose.part.yaml':
        'services:\nreceivers: {}\nexporters:\n  logging: {}\nservice:\n  pipelines: {}\n',
    },
    faults: [],
  },
  {
    name: 'agents that take nothing but variables',
    files: {
      ...beside(
        '  api:\n    build: ./api\n    environment:\n      - OTEL_SERVICE_NAME=api\n      - OTEL_EXPORTER_OTLP_ENDPOINT=http://gateway:4318\n      - OTEL_TRACES_EXPORTER=otlp\n      - OTEL_METRICS_EXPORTER=none\n      - OTEL_LOGS_EXPORTER=none\n  web:\n    image: node:22\n    environment:\n      NODE_OPTIONS: --require @opentelemetry/auto-instrumentations-node/register\n      OTEL_SERVICE_NAME: web\n      OTEL_EXPORTER_OTLP_ENDPOINT: http://gateway:4318 # web\n      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf\n',
      ),
      'api/Dockerfile':
        'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nENV OTEL_DOTNET_AUTO_HOME=/otel\nENV OTEL_SERVICE_NAME=other\nENTRYPOINT ["dotnet", "api.dll"]\n',
    },
    faults: [
      mended('=http://gateway:4318', '=http://gateway:4317', ...PORTS),
      mended('TRACES_EXPORTER=otlp', 'TRACES_EXPORTER=oltp', 'config/exporter-unknown'),
      mended('http://gateway:4318 # web', 'http://gateway:4317 # web', ...PORTS),
      mended('PROTOCOL: http/protobuf', 'PROTOCOL: grcp', 'config/protocol-unknown'),
      mended('OTEL_SERVICE_NAME=api', 'OTEL_SERVICE_NMAE=api', 'config/variable-misspelled'),
      advised('--config=/etc/gateway.yaml', '--config=/etc/gatewy.yaml', 'pipeline/config-invalid'),
    ],
  },
];
