import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';

/** The address that everything in the lab listens on unless told otherwise. */
export const loopback = '127.0.0.1';

/** The port that a listening server got. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

/**
 * A port of 127.0.0.1 for a program that cannot take 0 and tell: it is this process's own until its end. Pairs are two
 * ports in a row, as 4317 and 4318 are. Around each there are eight that nobody has.
 */
export async function ownPort(): Promise<number> {
  const [port] = await ownPortPair();
  return port;
}

/** Different ports, as `ownPort` gives them. */
export async function ownPorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await ownPort());
  return ports;
}

/** Two ports of which the second is the first plus one. */
export function ownPortPair(): Promise<[number, number]> {
  return nextPair('pairs');
}

/** Two ports of which one ends in 17 and the other in 18. */
export function ownTwins(): Promise<[number, number]> {
  return nextPair('twins');
}

/** Whether a port of 127.0.0.1 can be listened on. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port).catch(() => undefined);
  if (server !== undefined) await close(server);
  return server !== undefined;
}

/**
 * A port of 127.0.0.1 that refuses connections, and that nobody else can get while this process runs:
 * it is the near end of a connection, so it is taken without being listened on.
 */
export async function closedPort(): Promise<number> {
  const server = await listen(0);
  const socket = connect(portOf(server), loopback);
  server.on('connection', (peer) => peer.unref());
  await once(socket, 'connect');
  socket.unref();
  server.unref();
  return socket.localPort as number;
}

/** A directory that is removed at the end of the test file. */
export function temporaryDirectory(purpose = 'lab'): string {
  const directory = mkdtempSync(join(tmpdir(), `otel-doctor-${purpose}-`));
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A file with this text, for as long as the test file lasts. */
export function fileWith(text: string): string {
  const file = join(temporaryDirectory('file'), 'file');
  writeFileSync(file, text);
  return file;
}

const BLOCK = 500;

/** Where pairs begin in a block. Its first port is taken for as long as the block is ours. */
const places = {
  pairs: Array.from({ length: 48 }, (_, index) => 20 + 10 * index),
  twins: [17, 117, 217, 317, 417],
};

const given = { pairs: 0, twins: 0 };

let block: Promise<number> | undefined;

/** Asked one after the other, so that nobody gets what another is looking at. */
let asked: Promise<unknown> = Promise.resolve();

function nextPair(kind: keyof typeof places): Promise<[number, number]> {
  const answer = asked.then(() => findPair(kind));
  asked = answer.catch(() => undefined);
  return answer;
}

async function findPair(kind: keyof typeof places): Promise<[number, number]> {
  for (;;) {
    block ??= claimBlock();
    const first = await block;
    for (const _ of places[kind]) {
      const port = first + (places[kind][given[kind]++ % places[kind].length] as number);
      if ((await isFree(port)) && (await isFree(port + 1))) return [port, port + 1];
    }
    // All are in use: another block.
    block = undefined;
  }
}

/**
 * Ports that no other process of these tests takes, and that the system gives to nobody who asks for any: they are
 * below those. https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html (ip_local_port_range)
 */
async function claimBlock(): Promise<number> {
  const blocks = Math.floor((lowestEphemeral() - 10_000) / BLOCK);
  for (let tried = 0; tried < blocks; tried++) {
    const first = 10_000 + BLOCK * ((process.pid + tried) % blocks);
    const guard = await listen(first).catch(() => undefined);
    if (guard === undefined) continue;
    guard.unref();
    return first;
  }
  throw new Error('other processes hold every block of ports');
}

function lowestEphemeral(): number {
  try {
    return Number.parseInt(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'), 10);
  } catch {
    return 32_768;
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, loopback);
  await once(server, 'listening');
  return server;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
