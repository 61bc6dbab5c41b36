import { connect } from 'node:net';
import type { Peer } from '../receiver/batch.ts';
import type { ForwardTarget } from './target.ts';

/** Milliseconds that the connection may take; a destination that does not answer is not us. */
const PATIENCE_MS = 1_000;

/** Turns of the event loop in which our own receiver, should it be that, tells of the connection. */
const TURNS = 20;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const reaches = (url: URL, sees: (peer: Peer) => boolean): Promise<boolean> =>
  new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) });
    const done = (isItself: boolean): void => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(isItself);
    };
    const deadline = setTimeout(() => done(false), PATIENCE_MS);
    socket.on('error', () => done(false));
    socket.on('connect', async () => {
      const { localAddress: address = '', localPort: port = 0 } = socket;
      for (let left = TURNS; left > 0 && !sees({ address, port }); left -= 1) await turn();
      done(sees({ address, port }));
    });
  });

/**
 * The destination that is our own receiver, whatever it is called: what is passed on there would come back for ever. A
 * connection is made, and the receiver asked whether it sees just this one. Null when there is none.
 */
export const findItself = async (
  targets: readonly ForwardTarget[],
  sees: (peer: Peer) => boolean,
): Promise<string | null> => {
  const origins = targets
    .filter(({ proxy, url }) => !proxy && URL.canParse(url))
    .map(({ url }) => new URL(url).origin);
  for (const origin of new Set(origins)) if (await reaches(new URL(origin), sees)) return origin;
  return null;
};
