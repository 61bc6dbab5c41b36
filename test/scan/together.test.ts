import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { scan } from '../../src/jobs/scan/scan.ts';
import { fakeSession } from '../kit/session.ts';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'scan-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const COLLECTOR = `receivers:
  otlp:
    protocols:
      grpc: { endpoint: "0.0.0.0:4317" }
      http: { endpoint: "0.0.0.0:4318" }
exporters:
  debug: {}
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [debug] }
    metrics: { receivers: [otlp], exporters: [debug] }
    logs: { receivers: [otlp], exporters: [debug] }
`;

const compose = (services: string): string => `services:
  otel-collector:
    image: otel/opentelemetry-collector:0.158.0
    command: ["--config=/c.yaml"]
    volumes: ["./c.yaml:/c.yaml"]
${services}`;

const service = (name: string): string => `  ${name}:
    image: python:3.13
    environment:
      OTEL_SERVICE_NAME: ${name}
      OTEL_EXPORTER_OTLP_PROTOCOL: grpc
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318"
`;

const write = (services: string): void => {
  writeFileSync(join(directory, 'c.yaml'), COLLECTOR);
  writeFileSync(join(directory, 'compose.yaml'), compose(services));
};

test('two mistakes of one service are mended by one patch, in the words of the file', async () => {
  write(service('api'));
  const { report } = await scan({ paths: [directory], sdk: null });
  const [first] = report.findings;
  expect(first?.code).toBe('network/container-localhost');
  const [fix] = first?.fixes ?? [];
  expect(fix && 'patch' in fix ? fix.patch.diff : JSON.stringify(first?.fixes)).toMatch(
    /\+ {6}OTEL_EXPORTER_OTLP_\w+: .*(otel-collector:4317|http\/protobuf)/,
  );
  expect(JSON.stringify(report.findings)).not.toContain('export OTEL');
});

test('--write leaves nothing behind of both, and is told as written', async () => {
  write(service('api'));
  const { report, written } = await scan({ paths: [directory], sdk: null, write: true });
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(written).toHaveLength(1);
  expect(readFileSync(join(directory, 'compose.yaml'), 'utf8')).toContain('http://otel-collector:');
});

test('many mistakes are told in less than 200 lines, and all of them with --all', async () => {
  write(Array.from({ length: 60 }, (_, index) => service(`api${index}`)).join(''));
  const run = async (...words: readonly string[]): Promise<string> => {
    const session = fakeSession({ columns: 100 });
    await main(['scan', directory, ...words], session);
    return session.out();
  };
  const short = await run();
  expect(short.split('\n').length).toBeLessThan(200);
  expect(short).toContain('and 59 more errors');
  expect(short).not.toContain('export OTEL');
  const long = await run('--all');
  expect(long.match(/container-localhost/g)?.length).toBe(60);
});
