import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Context, headersOf, IDLE_MS, peerOf, REQUEST_MS, refuse } from './context.ts';
import { sayGoodbye } from './greeting.ts';
import { RAW_BAD_REQUEST, RAW_HEADERS_TOO_LARGE, RAW_TIMEOUT } from './http-answer.ts';
import { NO_HEAD, type PortName, type RefusalKind } from './refusal.ts';

const OPTIONS = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 15_000,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: 5_000,
  // Longer than export intervals: a server that hangs up while the next request is on its way loses data.
  keepAliveTimeout: IDLE_MS,
} as const;

/** Answer and kind by the code of the parser's error. */
const faultOf = (code: string): { readonly kind: RefusalKind; readonly answer: string } => {
  if (code === 'HPE_HEADER_OVERFLOW') return { kind: 'headers-too-large', answer: RAW_HEADERS_TOO_LARGE };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { kind: 'truncated', answer: RAW_TIMEOUT };
  if (code === 'HPE_INVALID_EOF_STATE') return { kind: 'truncated', answer: RAW_BAD_REQUEST };
  return { kind: 'not-http', answer: RAW_BAD_REQUEST };
};

/** An HTTP/1.1 server that reports what its parser refuses. `tunnelAnswer` is for senders that take it for a proxy. */
export const http1Server = (context: Context, port: PortName, tunnelAnswer: () => string): Server => {
  const server = createServer(OPTIONS);
  server.timeout = IDLE_MS;
  const latest = new WeakMap<Duplex, IncomingMessage>();
  server.on('request', (request) => latest.set(request.socket, request));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const code = error.code ?? '';
    // In the middle of a body it is the request's own handling that tells what became of it.
    const isInBody = latest.get(socket)?.complete === false;
    if (isInBody || code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const { kind, answer } = faultOf(code);
    refuse(context, port, peerOf(socket as Socket), NO_HEAD, { kind, detail: code });
    sayGoodbye(socket as Socket, answer);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const { method = null, url = null } = request;
    const head = { ...NO_HEAD, method, path: url, headers: headersOf(request.rawHeaders) };
    refuse(context, port, peerOf(socket as Socket), head, { kind: 'proxy-connect' });
    sayGoodbye(socket as Socket, tunnelAnswer());
  });
  return server;
};
