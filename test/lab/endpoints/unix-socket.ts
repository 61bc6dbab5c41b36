import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { loopback, temporaryDirectory } from '../ports.ts';

/** A Unix socket that leads to a port: its path, and the end of it. */
export interface UnixSocket {
  readonly path: string;
  stop(): Promise<unknown>;
}

/** Opens a Unix socket in a directory of its own that passes everything on to a port of this machine. */
export async function startUnixSocket(port: number): Promise<UnixSocket> {
  const path = join(temporaryDirectory('socket'), 'otel.sock');
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(port, loopback);
    for (const end of [socket, onward]) {
      open.add(end);
      end.on('close', () => open.delete(end)).on('error', () => end.destroy());
    }
    socket.pipe(onward).pipe(socket);
  });
  await once(server.listen(path), 'listening');
  const stop = async (): Promise<void> => {
    for (const end of open) end.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { path, stop };
}
