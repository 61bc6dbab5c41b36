import { createServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/receiver/receiver.ts';
import type { PortName } from '../../src/receiver/refusal.ts';
import { isGrpcRequest, recognise } from '../../src/receiver/sniff.ts';
import { type Recorded, record, until } from './recorded.ts';
import { framed, grpc, JSON_TYPE, open, post, raw } from './wire.ts';

const PORTS: readonly PortName[] = ['grpc', 'http'];

const portOf = (receiver: Recorded, port: PortName): number =>
  port === 'grpc' ? receiver.grpcPort : receiver.httpPort;

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** Whatever happened, the next sender is served. */
const expectAlive = async (receiver: Recorded): Promise<void> => {
  const before = receiver.exports.length;
  expect((await post(receiver.httpPort, JSON_TYPE, '{}')).status).toBe(200);
  expect((await grpc(receiver.grpcPort, {}, framed(Buffer.alloc(0)))).trailers['grpc-status']).toBe('0');
  expect(receiver.exports).toHaveLength(before + 2);
};

describe.each(PORTS)('port %s', (port) => {
  test('TLS', async () => {
    const receiver = await record();
    const socket = connectTls({ host: '127.0.0.1', port: portOf(receiver, port), rejectUnauthorized: false });
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.on('error', resolve));
    expect(error.code).toMatch(/^ERR_SSL_/);
    expect(receiver.refusals).toMatchObject([
      { kind: 'tls-on-plaintext-port', port, peer: { address: '127.0.0.1' } },
    ]);
    await expectAlive(receiver);
  });

  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'not-http'],
    ['binary', Buffer.from([0x81, 0x05, 0x00]), 'not-http'],
    ['an unknown method', 'PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n', 'not-http'],
    ['HTTP in small letters', 'get / http/1.1\r\n\r\n', 'not-http'],
    [
      'a request for a tunnel',
      'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n',
      'proxy-connect',
    ],
  ])('%s', async (_name, bytes, kind) => {
    const receiver = await record();
    await raw(portOf(receiver, port), bytes);
    expect(receiver.refusals).toMatchObject([{ kind, port }]);
    await expectAlive(receiver);
  });

  test('a connection that is opened and closed asked for nothing', async () => {
    const receiver = await record();
    (await open(portOf(receiver, port))).end();
    (await open(portOf(receiver, port))).resetAndDestroy();
    await expectAlive(receiver);
    expect(receiver.refusals).toEqual([]);
  });

  test('a request that ends too early', async () => {
    const receiver = await record();
    for (const bytes of ['PO', 'PRI * HT', 'POST /v1/traces HTTP/1.1\r\nHost:']) {
      const socket = await open(portOf(receiver, port));
      socket.on('error', () => undefined).resume();
      socket.end(bytes);
    }
    await until(() => receiver.refusals.length === 3);
    expect(receiver.refusals.map(({ kind }) => kind)).toEqual(['truncated', 'truncated', 'truncated']);
    await expectAlive(receiver);
  });

  test('HTTP/2 that breaks its rules', async () => {
    const receiver = await record({ ports: 'either' });
    const settings = Buffer.from('000000040000000000', 'hex');
    const headersWithoutStream = Buffer.from('00000101050000000082', 'hex');
    await raw(portOf(receiver, port), Buffer.concat([Buffer.from(PREFACE), settings, headersWithoutStream]));
    await until(() => receiver.refusals.length > 0);
    expect(receiver.refusals).toMatchObject([{ kind: 'http2-protocol', port, detail: 'ERR_HTTP2_ERROR' }]);
    await expectAlive(receiver);
  });

  test('frames that are cut off, resets in the middle, random bytes behind a good beginning', async () => {
    const receiver = await record({ ports: 'either' });
    const beginnings = [PREFACE, 'POST /v1/traces HTTP/1.1\r\n', `${PREFACE}\0\0\x40\x01\x05\0\0\0\x01`];
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const socket = await open(portOf(receiver, port));
      socket.on('error', () => undefined).resume();
      const noise = Array.from({ length: 64 }, (_, index) => (index * 131 + attempt * 977) % 256);
      socket.write(Buffer.concat([Buffer.from(beginnings[attempt % 3] ?? '', 'latin1'), Buffer.from(noise)]));
      await new Promise((resolve) => setImmediate(resolve));
      if (attempt % 2 === 0) socket.resetAndDestroy();
      else socket.end();
    }
    await expectAlive(receiver);
  });
});

