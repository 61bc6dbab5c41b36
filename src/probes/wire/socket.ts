import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** An error with the system's code, or `ETIMEDOUT` when our own timer ended the try. */
export interface WireError {
  readonly code: string | null;
  readonly message: string;
}

export const wireError = (thrown: unknown): WireError => {
  const error = thrown as { code?: unknown; message?: unknown };
  return {
    code: typeof error?.code === 'string' ? error.code : null,
    message: typeof error?.message === 'string' ? error.message : String(thrown),
  };
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

/** Opens a TCP connection to one address or name. Rejects with the system's error. */
export const openTcp = (host: string, port: number, options: WireOptions): Promise<net.Socket> => {
  let opened: net.Socket | null = null;
  return withLimits<net.Socket>('connecting', options, (done, fail) => {
    const socket = net.connect({ host, port, noDelay: true });
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
}

/** Starts TLS on an open connection without refusing any certificate: whether to trust it is for the caller. */
export const startTls = (
  socket: Duplex,
  host: string,
  alpn: readonly string[],
  material: TlsMaterial,
  options: WireOptions,
): Promise<tls.TLSSocket> => {
  let secured: tls.TLSSocket | null = null;
  return withLimits<tls.TLSSocket>('TLS handshake', options, (done, fail) => {
    const secure = tls.connect({
      socket,
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      host,
      ALPNProtocols: [...alpn],
      rejectUnauthorized: false,
      ...material,
    });
    secure.once('secureConnect', () => {
      secured = secure;
      done(secure);
    });
    secure.once('error', fail);
    secure.on('error', () => {});
    secure.once('close', () =>
      fail(Object.assign(new Error('closed during the TLS handshake'), { code: 'ECONNCLOSED' })),
    );
    return () => {
      if (secured !== secure) {
        secure.destroy();
        socket.destroy();
      }
    };
  });
};

/** Whether Node verified the certificate and its names. */
export const isTrusted = (socket: tls.TLSSocket, host: string): boolean =>
  socket.authorized && tls.checkServerIdentity(host, socket.getPeerCertificate()) === undefined;
