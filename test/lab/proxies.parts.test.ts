import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sendWithJs, sendWithPython } from '../sdk/senders.ts';
import { type Certificates, createCertificates } from './certificates.ts';
import { type Collector, startCollector } from './collector.ts';
import { type NginxServers, nginxPresets, startNginx } from './nginx.ts';
import { describeWith } from './parts.ts';
import { closedPort } from './ports.ts';
import { type ProxyOptions, startTinyproxy } from './tinyproxy.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(() => Promise.all(running.splice(0).map((each) => each.stop())));

describeWith(['nginx', 'otelcol', 'python'], 'nginx in front of the Collector', () => {
  let collector: Collector;
  let certificates: Certificates;

  beforeAll(async () => {
    collector = await startCollector();
    certificates = await createCertificates();
  });
  afterAll(() => collector.stop());

  async function nginx(servers: NginxServers) {
    const started = await startNginx(servers);
    running.push(started);
    return started;
  }

  async function post(servers: NginxServers, path = '/v1/traces', headers: Record<string, string> = {}) {
    const { port } = await nginx(servers);
    const body = JSON.stringify({ resourceSpans: [] });
    const url = `http://127.0.0.1:${port}${path}`;
    const json = { 'content-type': 'application/json' };
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...json, ...headers },
      redirect: 'manual',
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: await response.text(),
    };
  }

  it('passes OTLP/HTTP on below a path', async () => {
    const { port } = await nginx(nginxPresets.pathPrefix(collector.httpPort));
    const sent = await sendWithJs({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/otlp` });
    await collector.waitForTrace(sent.traceId);
    expect((await post(nginxPresets.pathPrefix(collector.httpPort))).status).toBe(404);
  });

  it('passes gRPC on', async () => {
    const { port } = await nginx(nginxPresets.grpcProxy(collector.grpcPort));
    const endpoint = `http://127.0.0.1:${port}`;
    const sent = await sendWithPython({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    });
    await collector.waitForTrace(sent.traceId);
  });

  it('ends TLS for both protocols', async () => {
    const ca = { OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile };
    const http = await nginx(nginxPresets.tlsTermination(collector.httpPort, certificates.valid));
    const endpoint = `https://localhost:${http.port}`;
    const overHttp = await sendWithJs({ ...ca, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    await collector.waitForTrace(overHttp.traceId);
    const grpc = await nginx(nginxPresets.grpcTlsTermination(collector.grpcPort, certificates.valid));
    const grpcEndpoint = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://localhost:${grpc.port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    };
    const overGrpc = await sendWithJs({ ...ca, ...grpcEndpoint });
    await collector.waitForTrace(overGrpc.traceId);
  });

  it('breaks gRPC by speaking HTTP/1.1', async () => {
    const { accessLog, port } = await nginx(nginxPresets.http1Only(collector.grpcPort));
    const endpoint = `http://127.0.0.1:${port}`;
    const sent = await sendWithJs({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
      OTEL_LOG_LEVEL: 'debug',
    });
    expect(sent.log).toMatch(/UNAVAILABLE|Protocol error|DEADLINE_EXCEEDED/);
    expect(accessLog()).toMatch(/"PRI \* HTTP\/2\.0" 400/);
  });

  it('answers in the place of the Collector', async () => {
    const { basicAuth, deadUpstream, redirectToHttps, redirectToLogin, singlePageApp, smallBody } =
      nginxPresets;
    expect(await post(redirectToHttps(4318))).toMatchObject({
      status: 301,
      location: 'https://127.0.0.1:4318/v1/traces',
    });
    expect((await post(redirectToLogin())).location).toMatch(/\/login\?next=\/v1\/traces$/);
    expect(await post(singlePageApp())).toMatchObject({
      status: 200,
      body: expect.stringContaining('<!doctype html>'),
    });
    expect((await post(deadUpstream(await closedPort()))).status).toBe(502);
    expect((await post(smallBody(collector.httpPort, 4))).status).toBe(413);
    const guarded = basicAuth(collector.httpPort, 'user', 'secret');
    const authorization = `Basic ${Buffer.from('user:secret').toString('base64')}`;
    expect((await post(guarded)).status).toBe(401);
    expect((await post(guarded, '/v1/traces', { authorization })).status).toBe(200);
  });
});

describeWith(['tinyproxy', 'otelcol', 'python'], 'tinyproxy on the way to the Collector', () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector.stop());

  async function proxy(options: ProxyOptions) {
    const started = await startTinyproxy(options);
    running.push(started);
    return started;
  }

  it.each<[string, ProxyOptions]>([
    ['for everybody', {}],
    ['for who has the password', { user: 'user', password: 'secret' }],
  ])('passes requests on %s', async (_, options) => {
    const { log, url } = await proxy(options);
    const { traceId } = await sendWithPython({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.httpPort}`,
      http_proxy: url,
    });
    await collector.waitForTrace(traceId);
    expect(log()).toMatch(/POST http:\/\/127\.0\.0\.1/);
  });

  it.each<[string, ProxyOptions, number]>([
    ['from where it denies', { deny: true }, 403],
    ['without the password', { user: 'user', password: 'secret' }, 407],
  ])('refuses requests %s', async (_, options, status) => {
    const { port } = await proxy(options);
    const path = `http://127.0.0.1:${collector.httpPort}/v1/traces`;
    const [response] = await once(request({ host: '127.0.0.1', port, path }).end(), 'response');
    expect(response.statusCode).toBe(status);
  });
});
