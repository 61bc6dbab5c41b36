import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcp } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { ForwardFact } from '../../src/model/received.ts';
import { closedPort } from '../lab/ports.ts';
import { bytes, number, spanRequest } from '../receiver/encode.ts';
import { until } from '../receiver/recorded.ts';
import { framed, grpc, PROTOBUF, post } from '../receiver/wire.ts';
import { grpcUpstream, httpUpstream, type Passing, passOn, stopUpstream, targetsOf } from './upstream.ts';

const MESSAGE = spanRequest(bytes(5, 'name'));

const only = ({ forwarder }: Passing): ForwardFact => {
  expect(forwarder.facts()).toHaveLength(1);
  return forwarder.facts()[0] as ForwardFact;
};

const status = (code: number, message: string): Buffer => Buffer.concat([number(1, code), bytes(2, message)]);

describe('answers of OTLP/HTTP', () => {
  test.each([
    [401, 'application/json', '{"message":"bad key: secret-token"}', 'HTTP 401', 'bad key: ***'],
    [404, 'text/plain', '404 page\u001b[31m not found\n', 'HTTP 404', '404 page [31m not found'],
    [400, 'application/x-protobuf', status(3, 'no spans'), 'HTTP 400', 'no spans'],
    [500, 'text/html', '<html><title>Broken</title></html>', 'HTTP 500', 'Broken'],
    [200, 'text/html', '<title>Sign in</title>', 'HTTP 200', 'no answer of OTLP but a web page: Sign in'],
    [413, 'text/plain', 'x'.repeat(200_000), 'HTTP 413', `${'x'.repeat(300)}...`],
    [
      200,
      'application/x-protobuf',
      bytes(1, number(1, 3), bytes(2, 'too old')),
      'partial success',
      '3 spans rejected: too old',
    ],
    [
      200,
      'application/json',
      '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"quota"}}',
      'partial success',
      '2 spans rejected: quota',
    ],
  ])('%i %s', async (code, type, body, answer, message) => {
    const upstream = await httpUpstream((response) =>
      response.writeHead(code, { 'content-type': type }).end(body),
    );
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    for (let count = 0; count < 2; count += 1) {
      const reply = await post(
        receiver.httpPort,
        { ...PROTOBUF, authorization: 'Bearer secret-token' },
        MESSAGE,
      );
      expect(reply.status).toBe(200);
    }
    await receiver.forwarder.finish(5_000);
    expect(only(receiver)).toMatchObject({
      delivered: 0,
      failed: 2,
      failures: [{ answer, message, count: 2 }],
    });
    expect(upstream.seen).toHaveLength(2);
  });

  test('a warning beside a full success is a success', async () => {
    const upstream = await httpUpstream((response) =>
      response.writeHead(200).end(bytes(1, bytes(2, 'old SDK'))),
    );
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await post(receiver.httpPort, PROTOBUF, MESSAGE);
    await receiver.forwarder.finish(5_000);
    expect(only(receiver)).toMatchObject({ delivered: 1, failed: 0, failures: [] });
  });

  test('a redirect is told and not followed', async () => {
    const elsewhere = await httpUpstream();
    const location = `${elsewhere.url}/v1/traces?token=hidden`;
    const upstream = await httpUpstream((response) => response.writeHead(307, { location }).end());
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await post(receiver.httpPort, PROTOBUF, MESSAGE);
    await receiver.forwarder.finish(5_000);
    expect(elsewhere.seen).toEqual([]);
    expect(only(receiver).failures).toEqual([
      { answer: 'HTTP 307', message: `redirects to ${elsewhere.url}/v1/traces?token=***`, count: 1 },
    ]);
  });

  test('what passes is sent again, with the same bytes', async () => {
    const answers = [503, 429, 200];
    const upstream = await httpUpstream((response, place) => response.writeHead(answers[place] ?? 500).end());
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await post(receiver.httpPort, PROTOBUF, MESSAGE);
    await receiver.forwarder.finish(20_000);
    expect(upstream.seen.map(({ body }) => body)).toEqual([MESSAGE, MESSAGE, MESSAGE]);
    expect(only(receiver)).toMatchObject({ delivered: 1, failed: 0 });
  });

  test('three times at most', async () => {
    const upstream = await httpUpstream((response) => response.writeHead(503).end('busy'));
    const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
    await post(receiver.httpPort, PROTOBUF, MESSAGE);
    await receiver.forwarder.finish(20_000);
    expect(upstream.seen).toHaveLength(4);
    expect(only(receiver).failures).toEqual([{ answer: 'HTTP 503', message: 'busy', count: 1 }]);
  });
});

