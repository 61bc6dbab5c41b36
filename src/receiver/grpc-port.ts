import type { Server } from 'node:http';
import type { Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { type Context, FAREWELL_MS, headersOf, peerOf, refuse } from './context.ts';
import { greet, type Judge } from './greeting.ts';
import { headOfStream, serveGrpc } from './grpc-exchange.ts';
import { RAW_BAD_REQUEST, wrongPort } from './http-answer.ts';
import { http1Server } from './http1-server.ts';
import { http2Server } from './http2-server.ts';
import { type Fault, handOver, refuseConnection, takeOver } from './port.ts';
import { recognise, type Speech } from './sniff.ts';

const JUDGE: Judge<NonNullable<Speech>> = { decide: recognise, hurry: () => false };

/** Settings frame with a maximal frame size of 16 KiB: what grpc-go sends before it looks at what the peer speaks. */
const SERVER_PREFACE = Buffer.from('000006040000000000000500004000', 'hex');

const FAULTS: { readonly [speech: string]: Fault } = {
  tls: { kind: 'tls-on-plaintext-port', answer: SERVER_PREFACE },
  'not-http': { kind: 'not-http', answer: SERVER_PREFACE },
};

/** Reads requests of HTTP/1.1 only to say what they are and that they are wrong here. */
const wrongProtocolServer = (context: Context): Server => {
  const server = http1Server(context, 'grpc', () => RAW_BAD_REQUEST);
  server.on('request', (request, response) => {
    const { method = null, url = null, headers } = request;
    const head = {
      method,
      path: url,
      contentType: headers['content-type'] ?? null,
      contentEncoding: headers['content-encoding'] ?? null,
      headers: headersOf(request.rawHeaders),
    };
    refuse(context, 'grpc', peerOf(request.socket), head, { kind: 'http-on-grpc-port' });
    const { socket } = request;
    const cut = setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
    socket.on('close', () => clearTimeout(cut));
    request.on('error', () => undefined).resume();
    response.on('error', () => undefined);
    const { status, headers: answered, body } = wrongPort(context.ports.http);
    response.writeHead(status, { ...answered, 'content-length': body.length, connection: 'close' }).end(body);
  });
  return server;
};

/** The port of OTLP/gRPC, not listening yet. */
export const grpcPort = (context: Context): Http2Server => {
  const { server, peers } = http2Server(context, 'grpc');
  const http1 = wrongProtocolServer(context);
  server.on(
    'stream',
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, raw: readonly string[]) => {
      const peer = (stream.session && peers.get(stream.session)) ?? { address: '', port: 0 };
      void serveGrpc(context, 'grpc', stream, headOfStream(headers, raw), peer);
    },
  );
  takeOver(context, 'grpc', server, (socket, proceed) =>
    greet(socket, JUDGE, ({ bytes, decision }) => {
      if (decision === 'http2') return proceed();
      if (decision === 'http1') return handOver(socket, http1, true);
      refuseConnection(context, 'grpc', socket, bytes, decision === null ? null : (FAULTS[decision] ?? null));
    }),
  );
  return server;
};
