import { connect as connectHttp2 } from 'node:http2';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { bytes, fixed64, number, spanRequest, varint } from './encode.ts';
import { CALL_BLOCK, callHeaders, frame, PREFACE, SETTINGS } from './frames.ts';
import { type Recorded, record, until } from './recorded.ts';
import { HEALTHY, spansOf } from './spans.ts';
import { framed, grpc, http, JSON_TYPE, open, PROTOBUF, post, raw, TRACES_METHOD } from './wire.ts';

const MEBIBYTE = 1024 * 1024;

const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

/** A connection that ends with the test, whatever the other side does. */
const hold = async (port: number): Promise<Socket> => {
  const socket = await open(port);
  sockets.add(socket);
  return socket.on('error', () => undefined).resume();
};

/** A healthy sender is served over both protocols, and nothing of what it sends is lost. */
const expectServed = async ({ grpcPort, httpPort, exports }: Recorded): Promise<void> => {
  const count = spansOf(exports).length;
  expect((await post(httpPort, PROTOBUF, HEALTHY)).status).toBe(200);
  expect((await grpc(grpcPort, {}, framed(HEALTHY))).trailers['grpc-status']).toBe('0');
  expect(spansOf(exports)).toHaveLength(count + 2);
};

/** Writes as long as the other side reads. */
const pour = async (socket: Socket, piece: Uint8Array, times: number): Promise<void> => {
  for (let count = 0; count < times && socket.writable; count += 1) {
    if (socket.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  }
};

const CHUNK = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MEBIBYTE, 'x'), Buffer.from('\r\n')]);

describe('bodies of 100 MB', () => {
  const head = (more: string): string =>
    `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;

  test.each([
    ['announced', head('Content-Length: 104857600'), Buffer.alloc(MEBIBYTE, 'x')],
    ['in chunks', head('Transfer-Encoding: chunked'), CHUNK],
  ])('%s', async (_name, request, piece) => {
    const receiver = await record();
    const attackers = await Promise.all(Array.from({ length: 4 }, () => hold(receiver.httpPort)));
    const poured = attackers.map((socket) => {
      socket.write(request);
      return pour(socket, piece, 100);
    });
    await expectServed(receiver);
    await Promise.all(poured);
    await until(() => receiver.refusals.length >= 4);
    expect(new Set(receiver.refusals.map(({ kind }) => kind))).toEqual(new Set(['body-too-large']));
    await expectServed(receiver);
  });

  test('over gRPC', async () => {
    const receiver = await record();
    const session = connectHttp2(`http://127.0.0.1:${receiver.grpcPort}`, { maxSessionMemory: 500 });
    session.on('error', () => undefined);
    const call = { ':method': 'POST', ':path': TRACES_METHOD, 'content-type': 'application/grpc' };
    const stream = session.request(call);
    stream.on('error', () => undefined).resume();
    const answered = new Promise((resolve) => stream.on('response', resolve));
    stream.write(framed(Buffer.alloc(0), 0, 100 * MEBIBYTE));
    for (let count = 0; count < 100 && stream.writable; count += 1) stream.write(Buffer.alloc(MEBIBYTE));
    expect(await answered).toMatchObject({ 'grpc-status': '8' });
    session.destroy();
    expect(receiver.refusals).toMatchObject([{ kind: 'body-too-large' }]);
    await expectServed(receiver);
  });
});

describe('gzip bombs', () => {
  /** One gigabyte of zeros in a megabyte: 32 members, the first of which is more than a body may hold. */
  const bomb = (): Buffer => Buffer.concat(Array(32).fill(gzipSync(Buffer.alloc(32 * MEBIBYTE))));

  test('a gigabyte in a megabyte, alone and inside of another', async () => {
    const receiver = await record();
    const packed = bomb();
    const gzip = { ...PROTOBUF, 'content-encoding': 'gzip' };
    for (const body of [packed, gzipSync(packed), Buffer.concat([packed, packed])]) {
      expect((await post(receiver.httpPort, gzip, body)).status).toBe(400);
      const reply = await grpc(receiver.grpcPort, { 'grpc-encoding': 'gzip' }, framed(body, 1));
      expect(reply.headers['grpc-status']).not.toBe('0');
    }
    const twice = { ...PROTOBUF, 'content-encoding': 'gzip, gzip' };
    expect((await post(receiver.httpPort, twice, gzipSync(packed))).status).toBe(400);
    expect(receiver.exports).toEqual([]);
    expect(receiver.refusals).toHaveLength(7);
    // What inflates to more than a body may hold is left at that size.
    const cut = { kind: 'body-too-large', detail: 'ERR_BUFFER_TOO_LARGE' };
    expect(receiver.refusals.slice(0, 2)).toMatchObject([cut, cut]);
    expect(receiver.refusals.slice(4, 6)).toMatchObject([cut, cut]);
    await expectServed(receiver);
  });
});

