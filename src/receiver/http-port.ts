import type { Server } from 'node:http';
import {
  type Http2Server,
  Http2ServerRequest,
  Http2ServerResponse,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { Peer } from './batch.ts';
import { type Context, refuse } from './context.ts';
import { type Greeting, greet, type Judge } from './greeting.ts';
import { isGrpcType, sendFailure } from './grpc-answer.ts';
import { headOfStream, serveGrpc } from './grpc-exchange.ts';
import { RAW_BAD_REQUEST, RAW_NO_HTTP2, RAW_NOT_FOUND } from './http-answer.ts';
import { serveHttp } from './http-exchange.ts';
import { http1Server } from './http1-server.ts';
import { http2Server } from './http2-server.ts';
import { type Fault, handOver, refuseConnection, takeOver } from './port.ts';
import type { PortName, RequestHead } from './refusal.ts';
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

const refuseGrpc = (context: Context, stream: ServerHttp2Stream, head: RequestHead, peer: Peer): void => {
  stream.on('error', () => undefined);
  refuse(context, 'http', peer, head, { kind: 'grpc-on-http-port' });
  sendFailure(stream, {
    code: UNIMPLEMENTED,
    message: `OTLP/gRPC is spoken on port ${context.ports.grpc}`,
  });
};

/** A server of HTTP/2. Only what is not gRPC gets the request and response of HTTP, which send trailers of their own. */
const serverOfHttp2 = (context: Context, port: PortName): Http2Server => {
  const { server, peers } = http2Server(context, port);
  server.on(
    'stream',
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, raw: string[]) => {
      const head = headOfStream(headers, raw);
      if (!isGrpcType(head.contentType)) {
        const request = new Http2ServerRequest(stream, headers, {}, raw);
        return void serveHttp(context, port, request, new Http2ServerResponse(stream));
      }
      const peer = (stream.session && peers.get(stream.session)) ?? { address: '', port: 0 };
      if (context.strict) refuseGrpc(context, stream, head, peer);
      else void serveGrpc(context, port, stream, head, peer);
    },
  );
  return server;
};

/** The port of OTLP/HTTP, or one that takes gRPC as well where ports are not strict. Not listening yet. */
export const httpPort = (context: Context, port: PortName): Server => {
  const server = http1Server(context, port, () => RAW_NOT_FOUND);
  server.on('request', (request, response) => void serveHttp(context, port, request, response));
  const http2 = serverOfHttp2(context, port);
  takeOver(context, port, server, (socket: Socket, proceed) =>
    greet(socket, judge(context.strict), (greeting) => {
      const speech = speechOf(greeting);
      if (speech === 'http1') return proceed();
      if (speech === 'http2') return handOver(socket, http2, false);
      refuseConnection(
        context,
        port,
        socket,
        greeting.bytes,
        speech === null ? null : (FAULTS[speech] ?? null),
      );
    }),
  );
  return server;
};