describe('answers of OTLP/gRPC', () => {
  const retryInfo = Buffer.concat([
    number(1, 8),
    bytes(3, bytes(1, 'type.googleapis.com/google.rpc.RetryInfo'), bytes(2, bytes(1, number(2, 20_000_000)))),
  ]);
  const partial = framed(bytes(1, number(1, 3), bytes(2, 'too old')));
  test.each([
    [{ status: '16', message: 'bad%20key secret-token' }, 'gRPC 16 UNAUTHENTICATED', 'bad key ***', 1],
    [{ status: '12', message: 'unknown service' }, 'gRPC 12 UNIMPLEMENTED', 'unknown service', 1],
    [{ status: '8', message: 'quota' }, 'gRPC 8 RESOURCE_EXHAUSTED', 'quota', 1],
    [{ status: '8', message: 'quota', details: retryInfo }, 'gRPC 8 RESOURCE_EXHAUSTED', 'quota', 4],
    [{ status: '14', message: 'busy' }, 'gRPC 14 UNAVAILABLE', 'busy', 4],
    [{ status: '0', body: partial }, 'partial success', '3 spans rejected: too old', 1],
  ])('%j', async (given, answer, message, attempts) => {
    const upstream = await grpcUpstream(() => given);
    const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
    await grpc(receiver.grpcPort, { 'x-api-key': 'secret-token' }, framed(MESSAGE));
    await receiver.forwarder.finish(20_000);
    expect(only(receiver)).toMatchObject({
      delivered: 0,
      failed: 1,
      failures: [{ answer, message, count: 1 }],
    });
    expect(upstream.seen).toHaveLength(attempts);
  });

  test('a server that is not of gRPC', async () => {
    const upstream = await httpUpstream();
    const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
    await grpc(receiver.grpcPort, {}, framed(MESSAGE));
    await receiver.forwarder.finish(20_000);
    expect(only(receiver)).toMatchObject({ delivered: 0, failed: 1 });
    expect(only(receiver).failures[0]?.answer).toMatch(/^(ERR_HTTP2|ECONNRESET|HTTP 4)/);
  });
});

