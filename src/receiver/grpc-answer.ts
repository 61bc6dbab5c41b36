import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { ACCEPTED_ENCODINGS } from './inflate.ts';

/** A gRPC status other than OK: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export interface GrpcFailure {
  readonly code: number;
  readonly message: string;
  /** HTTP status, which is other than 200 only for what is no gRPC request. */
  readonly httpStatus?: number;
}

/** Whether a content type is that of gRPC, with any codec, but not that of gRPC-Web. */
export const isGrpcType = (contentType: string | null): boolean =>
  /^application\/grpc(?:$|[+; ])/i.test(contentType?.trim() ?? '');

/** https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses */
const percentEncode = (message: string): string =>
  Array.from(Buffer.from(message, 'utf8'), (byte) =>
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');

const responseHeaders = (httpStatus: number): OutgoingHttpHeaders => ({
  ':status': httpStatus,
  'content-type': 'application/grpc',
  'grpc-accept-encoding': ACCEPTED_ENCODINGS,
});

/** Answers with a status alone ("Trailers-Only") and asks a sender that is not done yet to stop. */
export const sendFailure = (
  stream: ServerHttp2Stream,
  { code, message, httpStatus = 200 }: GrpcFailure,
): void => {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(
    { ...responseHeaders(httpStatus), 'grpc-status': String(code), 'grpc-message': percentEncode(message) },
    { endStream: true },
  );
  stream.resume();
  if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
};

/** Length-prefixed empty message: an export response without a partial success. */
const EMPTY_MESSAGE = Buffer.alloc(5);

/** Answers with an export response and the status OK. */
export const sendSuccess = (stream: ServerHttp2Stream): void => {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(responseHeaders(200), { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(EMPTY_MESSAGE);
};
