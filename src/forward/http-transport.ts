import http from 'node:http';
import https from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { createPieces } from '../bytes/pieces.ts';
import {
  ANSWER_LIMIT,
  type ForwardTarget,
  type Reply,
  type Transport,
  timeoutOf,
  tlsOptions,
  tooLate,
} from './target.ts';

const KEEP_ALIVE = { keepAlive: true };

const agentOf = ({ proxy }: ForwardTarget, secure: boolean, tls: object): http.Agent => {
  if (!proxy) return secure ? new https.Agent(KEEP_ALIVE) : new http.Agent(KEEP_ALIVE);
  return secure
    ? new HttpsProxyAgent(proxy, { ...KEEP_ALIVE, ...tls })
    : new HttpProxyAgent(proxy, KEEP_ALIVE);
};

const plain = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Reads an answer as far as it is worth reading. */
const read = (
  response: http.IncomingMessage,
  done: (reply: Reply) => void,
  fail: (error: Error) => void,
): void => {
  const pieces = createPieces();
  const finish = (): void => {
    const body = pieces.whole().subarray(0, ANSWER_LIMIT);
    done({ status: response.statusCode ?? 0, headers: plain(response.headers), body });
  };
  response.on('data', (chunk: Buffer) => {
    pieces.add(chunk);
    if (pieces.length <= ANSWER_LIMIT && !pieces.isCrumbled()) return;
    finish();
    response.destroy();
  });
  response.on('end', finish).on('error', fail);
};

/** The way to a destination that speaks OTLP/HTTP. Follows no redirect. */
export const httpTransport = (target: ForwardTarget): Transport => {
  const url = new URL(target.url);
  const secure = url.protocol === 'https:';
  const tls = secure ? tlsOptions(target) : {};
  const agent = agentOf(target, secure, tls);
  const open = new Set<http.ClientRequest>();
  const timeoutMs = timeoutOf(target);
  return {
    send: ({ headers, body }) =>
      new Promise((resolve, reject) => {
        const request = (secure ? https : http).request(url, { method: 'POST', headers, agent, ...tls });
        const deadline = setTimeout(() => request.destroy(tooLate(timeoutMs)), timeoutMs);
        open.add(request);
        request.on('close', () => {
          clearTimeout(deadline);
          open.delete(request);
          reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
        });
        request.on('error', reject);
        request.on('response', (response) => read(response, resolve, reject));
        request.end(body);
      }),
    close: () => {
      for (const request of open) request.destroy();
      agent.destroy();
    },
  };
};
