import type { Server } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Socket } from 'node:net';
import { type Context, peerOf, refuse } from './context.ts';
import { type Greeting, greet, type Judge } from './greeting.ts';
import { isGrpcType, sendFailure } from './grpc-answer.ts';
import { headOfStream } from './grpc-exchange.ts';
import { RAW_BAD_REQUEST, RAW_NO_HTTP2, RAW_NOT_FOUND } from './http-answer.ts';
import { serveHttp } from './http-exchange.ts';
import { http1Server } from './http1-server.ts';
import { http2Server } from './http2-server.ts';
import { type Fault, handOver, refuseConnection, takeOver } from './port.ts';
import { isGrpcRequest, recognise } from './sniff.ts';

type Speech = 'tls' | 'http1' | 'http2' | 'grpc' | 'not-http';

/** A Collector speaks no HTTP/2 here; ours does, except to gRPC, which must fail as it fails there. */
const judge = (strict: boolean): Judge<Speech> => ({
  decide: (bytes) => {
    const speech = recognise(bytes);
    if (speech !== 'http2' || !strict) return speech;
    const grpc = isGrpcRequest(bytes);
    return grpc === null ? null : grpc ? 'grpc' : 'http2';
  },
  hurry: (bytes) => recognise(bytes) === 'http2',
});

/** Clients of gRPC send nothing behind the preface before they have seen a server's: silence is gRPC. */
const speechOf = ({ bytes, decision, ended }: Greeting<Speech>): Speech | null =>
  decision ?? (!ended && recognise(bytes) === 'http2' ? 'grpc' : null);

const FAULTS: { readonly [S in Speech]?: Fault } = {
  tls: { kind: 'tls-on-plaintext-port', answer: RAW_BAD_REQUEST },
  grpc: { kind: 'grpc-on-http-port', answer: RAW_NO_HTTP2 },
  'not-http': { kind: 'not-http', answer: RAW_BAD_REQUEST },
};

const UNIMPLEMENTED = 12;

const serveHttp2 = (context: Context, request: Http2ServerRequest, response: Http2ServerResponse): void => {
  const head = headOfStream(request.headers, request.rawHeaders);
  if (!isGrpcType(head.contentType)) return void serveHttp(context, request, response);
  refuse(context, 'http', peerOf(request.socket), head, { kind: 'grpc-on-http-port' });
  sendFailure(response.stream, {
    code: UNIMPLEMENTED,
    message: `OTLP/gRPC is spoken on port ${context.ports.grpc}`,
  });
};

/** The port of OTLP/HTTP, not listening yet. */
export const httpPort = (context: Context): Server => {
  const server = http1Server(context, 'http', () => RAW_NOT_FOUND);
  server.on('request', (request, response) => void serveHttp(context, request, response));
  const { server: http2 } = http2Server(context, 'http');
  http2.on('request', (request, response) => serveHttp2(context, request, response));
  takeOver(server, (socket: Socket, proceed) =>
    greet(socket, judge(context.strictPorts), (greeting) => {
      const speech = speechOf(greeting);
      if (speech === 'http1') return proceed();
      if (speech === 'http2') return handOver(socket, http2, false);
      refuseConnection(
        context,
        'http',
        socket,
        greeting.bytes,
        speech === null ? null : (FAULTS[speech] ?? null),
      );
    }),
  );
  return server;
};
