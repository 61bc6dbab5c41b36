import { describe, expect, it } from 'vitest';
import type { SpanDraft, Values } from './builders.ts';
import { factsOf } from './kit.ts';

const REQUESTS = 'opentelemetry.instrumentation.requests';

const calledOf = (span: SpanDraft, scope = REQUESTS) =>
  factsOf([span], { scope }).exporterSpans.groups.map(({ called }) => called);

const client = (name: string, attributes: Values): SpanDraft => ({ kind: 'client', name, attributes });

describe('spans about the requests of the exporter', () => {
  it.each<[convention: string, span: SpanDraft, called: string]>([
    [
      'Python, old names',
      client('POST', {
        'http.method': 'POST',
        'http.url': 'http://localhost:4318/v1/traces',
        'http.status_code': 200n,
      }),
      'POST http://localhost:4318/v1/traces',
    ],
    [
      'Go, new names',
      client('HTTP POST', {
        'http.request.method': 'POST',
        'url.full': 'https://collector.example.com/otlp/v1/metrics?token=abc',
        'server.address': 'collector.example.com',
      }),
      'POST https://collector.example.com/otlp/v1/metrics',
    ],
    [
      'undici, parts of the URL',
      client('POST', {
        'http.request.method': 'POST',
        'url.path': '/v1/logs',
        'url.scheme': 'http',
        'server.address': '::1',
        'server.port': 4318n,
      }),
      'POST http://[::1]:4318/v1/logs',
    ],
    [
      'target and peer',
      client('HTTP POST', {
        'http.method': 'POST',
        'http.target': '/v1/traces',
        'net.peer.name': 'gw',
        'net.peer.port': 80n,
      }),
      'POST http://gw:80/v1/traces',
    ],
    [
      'gRPC, service and method',
      client('Export', {
        'rpc.system': 'grpc',
        'rpc.service': 'opentelemetry.proto.collector.trace.v1.TraceService',
        'rpc.method': 'Export',
      }),
      'opentelemetry.proto.collector.trace.v1.TraceService/Export',
    ],
    [
      'gRPC, whole name in the method',
      client('x', {
        'rpc.system.name': 'grpc',
        'rpc.method': 'opentelemetry.proto.collector.logs.v1.LogsService/Export',
      }),
      'opentelemetry.proto.collector.logs.v1.LogsService/Export',
    ],
    [
      'gRPC, only the name of the span',
      client('/opentelemetry.proto.collector.metrics.v1.MetricsService/Export', {}),
      'opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
    ],
    ['HTTP, only the name of the span', client('POST /v1/traces', {}), 'POST /v1/traces'],
    [
      'internal span of a library',
      {
        kind: 'internal',
        name: 'POST',
        attributes: { 'http.method': 'POST', 'http.url': 'http://c:4318/v1/traces' },
      },
      'POST http://c:4318/v1/traces',
    ],
    [
      'a login in the URL',
      client('POST', { 'http.method': 'POST', 'http.url': 'http://me:secret@c:4318/v1/traces' }),
      'POST http://c:4318/v1/traces',
    ],
  ])('%s', (_, span, called) => {
    expect(calledOf(span)).toEqual([called]);
  });

  it.each<[what: string, span: SpanDraft]>([
    [
      'a server takes telemetry',
      { kind: 'server', attributes: { 'http.method': 'POST', 'http.target': '/v1/traces' } },
    ],
    ['another method', client('GET', { 'http.method': 'GET', 'http.url': 'http://jaeger/v1/traces' })],
    ['another path', client('POST', { 'http.method': 'POST', 'http.url': 'http://shop/v1/traces/7' })],
    ['another service', client('shop.v1.TraceService/Export', { 'rpc.system': 'grpc' })],
    ['a database', client('SELECT', { 'db.system': 'postgresql', 'server.address': 'db' })],
  ])('are not: %s', (_, span) => {
    expect(calledOf(span)).toEqual([]);
  });

  it('are not internal spans of own code', () => {
    const attributes = { 'http.method': 'POST', 'http.url': 'http://c:4318/v1/traces' };
    expect(calledOf({ kind: 'internal', attributes }, 'shop')).toEqual([]);
  });

  it('are grouped, and failures among them counted', () => {
    const attributes = { 'http.method': 'POST', 'http.url': 'http://localhost:4318/v1/traces' };
    const { exporterSpans } = factsOf(
      [
        { kind: 'client', name: 'first', attributes },
        { kind: 'client', attributes, status: 2 },
        { kind: 'client', attributes: { ...attributes, 'error.type': 'ConnectionError' } },
        { kind: 'client', attributes: { ...attributes, 'http.status_code': 503n } },
        { kind: 'client', attributes: { ...attributes, 'http.status_code': 200n } },
        { kind: 'server' },
      ],
      { scope: REQUESTS },
    );
    expect(exporterSpans).toMatchObject({
      spans: 6,
      groups: [
        { scope: REQUESTS, library: true, count: 5, failed: 3, sample: { name: 'first', kind: 'client' } },
      ],
    });
    expect(exporterSpans.groups).toHaveLength(1);
  });

  it('take the spans of their sockets along', () => {
    const request = { 'http.method': 'POST', 'http.url': 'http://localhost:4318/v1/traces' };
    const { exporterSpans } = factsOf(
      [
        { id: 1, kind: 'client', attributes: request },
        { id: 2, parent: 1, name: 'tls.connect' },
        { id: 3, parent: 2, name: 'tcp.connect' },
        { id: 4, name: 'tcp.connect' },
      ],
      { scope: '@opentelemetry/instrumentation-net' },
    );
    expect(exporterSpans.groups.map(({ count }) => count)).toEqual([3]);
  });

  it('do not grow without end', () => {
    const spans = Array.from({ length: 1_000 }, (_, index) =>
      client('POST', { 'http.method': 'POST', 'http.url': `http://host-${index}:4318/v1/traces` }),
    );
    const { groups } = factsOf(spans).exporterSpans;
    expect(groups).toHaveLength(201);
    expect(groups.at(-1)).toMatchObject({ called: '(other addresses)', count: 800 });
  });
});
