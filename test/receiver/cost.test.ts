import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPieces } from '../../src/bytes/pieces.ts';
import { collect } from '../../src/receiver/body.ts';
import type { Context } from '../../src/receiver/context.ts';
import { CALL_BLOCK, callHeaders, frame, PREFACE, SETTINGS } from './frames.ts';
import { record, until } from './recorded.ts';
import { HEALTHY, spansOf } from './spans.ts';
import { framed, grpc, open, PROTOBUF, post, raw } from './wire.ts';

/** Pieces as Node hands them over: parts of one large read. */
const parts = (total: number, size: number): readonly Buffer[] => {
  const read = Buffer.alloc(total, 'x');
  return Array.from({ length: Math.ceil(total / size) }, (_, index) =>
    read.subarray(index * size, (index + 1) * size),
  );
};

describe('pieces', () => {
  test('are the same bytes, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9_000 }), { maxLength: 12 }), (cut) => {
        const pieces = createPieces();
        for (const piece of cut) pieces.add(Buffer.from(piece));
        expect(pieces.whole().equals(Buffer.concat(cut))).toBe(true);
        expect(pieces.length).toBe(Buffer.concat(cut).length);
      }),
    );
  });

  test('of one byte are held as few objects, and of large ones none is copied', () => {
    const small = createPieces();
    for (const piece of parts(15_000, 1)) small.add(piece);
    expect(small.whole().buffer.byteLength).toBeLessThanOrEqual(16 * 1024);
    const large = createPieces();
    const piece = Buffer.alloc(64 * 1024);
    large.add(piece);
    expect(large.whole()).toBe(piece);
  });

  test('do not hold on to the large read that they are a part of', () => {
    const pieces = createPieces();
    const [part] = parts(64 * 1024, 5_000);
    pieces.add(part as Buffer);
    expect(pieces.whole().buffer.byteLength).toBeLessThan(20 * 1024);
  });

  test('are crumbs when there are many of next to nothing, and not when a slow sender has a few', () => {
    const add = (count: number, size: number): boolean => {
      const pieces = createPieces();
      for (let left = count; left > 0; left -= 1) pieces.add(Buffer.alloc(size));
      return pieces.isCrumbled();
    };
    expect([add(20_000, 1), add(20_001, 1), add(30_000, 64), add(30_000, 63)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

test('a body of crumbs is refused, and gives back what it took', async () => {
  const context = { inFlight: { bytes: 0, requests: 0 } } as Context;
  const crumbs = Readable.from(Array.from({ length: 20_100 }, () => Buffer.alloc(1)));
  expect(await collect(crumbs, 20 * 1024 * 1024, context)).toMatchObject({ failed: 'body-too-large' });
  expect(context.inFlight).toEqual({ bytes: 0, requests: 0 });
});

describe('crumbs on the wire', () => {
  test('one-byte chunks of HTTP/1.1', async () => {
    const receiver = await record();
    const head =
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = await raw(receiver.httpPort, `${head}${'1\r\n{\r\n'.repeat(40_000)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(receiver.refusals).toMatchObject([{ kind: 'body-too-large' }]);
    expect((await post(receiver.httpPort, PROTOBUF, HEALTHY)).status).toBe(200);
  });

  test('one-byte frames of gRPC', async () => {
    const receiver = await record();
    const socket = await open(receiver.grpcPort);
    socket.on('error', () => undefined).resume();
    const frames = Buffer.concat(Array.from({ length: 40_000 }, () => frame(0, 0, 1, '00')));
    socket.write(Buffer.concat([PREFACE, SETTINGS, callHeaders(1), frames]));
    await until(() => receiver.refusals.length > 0);
    socket.destroy();
    expect(receiver.refusals).toMatchObject([{ kind: 'body-too-large' }]);
    expect((await grpc(receiver.grpcPort, {}, framed(HEALTHY))).trailers['grpc-status']).toBe('0');
  });

  test('a header block is what is said to be one', () => expect(CALL_BLOCK).toMatch(/^[0-9a-f]+$/));
});

describe('connections', () => {
  test('the idlest goes, and a new one always gets in', async () => {
    const receiver = await record({ maxConnections: 10 });
    const idle = await Promise.all(Array.from({ length: 10 }, () => open(receiver.httpPort)));
    const closed: number[] = [];
    for (const [index, socket] of idle.entries())
      socket
        .on('error', () => undefined)
        .on('close', () => closed.push(index))
        .resume();
    for (let count = 0; count < 15; count += 1) {
      expect((await post(receiver.httpPort, PROTOBUF, HEALTHY)).status).toBe(200);
    }
    await until(() => closed.length > 0);
    expect(spansOf(receiver.exports)).toHaveLength(15);
    for (const socket of idle) socket.destroy();
  });

  test('a sender that goes on sending keeps its connection while others come and stay silent', async () => {
    const receiver = await record({ maxConnections: 5 });
    const socket = await open(receiver.httpPort);
    let answered = 0;
    let closed = false;
    socket.on('close', () => {
      closed = true;
    });
    socket.on('data', (bytes: Buffer) => {
      answered += bytes.toString('latin1').split('HTTP/1.1 200').length - 1;
    });
    const request = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    const silent = [];
    for (let count = 1; count <= 20; count += 1) {
      socket.write(request);
      await until(() => answered >= count);
      silent.push(await open(receiver.httpPort));
    }
    expect(closed).toBe(false);
    for (const one of [socket, ...silent]) one.on('error', () => undefined).destroy();
  });
});
