import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A port of 127.0.0.1 that nothing uses at the moment. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port as number;
}

/** Different ports of 127.0.0.1 that nothing uses at the moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** Two free ports of which the second is the first plus one, as 4317 and 4318 are. */
export async function freePortPair(): Promise<[number, number]> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = await freePort();
    if (port < 65_535 && (await isFree(port + 1))) return [port, port + 1];
  }
  throw new Error('found no two adjacent free ports');
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
