import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectHttp2, constants, type IncomingHttpHeaders } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, createCertificates } from './certificates.ts';
import { startBlackHole } from './endpoints/black-hole.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { type GrpcBehaviour, startGoaway, startGrpc, startOtherGrpcService } from './endpoints/grpc.ts';
import { httpAnswers, redirect, startHttp, startHttp2, startOtlpHttp } from './endpoints/http.ts';
import {
  startBanner,
  startClosing,
  startClosingAfterRequest,
  startEndlessBody,
  startGarbage,
  startHeaderFlood,
  startRefused,
  startReset,
  startResetAfterRequest,
  startSilent,
} from './endpoints/tcp.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** Starts an endpoint that is stopped after the test. */
async function lab<T extends Endpoint>(starting: Promise<T>): Promise<T> {
  const endpoint = await starting;
  started.push(endpoint);
  return endpoint;
}

/** What a TCP client experiences that sends a request, and gives up when nothing happens for so long. */
async function talk({ port }: Endpoint, patience = 10_000): Promise<string[]> {
  const events: string[] = [];
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(patience, () => socket.destroy());
  socket.on('connect', () => {
    events.push('connected');
    socket.write('POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 0\r\n\r\n');
  });
  socket.on('data', (data) => events.push(`data ${data.toString('latin1').slice(0, 12)}`));
  socket.on('end', () => events.push('end'));
  socket.on('error', (error: NodeJS.ErrnoException) => events.push(error.code ?? error.message));
  await new Promise((resolve) => socket.once('close', resolve));
  return events;
}

async function post(
  endpoint: Endpoint,
  path = '/v1/traces',
  contentType = 'application/json',
): Promise<IncomingMessage> {
  const { host, port } = endpoint;
  const options = { host, port, path, method: 'POST', headers: { 'content-type': contentType } };
  const [response] = (await once(httpRequest(options).end('{}'), 'response')) as [IncomingMessage];
  return response;
}

describe('TCP endpoints', () => {
  it.each([
    ['refused', startRefused, ['ECONNREFUSED']],
    ['reset after the request', startResetAfterRequest, ['connected', 'ECONNRESET']],
    ['closing', startClosing, ['connected', 'end']],
    ['closing after the request', startClosingAfterRequest, ['connected', 'end']],
    ['redis', () => startBanner('redis'), ['connected', 'data -ERR unknown', 'end']],
  ])('%s', async (_, start, expected) => {
    expect(await talk(await lab(start()))).toEqual(expected);
  });

  it('leaves a client waiting for the connection, or for an answer', async () => {
    expect(await talk(await lab(startBlackHole()), 500)).toEqual([]);
    expect(await talk(await lab(startSilent()), 500)).toEqual(['connected']);
  });

  it('resets before anything is said', async () => {
    const events = await talk(await lab(startReset()));
    expect(events.at(-1)).toMatch(/ECONNRESET|EPIPE/);
    expect(events.join()).not.toMatch(/data|end/);
  });

  it.each([
    ['ssh', /^data SSH-2\.0-Open/],
    ['smtp', /^data 220 mail/],
    ['mysql', /^data J...\n8\.0\.36/s],
  ] as const)('greets as %s does', async (banner, greeting) => {
    expect((await talk(await lab(startBanner(banner))))[1]).toMatch(greeting);
  });

  it.each([
    ['garbage', startGarbage, 'HPE_INVALID_CONSTANT'],
    ['header flood', startHeaderFlood, 'HPE_HEADER_OVERFLOW'],
  ])('%s is no HTTP that Node takes', async (_, start, code) => {
    await expect(post(await lab(start()))).rejects.toMatchObject({ code });
  });

  it('sends a body without end', async () => {
    const response = await post(await lab(startEndlessBody()));
    const sizes: number[] = [];
    for await (const chunk of response) {
      sizes.push((chunk as Buffer).length);
      if (sizes.length === 20) break;
    }
    expect(response.complete).toBe(false);
  });
});

describe('HTTP endpoints', () => {
  it('answers as told, and remembers the request', async () => {
    const endpoint = await lab(startHttp(httpAnswers.tooMany));
    const response = await post(endpoint);
    expect(response.statusCode).toBe(429);
    expect(response.headers['retry-after']).toBe('30');
    expect(await text(response)).toBe('rate limit exceeded');
    expect(endpoint.requests()[0]).toMatchObject({
      method: 'POST',
      url: '/v1/traces',
      body: Buffer.from('{}'),
    });
  });

  it('answers late, and each request differently', async () => {
    const endpoint = await lab(
      startHttp(({ url }) => (url === '/old' ? redirect('/new', 308) : { status: 204, delay: 50 })),
    );
    expect((await post(endpoint, '/old')).headers.location).toBe('/new');
    expect((await post(endpoint, '/new')).statusCode).toBe(204);
  });

  it.each([
    ['json', 'application/x-protobuf'],
    ['protobuf', 'application/json'],
  ] as const)('takes OTLP as %s only', async (encoding, other) => {
    const endpoint = await lab(startOtlpHttp(encoding));
    const own = encoding === 'json' ? 'application/json' : 'application/x-protobuf';
    expect((await post(endpoint, '/v1/logs', `${own}; charset=utf-8`)).statusCode).toBe(200);
    expect((await post(endpoint, '/v1/logs', other)).statusCode).toBe(415);
    expect((await post(endpoint, '/', own)).statusCode).toBe(404);
  });
});

