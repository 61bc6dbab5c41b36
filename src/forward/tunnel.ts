import { request } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Socket } from 'node:net';
import { percentDecode } from '../text/percent.ts';

const loginOf = ({ username, password }: URL): Record<string, string> => {
  if (username === '') return {};
  const login = `${percentDecode(username)}:${percentDecode(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
};

/** A connection to `host:port` through an HTTP proxy: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
export const openTunnel = (proxyUrl: string, authority: string, timeoutMs: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const proxy = new URL(proxyUrl);
    const ask = (proxy.protocol === 'https:' ? requestSecure : request)({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? undefined : Number(proxy.port),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...loginOf(proxy) },
      agent: false,
      timeout: timeoutMs,
    });
    ask.on('connect', ({ statusCode = 0 }, socket, first) => {
      if (statusCode === 200) {
        // A server of HTTP/2 speaks at once: its first frames may come together with the proxy's answer.
        socket.unshift(first);
        return resolve(socket as Socket);
      }
      socket.destroy();
      reject(Object.assign(new Error(`the proxy answers ${statusCode}`), { code: `HTTP ${statusCode}` }));
    });
    ask.on('timeout', () =>
      ask.destroy(Object.assign(new Error('the proxy does not answer'), { code: 'ETIMEDOUT' })),
    );
    ask.on('error', reject).end();
  });
