import type { Socket } from 'node:net';
import type { Peer } from './batch.ts';
import { peerOf } from './context.ts';

/** The open connections of a port, of which the idlest goes when there are too many. */
export interface Crowd {
  enter(socket: Socket): void;
  /** A request began or ended on the connection of this peer. */
  active(peer: Peer): void;
  has(peer: Peer): boolean;
}

const keyOf = ({ address, port }: Peer): string => `${address.replace(/^::ffff:/, '')} ${port}`;

/**
 * Whoever opens connections and leaves them must not keep others out: the connection goes on which nothing was asked
 * for the longest time, and a new one always gets in.
 */
export const createCrowd = (limit: number): Crowd => {
  // In the order of their last request, for a map keeps the order of insertion.
  const sockets = new Map<string, Socket>();
  return {
    enter: (socket) => {
      const key = keyOf(peerOf(socket));
      sockets.set(key, socket);
      socket.once('close', () => {
        if (sockets.get(key) === socket) sockets.delete(key);
      });
      const [idlest] = sockets.size > limit ? sockets : [];
      if (idlest === undefined) return;
      sockets.delete(idlest[0]);
      idlest[1].destroy();
    },
    active: (peer) => {
      const key = keyOf(peer);
      const socket = sockets.get(key);
      if (socket === undefined) return;
      sockets.delete(key);
      sockets.set(key, socket);
    },
    has: (peer) => sockets.has(keyOf(peer)),
  };
};
