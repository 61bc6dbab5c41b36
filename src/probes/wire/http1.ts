import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpAnswer } from '../../model/answers.ts';
import { httpAnswer, readBody } from './http-answer.ts';
import { type WireOptions, withLimits } from './socket.ts';

/** One HTTP/1.1 request over an open connection. */
export interface Http1Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `Host` header. */
  readonly authority: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** The length of a request is told here, so that it has no other framing, whatever a list of headers says. */
const framed = ({ 'transfer-encoding': _, ...headers }: Http1Request['headers']): Http1Request['headers'] =>
  headers;

/** Bytes of an answer's head that are read at most. */
const HEAD_LIMIT = 32 * 1024;

/**
 * Sends one request and reads its answer up to a limit. The connection is closed afterwards.
 * Rejects with Node's parser error when the answer is not HTTP/1.1.
 */
export const requestHttp1 = (
  connection: Duplex,
  request: Http1Request,
  secretValues: readonly string[],
  options: WireOptions,
): Promise<HttpAnswer> =>
  withLimits<HttpAnswer>('HTTP request', options, (done, fail) => {
    const { method, path, authority, headers, body } = request;
    const sent = http.request({
      createConnection: () => connection as never,
      method,
      path,
      headers: {
        ...framed(headers),
        ...{ host: authority, connection: 'close', 'content-length': body?.length ?? 0 },
      },
      maxHeaderSize: HEAD_LIMIT,
      setHost: false,
    });
    sent.on('response', (message) => {
      readBody(message).then((received) => done(httpAnswer(message, received, secretValues)), fail);
    });
    sent.on('error', fail);
    // Who opened the way may have paused it.
    connection.resume();
    sent.end(body);
    return () => {
      sent.destroy();
      connection.destroy();
    };
  });
