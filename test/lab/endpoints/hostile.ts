import type { Socket } from 'node:net';
import type { Endpoint } from './endpoint.ts';
import { startTcp } from './tcp.ts';

/** Says the first thing at once or when asked, and then the same thing again for as long as somebody reads. */
export function startEndless(first: string | Buffer, again: string | Buffer, pause = 0): Promise<Endpoint> {
  return startTcp((socket) => {
    socket.once('data', () => {
      socket.write(first);
      repeat(socket, again, pause);
    });
    socket.resume();
  });
}

/** Answers the first bytes with these, and keeps the connection open. */
export function startSaying(bytes: string | Buffer): Promise<Endpoint> {
  return startTcp((socket) => {
    socket.once('data', () => socket.write(bytes));
    socket.resume();
  });
}

/** Answers the first bytes with these, and ends the connection. */
export function startAnswering(bytes: string | Buffer): Promise<Endpoint> {
  return startTcp((socket) => socket.once('data', () => socket.end(bytes)));
}

/** An HTTP/2 server to which every connection is the same bytes: its settings, then these frames. */
export function startHttp2Frames(frames: Buffer, again?: Buffer, pause = 0): Promise<Endpoint> {
  const first = Buffer.concat([frame(frameTypes.settings, 0, 0), frames]);
  return again === undefined ? startSaying(first) : startEndless(first, again, pause);
}

/** Numbers of HTTP/2 frame types: RFC 9113, section 6. */
export const frameTypes = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  continuation: 9,
} as const;

/** One HTTP/2 frame. */
export function frame(type: number, flags: number, stream: number, payload = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

function repeat(socket: Socket, bytes: string | Buffer, pause: number): void {
  const say = () => {
    while (!socket.destroyed && pause === 0 && socket.write(bytes)) {
      // As fast as the other end reads.
    }
    if (!socket.destroyed && pause > 0) socket.write(bytes);
  };
  if (pause === 0) {
    socket.on('drain', () => setImmediate(say));
    say();
  } else {
    const timer = setInterval(say, pause);
    socket.once('close', () => clearInterval(timer));
  }
}
