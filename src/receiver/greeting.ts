import type { Socket } from 'node:net';
import { FAREWELL_MS, GREETING_MS, HURRY_MS } from './context.ts';

/** Bytes after which a decision must have been made. */
const GREETING_LIMIT = 32 * 1024;

/** The first bytes of a connection; the decision is null when more never came. */
export interface Greeting<T> {
  readonly bytes: Buffer;
  readonly decision: T | null;
  /** The peer closed its side. */
  readonly ended: boolean;
}

/** How to judge first bytes: null asks for more, and `hurry` says that more would be there by now. */
export interface Judge<T> {
  readonly decide: (bytes: Buffer) => T | null;
  readonly hurry: (bytes: Buffer) => boolean;
}

/** Reads until there is a decision, then puts everything back for the server that takes over. */
export const greet = <T>(socket: Socket, judge: Judge<T>, done: (greeting: Greeting<T>) => void): void => {
  let bytes: Buffer = Buffer.alloc(0);
  let hurried = false;
  const finish = (decision: T | null, ended: boolean): void => {
    clearTimeout(timer);
    socket.off('readable', onReadable).off('end', onEnd).off('close', onClose);
    if (bytes.length > 0 && !ended) socket.unshift(bytes);
    done({ bytes, decision, ended });
  };
  const onEnd = (): void => finish(null, true);
  const onClose = (): void => clearTimeout(timer);
  const expire = (ms: number): NodeJS.Timeout => setTimeout(() => finish(null, false), ms).unref();
  const onReadable = (): void => {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) return;
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const decision = judge.decide(bytes);
    if (decision !== null || bytes.length > GREETING_LIMIT) finish(decision, false);
    else if (!hurried && judge.hurry(bytes)) {
      hurried = true;
      clearTimeout(timer);
      timer = expire(HURRY_MS);
    }
  };
  let timer = expire(GREETING_MS);
  // Stays for good: a reset at any time must not end the process.
  socket.on('error', () => socket.destroy());
  socket.on('readable', onReadable).on('end', onEnd).on('close', onClose);
};

/** Sends a last answer and closes; what still comes in is read and dropped, since a reset could overtake the answer. */
export const sayGoodbye = (socket: Socket, answer: Buffer | string): void => {
  const cut = setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  socket.on('end', () => socket.destroy()).on('close', () => clearTimeout(cut));
  socket.end(answer);
  socket.resume();
};
