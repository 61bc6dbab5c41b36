import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Arrival, Peer } from './batch.ts';
import { collect } from './body.ts';
import { accept, type Context, FAREWELL_MS, headersOf, type Objection, peerOf, refuse } from './context.ts';
import { open, statusMessage } from './decode.ts';
import {
  type Answer,
  allowOrigin,
  FORBIDDEN,
  failure,
  notAllowed,
  preflight,
  success,
} from './http-answer.ts';
import { type Announced, INVALID_ARGUMENT, type Refused, readHead, UNAVAILABLE } from './http-request.ts';
import { type BrowserHead, isNamed, objectionToPage } from './origin.ts';
import type { PortName, RequestHead } from './refusal.ts';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** One request with all that its answer needs. */
interface Exchange {
  readonly context: Context;
  readonly port: PortName;
  readonly request: Request;
  readonly head: RequestHead;
  readonly peer: Peer;
}

const headerOf = (request: Request, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

/** What a browser adds to a request of a page. */
const pageOf = (request: Request): BrowserHead => ({
  origin: headerOf(request, 'origin'),
  site: headerOf(request, 'sec-fetch-site'),
  host: headerOf(request, 'host') ?? headerOf(request, ':authority'),
});

const headOf = (request: Request): RequestHead => ({
  method: request.method ?? null,
  path: request.url ?? null,
  contentType: headerOf(request, 'content-type'),
  contentEncoding: headerOf(request, 'content-encoding'),
  headers: headersOf(request.rawHeaders),
});

/** Cuts off a sender that still sends the body of a refused request, once it had time to read the answer. */
const cutOff = (request: Request, response: Response): void => {
  request.resume();
  if (request.readableEnded || request.complete) return;
  const { socket } = request;
  const cut = setTimeout(() => {
    if ('stream' in response) response.stream.close();
    else socket.destroy();
  }, FAREWELL_MS).unref();
  request.on('close', () => clearTimeout(cut)).on('end', () => clearTimeout(cut));
};

const send = (response: Response, request: Request, { status, headers, body, closes }: Answer): void => {
  if (response.writableEnded) return;
  const length = status === 204 ? {} : { 'content-length': String(body.length) };
  const closing = closes && request.httpVersionMajor === 1 ? { connection: 'close' } : {};
  (response as ServerResponse).writeHead(status, { ...headers, ...length, ...closing });
  (response as ServerResponse).end(body);
  cutOff(request, response);
};

const refused = ({ context, port, peer, head }: Exchange, { objection, answer }: Refused): Answer => {
  refuse(context, port, peer, head, objection);
  return answer;
};

/** A body that cannot be taken is the sender's fault and not to be sent again; only too little memory passes. */
const badBody = (exchange: Exchange, { encoding }: Announced, objection: Objection): Answer => {
  const isPassing = objection.kind === 'overloaded';
  const text = statusMessage(objection);
  const answer = failure(isPassing ? 503 : 400, encoding, isPassing ? UNAVAILABLE : INVALID_ARGUMENT, text);
  return refused(exchange, { objection, answer });
};

const takeBody = (exchange: Exchange, announced: Announced, body: Buffer): Answer => {
  const { context, head, peer } = exchange;
  const { signal, encoding, compression } = announced;
  const receivedAtUnixNano = context.now();
  const opened = open(signal, encoding, compression, body, context.maxBodyBytes);
  if ('objection' in opened) return badBody(exchange, announced, opened.objection);
  const arrival: Arrival = {
    transport: encoding === 'application/json' ? 'http/json' : 'http/protobuf',
    compression,
    bytes: body.length,
    inflatedBytes: opened.message.length,
    peer,
    receivedAtUnixNano,
    headers: head.headers,
  };
  accept(context, signal, opened.request, arrival, { message: opened.message, body });
  return success(encoding);
};

const receive = async (exchange: Exchange, announced: Announced): Promise<Answer> => {
  const { context, request } = exchange;
  const collected = await collect(request, context.maxBodyBytes, context);
  if ('body' in collected) return takeBody(exchange, announced, collected.body);
  const objection = { kind: collected.failed, detail: String(collected.received) };
  return { ...badBody(exchange, announced, objection), closes: true };
};

const answerTo = async (exchange: Exchange): Promise<Answer> => {
  const { context, request, head } = exchange;
  const objection = objectionToPage(pageOf(request), context.allowedOrigins);
  if (objection !== null)
    return refused(exchange, {
      objection: { kind: 'origin', detail: objection },
      answer: notAllowed(objection),
    });
  const isPreflight =
    head.method === 'OPTIONS' && headerOf(request, 'access-control-request-method') !== null;
  if (isPreflight) {
    return preflight({
      headers: headerOf(request, 'access-control-request-headers'),
      privateNetwork:
        headerOf(request, 'access-control-request-private-network') === 'true' &&
        isNamed(headerOf(request, 'origin'), context.allowedOrigins),
    });
  }
  const announced = readHead(head);
  return 'objection' in announced ? refused(exchange, announced) : receive(exchange, announced);
};

/** Serves one OTLP/HTTP request, of HTTP/1.1 as of HTTP/2. */
export const serveHttp = async (
  context: Context,
  port: PortName,
  request: Request,
  response: Response,
): Promise<void> => {
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  const exchange = { context, port, request, head: headOf(request), peer: peerOf(request.socket) };
  context.crowds[port].active(exchange.peer);
  const answer = await answerTo(exchange);
  context.crowds[port].active(exchange.peer);
  const origin = answer.status === FORBIDDEN ? null : headerOf(request, 'origin');
  send(response, request, allowOrigin(answer, origin));
};
