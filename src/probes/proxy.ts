import net from 'node:net';
import type { FactTable, ProxyFact } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { Context, DoctorContext } from './context.ts';
import { exchange } from './wire/preface.ts';
import { limits } from './wire/reach.ts';
import { openTcp, wireError } from './wire/socket.ts';

const PATIENCE_MS = 3_000;

const login = (context: Context): string => {
  const url = context.secrets.proxyUrl?.reveal();
  if (url === undefined) return '';
  const { username, password } = new URL(url);
  if (username === '') return '';
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(pair).toString('base64')}\r\n`;
};

/** Fact `proxy`: whether the proxy opens a tunnel to the receiver. Plain HTTP goes through it without one. */
export const proxy: Probe<FactTable, DoctorContext, 'proxy', 'target' | 'tcp'> = {
  fact: 'proxy',
  needs: ['target', 'tcp'],
  budgetMs: 8_000,
  gate: ({ target, tcp }) => {
    if (target.proxy === null) return { absent: 'no proxy for this destination' };
    return tcp.tries.some(({ outcome }) => outcome === 'connected') ? 'go' : { blockedBy: 'tcp' };
  },
  observe: async ({ target }, context): Promise<ProxyFact> => {
    const { host = '', port = 0, variable = '' } = target.proxy ?? {};
    const base = { host, port, variable, status: null, code: null };
    if (target.protocol !== 'grpc' && !target.secure) return { ...base, outcome: 'open' };
    const destination = `${net.isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
    const request = `CONNECT ${destination} HTTP/1.1\r\nHost: ${destination}\r\n${login(context)}\r\n`;
    try {
      const connection = await openTcp(host, port, limits(context, PATIENCE_MS));
      const answer = await exchange(connection, Buffer.from(request), limits(context, PATIENCE_MS));
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(answer.bytes.toString('latin1'))?.[1] ?? 0);
      const outcome = status >= 200 && status < 300 ? 'open' : status === 0 ? 'failed' : 'refused';
      return { ...base, outcome, status: status || null };
    } catch (thrown) {
      return { ...base, outcome: 'unreachable', code: wireError(thrown).code };
    }
  },
};
