import {
  createSecureServer,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { buffer } from 'node:stream/consumers';
import { notBefore } from '../wait.ts';
import { type Endpoint, listen, type Place, type ServerTls, tlsOptions } from './endpoint.ts';

/** What a gRPC endpoint answers. */
export interface GrpcAnswer {
  /** The number in grpc-status; 0 is OK. */
  readonly status: number;
  readonly message?: string;
  /** `trailers-only`: the status comes in the first and only headers. `missing`: it never comes. */
  readonly trailers?: 'normal' | 'trailers-only' | 'missing';
  /** The protobuf message; empty unless given. Not sent with `trailers-only`. */
  readonly body?: Uint8Array;
  /** Further trailers, such as grpc-retry-pushback-ms. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The HTTP status, 200 unless given: then there is neither a message nor a grpc-status. */
  readonly httpStatus?: number;
  /** Answers only after so many milliseconds. */
  readonly delay?: number;
}

/** A call that a gRPC endpoint has read in whole; its body still has the five bytes of gRPC's framing. */
export interface GrpcCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A gRPC endpoint remembers how it was called. */
export interface GrpcEndpoint extends Endpoint {
  calls(): readonly GrpcCall[];
}

/** The same answer to everything, or one for each call. */
export type GrpcBehaviour = GrpcAnswer | ((call: GrpcCall) => GrpcAnswer);

/** The numbers of the gRPC statuses that exporters meet. */
export const grpcStatus = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** Answers gRPC over HTTP/2, in clear text (h2c) or over TLS. */
export async function startGrpc(
  behaviour: GrpcBehaviour = { status: 0 },
  options: Place & { readonly tls?: ServerTls } = {},
): Promise<GrpcEndpoint> {
  const calls: GrpcCall[] = [];
  const server = options.tls ? createSecureServer(tlsOptions(options.tls)) : createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    serve(stream, headers, behaviour, calls).catch(() => stream.destroy());
  });
  return { ...(await listen(server, options)), calls: () => calls };
}

/** A gRPC server without OTLP: it knows `helloworld.Greeter` alone. */
export function startOtherGrpcService(place: Place = {}): Promise<GrpcEndpoint> {
  return startGrpc(({ path }) => {
    const service = path.split('/')[1] ?? '';
    if (service === 'helloworld.Greeter') return { status: grpcStatus.ok };
    return {
      status: grpcStatus.unimplemented,
      message: `unknown service ${service}`,
      trailers: 'trailers-only',
    };
  }, place);
}

/** Ends every HTTP/2 connection with GOAWAY as soon as a call comes. */
export async function startGoaway(errorCode: number, reason = '', options: Place = {}): Promise<Endpoint> {
  const server = createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream: ServerHttp2Stream) => {
    stream.on('error', () => undefined);
    const session = stream.session as ServerHttp2Session;
    session.goaway(errorCode, 0, Buffer.from(reason));
    session.close();
    stream.close(errorCode);
  });
  return listen(server, options);
}

async function serve(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  behaviour: GrpcBehaviour,
  calls: GrpcCall[],
): Promise<void> {
  const call = { path: headers[':path'] ?? '', headers, body: await buffer(stream) };
  calls.push(call);
  const answer = typeof behaviour === 'function' ? behaviour(call) : behaviour;
  if (answer.delay === undefined) respond(stream, answer);
  else notBefore(answer.delay, () => respond(stream, answer));
}

function respond(stream: ServerHttp2Stream, answer: GrpcAnswer): void {
  if (stream.destroyed) return;
  const head = { ':status': answer.httpStatus ?? 200, 'content-type': 'application/grpc' };
  if (answer.httpStatus !== undefined) stream.respond({ ':status': answer.httpStatus }, { endStream: true });
  else if (answer.trailers === 'trailers-only')
    stream.respond({ ...head, ...ending(answer) }, { endStream: true });
  else respondWithMessage(stream, head, answer);
}

function respondWithMessage(
  stream: ServerHttp2Stream,
  head: { ':status': number },
  answer: GrpcAnswer,
): void {
  const waitForTrailers = answer.trailers !== 'missing';
  if (waitForTrailers) stream.on('wantTrailers', () => stream.sendTrailers(ending(answer)));
  stream.respond(head, { waitForTrailers });
  stream.end(answer.status === 0 ? frame(answer.body ?? new Uint8Array()) : undefined);
}

function ending(answer: GrpcAnswer): Record<string, string> {
  const message = answer.message === undefined ? {} : { 'grpc-message': encodeURI(answer.message) };
  return { 'grpc-status': String(answer.status), ...message, ...answer.metadata };
}

function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
