import type { Readable } from 'node:stream';
import { createPieces } from '../bytes/pieces.ts';
import { type Context, IN_FLIGHT_LIMIT, REQUEST_MS } from './context.ts';

/** A body that came whole, or why it did not. */
export type Collected =
  | { readonly body: Buffer }
  | { readonly failed: 'body-too-large' | 'truncated' | 'overloaded'; readonly received: number };

/** Reads a body into memory, up to a limit of its own and one for all bodies together. */
export const collect = (
  stream: Readable & { readonly aborted?: boolean },
  limit: number,
  context: Context,
): Promise<Collected> =>
  new Promise((resolve) => {
    const pieces = createPieces();
    let received = 0;
    context.inFlight.requests += 1;
    const done = (collected: Collected): void => {
      clearTimeout(deadline);
      context.inFlight.bytes -= received;
      context.inFlight.requests -= 1;
      received = 0;
      stream.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(collected);
    };
    const fail = (failed: 'body-too-large' | 'truncated' | 'overloaded'): void => done({ failed, received });
    const onData = (chunk: Buffer): void => {
      received += chunk.length;
      context.inFlight.bytes += chunk.length;
      if (received > limit || pieces.isCrumbled()) fail('body-too-large');
      else if (context.inFlight.bytes > IN_FLIGHT_LIMIT) fail('overloaded');
      else pieces.add(chunk);
    };
    const onEnd = (): void => {
      // A stream of HTTP/2 that was reset ends like one that is complete.
      if (stream.aborted === true) fail('truncated');
      else done({ body: pieces.whole() });
    };
    const onClose = (): void => fail('truncated');
    const deadline = setTimeout(onClose, REQUEST_MS).unref();
    // Stays for good: an error that comes after the end of the body must not end the process.
    stream.on('error', () => undefined);
    stream.on('data', onData).on('end', onEnd).on('close', onClose);
  });
