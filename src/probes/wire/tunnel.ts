import type { Duplex } from 'node:stream';
import { place } from '../../model/reading.ts';
import type { Target } from '../../model/target.ts';
import { percentDecode } from '../../text/percent.ts';
import type { Context } from '../context.ts';
import { limits } from './reach.ts';
import { openTcp, type WireOptions, withLimits } from './socket.ts';
import { openSocks, type SocksRequest } from './socks.ts';
import { startTls } from './tls.ts';

/** The header with the login of a proxy's URL; empty when it has none. */
export const loginHeader = ({ username, password }: URL): string => {
  if (username === '') return '';
  const pair = `${percentDecode(username)}:${percentDecode(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(pair).toString('base64')}\r\n`;
};

/** The login of a SOCKS proxy's URL. */
export const socksLogin = ({ username, password }: URL): SocksRequest['login'] =>
  username === '' ? null : { name: percentDecode(username), password: percentDecode(password) };

/** Bytes of an answer to CONNECT that are read at most. */
const HEAD_LIMIT = 16 * 1024;

const END_OF_HEAD = '\r\n\r\n';

const askForTunnel = (connection: Duplex, question: string, options: WireOptions): Promise<void> =>
  withLimits<void>('CONNECT', options, (done, fail) => {
    let head = '';
    const refuse = (): void =>
      fail(Object.assign(new Error('the proxy opens no tunnel'), { code: 'EPROXY' }));
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0 && head.length <= HEAD_LIMIT) return;
      if (end < 0 || !/^HTTP\/1\.\d 2\d\d/.test(head)) {
        refuse();
        return;
      }
      connection.pause();
      const early = head.slice(end + END_OF_HEAD.length);
      if (early !== '') connection.unshift(Buffer.from(early, 'latin1'));
      done();
    };
    connection.on('data', read);
    connection.once('error', fail);
    connection.once('close', refuse);
    connection.write(question);
    return () => connection.off('data', read).off('close', refuse);
  });

/** Whether the way to a target can be opened by the doctor itself: directly, or through a tunnel that HTTP asks for. */
export const canOpen = (target: Target, context: Pick<Context, 'secrets'>): boolean =>
  target.proxy === null ||
  (target.proxy.form !== 'absolute' && /^(https?|socks5h?):/.test(context.secrets.proxyUrl?.reveal() ?? ''));

/** Connects to a target as its settings say, through the tunnel of its proxy where it has one. */
export const openWay = async (
  target: Target,
  address: string,
  timeoutMs: number,
  context: Context,
): Promise<Duplex> => {
  const options = limits(context, timeoutMs);
  if (target.proxy === null) return openTcp(address, target.port, options);
  const { host, port, secure } = target.proxy;
  const connection = await openTcp(host, port, options);
  const way = secure ? await startTls(connection, host, ['http/1.1'], {}, options) : connection;
  const destination = place(target);
  const url = new URL(context.secrets.proxyUrl?.reveal() ?? 'http://proxy');
  const login = loginHeader(url);
  try {
    if (url.protocol.startsWith('socks')) {
      await openSocks(way, { host: target.host, port: target.port, login: socksLogin(url) }, options);
      return way;
    }
    await askForTunnel(
      way,
      `CONNECT ${destination} HTTP/1.1\r\nHost: ${destination}\r\n${login}\r\n`,
      options,
    );
    return way;
  } catch (thrown) {
    way.destroy();
    throw thrown;
  }
};
