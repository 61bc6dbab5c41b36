import type http2 from 'node:http2';
import type { Duplex } from 'node:stream';
import { createPieces } from '../../bytes/pieces.ts';
import type { GrpcAnswer, HttpAnswer } from '../../model/facts.ts';
import { percentDecode } from '../../text/percent.ts';
import { clean } from './clean.ts';
import { httpAnswer } from './http-answer.ts';
import { readProtobufResponse } from './otlp-response.ts';
import { type WireOptions, withLimits } from './socket.ts';

/** One unary call; an empty message is what every OTLP receiver must accept, and leaves no data behind. */
export interface GrpcCall {
  readonly method: string;
  readonly authority: string;
  readonly secure: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  readonly message: Buffer;
}

/** https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: not compressed, length, message. */
const prefixed = (message: Buffer): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

const BODY_LIMIT = 64 * 1024;

const firstText = (value: unknown): string | null =>
  typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : null;

/** Status to use when a server answers with HTTP only: https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md */
const statusFromHttp = (httpStatus: number): number =>
  ({ 400: 13, 401: 16, 403: 7, 404: 12, 429: 14, 502: 14, 503: 14, 504: 14 })[httpStatus] ?? 2;

type Head = http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader;

/** An answer without gRPC: a web server or a proxy speaks for itself. Nothing of it is a success. */
const pageOf = (head: Head, body: Buffer, secretValues: readonly string[]): HttpAnswer => {
  const { [':status']: statusCode = 0, ...headers } = head;
  return { ...httpAnswer({ statusCode, statusMessage: '', headers }, body, secretValues), otlp: false };
};

const readAnswer = (
  head: Head,
  trailers: http2.IncomingHttpHeaders,
  body: Buffer,
  secretValues: readonly string[],
): GrpcAnswer => {
  const httpStatus = Number(head[':status'] ?? 0);
  const contentType = firstText(head['content-type']);
  const field = (name: string): string | null => firstText(trailers[name]) ?? firstText(head[name]);
  const status = field('grpc-status');
  const server = firstText(head['server']);
  const isGrpc = contentType?.startsWith('application/grpc') === true;
  const text = isGrpc ? percentDecode(field('grpc-message') ?? '') : body.toString('utf8');
  const page = isGrpc || status !== null ? {} : { page: pageOf(head, body, secretValues) };
  const partial = isGrpc && body.length > 5 ? readProtobufResponse(body.subarray(5)).partial : null;
  return {
    status: status === null ? statusFromHttp(httpStatus) : Number(status),
    message: clean(text, secretValues),
    httpStatus,
    contentType: contentType === null ? null : clean(contentType, secretValues, 100),
    ...(server === null ? {} : { server: clean(server, secretValues, 100) }),
    partial: partial && { ...partial, message: clean(partial.message, secretValues) },
    ...page,
  };
};

/** Calls an export method over an open connection. Rejects when the peer does not speak HTTP/2. */
export const callGrpc = async (
  connection: Duplex,
  call: GrpcCall,
  secretValues: readonly string[],
  options: WireOptions,
): Promise<GrpcAnswer> => {
  // Loaded when HTTP/2 is spoken: it costs a run over HTTP/1.1 milliseconds for nothing.
  const { connect } = await import('node:http2');
  return withLimits<GrpcAnswer>('gRPC call', options, (done, fail) => {
    const origin = `${call.secure ? 'https' : 'http'}://${call.authority}`;
    const session = connect(origin, {
      createConnection: () => connection as never,
      // A server may send headers without end; the default allows 64 KiB times pairs.
      maxHeaderListPairs: 200,
      maxSessionMemory: 4,
    });
    session.on('error', fail);
    const stream = session.request({
      ':method': 'POST',
      ':path': call.method,
      'content-type': 'application/grpc',
      te: 'trailers',
      'user-agent': 'otel-doctor',
      ...call.metadata,
    });
    let head: Head = {};
    let trailers: http2.IncomingHttpHeaders = {};
    const pieces = createPieces();
    const finish = (): void => done(readAnswer(head, trailers, pieces.whole(), secretValues));
    stream.on('response', (headers) => {
      head = headers;
    });
    stream.on('trailers', (headers) => {
      trailers = headers;
    });
    stream.on('data', (chunk: Buffer) => {
      pieces.add(chunk);
      if (pieces.length >= BODY_LIMIT || pieces.isCrumbled()) finish();
    });
    stream.on('end', () => (head[':status'] === undefined ? undefined : finish()));
    stream.on('close', () =>
      head[':status'] === undefined
        ? fail(Object.assign(new Error('stream closed without an answer'), { code: 'ECONNCLOSED' }))
        : finish(),
    );
    stream.on('error', fail);
    stream.end(prefixed(call.message));
    return () => {
      session.destroy();
      connection.destroy();
    };
  });
};
