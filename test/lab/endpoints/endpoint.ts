import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { atEnd } from '../at-end.ts';
import { loopback, portOf } from '../ports.ts';

/** Something that listens, or that should. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Where to listen: on a free port of 127.0.0.1 unless given. */
export interface Place {
  readonly host?: string;
  readonly port?: number;
}

/** A TLS server's certificate, and what it asks for. */
export interface ServerTls {
  /** The certificates that are sent, PEM. */
  readonly chain: string;
  readonly key: string;
  /** Asks for a client certificate, and refuses those that this authority (PEM) did not sign. */
  readonly clientCa?: string;
  readonly minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
}

/** The options of node:tls for a server's certificate. */
export function tlsOptions(tls: ServerTls) {
  const { chain, clientCa, key, minVersion, maxVersion } = tls;
  return {
    cert: chain,
    key,
    ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
    ...(minVersion !== undefined && { minVersion }),
    ...(maxVersion !== undefined && { maxVersion }),
  };
}

/** Listens, and stops by cutting every connection. */
export async function listen(server: Server, place: Place = {}): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  const host = place.host ?? loopback;
  server.listen(place.port ?? 0, host);
  await once(server, 'listening');
  const stop = () =>
    new Promise<void>((resolve) => {
      callOff();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const callOff = atEnd(() => void stop());
  return { host, port: portOf(server), stop };
}
