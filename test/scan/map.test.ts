import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/formats/html.ts';
import { renderMermaid } from '../../src/report/formats/mermaid.ts';
import { expectReport } from '../kit/schema.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const FILES = {
  'compose.yaml': `services:
  gateway:
    image: otel/opentelemetry-collector-contrib:0.158.0
    command: [--config=/etc/g.yaml]
    volumes: ["./g.yaml:/etc/g.yaml"]
  tempo: { image: "grafana/tempo:2.8.0" }
  cart:
    image: python:3.13
    command: opentelemetry-instrument python app.py
    environment: { OTEL_SERVICE_NAME: cart, OTEL_EXPORTER_OTLP_ENDPOINT: "http://gateway:4317" }
  'a"]<b>':
    image: node:22
    command: node --import ./tracing.mjs server.mjs
    environment: { OTEL_SERVICE_NAME: shop, OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }
`,
  'g.yaml': `receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } }
exporters:
  otlp_grpc: { endpoint: "tempo:4318", tls: { insecure: true } }
  otlp_http: { endpoint: "https://intake.example.com" }
service: { pipelines: { traces: { receivers: [otlp], exporters: [otlp_grpc, otlp_http] } } }
`,
};

let report: Report;

beforeAll(async () => {
  const directory = temporaryDirectory('map');
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, name), text);
  ({ report } = await scan({ paths: [directory], sdk: null }));
});

test('the report has who sends what to whom, and what is broken', () => {
  expectReport(report);
  const map = report.units?.[0]?.map;
  const labels = new Map(map?.nodes.map(({ id, label }) => [id, label]));
  expect(
    map?.links.map(({ from, to, label, broken }) => [labels.get(from), labels.get(to), label, broken]),
  ).toEqual([
    ['compose service cart', 'compose service gateway', 'gRPC 4317', null],
    ['compose service a"]<b>', 'localhost:4318', 'HTTP 4318', 'network/container-localhost'],
    ['compose service gateway', 'compose service tempo', 'gRPC 4318', 'pipeline/exporter-misconfigured'],
    ['compose service gateway', 'intake.example.com', 'HTTP', null],
  ]);
  expect(map?.nodes.map(({ kind }) => kind)).toEqual([
    'application',
    'collector',
    'application',
    'outside',
    'outside',
    'outside',
  ]);
});

test('Mermaid draws it, and no name of a file is read as its language', () => {
  const lines = renderMermaid(report).split('\n');
  expect(lines[0]).toBe('flowchart LR');
  expect(lines).toContain('    u0n1[["compose service gateway"]]');
  expect(lines).toContain('    u0n2["compose service a#34;#93;#60;b#62;"]');
  expect(lines).toContain('  u0n0 -->|"gRPC 4317"| u0n1');
  expect(lines).toContain('  u0n2 -. "HTTP 4318: network/container-localhost" .-x u0n3');
  expect(lines).toContain('  linkStyle 1,2 stroke:#b8283a');
});

test('the page has it as a drawing and as a list, with names escaped', () => {
  const page = renderHtml(report, 'compose');
  expect(page).toContain('aria-label="6 senders and receivers, 4 ways between them, 2 of them broken"');
  expect(page).toContain('compose service a&quot;]&lt;b&gt;');
  expect(page).not.toContain('a"]<b>');
  expect(page).toContain('gRPC 4318 to compose service tempo: broken (pipeline/exporter-misconfigured)');
});

test('a run that is no scan is drawn by its targets', () => {
  const { units: _, ...rest } = report;
  const target = {
    ...{ id: 't', signals: ['traces' as const], protocol: 'grpc' as const, url: 'http://collector:4317' },
    ...{ settings: [], path: [], delivered: true, traceId: null, vendor: null },
  };
  expect(renderMermaid({ ...rest, targets: [target] })).toContain('u0n0 -->|"traces: grpc"| u0n1');
});
