import { Agent } from 'node:http';
import { connect } from 'node:http2';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytes, spanRequest } from './encode.ts';
import { record, until } from './recorded.ts';
import { http, http2, JSON_TYPE, open, PROTOBUF, post, raw } from './wire.ts';

const BODY = spanRequest(bytes(5, 'name'));

describe('accepted', () => {
  test.each([
    ['traces', '/v1/traces'],
    ['metrics', '/v1/metrics'],
    ['logs', '/v1/logs'],
    ['traces', '/v1/traces?token=x'],
    ['logs', 'http://elsewhere:4318/v1/logs'],
  ])('%s by %s, empty in either encoding', async (signal, path) => {
    const receiver = await record();
    const options = (headers: Record<string, string>) => ({ method: 'POST', path, headers });
    const protobuf = await http(receiver.httpPort, options(PROTOBUF));
    expect(protobuf).toMatchObject({ status: 200, headers: PROTOBUF, body: Buffer.alloc(0) });
    const json = await http(receiver.httpPort, options(JSON_TYPE), '{}');
    expect(json).toMatchObject({ status: 200, headers: JSON_TYPE });
    expect(json.body.toString()).toBe('{"partialSuccess":{}}');
    expect(receiver.exports.map((batch) => batch.signal)).toEqual([signal, signal]);
  });

  test('a content type with parameters and in capitals', async () => {
    const receiver = await record();
    const { status } = await post(
      receiver.httpPort,
      { 'content-type': 'Application/JSON; charset=utf-8' },
      '{}',
    );
    expect(status).toBe(200);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['identity', (body: Buffer) => body],
  ])('%s', async (encoding, compress) => {
    const receiver = await record();
    const body = compress(BODY);
    expect((await post(receiver.httpPort, { ...PROTOBUF, 'content-encoding': encoding }, body)).status).toBe(
      200,
    );
    expect(receiver.exports).toMatchObject([
      { compression: encoding, bytes: body.length, inflatedBytes: BODY.length, transport: 'http/protobuf' },
    ]);
  });

  test('a body in chunks of one byte', async () => {
    const receiver = await record();
    await post(receiver.httpPort, PROTOBUF, ...Array.from(BODY, (byte) => Uint8Array.of(byte)));
    expect(receiver.exports).toHaveLength(1);
    expect(receiver.exports[0]).toHaveProperty('request.resourceSpans.0.scopeSpans.0.spans.0.name', 'name');
  });

  test('a sender that waits for 100 Continue', async () => {
    const receiver = await record();
    const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`;
    const socket = await open(receiver.httpPort);
    const answers = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.endsWith('100 Continue\r\n\r\n')) socket.write('{}');
        if (text.endsWith('{"partialSuccess":{}}')) resolve(text);
      });
      socket.write(head);
    });
    socket.destroy();
    expect(answers).toContain('HTTP/1.1 200 OK');
  });

  test('many requests over one connection, refused ones among them', async () => {
    const receiver = await record();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (path: string) =>
      http(receiver.httpPort, { method: 'POST', path, headers: PROTOBUF, agent }, BODY).then(
        ({ status }) => status,
      );
    const statuses = [];
    for (const path of ['/v1/traces', '/wrong', '/v1/traces', '//v1/traces', '/v1/traces'])
      statuses.push(await send(path));
    agent.destroy();
    expect(statuses).toEqual([200, 404, 200, 307, 200]);
    expect(new Set(receiver.exports.map(({ peer }) => peer.port)).size).toBe(1);
  });

  test('the first bytes may come one by one', async () => {
    const receiver = await record();
    const socket = await open(receiver.httpPort);
    socket.setNoDelay(true);
    const request =
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    for (const character of request) {
      socket.write(character);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    );
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('HTTP/2 without TLS', async () => {
    const receiver = await record();
    const { headers } = await http2(receiver.httpPort, { ':path': '/v1/traces', ...PROTOBUF }, BODY);
    expect(headers).toMatchObject({ ':status': 200, ...PROTOBUF });
    expect(receiver.exports).toHaveLength(1);
    expect(receiver.exports[0]?.headers).toContainEqual(['content-type', 'application/x-protobuf']);
  });
});

test('a reset request over HTTP/2 is never taken for a whole one', async () => {
  const receiver = await record({ ports: 'either' });
  const session = connect(`http://127.0.0.1:${receiver.httpPort}`);
  session.on('error', () => undefined);
  const stream = session.request({ ':method': 'POST', ':path': '/v1/traces', ...PROTOBUF });
  stream.on('error', () => undefined);
  stream.write(BODY);
  await until(() => stream.writableLength === 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  session.destroy();
  await until(() => receiver.refusals.length > 0);
  expect(receiver.refusals).toMatchObject([{ kind: 'truncated', detail: String(BODY.length) }]);
  expect(receiver.exports).toEqual([]);
});

describe('refused as a Collector does', () => {
  const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
  const invalid = (message: string) => JSON.stringify({ code: 3, message });
  test.each([
    ['wrong-path', 'POST', '/', JSON_TYPE, '{}', 404, '404 page not found\n'],
    ['wrong-path', 'POST', '/v1/traces/', JSON_TYPE, '{}', 404, '404 page not found\n'],
    ['wrong-path', 'POST', '/v1/traces/v1/traces', JSON_TYPE, '{}', 404, '404 page not found\n'],
    ['wrong-path', 'POST', '//v1/traces', JSON_TYPE, '{}', 307, ''],
    ['method', 'GET', '/v1/traces', {}, '', 405, '405 method not allowed, supported: [POST]'],
    ['method', 'OPTIONS', '/v1/traces', {}, '', 405, '405 method not allowed, supported: [POST]'],
    [
      'content-type',
      'POST',
      '/v1/logs',
      {},
      '{}',
      415,
      /^415 unsupported media type, supported: \[application\/json, /,
    ],
    ['content-type', 'POST', '/v1/logs', { 'content-type': 'text/plain' }, '{}', 415, /^415 /],
    [
      'content-encoding',
      'POST',
      '/v1/logs',
      { ...JSON_TYPE, 'content-encoding': 'br' },
      '',
      400,
      /unsupported Content-Encoding: br/,
    ],
    ['malformed-compression', 'POST', '/v1/logs', gzip, '{}', 400, /Z_DATA_ERROR/],
    ['malformed-compression', 'POST', '/v1/logs', gzip, '', 400, /Z_BUF_ERROR/],
    [
      'malformed-json',
      'POST',
      '/v1/logs',
      JSON_TYPE,
      '{"a":',
      400,
      invalid('malformed-json: json-syntax at byte 5'),
    ],
    ['grpc-on-http-port', 'POST', '/v1/logs', { 'content-type': 'application/grpc' }, '', 404, /404/],
  ])('%s: %s %s', async (kind, method, path, headers, body, status, text) => {
    const receiver = await record({ now: () => 17n });
    const reply = await http(receiver.httpPort, { method, path, headers }, ...(body === '' ? [] : [body]));
    expect(reply.status).toBe(status);
    expect(reply.body.toString()).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    const contentType = 'content-type' in headers ? headers['content-type'] : null;
    expect(receiver.refusals).toMatchObject([
      { kind, port: 'http', method, path, contentType, receivedAtUnixNano: 17n },
    ]);
    expect(receiver.exports).toEqual([]);
  });

  test('malformed protobuf: a google.rpc.Status, and the place as data', async () => {
    const receiver = await record();
    const { status, headers, body } = await post(
      receiver.httpPort,
      PROTOBUF,
      spanRequest(Buffer.from([0x0a, 0x20])),
    );
    expect([status, headers['content-type']]).toEqual([400, 'application/x-protobuf']);
    const message =
      'malformed-protobuf: truncated at byte 7 in resource_spans[0].scope_spans[0].spans[0].trace_id';
    expect(body).toEqual(Buffer.concat([Buffer.from([0x08, 3]), bytes(2, message)]));
    expect(receiver.refusals).toMatchObject([
      {
        kind: 'malformed-protobuf',
        malformed: {
          problem: 'truncated',
          offset: 7,
          path: 'resource_spans[0].scope_spans[0].spans[0].trace_id',
        },
      },
    ]);
  });

  test('a redirect tells the clean path', async () => {
    const receiver = await record();
    const { headers } = await http(receiver.httpPort, {
      method: 'POST',
      path: '//v1//traces',
      headers: JSON_TYPE,
    });
    expect(headers.location).toBe('/v1/traces');
  });
});

describe('too large', () => {
  const LIMIT = 1000;

  test('a body of the limit is fine, one byte more is not, announced or in chunks', async () => {
    const receiver = await record({ maxBodyBytes: LIMIT });
    const large = (size: number) => Buffer.from(`{"a":"${'x'.repeat(size - 8)}"}`);
    const announced = (body: Buffer) => ({ ...JSON_TYPE, 'content-length': String(body.length) });
    expect((await post(receiver.httpPort, announced(large(LIMIT)), large(LIMIT))).status).toBe(200);
    expect((await post(receiver.httpPort, announced(large(LIMIT + 1)), large(LIMIT + 1))).status).toBe(400);
    const reply = await post(receiver.httpPort, JSON_TYPE, large(LIMIT), large(LIMIT));
    expect(reply.body.toString()).toBe('{"code":3,"message":"request body too large"}');
    expect(reply.headers.connection).toBe('close');
    expect(receiver.refusals.map(({ kind }) => kind)).toEqual(['body-too-large', 'body-too-large']);
  });

  test('a bomb is cut off while it is inflated', async () => {
    const receiver = await record();
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const { status } = await post(receiver.httpPort, { ...PROTOBUF, 'content-encoding': 'gzip' }, bomb);
    expect(status).toBe(400);
    expect(receiver.refusals).toMatchObject([{ kind: 'body-too-large', detail: 'ERR_BUFFER_TOO_LARGE' }]);
  });

  test('an endless body is cut off', async () => {
    const receiver = await record({ maxBodyBytes: LIMIT });
    const socket = await open(receiver.httpPort);
    socket.on('error', () => undefined);
    socket.write(
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const sending = setInterval(() => socket.write(`1000\r\n${'x'.repeat(0x1000)}\r\n`), 5);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('close', () => resolve(text));
    });
    clearInterval(sending);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('headers', async () => {
    const receiver = await record();
    const answer = await raw(receiver.httpPort, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(receiver.refusals).toMatchObject([{ kind: 'headers-too-large', detail: 'HPE_HEADER_OVERFLOW' }]);
  });
});

describe('browsers', () => {
  const origin = 'http://localhost:3000';

  test('a preflight may send the headers it wants', async () => {
    const receiver = await record();
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-key',
    };
    const reply = await http(receiver.httpPort, { method: 'OPTIONS', path: '/v1/traces', headers });
    expect(reply).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type,x-key',
      },
    });
    expect(receiver.refusals).toEqual([]);
  });

  test('a beacon, which has credentials, and a page that reaches into a private network', async () => {
    const receiver = await record({ allowedOrigins: ['null'] });
    const wish = {
      origin: 'null',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
      'access-control-request-private-network': 'true',
    };
    const asked = await http(receiver.httpPort, { method: 'OPTIONS', path: '/v1/traces', headers: wish });
    expect(asked).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'null',
        'access-control-allow-credentials': 'true',
        'access-control-allow-private-network': 'true',
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      },
    });
    const beacon = {
      ...JSON_TYPE,
      origin,
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      cookie: 'a=b',
    };
    const { status, headers } = await post(receiver.httpPort, beacon, '{"resourceSpans":[]}');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
    expect(headers['access-control-allow-credentials']).toBe('true');
    expect(receiver.refusals).toEqual([]);
  });

  const preflight = (port: number, more: Record<string, string>) =>
    http(port, {
      method: 'OPTIONS',
      path: '/v1/traces',
      headers: { 'access-control-request-method': 'POST', ...more },
    });

  test.each([
    ['a page of the internet', { origin: 'https://evil.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
    ['a name that begins like ours', { origin: 'http://localhost.evil.example' }],
    ['an address that begins like ours', { origin: 'http://127.0.0.1.evil.example:3000' }],
    [
      'a page whose name was pointed at this machine',
      { origin: 'http://evil.example:4318', host: 'evil.example:4318' },
    ],
    ['such a page that hides its origin', { 'sec-fetch-site': 'same-origin', host: 'evil.example:4318' }],
    [
      'a page of this machine through such a name',
      { origin: 'http://localhost:3000', host: 'evil.example:4318' },
    ],
  ])('%s may not send', async (_name, headers) => {
    const receiver = await record();
    const asked = await preflight(receiver.httpPort, headers);
    const sent = await post(receiver.httpPort, { ...JSON_TYPE, ...headers }, '{"resourceSpans":[]}');
    expect([asked.status, sent.status]).toEqual([403, 403]);
    for (const { headers: answered } of [asked, sent])
      expect(Object.keys(answered).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(receiver.exports).toEqual([]);
    expect(receiver.refusals.map(({ kind }) => kind)).toEqual(['origin', 'origin']);
  });

  test.each([
    'http://localhost:3000',
    'https://app.localhost',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://app.example',
    'HTTPS://APP.EXAMPLE',
  ])('%s may send where it is of this machine or was named', async (origin) => {
    const receiver = await record({ allowedOrigins: ['https://app.example/'] });
    expect((await preflight(receiver.httpPort, { origin })).status).toBe(204);
    expect((await post(receiver.httpPort, { ...JSON_TYPE, origin }, '{}')).status).toBe(200);
    expect(receiver.refusals).toEqual([]);
  });

  test('only a page that was named may reach from the internet into a private network', async () => {
    const receiver = await record({ allowedOrigins: ['https://app.example'] });
    const wish = { 'access-control-request-private-network': 'true' };
    const named = await preflight(receiver.httpPort, { ...wish, origin: 'https://app.example' });
    const local = await preflight(receiver.httpPort, { ...wish, origin });
    expect(named.headers['access-control-allow-private-network']).toBe('true');
    expect(local.headers['access-control-allow-private-network']).toBeUndefined();
  });

  test('a program may send under any name of this machine', async () => {
    const receiver = await record();
    for (const host of ['collector:4318', 'host.docker.internal:4318', '192.0.2.1:4318'])
      expect((await post(receiver.httpPort, { ...JSON_TYPE, host }, '{}')).status).toBe(200);
  });

  test('who is no browser reads nothing of it', async () => {
    const receiver = await record();
    const { headers } = await post(receiver.httpPort, JSON_TYPE, '{}');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('the origin comes back with every answer', async () => {
    const receiver = await record();
    const good = await post(receiver.httpPort, { ...JSON_TYPE, origin }, '{}');
    const bad = await post(receiver.httpPort, { ...JSON_TYPE, origin }, '{');
    expect([good.status, bad.status]).toEqual([200, 400]);
    expect([good, bad].map(({ headers }) => headers['access-control-allow-origin'])).toEqual([
      origin,
      origin,
    ]);
  });
});
