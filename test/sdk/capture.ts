import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttp2, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import { createServer as createTls, TLSSocket } from 'node:tls';
import type { CaptureOrder, Happening } from './capturing.ts';

/**
 * A program that takes whatever comes on its ports, clear or TLS, HTTP/1.1 or HTTP/2, itself or as a proxy, says yes
 * to it and writes what it was, one line of JSON each. `capturing.ts` starts it in a network namespace.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as CaptureOrder;

const tell = (happening: Happening): void => {
  process.stdout.write(`${JSON.stringify(happening)}\n`);
};

/** The port that a connection came in on; what comes through a tunnel came to the proxy. */
const ports = new WeakMap<Socket, number>();

const portOf = (socket: Socket): number => ports.get(socket) ?? socket.localPort ?? 0;

const plainHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name.startsWith(':') ? [] : [[name, String(value)]],
    ),
  );

const noteRequest = (
  socket: Socket,
  headers: IncomingHttpHeaders,
  line: { readonly method: string; readonly target: string; readonly authority: string },
): void => {
  const secure = socket instanceof TLSSocket;
  tell({
    kind: 'request',
    port: portOf(socket),
    tls: secure,
    client: secure && Object.keys(socket.getPeerCertificate()).length > 0,
    ...line,
    headers: plainHeaders(headers),
  });
};

const noteHttp1 = ({ socket, method = '', url = '', headers }: IncomingMessage): void =>
  noteRequest(socket, headers, { method, target: url, authority: headers.host ?? '' });

const http1 = createHttp((request, response) => {
  noteHttp1(request);
  const type = request.headers['content-type'] ?? 'application/x-protobuf';
  response.writeHead(200, { 'content-type': type }).end(type.includes('json') ? '{}' : '');
});

http1.on('connect', (request: IncomingMessage, socket: Socket) => {
  noteHttp1(request);
  ports.set(socket, portOf(request.socket));
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  greet(socket);
});

const http2 = createHttp2();

http2.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
  const socket = stream.session?.socket as Socket | undefined;
  if (socket === undefined) return;
  noteRequest(socket, headers, {
    method: headers[':method'] ?? '',
    target: headers[':path'] ?? '',
    authority: headers[':authority'] ?? '',
  });
  const grpc = headers['content-type']?.startsWith('application/grpc') === true;
  stream.on('error', () => undefined).resume();
  if (!grpc) {
    stream.respond({ ':status': 200, 'content-type': headers['content-type'] });
    stream.end();
    return;
  }
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.end(Buffer.alloc(5));
});

const tls = createTls(
  {
    cert: readFileSync(order.certificateFile),
    key: readFileSync(order.keyFile),
    ALPNProtocols: ['h2', 'http/1.1'],
    requestCert: true,
    rejectUnauthorized: false,
  },
  (socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  },
);

for (const server of [http1, http2, tls]) {
  server.on('clientError', (_: Error, socket: Socket) => socket.destroy());
  server.on('tlsClientError', () => undefined);
  server.on('sessionError', () => undefined);
}

/** Tells by the first bytes who is to go on. */
function greet(socket: Socket): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.unshift(first);
    if (first[0] === 0x16) tell({ kind: 'hello', port: portOf(socket) });
    const server = first[0] === 0x16 ? tls : first.toString('latin1').startsWith('PRI ') ? http2 : http1;
    server.emit('connection', socket);
    if (server === http1) socket.resume();
  });
}

for (const port of order.ports) {
  createServer((socket) => {
    socket.on('error', () => undefined);
    tell({ kind: 'connection', port });
    greet(socket);
  }).listen(port);
}

let asked = 0;
process.on('SIGUSR2', () => process.stdout.write(`mark ${++asked}\n`));
process.once('SIGTERM', () => process.exit(0));
process.stdout.write('capturing\n');
