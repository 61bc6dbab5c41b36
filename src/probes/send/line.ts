import http from 'node:http';
import type { HttpAnswer } from '../../model/facts.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { httpAnswer, readBody } from '../wire/http-answer.ts';
import { limits, tlsMaterial } from '../wire/reach.ts';
import { type WireError, wireError } from '../wire/socket.ts';
import { startTls } from '../wire/tls.ts';
import { canOpen, openWay } from '../wire/tunnel.ts';

/** What a request met. */
export interface FirstAnswer {
  readonly answer: HttpAnswer | null;
  readonly error: WireError | null;
}

/** One request to a receiver. Where the headers name no length, the body goes out in chunks. */
export interface Post {
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Milliseconds to wait for an answer. */
  readonly timeoutMs: number;
}

/** The connection to a receiver over HTTP, kept open from one request to the next. */
export interface Line {
  /** Never rejects. */
  post(post: Post): Promise<FirstAnswer>;
  close(): void;
}

const timedOut = (timeoutMs: number): FirstAnswer => ({
  answer: null,
  error: { code: 'ETIMEDOUT', message: `no answer within ${timeoutMs} ms` },
});

const failed = (thrown: unknown): FirstAnswer => ({ answer: null, error: wireError(thrown) });

/** HTTP/1.1 through an agent, which keeps the connection. */
export const lineThrough = (agent: http.Agent, secretValues: readonly string[]): Line => ({
  post: async ({ url, headers, body, timeoutMs }) => {
    // The agent of a tunnel tells by who calls it whether it is to speak TLS.
    const { request: start } = url.startsWith('https:') ? await import('node:https') : http;
    return new Promise((resolve) => {
      const framing = 'content-length' in headers ? {} : { 'transfer-encoding': 'chunked' };
      const request = start(url, {
        ...{ agent, method: 'POST', timeout: timeoutMs },
        headers: { ...headers, ...framing },
      });
      request.on('response', (response) => {
        readBody(response).then((received) => {
          resolve({ answer: httpAnswer(response, received, secretValues), error: null });
          if (!response.complete) response.destroy();
        });
      });
      request.on('timeout', () => {
        resolve(timedOut(timeoutMs));
        request.destroy();
      });
      request.on('error', (error) => resolve(failed(error)));
      request.end(body);
    });
  },
  close: () => agent.destroy(),
});

/** Bytes of memory and pairs of headers that a server may take up; the defaults allow far more. */
const SESSION_LIMITS = { maxHeaderListPairs: 200, maxSessionMemory: 4 };

/**
 * HTTP/2 over TLS, as clients speak it that offer both versions by ALPN; null where the server takes HTTP/1.1. Rejects
 * where no connection comes about, or its certificate is not trusted.
 */
export const lineOverHttp2 = async (target: Target, context: Context, ms: number): Promise<Line | null> => {
  if (target.habits?.http2 !== true || !target.secure || !canOpen(target, context)) return null;
  const way = await openWay(target, target.host, ms, context);
  const material = { rejectUnauthorized: true, ...tlsMaterial(target, context.readFile) };
  const socket = await startTls(way, target.host, ['h2', 'http/1.1'], material, limits(context, ms));
  if (socket.alpnProtocol !== 'h2') {
    socket.destroy();
    return null;
  }
  const { connect } = await import('node:http2');
  const session = connect('https://receiver', { ...SESSION_LIMITS, createConnection: () => socket });
  // What breaks the session breaks its streams, and is told there.
  session.on('error', () => {});
  return {
    post: ({ url, headers: { host, connection: _, ...headers }, body, timeoutMs }) =>
      new Promise((resolve) => {
        const { host: authority, pathname, search } = new URL(url);
        const stream = session.request({
          ...headers,
          ...{ ':method': 'POST', ':path': `${pathname}${search}`, ':authority': host ?? authority },
        });
        let answered = false;
        stream.setTimeout(timeoutMs, () => {
          resolve(timedOut(timeoutMs));
          stream.destroy();
        });
        stream.on('response', ({ ':status': statusCode = 0, ...received }) => {
          answered = true;
          readBody(stream).then((bytes) => {
            const message = { statusCode, statusMessage: '', headers: received };
            resolve({ answer: httpAnswer(message, bytes, context.secretValues), error: null });
          });
        });
        const end = (error: unknown): void => {
          if (!answered) resolve(failed(error));
        };
        stream.on('error', end);
        stream.on('close', () => end({ code: 'ECONNCLOSED', message: 'stream closed without an answer' }));
        stream.end(body);
      }),
    close: () => {
      session.destroy();
      socket.destroy();
    },
  };
};