describe.each(['grpc', 'http/protobuf'] as const)('a destination over %s', (protocol) => {
  const sendTo = async (receiver: Passing): Promise<void> =>
    void (await post(receiver.httpPort, { ...PROTOBUF }, MESSAGE));

  test('that is down', async () => {
    const receiver = await passOn(targetsOf(`http://127.0.0.1:${await closedPort()}`, protocol));
    await sendTo(receiver);
    await receiver.forwarder.finish(20_000);
    expect(only(receiver)).toMatchObject({
      delivered: 0,
      failed: 1,
      failures: [{ answer: 'ECONNREFUSED', count: 1 }],
    });
  });

  test.each(['localhost:4317', 'unix:///socket', 'http://', ''])('whose address is %j', async (url) => {
    const receiver = await passOn([{ signal: 'traces', protocol, url }]);
    await sendTo(receiver);
    await receiver.forwarder.finish(20_000);
    expect(only(receiver).failures).toMatchObject([{ answer: 'ERR_INVALID_URL', count: 1 }]);
  });

  test('behind a proxy whose address is none', async () => {
    const receiver = await passOn(targetsOf('http://127.0.0.1:1', protocol, { proxy: 'proxy:3128' }));
    await sendTo(receiver);
    await receiver.forwarder.finish(20_000);
    expect(only(receiver).failures).toEqual([
      { answer: 'ERR_INVALID_URL', message: 'the address of the proxy is no URL', count: 1 },
    ]);
  });

  test('that starts late gets it all the same', async () => {
    const early = await (protocol === 'grpc' ? grpcUpstream() : httpUpstream());
    const port = Number(new URL(early.url).port);
    await stopUpstream(early);
    const receiver = await passOn(targetsOf(early.url, protocol));
    await sendTo(receiver);
    const late = await (protocol === 'grpc' ? grpcUpstream(undefined, port) : httpUpstream(undefined, port));
    await receiver.forwarder.finish(20_000);
    expect(late.seen).toHaveLength(1);
    expect(only(receiver)).toMatchObject({ delivered: 1, failed: 0 });
  });

  test('that hangs is given up after the time of an attempt', async () => {
    const silent = createTcp((socket) => void socket.on('error', () => undefined).resume()).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const receiver = await passOn(targetsOf(`http://127.0.0.1:${port}`, protocol, { timeoutMs: 50 }));
    await sendTo(receiver);
    await receiver.forwarder.finish(20_000);
    expect(only(receiver).failures).toEqual([
      { answer: 'ETIMEDOUT', message: 'no answer in 50 ms', count: 1 },
    ]);
    silent.close();
  });

  test('that hangs does not hold the end up, and what is left is counted', async () => {
    const sockets: { destroy(): void }[] = [];
    const silent = createTcp((socket) => {
      sockets.push(socket.on('error', () => undefined).resume());
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const receiver = await passOn(targetsOf(`http://127.0.0.1:${port}`, protocol, { timeoutMs: 600_000 }));
    for (let count = 0; count < 20; count += 1) await sendTo(receiver);
    await receiver.forwarder.finish(50);
    expect(only(receiver)).toMatchObject({
      delivered: 0,
      failed: 8,
      dropped: 12,
      failures: [{ answer: 'ETIMEDOUT', message: 'no answer before the end', count: 8 }],
    });
    await sendTo(receiver);
    expect(only(receiver)).toMatchObject({ failed: 8, dropped: 13 });
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('goes through a proxy', async () => {
    const upstream = await (protocol === 'grpc' ? grpcUpstream() : httpUpstream());
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume().on('end', () => response.writeHead(200).end());
    });
    proxy.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization']}`);
      const { hostname, port } = new URL(`http://${request.url}`);
      const onward = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      onward
        .on('error', () => undefined)
        .pipe(socket.on('error', () => undefined))
        .pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const receiver = await passOn(
      targetsOf(upstream.url, protocol, { proxy: `http://me:pw@127.0.0.1:${port}` }),
    );
    await sendTo(receiver);
    await receiver.forwarder.finish(20_000);
    expect(only(receiver)).toMatchObject({ delivered: 1, failures: [] });
    expect(asked).toEqual([
      protocol === 'grpc'
        ? `CONNECT ${new URL(upstream.url).host} Basic ${Buffer.from('me:pw').toString('base64')}`
        : `POST ${upstream.url}/v1/traces`,
    ]);
    proxy.close();
    proxy.closeAllConnections();
  });
});

test('more than may wait is dropped and counted, and the sender is answered all the same', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const upstream = await httpUpstream((response) => void held.then(() => response.writeHead(200).end()));
  const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
  const large = spanRequest(bytes(5, Buffer.alloc(12 * 1024 * 1024, 'x')));
  for (let count = 0; count < 7; count += 1)
    expect((await post(receiver.httpPort, PROTOBUF, large)).status).toBe(200);
  expect(only(receiver)).toMatchObject({ delivered: 0, dropped: 2 });
  release();
  await receiver.forwarder.finish(20_000);
  expect(only(receiver)).toMatchObject({ delivered: 5, failed: 0, dropped: 2 });
});

test('at most eight requests are under way', async () => {
  let open = 0;
  let most = 0;
  const upstream = await httpUpstream((response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.writeHead(200).end();
    }, 5);
  });
  const receiver = await passOn(targetsOf(upstream.url, 'http/protobuf'));
  await Promise.all(Array.from({ length: 60 }, () => post(receiver.httpPort, PROTOBUF, MESSAGE)));
  await until(() => upstream.seen.length === 60);
  await receiver.forwarder.finish(20_000);
  expect(only(receiver)).toMatchObject({ delivered: 60, failed: 0, dropped: 0 });
  expect(most).toBeLessThanOrEqual(8);
  expect(most).toBeGreaterThan(1);
});

test('large exports go over gRPC as well, several at a time', async () => {
  const upstream = await grpcUpstream();
  const receiver = await passOn(targetsOf(upstream.url, 'grpc'));
  const large = spanRequest(bytes(5, Buffer.alloc(15 * 1024 * 1024, 'x')));
  await Promise.all([1, 2, 3, 4].map(() => post(receiver.httpPort, PROTOBUF, large)));
  await receiver.forwarder.finish(20_000);
  expect(only(receiver)).toMatchObject({ delivered: 4, failures: [] });
  expect(upstream.seen.every(({ body }) => body.subarray(5).equals(large))).toBe(true);
});
