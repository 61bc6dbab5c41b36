import type { Duplex } from 'node:stream';
import type { FactTable, ProxyFact } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { place } from '../model/reading.ts';
import type { Target } from '../model/target.ts';
import type { Context, DoctorContext } from './context.ts';
import { readHead } from './wire/http-answer.ts';
import { exchange } from './wire/preface.ts';
import { limits } from './wire/reach.ts';
import { openTcp, wireError } from './wire/socket.ts';
import { openSocks } from './wire/socks.ts';
import { loginHeader, socksLogin } from './wire/tunnel.ts';

const PATIENCE_MS = 3_000;

/** The list of exceptions that is set, the one that libraries ask first in front. */
export const exceptionsOf = (
  { protocol }: Target,
  variables: Readonly<Record<string, string>>,
): NonNullable<ProxyFact['exceptions']> | null => {
  const names = [...(protocol === 'grpc' ? ['no_grpc_proxy'] : []), 'no_proxy', 'NO_PROXY'];
  const variable = names.find((name) => variables[name]?.trim());
  return variable === undefined ? null : { variable, value: variables[variable] ?? '' };
};

/** How a proxy is asked for the receiver: for a tunnel, or plain HTTP with the whole URL, which changes nothing. */
const questionTo = ({ host, port, protocol, secure }: Target, login: string): string => {
  const destination = place({ host, port });
  const line = protocol === 'grpc' || secure ? `CONNECT ${destination}` : `HEAD http://${destination}/`;
  return `${line} HTTP/1.1\r\nHost: ${destination}\r\n${login}\r\n`;
};

/** Without a tunnel the receiver answers, who may say anything but what proxies say. */
const outcomeOf = (status: number, tunnel: boolean): ProxyFact['outcome'] => {
  if (status === 0) return 'failed';
  if (tunnel) return status >= 200 && status < 300 ? 'open' : 'refused';
  return status === 403 || status === 407 || status >= 500 ? 'refused' : 'open';
};

/** The proxy's URL where it speaks SOCKS; gRPC libraries ask such a one for a tunnel all the same. */
const socksProxyOf = ({ secrets }: Context): URL | null => {
  const url = secrets.proxyUrl?.reveal() ?? '';
  return url.startsWith('socks') ? new URL(url) : null;
};

const askSocks = async (
  connection: Duplex,
  { host, port }: Target,
  url: URL,
  context: Context,
): Promise<Pick<ProxyFact, 'outcome' | 'status' | 'code'>> => {
  try {
    await openSocks(connection, { host, port, login: socksLogin(url) }, limits(context, PATIENCE_MS));
    return { outcome: 'open', status: null, code: null };
  } catch (thrown) {
    return { outcome: 'refused', status: null, code: wireError(thrown).code };
  } finally {
    connection.destroy();
  }
};

/** Asks a proxy for a way to the receiver. Never throws. */
export const askProxy = async (
  target: Target,
  use: Pick<ProxyFact, 'host' | 'port' | 'variable'>,
  login: string,
  context: Context,
): Promise<ProxyFact> => {
  const base = { ...use, exceptions: exceptionsOf(target, context.containerVariables) };
  try {
    const connection = await openTcp(use.host, use.port, limits(context, PATIENCE_MS));
    const socks = target.proxy === null ? null : socksProxyOf(context);
    if (socks !== null) return { ...base, ...(await askSocks(connection, target, socks, context)) };
    const question = Buffer.from(questionTo(target, login));
    const answer = await exchange(connection, question, limits(context, PATIENCE_MS));
    const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(answer.bytes.toString('latin1'))?.[1] ?? 0);
    const tunnel = target.protocol === 'grpc' || target.secure;
    const outcome = outcomeOf(status, tunnel);
    const said = outcome === 'refused' ? readHead(answer.bytes, context.secretValues) : null;
    return { ...base, code: null, status: status || null, outcome, ...(said && { answer: said }) };
  } catch (thrown) {
    return { ...base, status: null, outcome: 'unreachable', code: wireError(thrown).code };
  }
};

/** Fact `proxy`: whether the proxy opens a tunnel to the receiver. Plain HTTP goes through it without one. */
export const proxy: Probe<FactTable, DoctorContext, 'proxy', 'target' | 'dns'> = {
  fact: 'proxy',
  needs: ['target', 'dns'],
  budgetMs: 8_000,
  gate: ({ target }) => (target.proxy === null ? { absent: 'no proxy for this destination' } : 'go'),
  observe: async ({ target, dns }, context): Promise<ProxyFact> => {
    const { host = '', port = 0, variable = '' } = target.proxy ?? {};
    const exceptions = exceptionsOf(target, context.containerVariables);
    const base = { host, port, variable, status: null, code: null, exceptions };
    if (dns.addresses.length === 0) return { ...base, outcome: 'unreachable', code: dns.code };
    if (target.protocol !== 'grpc' && !target.secure && socksProxyOf(context) === null)
      return { ...base, outcome: 'open' };
    const url = context.secrets.proxyUrl?.reveal();
    const login = url === undefined ? '' : loginHeader(new URL(url));
    return askProxy(target, { host, port, variable }, login, context);
  },
};
