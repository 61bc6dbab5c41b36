import { connect } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ExportBatch, Raw } from '../../src/receiver/batch.ts';
import { callHeaders, frame, PREFACE, SETTINGS } from './frames.ts';
import { record, until } from './recorded.ts';
import { HEALTHY, spansOf } from './spans.ts';
import { framed, grpc, http2, JSON_TYPE, open, PROTOBUF, post, TRACES_METHOD } from './wire.ts';

describe('where each port takes either', () => {
  test.each(['grpcPort', 'httpPort'] as const)('%s: gRPC, HTTP/1.1 and HTTP/2', async (port) => {
    const receiver = await record({ ports: 'either' });
    expect((await grpc(receiver[port], {}, framed(HEALTHY))).trailers['grpc-status']).toBe('0');
    expect((await post(receiver[port], PROTOBUF, HEALTHY)).status).toBe(200);
    expect((await post(receiver[port], JSON_TYPE, '{}')).status).toBe(200);
    const reply = await http2(receiver[port], { ':path': '/v1/traces', ...PROTOBUF }, HEALTHY);
    expect(reply.headers[':status']).toBe(200);
    expect(receiver.exports.map(({ transport }) => transport)).toEqual([
      'grpc',
      'http/protobuf',
      'http/json',
      'http/protobuf',
    ]);
    expect(receiver.refusals).toEqual([]);
  });

  test('both on one connection', async () => {
    const receiver = await record({ ports: 'either' });
    const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
    const heads = [
      { ':path': TRACES_METHOD, 'content-type': 'application/grpc', te: 'trailers' },
      { ':path': '/v1/traces', ...PROTOBUF },
    ];
    await Promise.all(
      heads.map(
        (head) =>
          new Promise((resolve) => {
            const stream = session.request({ ':method': 'POST', ...head });
            stream.on('close', resolve).resume();
            stream.end('te' in head ? framed(HEALTHY) : HEALTHY);
          }),
      ),
    );
    session.destroy();
    expect(receiver.exports.map(({ transport }) => transport).sort()).toEqual(['grpc', 'http/protobuf']);
  });

  test('what is wrong is told with the port that it came to', async () => {
    const receiver = await record({ ports: 'either' });
    await post(receiver.grpcPort, JSON_TYPE, '{');
    await grpc(receiver.httpPort, { ':path': '/x.y/Z' }, framed(HEALTHY));
    expect(receiver.refusals).toMatchObject([
      { kind: 'malformed-json', port: 'grpc' },
      { kind: 'grpc-unknown-service', port: 'http' },
    ]);
  });
});

describe('bytes for who passes them on', () => {
  test.each([
    ['plain', 'identity', (body: Buffer) => body],
    ['gzip', 'gzip', gzipSync],
  ])('%s', async (_name, encoding, compress) => {
    const given: [ExportBatch, Raw][] = [];
    const receiver = await record({ onExport: (...args) => given.push(args) });
    const body = compress(HEALTHY);
    await post(receiver.httpPort, { ...PROTOBUF, 'content-encoding': encoding }, body);
    await grpc(receiver.grpcPort, { 'grpc-encoding': encoding }, framed(body, encoding === 'gzip' ? 1 : 0));
    for (const [batch, raw] of given) {
      expect(batch.compression).toBe(encoding);
      expect(raw).toEqual({ message: HEALTHY, body });
    }
    expect(given).toHaveLength(2);
  });
});

test('an export without anything in it is accepted, and holds nothing', async () => {
  const receiver = await record();
  await post(receiver.httpPort, PROTOBUF, Buffer.alloc(0));
  await post(receiver.httpPort, JSON_TYPE, '{"resourceSpans":[]}');
  await grpc(receiver.grpcPort, {}, framed(Buffer.alloc(0)));
  expect(receiver.exports).toHaveLength(3);
  expect(spansOf(receiver.exports)).toEqual([]);
  expect(receiver.refusals).toEqual([]);
});

describe('senders of gRPC', () => {
  const call = { ':method': 'POST', ':path': TRACES_METHOD, 'content-type': 'application/grpc' };

  test('many streams at once, large metadata and pings between', async () => {
    const receiver = await record();
    const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
    const statuses = await Promise.all(
      Array.from(
        { length: 200 },
        (_, index) =>
          new Promise((resolve, reject) => {
            const stream = session.request({
              ...call,
              'grpc-encoding': 'gzip',
              'x-large': 'x'.repeat(4_000),
            });
            stream.on('trailers', (trailers) => resolve(trailers['grpc-status'])).on('error', reject);
            stream.resume().end(framed(gzipSync(HEALTHY), 1));
            if (index % 10 === 0) session.ping(() => undefined);
          }),
      ),
    );
    session.destroy();
    expect(new Set(statuses)).toEqual(new Set(['0']));
    expect(spansOf(receiver.exports)).toHaveLength(200);
    expect(receiver.refusals).toEqual([]);
  });

  test('are told to go when the receiver stops, and get the answer to what they are sending', async () => {
    const receiver = await record();
    const session = connect(`http://127.0.0.1:${receiver.grpcPort}`);
    const goaway = new Promise((resolve) => session.on('goaway', resolve));
    const stream = session.request(call);
    const status = new Promise((resolve) =>
      stream.on('trailers', (trailers) => resolve(trailers['grpc-status'])),
    );
    const body = framed(HEALTHY);
    stream.resume().write(body.subarray(0, 10));
    await new Promise((resolve) => session.on('connect', resolve));
    await new Promise((resolve) => session.ping(resolve));
    const stopped = receiver.stop();
    expect(await goaway).toBe(0);
    stream.end(body.subarray(10));
    expect(await status).toBe('0');
    await stopped;
    await until(() => session.closed);
    expect(receiver.exports).toHaveLength(1);
  });

  test('that say goodbye as grpc-go does are no fault', async () => {
    const receiver = await record();
    const socket = await open(receiver.grpcPort);
    const closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
    const call = Buffer.concat([callHeaders(1), frame(0, 1, 1, framed(HEALTHY))]);
    socket.resume().write(Buffer.concat([PREFACE, SETTINGS, frame(4, 1, 0, ''), call]));
    await until(() => receiver.exports.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    // It names a stream of its own, where the receiver's latest one would have to stand.
    socket.write(frame(7, 0, 0, '0000000100000000'));
    await closed;
    expect(receiver.refusals).toEqual([]);
  });
});
