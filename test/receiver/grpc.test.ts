import { connect } from 'node:http2';
import { deflateSync, gzipSync } from 'node:zlib';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { describe, expect, test } from 'vitest';
import { bytes, spanRequest } from './encode.ts';
import { callHeaders, frame } from './frames.ts';
import { record, until } from './recorded.ts';
import { span } from './samples.ts';
import { framed, grpc, http2, open, PROTOBUF, raw, TRACES_METHOD } from './wire.ts';

const MESSAGE = spanRequest(bytes(5, 'name'));

const exportTo = async (
  port: number,
  count = 1,
): Promise<{ code: number; error?: Error & { code?: number } }> => {
  const exporter = new OTLPTraceExporter({ url: `http://127.0.0.1:${port}`, timeoutMillis: 2_000 });
  const result = await new Promise<{ code: number; error?: Error }>((resolve) =>
    exporter.export(
      Array.from({ length: count }, (_, index) => span(index)),
      resolve,
    ),
  );
  await exporter.shutdown();
  return result;
};

describe('accepted', () => {
  test('an answer with a message and the status in the trailers', async () => {
    const receiver = await record();
    const { headers, body, trailers } = await grpc(receiver.grpcPort, {}, framed(MESSAGE));
    expect(headers).toMatchObject({ ':status': 200, 'content-type': 'application/grpc' });
    expect(body).toEqual(Buffer.alloc(5));
    expect(trailers['grpc-status']).toBe('0');
    expect(receiver.exports).toMatchObject([
      { signal: 'traces', transport: 'grpc', compression: 'identity' },
    ]);
  });

  test('an empty message', async () => {
    const receiver = await record();
    expect((await grpc(receiver.grpcPort, {}, framed(Buffer.alloc(0)))).trailers['grpc-status']).toBe('0');
    expect(receiver.exports).toMatchObject([{ request: { resourceSpans: [] } }]);
  });

  test('a message split at every byte', async () => {
    const receiver = await record();
    const pieces = Array.from(framed(MESSAGE), (byte) => Uint8Array.of(byte));
    expect((await grpc(receiver.grpcPort, {}, ...pieces)).trailers['grpc-status']).toBe('0');
    expect(receiver.exports[0]).toHaveProperty('request.resourceSpans.0.scopeSpans.0.spans.0.name', 'name');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('%s, and a message that is not compressed in spite of the header', async (encoding, compress) => {
    const receiver = await record();
    const headers = {
      'grpc-encoding': encoding,
      'grpc-timeout': '10S',
      'content-type': 'application/grpc+proto',
    };
    await grpc(receiver.grpcPort, headers, framed(compress(MESSAGE), 1));
    await grpc(receiver.grpcPort, headers, framed(MESSAGE, 0));
    expect(receiver.exports.map(({ compression }) => compression)).toEqual([encoding, 'identity']);
  });

  test('several calls at the same time over one connection, and a large one', async () => {
    const receiver = await record();
    const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
    const large = spanRequest(bytes(5, 'x'.repeat(3 * 1024 * 1024)));
    const call = (message: Buffer) =>
      new Promise((resolve) => {
        const stream = session.request({
          ':method': 'POST',
          ':path': TRACES_METHOD,
          'content-type': 'application/grpc',
        });
        stream.on('trailers', (trailers) => resolve(trailers['grpc-status'])).resume();
        stream.end(framed(message));
      });
    const statuses = await Promise.all([...Array.from({ length: 50 }, () => call(MESSAGE)), call(large)]);
    session.destroy();
    expect(new Set(statuses)).toEqual(new Set(['0']));
    expect(receiver.exports).toHaveLength(51);
  });
});

describe('refused as grpc-go does', () => {
  const gzip = { 'grpc-encoding': 'gzip' };
  test.each([
    [
      'grpc-unknown-service',
      { ':path': '/grpc.health.v1.Health/Check' },
      framed(MESSAGE),
      '12',
      /^unknown service grpc.health.v1.Health$/,
    ],
    [
      'grpc-unknown-service',
      { ':path': TRACES_METHOD.replace('Export', 'Send') },
      framed(MESSAGE),
      '12',
      /^unknown method Send for service /,
    ],
    [
      'grpc-compression',
      { 'grpc-encoding': 'zstd' },
      framed(MESSAGE, 1),
      '12',
      /Decompressor is not installed for grpc-encoding "zstd"/,
    ],
    ['grpc-compression', {}, framed(gzipSync(MESSAGE), 1), '13', /./],
    ['malformed-compression', gzip, framed(MESSAGE, 1), '13', /Z_DATA_ERROR/],
    // Node's zlib overlooks zeros behind a member.
    [
      'malformed-compression',
      gzip,
      framed(Buffer.concat([gzipSync(MESSAGE), Buffer.alloc(3)]), 1),
      '13',
      /Z_DATA_ERROR/,
    ],
    [
      'malformed-protobuf',
      {},
      framed(Buffer.from([0x0a, 0x05])),
      '3',
      /truncated at byte 1 in resource_spans\[0\]/,
    ],
    ['body-too-large', {}, framed(spanRequest(Buffer.alloc(2000))), '8', /too large/],
    ['body-too-large', gzip, framed(gzipSync(Buffer.alloc(2000)), 1), '8', /too large/],
    ['grpc-framing', {}, Buffer.alloc(0), '13', /./],
    ['grpc-framing', {}, Buffer.alloc(3), '13', /./],
    ['grpc-framing', {}, framed(MESSAGE, 0, MESSAGE.length + 1), '13', /./],
    ['grpc-framing', {}, Buffer.concat([framed(MESSAGE), framed(MESSAGE)]), '13', /./],
    ['grpc-framing', {}, framed(MESSAGE, 2), '13', /flag 2/],
  ])('%s %o', async (kind, headers, body, code, text) => {
    const receiver = await record({ maxMessageBytes: 1000 });
    const reply = await grpc(receiver.grpcPort, headers, body);
    expect(reply.headers).toMatchObject({
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': code,
    });
    expect(decodeURIComponent(String(reply.headers['grpc-message']))).toMatch(text);
    expect(receiver.refusals).toMatchObject([{ kind, port: 'grpc', method: 'POST' }]);
    expect((await grpc(receiver.grpcPort, {}, framed(MESSAGE))).trailers['grpc-status']).toBe('0');
  });

  test('a message with characters beyond ASCII is percent-encoded', async () => {
    const receiver = await record();
    const { headers } = await grpc(receiver.grpcPort, { ':path': '/a%20b/c' });
    expect(headers['grpc-message']).toBe('unknown service a%2520b');
  });

  test('a message above the limit reaches the client of a real exporter as RESOURCE_EXHAUSTED', async () => {
    const receiver = await record({ maxMessageBytes: 100_000 });
    const { code, error } = await exportTo(receiver.grpcPort, 3_000);
    expect(code).toBe(1);
    expect(error?.code).toBe(8);
    expect(receiver.refusals).toMatchObject([{ kind: 'body-too-large' }]);
  });
});

describe('the wrong port or protocol', () => {
  test('OTLP/HTTP over HTTP/2', async () => {
    const receiver = await record();
    const { headers } = await http2(receiver.grpcPort, { ':path': '/v1/traces', ...PROTOBUF }, MESSAGE);
    expect(headers).toMatchObject({ ':status': 415, 'grpc-status': '3' });
    expect(receiver.refusals).toMatchObject([
      { kind: 'http-on-grpc-port', path: '/v1/traces', contentType: 'application/x-protobuf' },
    ]);
  });

  test('GET', async () => {
    const receiver = await record();
    const { headers } = await grpc(receiver.grpcPort, { ':method': 'GET' });
    expect(headers).toMatchObject({ ':status': 405, 'grpc-status': '13' });
    expect(receiver.refusals).toMatchObject([{ kind: 'method', method: 'GET' }]);
  });

  test('OTLP/HTTP over HTTP/1.1 reads which port it wants', async () => {
    const receiver = await record();
    const request =
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    const answer = await raw(receiver.grpcPort, request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`This port speaks OTLP/gRPC. OTLP/HTTP is spoken on port ${receiver.httpPort}.`);
    expect(receiver.refusals).toMatchObject([
      {
        kind: 'http-on-grpc-port',
        port: 'grpc',
        method: 'POST',
        path: '/v1/traces',
        contentType: 'application/json',
      },
    ]);
  });

  test('gRPC on the HTTP port fails as on a Collector: before the call', async () => {
    const receiver = await record();
    const { code, error } = await exportTo(receiver.httpPort);
    expect([code, error?.code]).toEqual([1, 14]);
    expect(receiver.refusals[0]).toMatchObject({ kind: 'grpc-on-http-port', port: 'http' });
  });

  test('so does one that sends its call at once, whether its headers are compressed or not', async () => {
    const receiver = await record();
    await expect(grpc(receiver.httpPort, {}, framed(MESSAGE))).rejects.toThrow();
    const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
    const settings = Buffer.from('000000040000000000', 'hex').toString('latin1');
    const block = `\x0f\x10\x10application/grpc`;
    const headers = `\x00\x00${String.fromCharCode(block.length)}\x01\x05\x00\x00\x00\x01${block}`;
    const answer = await raw(receiver.httpPort, Buffer.from(preface + settings + headers, 'latin1'));
    expect(answer).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    expect(receiver.refusals.map(({ kind }) => kind)).toEqual(['grpc-on-http-port', 'grpc-on-http-port']);
  });

  test('where each port takes either the call is accepted', async () => {
    const receiver = await record({ ports: 'either' });
    expect(await exportTo(receiver.httpPort)).toMatchObject({ code: 0 });
    expect(receiver.exports).toMatchObject([{ transport: 'grpc' }]);
    expect(receiver.refusals).toEqual([]);
  });
});

test('a call that is reset halfway is told, and the connection stays usable', async () => {
  const receiver = await record();
  const socket = await open(receiver.grpcPort);
  const frames: string[] = [];
  socket.on('data', (chunk: Buffer) => frames.push(chunk.toString('hex')));
  socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0, '')]));
  socket.write(Buffer.concat([callHeaders(1), frame(0, 0, 1, '0000000009'), frame(3, 0, 1, '00000008')]));
  await until(() => receiver.refusals.length === 1);
  expect(receiver.refusals).toMatchObject([{ kind: 'truncated', path: TRACES_METHOD, detail: '5' }]);
  socket.write(Buffer.concat([callHeaders(3), frame(0, 1, 3, '0000000000')]));
  await until(() => receiver.exports.length === 1);
  socket.write(callHeaders(5));
  socket.write(frame(0, 0, 5, '00'));
  await until(() => socket.writableLength === 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.resetAndDestroy();
  await until(() => receiver.refusals.length === 2);
  expect(receiver.refusals[1]).toMatchObject({ kind: 'truncated' });
});

test('thousands of calls that are reset at once do no harm', async () => {
  const receiver = await record();
  const socket = await open(receiver.grpcPort);
  socket.on('error', () => undefined).resume();
  socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0, '')]));
  for (let stream = 1; stream < 6_000 && !socket.destroyed; stream += 2) {
    socket.write(Buffer.concat([callHeaders(stream), frame(3, 0, stream, '00000008')]));
  }
  expect((await grpc(receiver.grpcPort, {}, framed(MESSAGE))).trailers['grpc-status']).toBe('0');
  socket.destroy();
});
