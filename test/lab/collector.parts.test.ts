import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendWithJs, sendWithPython } from '../sdk/senders.ts';
import { createAuthority, createCertificates, issue } from './certificates.ts';
import { type Collector, startCollector } from './collector.ts';
import { describeWith } from './parts.ts';
import { waitFor } from './wait.ts';

describeWith(['otelcol', 'python'], 'real SDKs and the real Collector', () => {
  let collector: Collector;

  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector.stop());

  const grpc = () => ({
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.grpcPort}`,
  });
  const http = (protocol: string) => ({
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.httpPort}`,
  });

  it.each([
    ['python over gRPC', sendWithPython, grpc],
    ['python over http/protobuf', sendWithPython, () => http('http/protobuf')],
    ['js over gRPC', sendWithJs, grpc],
    ['js over http/protobuf', sendWithJs, () => http('http/protobuf')],
    ['js over http/json', sendWithJs, () => http('http/json')],
  ])('delivers a span from %s', async (name, send, environment) => {
    const sent = await send({ ...environment(), OTEL_SERVICE_NAME: name });
    const span = await collector.waitForTrace(sent.traceId);
    expect({ ...span, exitCode: sent.exitCode }).toMatchObject({ serviceName: name, exitCode: 0 });
  });
});

describeWith(['otelcol', 'python'], 'a Collector that asks for something', () => {
  it('serves TLS and wants a bearer token', async () => {
    const authority = await createAuthority('root');
    const { chainFile, keyFile } = await issue(authority);
    const collector = await startCollector({
      tls: { certFile: chainFile, keyFile },
      auth: { type: 'bearer', token: 'right' },
    });
    const environment = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${collector.httpPort}`,
      OTEL_EXPORTER_OTLP_CERTIFICATE: authority.certificateFile,
    };
    try {
      const refused = await sendWithPython({
        ...environment,
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer wrong',
      });
      expect(refused.log).toMatch(/401/);
      const sent = await sendWithJs({
        ...environment,
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer right',
      });
      await collector.waitForTrace(sent.traceId);
      expect(collector.received()).toHaveLength(1);
    } finally {
      await collector.stop();
    }
  });

  it('has no pipeline for metrics and logs, and shows how it is', async () => {
    const collector = await startCollector({
      protocols: ['http'],
      signals: ['traces'],
      ownMetrics: true,
      healthCheck: true,
      zpages: true,
    });
    try {
      const { healthPort, httpPort, metricsPort, zpagesPort } = collector;
      const status = async (port: number, path: string, method = 'GET') =>
        (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status;
      expect(await status(httpPort, '/v1/metrics', 'POST')).toBe(404);
      expect(await status(httpPort, '/v1/traces')).toBe(405);
      expect(await status(metricsPort, '/metrics')).toBe(200);
      expect(await status(healthPort, '/')).toBe(200);
      expect(await status(zpagesPort, '/debug/servicez')).toBe(200);
    } finally {
      await collector.stop();
    }
  });

  it('counts metrics and log records', async () => {
    const collector = await startCollector();
    const post = (signal: string, body: object) =>
      fetch(`http://127.0.0.1:${collector.httpPort}/v1/${signal}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    try {
      const gauge = { name: 'test.gauge', gauge: { dataPoints: [{ asInt: '1', timeUnixNano: '1' }] } };
      await post('metrics', { resourceMetrics: [{ scopeMetrics: [{ metrics: [gauge] }] }] });
      await post('logs', {
        resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'hello' } }] }] }],
      });
      await waitFor(() => collector.metricsReceived() === 1 && collector.logsReceived() === 1, 'both');
    } finally {
      await collector.stop();
    }
  });

  it.each([
    ['memory', { refuseAll: true }, 503, /data refused due to high memory usage/],
    ['a smaller body', { maxBodyBytes: 8 }, 400, /request body too large/],
    ['a password', { auth: { type: 'basic', user: 'user', password: 'secret' } }, 401, /./],
  ] as const)('wants %s', async (_, options, status, message) => {
    const collector = await startCollector(options);
    try {
      const span = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), name: 'refused', kind: 1 };
      const response = await fetch(`http://127.0.0.1:${collector.httpPort}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
      });
      expect({ status: response.status, body: await response.text() }).toEqual({
        status,
        body: expect.stringMatching(message),
      });
    } finally {
      await collector.stop();
    }
  });

  it('wants a client certificate', async () => {
    const { client, root, valid } = await createCertificates();
    const tls = { certFile: valid.chainFile, keyFile: valid.keyFile, clientCaFile: root.certificateFile };
    const collector = await startCollector({ tls });
    const environment = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${collector.grpcPort}`,
      OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      OTEL_EXPORTER_OTLP_TIMEOUT: '2',
    };
    const own = {
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: client.chainFile,
      OTEL_EXPORTER_OTLP_CLIENT_KEY: client.keyFile,
    };
    try {
      const refused = await sendWithPython(environment);
      const sent = await sendWithPython({ ...environment, ...own });
      await collector.waitForTrace(sent.traceId);
      expect(collector.received().map((span) => span.traceId)).not.toContain(refused.traceId);
    } finally {
      await collector.stop();
    }
  });
});
