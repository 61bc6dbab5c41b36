import { OTLPLogExporter as LogsGrpc } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as LogsJson } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as LogsProtobuf } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as MetricsGrpc } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as MetricsJson } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as MetricsProtobuf } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as TracesGrpc } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as TracesJson } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as TracesProtobuf } from '@opentelemetry/exporter-trace-otlp-proto';
import { describe, expect, test } from 'vitest';
import type { ExportBatch } from '../../src/receiver/batch.ts';
import type { Span } from '../../src/receiver/otlp.ts';
import {
  expectedLogRecord,
  expectedMetrics,
  expectedResource,
  expectedScope,
  expectedSpan,
} from './expected.ts';
import { type Recorded, record } from './recorded.ts';
import { logRecord, metrics, resources, scopes, span } from './samples.ts';

interface Exporter<T> {
  export(items: T, done: (result: { code: number; error?: Error }) => void): void;
  shutdown(): Promise<void>;
}

type Make<T> = (config: object) => Exporter<T>;

const TRANSPORTS = ['grpc', 'http/protobuf', 'http/json'] as const;
/** Values of `CompressionAlgorithm`, by the name of the encoding on the wire. */
const ENCODINGS = [
  ['gzip', 'gzip'],
  ['identity', 'none'],
] as const;

const deliver = async <T>(exporter: Exporter<T>, items: T): Promise<void> => {
  const result = await new Promise<{ code: number; error?: Error }>((resolve) =>
    exporter.export(items, resolve),
  );
  await exporter.shutdown();
  if (result.code !== 0) throw result.error ?? new Error('not exported');
};

const urlOf = ({ grpcPort, httpPort }: Recorded, transport: string, path: string): string =>
  transport === 'grpc' ? `http://127.0.0.1:${grpcPort}` : `http://127.0.0.1:${httpPort}/v1/${path}`;

const cases = TRANSPORTS.flatMap((transport) =>
  ENCODINGS.map(([compression, algorithm]) => ({ transport, compression, algorithm })),
);

const onlyExport = (receiver: Recorded): ExportBatch => {
  expect(receiver.refusals).toEqual([]);
  expect(receiver.exports).toHaveLength(1);
  return receiver.exports[0] as ExportBatch;
};

describe.each(cases)('$transport, $compression', ({ transport, compression, algorithm }) => {
  const send = async <T>(makers: Record<(typeof TRANSPORTS)[number], Make<T>>, path: string, items: T) => {
    const receiver = await record({ now: () => 17n });
    const url = urlOf(receiver, transport, path);
    await deliver(
      makers[transport]({ url, compression: algorithm, headers: { 'x-token': 'secret' } }),
      items,
    );
    return onlyExport(receiver);
  };

  test('every field of a span arrives, under its resource and scope', async () => {
    const makers: Record<string, Make<(typeof spans)[number][]>> = {
      grpc: (config) => new TracesGrpc(config),
      'http/protobuf': (config) => new TracesProtobuf(config),
      'http/json': (config) => new TracesJson(config),
    };
    const spans = [0, 1, 2, 3].map(span);
    const batch = await send(makers as never, 'traces', spans);
    expect(batch).toMatchObject({ signal: 'traces', transport, compression, receivedAtUnixNano: 17n });
    expect(batch.request).toEqual({
      resourceSpans: resources.map((resource, index) => ({
        resource: expectedResource(resource),
        scopeSpans: scopes.map((scope, place) => ({
          scope: expectedScope(scope),
          spans: [expectedSpan(spans[index + 2 * place] as (typeof spans)[number])],
          schemaUrl: 'schemaUrl' in scope ? scope.schemaUrl : '',
        })),
        schemaUrl: resource.schemaUrl,
      })),
    });
  });

  test('every field of a metric arrives', async () => {
    const makers = {
      grpc: (config: object) => new MetricsGrpc(config),
      'http/protobuf': (config: object) => new MetricsProtobuf(config),
      'http/json': (config: object) => new MetricsJson(config),
    };
    const batch = await send(makers, 'metrics', metrics);
    expect(batch).toMatchObject({ signal: 'metrics', transport, compression });
    expect(batch.request).toEqual(expectedMetrics(metrics));
  });

  test('every field of a log record arrives', async () => {
    const makers = {
      grpc: (config: object) => new LogsGrpc(config),
      'http/protobuf': (config: object) => new LogsProtobuf(config),
      'http/json': (config: object) => new LogsJson(config),
    };
    const sent = logRecord(0);
    const batch = await send(makers, 'logs', [sent]);
    expect(batch).toMatchObject({ signal: 'logs', transport, compression });
    expect(batch.request).toEqual({
      resourceLogs: [
        {
          resource: expectedResource(sent.resource),
          scopeLogs: [
            {
              scope: expectedScope(sent.instrumentationScope),
              logRecords: [expectedLogRecord(sent)],
              schemaUrl: 'https://example.com/scope',
            },
          ],
          schemaUrl: 'https://example.com/resource',
        },
      ],
    });
  });

  test('the sender and its headers are told', async () => {
    const makers = {
      grpc: (config: object) => new LogsGrpc(config),
      'http/protobuf': (config: object) => new LogsProtobuf(config),
      'http/json': (config: object) => new LogsJson(config),
    };
    const batch = await send(makers, 'logs', [logRecord(0)]);
    const headers = new Map(batch.headers);
    expect(batch.peer.address).toBe('127.0.0.1');
    expect(batch.peer.port).toBeGreaterThan(0);
    expect(headers.get('user-agent')).toMatch(/OTel-OTLP-Exporter-JavaScript\/0\.223/);
    if (transport !== 'grpc') expect(headers.get('x-token')).toBe('secret');
    expect(batch.headers.some(([name]) => name.startsWith(':'))).toBe(false);
    expect(batch.inflatedBytes > batch.bytes).toBe(compression === 'gzip');
  });
});

test('as many spans arrive as were sent, trace by trace, over several requests and all transports', async () => {
  const receiver = await record();
  const config = (transport: string) => ({ url: urlOf(receiver, transport, 'traces') });
  const exporters = [
    new TracesGrpc(config('grpc')),
    new TracesProtobuf(config('')),
    new TracesJson(config('')),
  ];
  await Promise.all(
    exporters.map(async (exporter, place) => {
      for (let request = 0; request < 10; request += 1) {
        const first = 10_000 * place + 200 * request;
        const spans = Array.from({ length: 200 }, (_, index) => span(first + index));
        await new Promise<void>((resolve, reject) =>
          exporter.export(spans, ({ code, error }) => (code === 0 ? resolve() : reject(error))),
        );
      }
      await exporter.shutdown();
    }),
  );
  const arrived = receiver.exports
    .flatMap((batch) => (batch.signal === 'traces' ? batch.request.resourceSpans : []))
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }): readonly Span[] => spans));
  const sent = exporters.flatMap((_, place) =>
    Array.from({ length: 2000 }, (_, index) => span(10_000 * place + index)),
  );
  const idOf = (traceId: string, spanId: string): string => `${traceId}/${spanId}`;
  expect(arrived.map(({ traceId, spanId }) => idOf(traceId, spanId)).sort()).toEqual(
    sent.map((given) => idOf(given.spanContext().traceId, given.spanContext().spanId)).sort(),
  );
  expect(receiver.refusals).toEqual([]);
});
