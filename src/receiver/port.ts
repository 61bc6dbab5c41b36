import type { Server, Socket } from 'node:net';
import { type Context, peerOf, refuse } from './context.ts';
import { sayGoodbye } from './greeting.ts';
import { NO_HEAD, type PortName, type RefusalKind } from './refusal.ts';

type Listener = (this: Server, socket: Socket) => void;

/**
 * Puts a look at the first bytes before a server's own handling of a connection. The server itself must be the one
 * that listens: Node starts its checks of slow requests and its record of connections with that.
 */
export const takeOver = (
  { crowds }: Context,
  port: PortName,
  server: Server,
  look: (socket: Socket, proceed: () => void) => void,
): void => {
  const listeners = server.listeners('connection') as Listener[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    crowds[port].enter(socket);
    look(socket, () => {
      for (const listener of listeners) listener.call(server, socket);
    });
  });
};

/**
 * Gives a connection to a server that does not listen itself. `halfOpen` is what that server's own connections would
 * be: HTTP/1.1 still answers a sender that closed its side, while HTTP/2 ends with it.
 */
export const handOver = (socket: Socket, server: Server, halfOpen: boolean): void => {
  socket.allowHalfOpen = halfOpen;
  server.emit('connection', socket);
};

/** What is wrong with the first bytes of a connection, and what the peer is told. */
export interface Fault {
  readonly kind: RefusalKind;
  readonly answer: Buffer | string;
}

/** First bytes that are kept for the report. */
const SHOWN_BYTES = 32;

/** Refuses a connection that never became a request. One that was opened and closed again asked for nothing. */
export const refuseConnection = (
  context: Context,
  port: PortName,
  socket: Socket,
  bytes: Buffer,
  fault: Fault | null,
): void => {
  const { kind, answer } = fault ?? { kind: 'truncated' as const, answer: '' };
  if (bytes.length > 0) {
    const detail = bytes.toString('hex', 0, SHOWN_BYTES);
    refuse(context, port, peerOf(socket), NO_HEAD, { kind, detail });
  }
  sayGoodbye(socket, answer);
};