describe('gRPC endpoints', () => {
  interface Outcome {
    readonly headers: IncomingHttpHeaders;
    readonly trailers: IncomingHttpHeaders;
    readonly bytes: number;
    readonly goaway: number | undefined;
  }

  /** What an HTTP/2 client experiences that makes one call. */
  async function call({ port }: Endpoint, ca?: string): Promise<Outcome> {
    const session = connectHttp2(`${ca ? 'https' : 'http'}://localhost:${port}`, ca ? { ca } : {});
    const seen = { headers: {}, trailers: {}, bytes: 0, goaway: undefined as number | undefined };
    session.on('error', () => undefined).on('goaway', (code) => Object.assign(seen, { goaway: code }));
    const stream = session.request({ ':method': 'POST', ':path': '/opentelemetry.Trace/Export' });
    stream.on('response', (headers) => Object.assign(seen, { headers }));
    stream.on('trailers', (trailers) => Object.assign(seen, { trailers }));
    stream.on('data', (data: Buffer) => Object.assign(seen, { bytes: seen.bytes + data.length }));
    stream.on('error', () => undefined).end();
    await new Promise((resolve) => stream.once('close', resolve));
    session.destroy();
    return seen;
  }

  const answering = async (behaviour: GrpcBehaviour) => call(await lab(startGrpc(behaviour)));

  it('ends well', async () => {
    const { bytes, headers, trailers } = await answering({ status: 0 });
    expect(headers).toMatchObject({ ':status': 200, 'content-type': 'application/grpc' });
    expect(bytes).toBe(5);
    expect(trailers['grpc-status']).toBe('0');
  });

  it('refuses in the headers alone', async () => {
    const answer = await answering({ status: 7, message: 'api key ✗', trailers: 'trailers-only' });
    expect(answer.headers).toMatchObject({ 'grpc-status': '7', 'grpc-message': 'api%20key%20%E2%9C%97' });
  });

  it('forgets the trailers', async () => {
    const { headers, trailers } = await answering({ status: 0, trailers: 'missing' });
    expect({ ...headers, ...trailers }).not.toHaveProperty('grpc-status');
  });

  it('answers with an HTTP status, does not know OTLP, and goes away', async () => {
    expect((await answering({ status: 0, httpStatus: 503 })).headers[':status']).toBe(503);
    const other = await call(await lab(startOtherGrpcService()));
    expect(other.headers).toMatchObject({ 'grpc-status': '12' });
    const enhanceYourCalm = constants.NGHTTP2_ENHANCE_YOUR_CALM;
    expect((await call(await lab(startGoaway(enhanceYourCalm, 'too_many_pings')))).goaway).toBe(
      enhanceYourCalm,
    );
  });

  it('speaks TLS', async () => {
    const { root, valid } = await createCertificates();
    const { trailers } = await call(await lab(startGrpc({ status: 0 }, { tls: valid })), root.certificate);
    expect(trailers['grpc-status']).toBe('0');
  });
});

describe('certificates', () => {
  let certificates: Certificates;
  beforeAll(async () => {
    certificates = await createCertificates();
  });

  it.each([
    ['valid', undefined],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['notYetValid', 'CERT_NOT_YET_VALID'],
    ['wrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['otherAuthority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['belowIntermediate', undefined],
  ] as const)('%s', async (kind, code) => {
    expect(await getOverTls(certificates[kind].chain, certificates[kind].key)).toBe(code);
  });

  it('lacks the intermediate', async () => {
    const { certificate, key } = certificates.belowIntermediate;
    expect(await getOverTls(certificate, key)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('asks for a client certificate', async () => {
    const { client, otherClient, root, valid } = certificates;
    const tls = { ...valid, clientCa: root.certificate };
    const endpoint = await lab(startHttp({ status: 204 }, { tls }));
    const get = (own: object) => getFrom(endpoint, { ca: root.certificate, ...own });
    expect(await get({ cert: client.chain, key: client.key })).toBeUndefined();
    expect(await get({})).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
    expect(await get({ cert: otherClient.chain, key: otherClient.key })).toMatch(/ALERT|ECONNRESET/);
  });

  it('offers HTTP/2 and HTTP/1.1 over TLS', async () => {
    const endpoint = await lab(startHttp2(httpAnswers.html, { tls: certificates.valid }));
    expect(await getFrom(endpoint, { ca: certificates.root.certificate })).toBeUndefined();
    const ALPNProtocols = ['h2', 'http/1.1'];
    const socket = connectTls({
      port: endpoint.port,
      host: 'localhost',
      ca: certificates.root.certificate,
      ALPNProtocols,
    });
    await once(socket, 'secureConnect');
    expect(socket.alpnProtocol).toBe('h2');
    socket.destroy();
  });

  async function getOverTls(chain: string, key: string): Promise<string | undefined> {
    const endpoint = await lab(startHttp({ status: 204 }, { tls: { chain, key } }));
    return getFrom(endpoint, { ca: certificates.root.certificate });
  }

  /** The code of the error that a client meets, nothing when it gets an answer. */
  async function getFrom({ port }: Endpoint, options: object): Promise<string | undefined> {
    const request = httpsRequest({ host: 'localhost', port, agent: false, ...options }).end();
    return once(request, 'response').then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    );
  }
});
