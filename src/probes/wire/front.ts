import type { Duplex } from 'node:stream';
import type { HttpAnswer } from '../../model/answers.ts';
import { httpAnswer, readBody } from './http-answer.ts';
import { type WireOptions, withLimits } from './socket.ts';

/** A request without credentials over HTTP/2; without a body. */
export interface Http2Question {
  readonly method: 'TRACE' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks the first server on the way for an answer of its own. `TRACE` with `Max-Forwards: 0` is what HTTP has for that
 * (RFC 9110, 7.6.2 and 9.3.8): who forwards answers it, most of them by refusing it.
 */
export const TO_FRONT: Http2Question = { method: 'TRACE', path: '/', headers: { 'max-forwards': '0' } };

/** An empty export, which leaves no data behind. */
export const emptyExport = (path: string, json: boolean): Http2Question => ({
  method: 'POST',
  path,
  headers: { 'content-type': json ? 'application/json' : 'application/x-protobuf', 'content-length': '0' },
});

/** Asks over HTTP/2 alone, whatever the port speaks besides. */
export const askOverHttp2 = async (
  connection: Duplex,
  origin: string,
  { method, path, headers: own }: Http2Question,
  secretValues: readonly string[],
  options: WireOptions,
): Promise<HttpAnswer> => {
  const { connect } = await import('node:http2');
  return withLimits<HttpAnswer>(method, options, (done, fail) => {
    const session = connect(origin, {
      createConnection: () => connection as never,
      ...{ maxHeaderListPairs: 200, maxSessionMemory: 4 },
    });
    session.on('error', fail);
    const stream = session.request({
      ...{ ':method': method, ':path': path, 'user-agent': 'otel-doctor', ...own },
    });
    stream.end();
    stream.on('error', fail);
    stream.on('close', () => fail(new Error('stream closed without an answer')));
    stream.on('response', ({ ':status': statusCode = 0, ...headers }) => {
      readBody(stream).then((body) => {
        const message = { statusCode, statusMessage: '', headers };
        const answer = httpAnswer(message, body, secretValues);
        done(method === 'POST' ? answer : { ...answer, otlp: false });
      });
    });
    return () => {
      session.destroy();
      connection.destroy();
    };
  });
};
