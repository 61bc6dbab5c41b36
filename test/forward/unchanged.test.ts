import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytes, spanRequest } from '../receiver/encode.ts';
import { framed, grpc, http2, JSON_TYPE, PROTOBUF, post } from '../receiver/wire.ts';
import { grpcUpstream, httpUpstream, passOn, targetsOf, type UpstreamRequest } from './upstream.ts';

const MESSAGE = spanRequest(bytes(5, 'name'), bytes(99, 'a field that nobody knows'));

const only = (seen: readonly UpstreamRequest[]): UpstreamRequest => {
  expect(seen).toHaveLength(1);
  return seen[0] as UpstreamRequest;
};

const OWN = {
  authorization: 'Bearer secret-token',
  'x-api-key': 'k1',
  'user-agent': 'test/1',
  'x-two': 'a, b',
};

const HOP = { 'proxy-authorization': 'Basic xyz', 'x-hop': 'gone', connection: 'keep-alive, x-hop' };

describe('HTTP to HTTP', () => {
  test.each([
    ['protobuf', PROTOBUF, MESSAGE],
    ['JSON', JSON_TYPE, Buffer.from('{"resourceSpans":[], "unknown": 1}')],
    ['JSON with a character set', { 'content-type': 'application/json; charset=utf-8' }, Buffer.from('{}')],
    ['gzip', { ...PROTOBUF, 'content-encoding': 'gzip' }, gzipSync(MESSAGE)],
    ['an empty export', PROTOBUF, Buffer.alloc(0)],
  ])('%s: the same bytes, encoding and headers', async (_name, type, body) => {
    const upstream = await httpUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    expect((await post(receiver.httpPort, { ...type, ...OWN, ...HOP }, body)).status).toBe(200);
    await receiver.forwarder.finish(5_000);
    const { path, headers, body: passed } = only(upstream.seen);
    expect(path).toBe('/v1/traces');
    expect(passed).toEqual(body);
    expect(headers).toMatchObject({ ...type, ...OWN, 'content-length': String(body.length) });
    expect(headers.host).toBe(new URL(upstream.url).host);
    expect(headers['content-encoding']).toBe('content-encoding' in type ? 'gzip' : undefined);
    for (const name of ['proxy-authorization', 'x-hop', 'transfer-encoding'])
      expect(headers[name]).toBeUndefined();
    expect(receiver.forwarder.facts()).toEqual([
      {
        url: upstream.url,
        signals: ['traces', 'metrics', 'logs'],
        delivered: 1,
        failed: 0,
        dropped: 0,
        failures: [],
      },
    ]);
  });

  test('what came over HTTP/2 goes out over HTTP/1.1', async () => {
    const upstream = await httpUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await http2(receiver.httpPort, { ':path': '/v1/traces', ...PROTOBUF, ...OWN }, MESSAGE);
    await receiver.forwarder.finish(5_000);
    expect(only(upstream.seen)).toMatchObject({ headers: OWN, body: MESSAGE });
  });
});

describe('gRPC to gRPC', () => {
  test.each([
    ['plain', {}, framed(MESSAGE)],
    ['gzip', { 'grpc-encoding': 'gzip' }, framed(gzipSync(MESSAGE), 1)],
    ['gzip announced and not used', { 'grpc-encoding': 'gzip' }, framed(MESSAGE)],
  ])('%s: the same message and metadata', async (_name, more, body) => {
    const upstream = await grpcUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
    await grpc(receiver.grpcPort, { ...more, ...OWN, 'grpc-timeout': '1S', 'x-trace-bin': 'AAE' }, body);
    await receiver.forwarder.finish(5_000);
    const { path, headers, body: passed } = only(upstream.seen);
    expect(path).toBe('/opentelemetry.proto.collector.trace.v1.TraceService/Export');
    expect(passed).toEqual(body);
    expect(headers).toMatchObject({ ...OWN, 'x-trace-bin': 'AAE', te: 'trailers' });
    expect(headers['grpc-encoding']).toBe(body[0] === 1 ? 'gzip' : undefined);
    expect(headers['grpc-timeout']).toBeUndefined();
    expect(receiver.forwarder.facts()).toMatchObject([{ url: upstream.url, delivered: 1, failures: [] }]);
  });
});

describe('from one protocol to the other', () => {
  test.each([
    ['plain', {}, framed(MESSAGE), MESSAGE],
    ['gzip', { 'grpc-encoding': 'gzip' }, framed(gzipSync(MESSAGE), 1), gzipSync(MESSAGE)],
  ])('gRPC to HTTP, %s', async (_name, more, body, expected) => {
    const upstream = await httpUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await grpc(receiver.grpcPort, { ...more, ...OWN }, body);
    await receiver.forwarder.finish(5_000);
    const { headers, body: passed } = only(upstream.seen);
    expect(passed).toEqual(expected);
    expect(headers).toMatchObject({ ...OWN, ...PROTOBUF });
    expect(headers['content-encoding']).toBe('grpc-encoding' in more ? 'gzip' : undefined);
    expect(headers.te).toBeUndefined();
  });

  test('HTTP to gRPC', async () => {
    const upstream = await grpcUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
    const gzip = { 'content-encoding': 'gzip', origin: 'http://localhost:3000', 'sec-fetch-mode': 'cors' };
    await post(receiver.httpPort, { ...PROTOBUF, ...OWN, ...gzip }, gzipSync(MESSAGE));
    await receiver.forwarder.finish(5_000);
    const { headers, body } = only(upstream.seen);
    expect(headers).toMatchObject({ ...OWN, 'grpc-encoding': 'gzip', 'content-type': 'application/grpc' });
    expect(headers['origin'] ?? headers['sec-fetch-mode']).toBeUndefined();
    expect(gunzipSync(body.subarray(5))).toEqual(MESSAGE);
  });

  test('JSON to gRPC cannot be unchanged, and is told', async () => {
    const upstream = await grpcUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
    expect((await post(receiver.httpPort, JSON_TYPE, '{}')).status).toBe(200);
    await receiver.forwarder.finish(5_000);
    expect(upstream.seen).toEqual([]);
    expect(receiver.forwarder.facts()).toMatchObject([
      {
        delivered: 0,
        failed: 1,
        failures: [{ answer: 'not sent', message: expect.stringMatching(/^JSON/) }],
      },
    ]);
  });
});

test('signals go where each of them belongs, and only those with a target', async () => {
  const [one, other] = [await httpUpstream(), await httpUpstream()];
  const [traces] = targetsOf(one.url, 'http/protobuf');
  const receiver = await passOn([
    traces as NonNullable<typeof traces>,
    { signal: 'logs', protocol: 'http/protobuf', url: `${other.url}/ingest?key=hidden` },
  ]);
  await post(receiver.httpPort, PROTOBUF, MESSAGE);
  for (const path of ['/v1/logs', '/v1/metrics'])
    await http2(receiver.httpPort, { ':path': path, ...PROTOBUF }, Buffer.alloc(0));
  await receiver.forwarder.finish(5_000);
  expect(one.seen.map(({ path }) => path)).toEqual(['/v1/traces']);
  expect(other.seen.map(({ path }) => path)).toEqual(['/ingest?key=hidden']);
  expect(receiver.forwarder.facts()).toMatchObject([
    { url: one.url, signals: ['traces'], delivered: 1 },
    { url: `${other.url}/ingest?key=***`, signals: ['logs'], delivered: 1 },
  ]);
});