describe('connections', () => {
  const beginnings = [
    'POST /v1/traces HTTP/1.1\r\nHost: x\r\n',
    'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    PREFACE,
    '',
  ];

  test('two hundred that send a byte now and then', async () => {
    const receiver = await record();
    const ports = [receiver.grpcPort, receiver.httpPort];
    const slow = await Promise.all(
      Array.from({ length: 200 }, (_, index) => hold(ports[index % 2] as number)),
    );
    for (const [index, socket] of slow.entries()) socket.write(beginnings[(index >> 1) % 4] as string);
    for (let round = 0; round < 5; round += 1) {
      for (const socket of slow) if (socket.writable) socket.write('x');
      await expectServed(receiver);
    }
  });

  test('two hundred that close their half, and as many that are cut', async () => {
    const receiver = await record();
    const ports = [receiver.grpcPort, receiver.httpPort];
    const all = await Promise.all(
      Array.from({ length: 400 }, (_, index) => hold(ports[index % 2] as number)),
    );
    for (const [index, socket] of all.entries()) {
      socket.write(beginnings[(index >> 1) % 4] as string);
      if (index % 4 < 2) socket.end();
      else socket.resetAndDestroy();
    }
    await expectServed(receiver);
  });

  test('a thousand at once, and every export of theirs is taken', async () => {
    const receiver = await record();
    const request = Buffer.concat([
      Buffer.from('POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n'),
      Buffer.from(`Content-Length: ${HEALTHY.length}\r\n\r\n`),
      HEALTHY,
    ]);
    const replies = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        raw(receiver.httpPort, request, (text) => text.includes('\r\n\r\n')),
      ),
    );
    expect(replies.filter((text) => text.startsWith('HTTP/1.1 200 '))).toHaveLength(1_000);
    expect(spansOf(receiver.exports)).toHaveLength(1_000);
    await expectServed(receiver);
  });

  test('more open ones than a port takes: once some go, others are served', async () => {
    const receiver = await record();
    const idle = await Promise.all(Array.from({ length: 1_100 }, () => hold(receiver.httpPort)));
    expect((await grpc(receiver.grpcPort, {}, framed(HEALTHY))).trailers['grpc-status']).toBe('0');
    for (const socket of idle) socket.resetAndDestroy();
    let status = 0;
    for (let attempt = 0; attempt < 50 && status !== 200; attempt += 1) {
      status = await post(receiver.httpPort, PROTOBUF, HEALTHY).then(
        (reply) => reply.status,
        () => 0,
      );
    }
    expect(status).toBe(200);
  });
});

