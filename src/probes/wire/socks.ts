import type { Duplex } from 'node:stream';
import { type WireOptions, withLimits } from './socket.ts';

/** Where a proxy is to connect to, and how one logs in there. */
export interface SocksRequest {
  readonly host: string;
  readonly port: number;
  readonly login: { readonly name: string; readonly password: string } | null;
}

const VERSION = 5;
const [WITHOUT_LOGIN, WITH_LOGIN] = [0, 2];
const CONNECT = 1;
const NAME = 3;

/** Text with its length in one byte in front. */
const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text).subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
};

/** Bytes of the answer to CONNECT; null while too few are there. Its address is of three kinds: RFC 1928, section 6. */
const answerLength = (bytes: Buffer): number | null => {
  const kind = bytes[3];
  if (kind === undefined || bytes.length < 5) return null;
  return 6 + (kind === 1 ? 4 : kind === 4 ? 16 : 1 + (bytes[4] ?? 0));
};

const refused = (why: string): Error =>
  Object.assign(new Error(`the SOCKS proxy ${why}`), { code: 'EPROXY' });

/** What is said next for what was answered so far; `done` once the way is open. */
const reply = (step: 'greeting' | 'login' | 'connect', bytes: Buffer, { login }: SocksRequest) => {
  if (step === 'connect') {
    const length = answerLength(bytes);
    if (length === null || bytes.length < length) return 'more';
    if (bytes[1] !== 0) throw refused(`cannot connect (${bytes[1]})`);
    return { used: length, next: 'done' } as const;
  }
  if (bytes.length < 2) return 'more';
  if (step === 'login') {
    if (bytes[1] !== 0) throw refused('does not take the login');
    return { used: 2, next: 'connect' } as const;
  }
  const method = bytes[1] ?? 255;
  if (bytes[0] !== VERSION || ![WITHOUT_LOGIN, WITH_LOGIN].includes(method)) throw refused('opens no way');
  return { used: 2, next: method === WITH_LOGIN && login !== null ? 'login' : 'connect' } as const;
};

/**
 * Opens a way through a SOCKS proxy: RFC 1928 and RFC 1929. The name goes along as it stands, so that the proxy looks it
 * up, as golang.org/x/net does.
 */
export const openSocks = (connection: Duplex, request: SocksRequest, options: WireOptions): Promise<void> =>
  withLimits<void>('SOCKS', options, (done, fail) => {
    const { host, port, login } = request;
    let step: 'greeting' | 'login' | 'connect' = 'greeting';
    let bytes: Buffer = Buffer.alloc(0);
    const sayNext = (): void => {
      if (step === 'login' && login !== null)
        connection.write(Buffer.concat([Buffer.from([1]), counted(login.name), counted(login.password)]));
      if (step !== 'connect') return;
      const place = Buffer.concat([counted(host), Buffer.from([port >> 8, port & 255])]);
      connection.write(Buffer.concat([Buffer.from([VERSION, CONNECT, 0, NAME]), place]));
    };
    const read = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      try {
        const answer = reply(step, bytes, request);
        if (answer === 'more') return;
        bytes = bytes.subarray(answer.used);
        if (answer.next === 'done') {
          connection.pause();
          if (bytes.length > 0) connection.unshift(bytes);
          done();
          return;
        }
        step = answer.next;
        sayNext();
      } catch (thrown) {
        fail(thrown);
      }
    };
    const end = (): void => fail(refused('hangs up'));
    connection.on('data', read);
    connection.once('error', fail);
    connection.once('close', end);
    const methods = login === null ? [WITHOUT_LOGIN] : [WITHOUT_LOGIN, WITH_LOGIN];
    connection.write(Buffer.from([VERSION, methods.length, ...methods]));
    return () => connection.off('data', read).off('close', end);
  });