test.each([
  ['is reset', (socket: Socket) => socket.resetAndDestroy()],
  ['ends', (socket: Socket) => socket.end()],
  ['goes on with what is no chunk', (socket: Socket) => socket.write('no chunk\r\n')],
])('a body that %s before its end is told once, with what came', async (_name, breakOff) => {
  const receiver = await record();
  const socket = await open(receiver.httpPort);
  socket.on('error', () => undefined);
  socket.write('POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
  socket.write('Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n');
  await new Promise((resolve) => setTimeout(resolve, 20));
  breakOff(socket);
  await until(() => receiver.refusals.length > 0);
  await expectAlive(receiver);
  expect(receiver.refusals).toMatchObject([
    { kind: 'truncated', method: 'POST', path: '/v1/traces', detail: '4' },
  ]);
});

test('a sender that closes its half still gets its answer', async () => {
  const receiver = await record();
  const socket = await open(receiver.httpPort);
  socket.end(
    'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
  );
  const answer = await new Promise<string>((resolve) =>
    socket.once('data', (data) => resolve(data.toString())),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('a port that is taken is an error with its code, and leaves nothing behind', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address() as { port: number };
  const options = { host: '127.0.0.1', grpcPort: 0, httpPort: 0 };
  await expect(startReceiver({ ...options, grpcPort: address.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: address.port,
  });
  await expect(startReceiver({ ...options, httpPort: address.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: address.port,
  });
  taken.close();
});

test('stop cuts connections in every state and frees the ports', async () => {
  const receiver = await record();
  const { grpcPort, httpPort } = receiver;
  const beginnings = [
    '',
    'PO',
    PREFACE,
    'POST /v1/traces HTTP/1.1\r\nHost: x\r\n',
    'GET /v1/traces HTTP/1.1\r\nHost: x\r\n\r\n',
  ];
  const sockets = await Promise.all([grpcPort, httpPort].flatMap((port) => beginnings.map(() => open(port))));
  const closed = sockets.map(
    (socket) => new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve)),
  );
  for (const [index, socket] of sockets.entries())
    socket.resume().write(beginnings[index % beginnings.length] ?? '');
  await post(httpPort, JSON_TYPE, '{}');
  await receiver.stop();
  await Promise.all(closed);
  const again = await startReceiver({ host: '127.0.0.1', grpcPort, httpPort });
  expect(again).toMatchObject({ grpcPort, httpPort });
  await again.stop();
});

describe('first bytes', () => {
  test.each([
    ['', null],
    ['\x16', null],
    ['\x16\x03\x01', 'tls'],
    ['\x16\x02', 'not-http'],
    ['P', null],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r', null],
    [PREFACE, 'http2'],
    ['PRI * HTTP/1.1\r\n', 'http1'],
    ['POST', null],
    ['POST /', 'http1'],
    ['M-SEARCH *', 'http1'],
    ['\r', null],
    ['\r\nGET / HTTP/1.1', 'http1'],
    ['SSH-2.0', 'not-http'],
    ['{"resourceSpans"', 'not-http'],
    ['A'.repeat(30), 'not-http'],
  ])('%j', (text, speech) => {
    expect(recognise(Buffer.from(text, 'latin1'))).toBe(speech);
  });

  test('the first request of HTTP/2 is looked for behind other frames', () => {
    const settings = '000000040000000000';
    const window = '000004080000000000000f0001';
    const frames = (block: string) =>
      Buffer.from(Buffer.from(PREFACE).toString('hex') + settings + window + block, 'hex');
    expect(isGrpcRequest(frames(''))).toBeNull();
    expect(isGrpcRequest(frames('00000f010500000001'))).toBeNull();
    expect(isGrpcRequest(frames('00000e0105000000015f8b1d75d0620d263d4c4d65640f'))).toBe(true);
    expect(isGrpcRequest(frames('00000301050000000182848'.concat('7')))).toBe(false);
  });
});