describe('content', () => {
  const anyValue = (levels: number): Buffer => {
    // Built from the inside: each level is an array of one value.
    let value = bytes(1, 'deep');
    for (let level = 0; level < levels; level += 1) value = bytes(5, bytes(1, value));
    return value;
  };
  const attribute = (value: Uint8Array): Buffer => bytes(9, bytes(1, 'key'), bytes(2, value));

  test.each<[string, Buffer]>([
    ['text that is no UTF-8', spanRequest(bytes(5, Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80])))],
    ['times at both ends', spanRequest(fixed64(7, 0n), fixed64(8, 0xffff_ffff_ffff_ffffn))],
    ['an end before the start', spanRequest(fixed64(7, 0xffff_ffff_ffff_ffffn), fixed64(8, 1n))],
    ['ids that are empty', spanRequest(bytes(1, ''), bytes(2, ''))],
    [
      'a kind and a status that do not exist',
      spanRequest(number(6, 4_000_000_000), bytes(15, number(3, -1))),
    ],
    ['an attribute name of a megabyte', spanRequest(bytes(9, bytes(1, 'k'.repeat(MEBIBYTE))))],
    [
      'a hundred thousand attributes',
      spanRequest(Buffer.concat(Array.from({ length: 100_000 }, () => attribute(bytes(1, 'v'))))),
    ],
  ])('%s is taken as it is', async (_name, body) => {
    const receiver = await record();
    expect((await post(receiver.httpPort, PROTOBUF, body)).status).toBe(200);
    expect(spansOf(receiver.exports)).toHaveLength(1);
    await expectServed(receiver);
  });

  test.each<[string, Buffer]>([
    ['too short', spanRequest(bytes(1, 'a'), bytes(2, 'b'), bytes(4, 'c'))],
    ['far too long', spanRequest(bytes(1, Buffer.alloc(100_000, 1)), bytes(2, Buffer.alloc(100_000)))],
  ])('ids that are %s are refused, as a Collector does', async (_name, body) => {
    const receiver = await record();
    expect((await post(receiver.httpPort, PROTOBUF, body)).status).toBe(400);
    expect(spansOf(receiver.exports)).toHaveLength(0);
    await expectServed(receiver);
  });

  test('JSON with broken characters and absurd numbers', async () => {
    const receiver = await record();
    const json = (fields: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[{${fields}}]}]}]}`;
    const statuses: number[] = [];
    for (const body of [
      Buffer.from([...Buffer.from(json('"name":"')).subarray(0, -5), 0xff, 0xfe, ...Buffer.from('"}]}]}]}')]),
      json('"name":"\\ud800"'),
      json('"startTimeUnixNano":"99999999999999999999999"'),
      json('"startTimeUnixNano":1e400'),
      json('"traceId":"zz"'),
      json('"__proto__":{"name":"polluted"}'),
      json('"attributes":[{"key":"__proto__","value":{"kvlistValue":{"values":[{"key":"x"}]}}}]'),
    ]) {
      statuses.push((await post(receiver.httpPort, JSON_TYPE, body)).status);
    }
    expect(statuses).toEqual([200, 200, 400, 400, 400, 200, 200]);
    expect(({} as { name?: string }).name).toBeUndefined();
    await expectServed(receiver);
  });

  test('values nested ten thousand deep', async () => {
    const receiver = await record();
    const deep = spanRequest(attribute(anyValue(10_000)));
    expect((await post(receiver.httpPort, PROTOBUF, deep)).status).toBe(400);
    const json = `{"resourceSpans":[{"resource":{"attributes":[{"key":"k","value":${'{"arrayValue":{"values":['.repeat(10_000)}${']}}'.repeat(10_000)}}]}}]}`;
    expect((await post(receiver.httpPort, JSON_TYPE, json)).status).toBe(400);
    expect((await post(receiver.httpPort, JSON_TYPE, '['.repeat(10_000_000))).status).toBe(400);
    expect(receiver.refusals.map(({ detail }) => detail)).toEqual(['depth', 'depth', 'depth']);
    await expectServed(receiver);
  });

  test('as many messages as fit into a body', async () => {
    const receiver = await record();
    const empty = Buffer.alloc(19 * MEBIBYTE);
    for (let at = 0; at + 1 < empty.length; at += 2) empty.writeUInt16BE(0x1200, at);
    const resource = Buffer.concat([Buffer.from([0x12]), varint(empty.length), empty]);
    const request = bytes(1, resource);
    expect((await post(receiver.httpPort, PROTOBUF, request)).status).toBe(400);
    expect(receiver.refusals[0]).toMatchObject({ kind: 'malformed-protobuf', detail: 'too-many-messages' });
    await expectServed(receiver);
  });
});

describe('floods of HTTP/2 frames', () => {
  const CANCEL = Buffer.from([0, 0, 0, 8]);

  test.each<[string, (count: number) => Buffer]>([
    [
      'streams that are reset at once',
      (count) => Buffer.concat([callHeaders(2 * count + 1), frame(3, 0, 2 * count + 1, CANCEL)]),
    ],
    ['pings', () => frame(6, 0, 0, Buffer.alloc(8))],
    ['settings', () => SETTINGS],
    ['empty data', (count) => (count === 0 ? callHeaders(1) : frame(0, 0, 1, Buffer.alloc(0)))],
    [
      'headers without end',
      (count) => (count === 0 ? frame(1, 0, 1, CALL_BLOCK) : frame(9, 0, 1, '400161017a'.repeat(200))),
    ],
    ['priorities', (count) => frame(2, 0, 2 * count + 1, Buffer.from([0, 0, 0, 0, 1]))],
  ])('%s', async (_name, piece) => {
    const receiver = await record({ ports: 'either' });
    for (const port of [receiver.grpcPort, receiver.httpPort]) {
      const socket = await hold(port);
      socket.write(Buffer.concat([PREFACE, SETTINGS]));
      for (let count = 0; count < 10_000 && socket.writable; count += 1) {
        if (!socket.write(piece(count)) && count % 500 === 0)
          await new Promise((resolve) => setImmediate(resolve));
      }
      await expectServed(receiver);
    }
    await expectServed(receiver);
  });

  test('frames that end in the middle', async () => {
    const receiver = await record();
    const whole = Buffer.concat([PREFACE, SETTINGS, callHeaders(1), frame(0, 1, 1, framed(HEALTHY))]);
    for (let end = 1; end < whole.length; end += 3) {
      const socket = await hold(receiver.grpcPort);
      socket.end(whole.subarray(0, end));
    }
    await expectServed(receiver);
  });
});

test('requests of every kind of nonsense leave a receiver that serves', async () => {
  const receiver = await record();
  const targets = [
    '*',
    '//',
    '/v1/traces%00',
    '/v1/../v1/traces',
    `/${'a'.repeat(30_000)}`,
    'http://x/v1/traces',
  ];
  for (const path of targets) {
    const status = await http(receiver.httpPort, { method: 'POST', path, headers: PROTOBUF }).then(
      (reply) => reply.status,
      () => 0,
    );
    expect([200, 307, 400, 404, 414, 431]).toContain(status);
  }
  await expectServed(receiver);
});
