import type { Duplex } from 'node:stream';
import type { HttpAnswer } from '../../model/answers.ts';
import { httpAnswer, readBody } from './http-answer.ts';
import { type WireOptions, withLimits } from './socket.ts';

/**
 * Asks the first server on the way over HTTP/2 for an answer of its own. `TRACE` with `Max-Forwards: 0` is what HTTP has
 * for that (RFC 9110, 7.6.2 and 9.3.8): who forwards answers it, most of them by refusing it.
 */
export const askFront = async (
  connection: Duplex,
  origin: string,
  secretValues: readonly string[],
  options: WireOptions,
): Promise<HttpAnswer> => {
  const { connect } = await import('node:http2');
  return withLimits<HttpAnswer>('TRACE', options, (done, fail) => {
    const session = connect(origin, {
      createConnection: () => connection as never,
      ...{ maxHeaderListPairs: 200, maxSessionMemory: 4 },
    });
    session.on('error', fail);
    const stream = session.request({
      ...{ ':method': 'TRACE', ':path': '/', 'max-forwards': '0', 'user-agent': 'otel-doctor' },
    });
    stream.on('error', fail);
    stream.on('close', () => fail(new Error('stream closed without an answer')));
    stream.on('response', ({ ':status': statusCode = 0, ...headers }) => {
      readBody(stream).then((body) => {
        const message = { statusCode, statusMessage: '', headers };
        done({ ...httpAnswer(message, body, secretValues), otlp: false });
      });
    });
    return () => {
      session.destroy();
      connection.destroy();
    };
  });
};
