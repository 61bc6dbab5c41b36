import net from 'node:net';
import { errorCode } from '../../model/error-code.ts';
import { lookupWithin } from './lookup.ts';

/** An error with the system's code, or `ETIMEDOUT` when our own timer ended the try. */
export interface WireError {
  readonly code: string | null;
  readonly message: string;
}

export const wireError = (thrown: unknown): WireError => {
  const message =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : undefined;
  return {
    code: errorCode(thrown) || null,
    message: typeof message === 'string' ? message : String(thrown),
  };
};

/** Number of the TLS alert that an error of OpenSSL tells; null where it tells none. */
export const alertOf = ({ message }: WireError): number | null => {
  const number = /SSL alert number (\d+)/.exec(message)?.[1];
  return number === undefined ? null : Number(number);
};

const timedOut = (what: string): Error =>
  Object.assign(new Error(`${what} timed out`), { code: 'ETIMEDOUT' });

/** Limits of one exchange on the wire. */
export interface WireOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Settles with the first of what `start` reports; ends by timer or abort too. `release` runs in every case.
 */
export const withLimits = <T>(
  what: string,
  options: WireOptions,
  start: (done: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    let release: () => void = () => {};
    const timer = setTimeout(() => finish(() => reject(timedOut(what))), options.timeoutMs);
    const onAbort = (): void =>
      finish(() => reject(Object.assign(new Error(`${what} aborted`), { code: 'ABORT_ERR' })));
    let finished = false;
    const finish = (settle: () => void): void => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      options.signal.removeEventListener('abort', onAbort);
      settle();
      release();
    };
    options.signal.addEventListener('abort', onAbort, { once: true });
    release = start(
      (value) => finish(() => resolve(value)),
      (error) => finish(() => reject(error)),
    );
    if (finished) release();
    if (options.signal.aborted) onAbort();
  });

/** Opens a connection to one address, name or path of a Unix socket. Rejects with the system's error. */
export const openTcp = (host: string, port: number, options: WireOptions): Promise<net.Socket> => {
  let opened: net.Socket | null = null;
  return withLimits<net.Socket>('connecting', options, (done, fail) => {
    const socket = host.startsWith('/')
      ? net.connect({ path: host })
      : net.connect({ host, port, noDelay: true, lookup: lookupWithin(() => options.timeoutMs) });
    socket.once('connect', () => {
      opened = socket;
      done(socket);
    });
    socket.once('error', fail);
    // A later error without a listener would end the process.
    socket.on('error', () => {});
    return () => {
      if (opened !== socket) socket.destroy();
    };
  });
};

/** Trust and identity for a TLS connection. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Ends the handshake where the certificate is not trusted or names another host; else the caller decides. */
  readonly rejectUnauthorized?: boolean;
  /** Name to ask for and to verify, in place of the host. */
  readonly servername?: string;
}
