import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let directory = '';

beforeEach(() => {
  directory = temporaryDirectory('scan');
});

const errorsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const { report } = await scan({ paths: [directory], sdk: null });
  return report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, summary, fixes }) => `${code}: ${summary}. ${fixes.map(({ title }) => title).join()}`);
};

const COMPOSE = `services:
  app:
    image: example/app
    ports: ["8081:8080"]
  jaeger:
    image: jaegertracing/all-in-one
    ports: ["16686:16686"]
  collector:
    image: otel/opentelemetry-collector
    ports: ["4317", "14318:4318"]
`;

const sendingTo = (endpoint: string, protocol: string): string =>
  `OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}\nOTEL_EXPORTER_OTLP_PROTOCOL=${protocol}\n`;

describe('a process beside of a Compose file that sends to a port of its machine', () => {
  test.each([
    ['any free number', 'http://localhost:4317', 'grpc', 'publishes port 4317 as any free port', 'Publish'],
    [
      'another number',
      'http://127.0.0.1:4318',
      'http/protobuf',
      'publishes port 4318 as 14318',
      'Send to port 14318',
    ],
  ])('meets a Collector that publishes it under %s', async (_, endpoint, protocol, says, fix) => {
    const [first = '', ...more] = await errorsOf({
      'compose.yaml': COMPOSE,
      'local.env': sendingTo(endpoint, protocol),
    });
    expect(first).toContain(`pipeline/port-not-published: compose service collector ${says}`);
    expect(first).toContain(`. ${fix}`);
    expect(more).toEqual([]);
  });

  test.each([
    ['what is published', sendingTo('http://localhost:14318', 'http/protobuf')],
    ['a port of something that is no receiver', sendingTo('http://localhost:8080/otlp', 'http/protobuf')],
    ['the default that nobody asked for', 'OTEL_SERVICE_NAME=jobs\n'],
  ])('is left alone with %s', async (_, env) => {
    expect(await errorsOf({ 'compose.yaml': COMPOSE, 'local.env': env })).toEqual([]);
  });

  test('is left alone without a receiver in the Compose file', async () => {
    expect(
      await errorsOf({
        'compose.yaml': 'services:\n  db:\n    image: postgres:17\n',
        'local.env': sendingTo('http://localhost:4317', 'grpc'),
      }),
    ).toEqual([]);
  });
});

const collector = (name: string): string => `  ${name}:
    image: otel/opentelemetry-collector-contrib:0.150.0
    command: ["--config=/etc/otelcol/config.yaml"]
    volumes: ["./collector.yaml:/etc/otelcol/config.yaml:ro"]
`;

const CONFIG = `receivers:
  otlp:
    protocols:
      http:
        endpoint: 0.0.0.0:4318
exporters:
  otlp_http:
    endpoint: https://telemetry.example.com
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp_http]
`;

const service = (name: string, ...more: readonly string[]): string =>
  [
    `  ${name}:`,
    `    image: example/${name}`,
    '    environment:',
    `      OTEL_SERVICE_NAME: ${name}`,
    '      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf',
    ...more.map((line) => `      ${line}`),
    '',
  ].join('\n');

describe('a signal for which the Collector has no pipeline', () => {
  const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT: http://collector:4318';
  const given = (...services: readonly string[]) => ({
    'compose.yaml': `services:\n${services.join('')}${collector('collector')}`,
    'collector.yaml': CONFIG,
  });

  test('is told of each signal once, however many send it', async () => {
    const errors = await errorsOf(
      given(
        service('shop', ENDPOINT, 'OTEL_LOGS_EXPORTER: otlp'),
        service('billing', ENDPOINT, 'OTEL_LOGS_EXPORTER: otlp'),
        service('stock', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: http://collector:4318/v1/metrics'),
      ),
    );
    expect(errors).toEqual([
      'pipeline/signal-missing: compose service shop sends logs to a Collector that has no pipeline for it. Add a pipeline for logs like that for traces',
      'pipeline/signal-missing: compose service stock sends metrics to a Collector that has no pipeline for it. Add a pipeline for metrics like that for traces',
    ]);
    const { report } = await scan({ paths: [directory], sdk: null });
    expect(report.findings.filter(({ code }) => code === 'pipeline/signal-missing')).toHaveLength(2);
  });

  test('is an error for an agent, and a note where a program may not send it', async () => {
    expect(await errorsOf(given(service('shop', ENDPOINT)))).toEqual([]);
    const agent = service('shop', ENDPOINT, 'JAVA_TOOL_OPTIONS: -javaagent:/opentelemetry-javaagent.jar');
    expect(await errorsOf(given(agent))).toEqual([
      expect.stringContaining('compose service shop sends metrics and logs'),
    ]);
    expect(
      await errorsOf(
        given(
          agent.replace(
            ENDPOINT,
            `${ENDPOINT}\n      OTEL_METRICS_EXPORTER: none\n      OTEL_LOGS_EXPORTER: none`,
          ),
        ),
      ),
    ).toEqual([]);
  });
});

describe('a Collector of a cluster that sends to another one', () => {
  const collector = (name: string, exporters: string, pipeline: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: obs }
data:
  c.yaml: |
    receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } }
    exporters: { ${exporters} }
    service: { pipelines: { traces: { receivers: [otlp], exporters: [${pipeline}] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: obs }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: c
          image: otel/opentelemetry-collector-k8s:0.158.0
          args: [--config=/c/c.yaml]
          volumeMounts: [{ name: v, mountPath: /c }]
      volumes: [{ name: v, configMap: { name: ${name} } }]
---
`;
  const service = (more = ''): string =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: gateway, namespace: obs }\nspec: { ${more}selector: { app: hub }, ports: [{ port: 14317, targetPort: 4317 }, { port: 4318 }] }\n`;
  const findingsFor = (endpoint: string, more = '') =>
    errorsOf({
      'hub.yaml':
        collector('hub', 'otlphttp: { endpoint: "https://x.example.com" }', 'otlphttp') + service(more),
      'agent.yaml': collector(
        'agent',
        `otlp_grpc: { endpoint: "${endpoint}", tls: { insecure: true } }`,
        'otlp_grpc',
      ),
    });

  test.each([
    'gateway:14317',
    'gateway.obs.svc.cluster.local:14317',
    // What others deploy is not known.
    'tempo.tempo:4317',
    'gateway.prod:4317',
  ])('%s: nothing', async (endpoint) => expect(await findingsFor(endpoint)).toEqual([]));

  test('a Service without an address of its own has every port of its pods', async () => {
    expect(await findingsFor('gateway:4317', 'clusterIP: None, ')).toEqual([]);
    expect(await findingsFor('gateway:4316', 'clusterIP: None, ')).toHaveLength(1);
  });

  test.each([
    [
      'gateway:4317',
      'The exporter otlp_grpc sends to gateway:4317, a port that Service obs/gateway does not have. Send to :14317',
    ],
    ['gatway.obs:14317', 'a name that nothing of its deployment has. Send to gateway.obs'],
    ['gateway:4318', 'sends gRPC to port 4318, which is the port for HTTP'],
  ])('%s: %s', async (endpoint, says) => {
    const found = await findingsFor(endpoint);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });
});
