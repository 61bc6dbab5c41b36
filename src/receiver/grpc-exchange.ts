import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Arrival, Peer } from './batch.ts';
import { type Collected, collect } from './body.ts';
import { accept, type Context, headersOf, type Objection, refuse } from './context.ts';
import { open, statusMessage } from './decode.ts';
import { type GrpcFailure, sendFailure, sendSuccess } from './grpc-answer.ts';
import { type GrpcAnnounced, MESSAGE_PREFIX, readGrpcHead, unframe } from './grpc-request.ts';
import type { PortName, RefusalKind, RequestHead } from './refusal.ts';

/** One call with all that its answer needs. */
interface Call {
  readonly context: Context;
  readonly port: PortName;
  readonly stream: ServerHttp2Stream;
  readonly head: RequestHead;
  readonly peer: Peer;
}

const INTERNAL = 13;

/** Status of what is wrong with the message; everything else is an invalid argument. */
const CODES: { readonly [K in RefusalKind]?: number } = {
  'body-too-large': 8,
  'grpc-compression': INTERNAL,
  'grpc-framing': INTERNAL,
  'malformed-compression': INTERNAL,
  overloaded: 14,
  truncated: 1,
};

const failureOf = (objection: Objection): GrpcFailure => ({
  code: CODES[objection.kind] ?? 3,
  message: statusMessage(objection),
});

const fail = (
  { context, port, stream, head, peer }: Call,
  objection: Objection,
  failure: GrpcFailure,
): void => {
  refuse(context, port, peer, head, objection);
  sendFailure(stream, failure);
};

const notCollected = ({ failed, received }: Extract<Collected, { failed: string }>): Objection => ({
  kind: failed,
  detail: String(received),
});

/** Bytes of the message, still compressed if it says so, or what is wrong with the framing. */
const messageOf = (
  body: Buffer,
  compression: string,
): { readonly message: Buffer; readonly encoding: string } | Objection => {
  const unframed = unframe(body);
  if ('detail' in unframed) return { kind: 'grpc-framing', detail: unframed.detail };
  if (!unframed.compressed) return { message: unframed.message, encoding: 'identity' };
  if (compression === 'identity')
    return { kind: 'grpc-compression', detail: 'compressed flag without grpc-encoding' };
  return { message: unframed.message, encoding: compression };
};

/** Takes the message in; returns what is wrong with it. */
const take = (call: Call, { signal, compression }: GrpcAnnounced, body: Buffer): Objection | null => {
  const { context, head, peer } = call;
  const receivedAtUnixNano = context.now();
  const framed = messageOf(body, compression);
  if ('kind' in framed) return framed;
  const { message, encoding } = framed;
  const opened = open(signal, 'application/x-protobuf', encoding, message, context.maxMessageBytes);
  if ('objection' in opened) return opened.objection;
  const arrival: Arrival = {
    transport: 'grpc',
    compression: encoding,
    bytes: message.length,
    inflatedBytes: opened.message.length,
    peer,
    receivedAtUnixNano,
    headers: head.headers,
  };
  accept(context, signal, opened.request, arrival, { message: opened.message, body: message });
  return null;
};

const text = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** What a stream of HTTP/2 says about its request. */
export const headOfStream = (headers: IncomingHttpHeaders, raw: readonly string[]): RequestHead => ({
  method: text(headers[':method']),
  path: text(headers[':path']),
  contentType: text(headers['content-type']),
  contentEncoding: text(headers['grpc-encoding']),
  headers: headersOf(raw),
});

/** Serves one call. */
export const serveGrpc = async (
  context: Context,
  port: PortName,
  stream: ServerHttp2Stream,
  head: RequestHead,
  peer: Peer,
): Promise<void> => {
  stream.on('error', () => undefined);
  context.crowds[port].active(peer);
  const call = { context, port, stream, head, peer };
  const announced = readGrpcHead(head);
  if ('objection' in announced) {
    fail(call, announced.objection, announced.failure);
    return;
  }
  const collected = await collect(stream, context.maxMessageBytes + MESSAGE_PREFIX, context);
  const objection = 'body' in collected ? take(call, announced, collected.body) : notCollected(collected);
  if (objection === null) sendSuccess(stream);
  else fail(call, objection, failureOf(objection));
};
