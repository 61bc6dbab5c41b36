import { connect, createServer, type Socket } from 'node:net';
import { closedPort, loopback } from '../ports.ts';
import { notBefore } from '../wait.ts';
import { type Endpoint, listen, type Place } from './endpoint.ts';

/** Nothing listens: connections are refused. */
export async function startRefused(): Promise<Endpoint> {
  return { host: loopback, port: await closedPort(), stop: async () => undefined };
}

/** Accepts and reads, and never says a word. */
export function startSilent(place?: Place): Promise<Endpoint> {
  return startTcp((socket) => socket.resume(), place);
}

/** Resets each connection as soon as it is there. */
export function startReset(place?: Place): Promise<Endpoint> {
  return startTcp((socket) => socket.resetAndDestroy(), place);
}

/** Resets each connection when the first bytes of a request have arrived. */
export function startResetAfterRequest(place?: Place): Promise<Endpoint> {
  return startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()), place);
}

/** Closes each connection in an orderly way as soon as it is there. */
export function startClosing(place?: Place): Promise<Endpoint> {
  return startTcp((socket) => socket.resume().end(), place);
}

/** Closes each connection in an orderly way when the first bytes of a request have arrived. */
export function startClosingAfterRequest(place?: Place): Promise<Endpoint> {
  return startTcp((socket) => socket.once('data', () => socket.end()), place);
}

/** Passes everything on to a port of this machine, and each answer back only after so many milliseconds. */
export function startSlow(port: number, milliseconds: number, place?: Place): Promise<Endpoint> {
  return startTcp((socket) => {
    const upstream = connect(port, loopback).on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => upstream.write(chunk)).once('close', () => upstream.destroy());
    let answered = Promise.resolve();
    upstream.on('data', (chunk: Buffer) => {
      const late = new Promise<void>((resolve) => notBefore(milliseconds, resolve));
      answered = Promise.all([answered, late]).then(() => void (socket.destroyed || socket.write(chunk)));
    });
  }, place);
}

/** Answers the first bytes with bytes that are no protocol at all, always the same. */
export function startGarbage(place?: Place): Promise<Endpoint> {
  const garbage = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 167 + 91) % 256));
  return startTcp((socket) => socket.once('data', () => socket.end(garbage)), place);
}

/** Answers HTTP requests with ten megabytes of headers. */
export function startHeaderFlood(place?: Place): Promise<Endpoint> {
  const header = `X-Flood: ${'x'.repeat(1000)}\r\n`;
  const answer = `HTTP/1.1 200 OK\r\n${header.repeat(10_000)}Content-Length: 0\r\n\r\n`;
  return startTcp((socket) => socket.once('data', () => socket.end(answer)), place);
}

/** Answers HTTP requests with a body that goes on for as long as somebody reads it. */
export function startEndlessBody(place?: Place): Promise<Endpoint> {
  const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
  return startTcp((socket) => {
    const timer = setInterval(() => socket.write(chunk), 10);
    socket.once('close', () => clearInterval(timer));
    socket
      .resume()
      .write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
  }, place);
}

/** A server of another protocol that is none of HTTP's. */
export type Banner = 'ssh' | 'smtp' | 'redis' | 'mysql';

/** Greets and answers as the server of another protocol does when HTTP is spoken to it. */
export function startBanner(banner: Banner, place?: Place): Promise<Endpoint> {
  return startTcp((socket) => {
    const { greeting, answer } = banners[banner];
    if (greeting !== undefined) socket.write(greeting);
    socket.once('data', () => socket.end(answer));
  }, place);
}

/** Does anything at all with each connection. */
export function startTcp(serve: (socket: Socket) => unknown, place?: Place): Promise<Endpoint> {
  return listen(
    createServer((socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    }),
    place,
  );
}

const mysqlGreeting = Buffer.concat([
  Buffer.from([0x4a, 0, 0, 0, 0x0a]),
  Buffer.from('8.0.36\0'),
  Buffer.from([0x08, 0, 0, 0]),
  Buffer.from('abcdefgh\0'),
  Buffer.from([0xff, 0xff, 0xff, 0x02, 0, 0xff, 0xdf, 0x15]),
  Buffer.alloc(10),
  Buffer.from('ijklmnopqrst\0caching_sha2_password\0'),
]);
const mysqlError = Buffer.concat([
  Buffer.from([0x25, 0, 0, 0x01, 0xff, 0x84, 0x04]),
  Buffer.from('#08S01Got packets out of order    '),
]);

const banners: Record<Banner, { readonly greeting?: string | Buffer; readonly answer: string | Buffer }> = {
  ssh: {
    greeting: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n',
    answer: 'Invalid SSH identification string.\r\n',
  },
  smtp: {
    greeting: '220 mail.example.com ESMTP Postfix (Debian/GNU)\r\n',
    answer: '221 2.7.0 Error: I can break rules, too. Goodbye.\r\n',
  },
  redis: { answer: "-ERR unknown command 'PRI', with args beginning with: '*' 'HTTP/2.0' \r\n" },
  mysql: { greeting: mysqlGreeting, answer: mysqlError },
};
