import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { notBefore } from '../wait.ts';
import { type Endpoint, listen, type Place, type ServerTls, tlsOptions } from './endpoint.ts';

/** What an HTTP endpoint answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Answers only after so many milliseconds. */
  readonly delay?: number;
}

/** A request that an HTTP endpoint has read in whole. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP endpoint remembers what it was asked. */
export interface HttpEndpoint extends Endpoint {
  requests(): readonly HttpRequest[];
}

/** The same answer to everything, or one for each request. */
export type HttpBehaviour = HttpAnswer | ((request: HttpRequest) => HttpAnswer);

/** Answers HTTP/1.1, in clear text or over TLS. */
export async function startHttp(
  behaviour: HttpBehaviour,
  options: Place & { readonly tls?: ServerTls } = {},
): Promise<HttpEndpoint> {
  const requests: HttpRequest[] = [];
  const serve = server(behaviour, requests);
  const listener = options.tls ? createTlsServer(tlsOptions(options.tls), serve) : createServer(serve);
  return { ...(await listen(listener, options)), requests: () => requests };
}

/** Answers HTTP/2 and HTTP/1.1 over TLS, whichever the client prefers, as a load balancer does. */
export async function startHttp2(
  behaviour: HttpBehaviour,
  options: Place & { readonly tls: ServerTls },
): Promise<HttpEndpoint> {
  const requests: HttpRequest[] = [];
  const serve = server(behaviour, requests) as (...args: unknown[]) => void;
  const listener = createSecureServer({ ...tlsOptions(options.tls), allowHTTP1: true }, serve);
  return { ...(await listen(listener, options)), requests: () => requests };
}

/** The answers that exporters meet. */
export const httpAnswers = {
  ok: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"partialSuccess":{}}' },
  okProtobuf: { status: 200, headers: { 'content-type': 'application/x-protobuf' }, body: '' },
  noContent: { status: 204 },
  html: {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>App</title>',
  },
  plainText: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' },
  badRequest: { status: 400, headers: { 'content-type': 'text/plain' }, body: 'bad request' },
  unauthorized: {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="telemetry"' },
    body: 'unauthorized',
  },
  forbidden: {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: '{"message":"invalid api key"}',
  },
  notFound: {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: '404 page not found\n',
  },
  methodNotAllowed: { status: 405, headers: { allow: 'GET' }, body: '' },
  proxyAuthentication: { status: 407, headers: { 'proxy-authenticate': 'Basic realm="proxy"' }, body: '' },
  tooLarge: {
    status: 413,
    headers: { 'content-type': 'text/html' },
    body: '<h1>413 Request Entity Too Large</h1>',
  },
  wrongContentType: {
    status: 415,
    headers: { 'content-type': 'text/plain' },
    body: '415 unsupported media type',
  },
  tooMany: { status: 429, headers: { 'retry-after': '30' }, body: 'rate limit exceeded' },
  internal: { status: 500, headers: { 'content-type': 'text/plain' }, body: 'internal error' },
  badGateway: {
    status: 502,
    headers: { 'content-type': 'text/html', server: 'nginx' },
    body: '<h1>502 Bad Gateway</h1>',
  },
  unavailable: {
    status: 503,
    headers: { 'retry-after': '5' },
    body: 'data refused due to high memory usage',
  },
  partialSuccess: {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"partialSuccess":{"rejectedSpans":"1","errorMessage":"span too old"}}',
  },
  partialSuccessProtobuf: {
    status: 200,
    headers: { 'content-type': 'application/x-protobuf' },
    body: Buffer.from('\x0a\x10\x08\x01\x12\x0cspan too old', 'latin1'),
  },
} as const satisfies Record<string, HttpAnswer>;

/** A redirect, `https://...` or a path. */
export function redirect(location: string, status: 301 | 302 | 303 | 307 | 308 = 302): HttpAnswer {
  return { status, headers: { location } };
}

/** An OTLP/HTTP receiver that takes one encoding only, at the paths of all signals. */
export function startOtlpHttp(encoding: 'json' | 'protobuf', place: Place = {}): Promise<HttpEndpoint> {
  const accepted = encoding === 'json' ? 'application/json' : 'application/x-protobuf';
  return startHttp(({ method, url, headers }) => {
    if (!/^\/v1\/(traces|metrics|logs)$/.test(url)) return httpAnswers.notFound;
    if (method !== 'POST') return { status: 405, body: '405 method not allowed, supported: [POST]' };
    if (headers['content-type']?.split(';')[0] !== accepted) {
      return {
        ...httpAnswers.wrongContentType,
        body: `415 unsupported media type, supported: [${accepted}]`,
      };
    }
    return encoding === 'json' ? httpAnswers.ok : httpAnswers.okProtobuf;
  }, place);
}

function server(behaviour: HttpBehaviour, requests: HttpRequest[]): RequestListener {
  return (request, response) => {
    read(request)
      .then((seen) => {
        requests.push(seen);
        const { status, headers, body, delay } =
          typeof behaviour === 'function' ? behaviour(seen) : behaviour;
        const answer = () => {
          if (!response.destroyed) response.writeHead(status, headers).end(body);
        };
        if (delay === undefined) answer();
        else notBefore(delay, answer);
      })
      .catch(() => response.destroy());
  };
}

async function read(request: IncomingMessage | Http2ServerRequest): Promise<HttpRequest> {
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: await buffer(request) };
}
