import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttp2, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import { createServer as createTls, TLSSocket } from 'node:tls';
import type { Answers, CaptureOrder, Happening } from './capturing.ts';

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

interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly authority: string;
  readonly version: string;
  readonly rawHeaders: readonly string[];
}

const noteRequest = (socket: Socket, headers: IncomingHttpHeaders, line: RequestLine): void => {
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

const noteHttp1 = (request: IncomingMessage): void => {
  const { socket, method = '', url = '', headers, httpVersion: version, rawHeaders } = request;
  noteRequest(socket, headers, { method, target: url, authority: headers.host ?? '', version, rawHeaders });
};

const answered = { id: -1, http: 0, grpc: 0 };

const readAnswers = (): Answers => {
  if (order.answersFile === undefined) return { id: 0 };
  const answers = JSON.parse(readFileSync(order.answersFile, 'utf8')) as Answers;
  if (answers.id !== answered.id) Object.assign(answered, { id: answers.id, http: 0, grpc: 0 });
  return answers;
};

const next = <T>(answers: readonly T[] | undefined, count: number): T | undefined =>
  answers?.[Math.min(count, answers.length - 1)];

const http1 = createHttp((request, response) => {
  noteHttp1(request);
  const { http } = readAnswers();
  const { status, headers } = next(http, answered.http++) ?? { status: 200 };
  const type = request.headers['content-type'] ?? 'application/x-protobuf';
  request.resume();
  response
    .writeHead(status, { 'content-type': type, ...headers })
    .end(status === 200 && type.includes('json') ? '{}' : '');
});

http1.on('connect', (request: IncomingMessage, socket: Socket) => {
  noteHttp1(request);
  ports.set(socket, portOf(request.socket));
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  greet(socket);
});

const http2 = createHttp2();

http2.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _: number, raw: string[]) => {
  const socket = stream.session?.socket as Socket | undefined;
  if (socket === undefined) return;
  noteRequest(socket, headers, {
    method: headers[':method'] ?? '',
    target: headers[':path'] ?? '',
    authority: headers[':authority'] ?? '',
    version: '2',
    rawHeaders: raw,
  });
  const grpc = headers['content-type']?.startsWith('application/grpc') === true;
  stream.on('error', () => undefined).resume();
  if (!grpc) {
    stream.respond({ ':status': 200, 'content-type': headers['content-type'] });
    stream.end();
    return;
  }
  const refusal = next(readAnswers().grpc, answered.grpc++);
  if (refusal !== undefined && refusal.status !== 0) {
    const details = refusal.details && { 'grpc-status-details-bin': refusal.details };
    const trailers = { 'grpc-status': String(refusal.status), 'grpc-message': 'no', ...(details || {}) };
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...trailers }, { endStream: true });
    return;
  }
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.end(Buffer.alloc(5));
});

const offers = new WeakMap<object, readonly string[]>();

const secure = (withAlpn: boolean) =>
  createTls(
    {
      cert: readFileSync(order.certificateFile),
      key: readFileSync(order.keyFile),
      ...(withAlpn && {
        ALPNCallback(this: TLSSocket, { protocols }: { protocols: string[] }) {
          offers.set(this, protocols);
          return ['h2', 'http/1.1'].find((known) => protocols.includes(known));
        },
      }),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (socket) => {
      socket.on('error', () => undefined);
      const serverName = typeof socket.servername === 'string' ? socket.servername : null;
      tell({ kind: 'secured', port: portOf(socket), serverName, offered: offers.get(socket) ?? null });
      greet(socket);
    },
  );

const tls = secure(true);
const tlsWithoutAlpn = secure(false);

for (const server of [http1, http2, tls, tlsWithoutAlpn]) {
  server.on('clientError', (_: Error, socket: Socket) => socket.destroy());
  server.on('tlsClientError', () => undefined);
  server.on('sessionError', () => undefined);
}

/** Who is to go on with a connection, by its first bytes. */
function serverFor(first: Buffer) {
  if (first[0] === 0x16) return readAnswers().withoutAlpn ? tlsWithoutAlpn : tls;
  return first.toString('latin1').startsWith('PRI ') ? http2 : http1;
}

function greet(socket: Socket): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.unshift(first);
    const kinds: Readonly<Record<number, 'hello' | 'socks'>> = { 22: 'hello', 5: 'socks' };
    const kind = kinds[first[0] ?? 0];
    if (kind !== undefined) tell({ kind, port: portOf(socket) });
    if (kind === 'socks') {
      socket.destroy();
      return;
    }
    const server = serverFor(first);
    // Node's server goes by what ALPN selected; who speaks HTTP/2 without it is to be heard all the same.
    if (server === http2 && socket instanceof TLSSocket) socket.alpnProtocol = 'h2';
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
