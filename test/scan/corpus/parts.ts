/** Files of a deployment by path. */
export type Files = Readonly<Record<string, string>>;

/** A language as its images and commands tell it, with the protocol that its SDK uses unless told. */
export interface Language {
  readonly name: string;
  readonly image: string;
  readonly command: string;
  readonly speaks: 'grpc' | 'http/protobuf';
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'python',
    image: 'python:3.13-slim',
    command: 'opentelemetry-instrument python app.py',
    speaks: 'grpc',
  },
  {
    name: 'node',
    image: 'node:22-alpine',
    command: 'node --import ./tracing.mjs server.mjs',
    speaks: 'http/protobuf',
  },
  {
    name: 'java',
    image: 'eclipse-temurin:21',
    command: 'java -javaagent:/opentelemetry-javaagent.jar -jar shop.jar',
    speaks: 'http/protobuf',
  },
  {
    name: 'dotnet',
    image: 'mcr.microsoft.com/dotnet/aspnet:9.0',
    command: 'dotnet Shop.dll',
    speaks: 'grpc',
  },
  { name: 'ruby', image: 'ruby:3.4', command: 'bundle exec puma', speaks: 'http/protobuf' },
];

/** A Collector that takes both protocols and hands everything on. */
export const collector = (exporter = 'otlphttp:\n    endpoint: https://intake.example.com'): string => {
  const id = exporter.slice(0, exporter.indexOf(':'));
  const pipeline = `{ receivers: [otlp], processors: [memory_limiter, batch], exporters: [${id}] }`;
  return `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
      http:
        endpoint: 0.0.0.0:4318
processors:
  memory_limiter:
    check_interval: 1s
    limit_percentage: 75
    spike_limit_percentage: 15
  batch: {}
exporters:
  ${exporter}
service:
  pipelines:
    traces: ${pipeline}
    metrics: ${pipeline}
    logs: ${pipeline}
`;
};

export const portOf = (protocol: string): number => (protocol === 'grpc' ? 4317 : 4318);

const indented = (text: string, blanks: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `${' '.repeat(blanks)}${line}`))
    .join('\n');

/** A Compose service that sends. */
export const sender = (name: string, language: Language, protocol: string): string => `  ${name}:
    image: ${language.image}
    command: ${language.command}
    environment:
      OTEL_SERVICE_NAME: ${name}
      OTEL_EXPORTER_OTLP_PROTOCOL: ${protocol}
      OTEL_EXPORTER_OTLP_ENDPOINT: http://gateway:${portOf(protocol)}
`;

export const gateway = (config = './collector.yaml', more = ''): string => `  gateway:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: ["--config=/etc/gateway.yaml"]
    volumes: ["${config}:/etc/gateway.yaml:ro"]
${more}`;

/** A Deployment that sends. */
export const deployment = (
  name: string,
  language: Language,
  protocol: string,
  endpoint = `http://gateway:${portOf(protocol)}`,
): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: main
          image: ${language.image}
          args: [${language.command
            .split(' ')
            .map((word) => `"${word}"`)
            .join(', ')}]
          env:
            - name: OTEL_SERVICE_NAME
              value: ${name}
            - name: OTEL_EXPORTER_OTLP_PROTOCOL
              value: ${protocol}
            - name: OTEL_EXPORTER_OTLP_ENDPOINT
              value: ${endpoint}
`;

/** A Collector in a cluster: ConfigMap, Deployment and Service. */
export const clusterGateway = (config = collector()): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: gateway-config
data:
  gateway.yaml: |
${indented(config, 4)}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: gateway
spec:
  selector: {matchLabels: {app: gateway}}
  template:
    metadata: {labels: {app: gateway}}
    spec:
      containers:
        - name: collector
          image: otel/opentelemetry-collector-k8s:0.158.0
          args: ["--config=/conf/gateway.yaml"]
          volumeMounts: [{name: config, mountPath: /conf}]
      volumes: [{name: config, configMap: {name: gateway-config}}]
---
apiVersion: v1
kind: Service
metadata:
  name: gateway
spec:
  selector: {app: gateway}
  ports:
    - {name: otlp-grpc, port: 4317, targetPort: 4317}
    - {name: otlp-http, port: 4318, targetPort: 4318}
`;

export const operated = (config = collector()): string => `apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata:
  name: gateway
  namespace: obs
spec:
  config:
${indented(config, 4)}`;

export const instrumentation = (
  language: string,
  port: number,
): string => `apiVersion: opentelemetry.io/v1alpha1
kind: Instrumentation
metadata:
  name: ${language}
  namespace: shop
spec:
  exporter:
    endpoint: http://gateway-collector.obs.svc.cluster.local:${port}
  propagators: [tracecontext, baggage]
  ${language}:
    env:
      - name: OTEL_LOG_LEVEL
        value: info
`;
