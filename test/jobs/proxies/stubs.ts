import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../../lab/certificates.ts';
import { type Endpoint, listen, type Place } from '../../lab/endpoints/endpoint.ts';
import { loopback } from '../../lab/ports.ts';

/** Two connections become one. */
function join(one: Socket, other: Socket): void {
  for (const socket of [one, other]) {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      one.destroy();
      other.destroy();
    });
  }
  one.pipe(other);
  other.pipe(one);
}

/** Ends TLS in front of a port of this machine and selects nothing by ALPN, as stunnel does. */
export async function startTerminator(
  certificate: Certificate,
  port: number,
  place?: Place,
): Promise<Endpoint> {
  const server = createTlsServer({ cert: certificate.chain, key: certificate.key }, (secured) =>
    join(secured, connect(port, loopback)),
  );
  server.on('tlsClientError', () => undefined);
  return listen(server, place);
}

/** A proxy that opens tunnels, as squid does. */
export async function startConnectProxy(place?: Place): Promise<Endpoint> {
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on('connect', (request, socket: Socket) => {
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      join(socket, upstream);
    });
    upstream.on('error', () => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n'));
  });
  return listen(server, place);
}

/** What a proxy answers to every request over HTTP/2 in clear text. */
export interface Page {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A proxy that answers every gRPC call with a page of its own. */
export async function startPages(
  { status, headers = {}, body = '' }: Page,
  place?: Place,
): Promise<Endpoint> {
  const server = createHttp2Server((_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  server.on('sessionError', () => undefined);
  return listen(server, place);
}
