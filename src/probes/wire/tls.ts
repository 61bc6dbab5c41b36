import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { CertificateDemand } from '../../model/target.ts';
import { type TlsMaterial, type WireOptions, withLimits } from './socket.ts';

/** Loaded when TLS is spoken: it costs a plaintext run milliseconds for nothing. */
const loadTls = () => import('node:tls');

/** Starts TLS on an open connection without refusing any certificate: whether to trust it is for the caller. */
export const startTls = async (
  socket: Duplex,
  host: string,
  alpn: readonly string[],
  material: TlsMaterial,
  options: WireOptions,
): Promise<TLSSocket> => {
  const tls = await loadTls();
  let secured: TLSSocket | null = null;
  return withLimits<TLSSocket>('TLS handshake', options, (done, fail) => {
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

/** Whether Node verified the certificate and its names, as far as the settings ask for that. */
export const isTrusted = async (
  socket: TLSSocket,
  host: string,
  { name = null, nothing = false }: Partial<CertificateDemand> = {},
): Promise<boolean> =>
  nothing || (socket.authorized && (await nameMismatch(socket, name ?? host)) === undefined);

/** Why no name in the certificate matches the host; undefined when one does. */
export const nameMismatch = async (socket: TLSSocket, host: string): Promise<Error | undefined> =>
  (await loadTls()).checkServerIdentity(host, socket.getPeerCertificate());
