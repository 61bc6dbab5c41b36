import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach } from 'vitest';
import { createForwarder, type Forwarder, type ForwardTarget } from '../../src/forward/forward.ts';
import { SIGNALS, signalPath } from '../../src/model/signal.ts';
import type { ExportBatch } from '../../src/receiver/batch.ts';
import { type Recorded, record } from '../receiver/recorded.ts';

/** Destinations that answer as a test wants, and a receiver that passes on to them. */

export interface UpstreamRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Upstream {
  readonly url: string;
  readonly seen: UpstreamRequest[];
}

const servers = new Map<string, () => Promise<void>>();

/** Ends a destination before its test does. */
export const stopUpstream = async ({ url }: Upstream): Promise<void> => servers.get(url)?.();

const stops = new Set<() => void>();

afterEach(() => {
  for (const stop of stops) stop();
  stops.clear();
});

const listen = async (server: Server | Http2Server, port: number): Promise<string> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  stops.add(() => void stop());
  servers.set(url, stop);
  return url;
};

/** A destination over HTTP/1.1. `answer` is given how many requests came before. */
export const httpUpstream = async (
  answer: (response: ServerResponse, place: number) => void = (response) => response.writeHead(200).end(),
  port = 0,
): Promise<Upstream> => {
  const seen: UpstreamRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      answer(response, seen.length - 1);
    });
  });
  return { url: await listen(server, port), seen };
};

export interface GrpcStatus {
  readonly status: string;
  readonly message?: string;
  readonly details?: Buffer;
  readonly body?: Buffer;
}

/** A destination over gRPC; null leaves the call without an answer. */
export const grpcUpstream = async (
  answer: (place: number) => GrpcStatus | null = () => ({ status: '0' }),
  port = 0,
): Promise<Upstream> => {
  const seen: UpstreamRequest[] = [];
  const server = createHttp2();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      seen.push({ path: String(headers[':path']), headers, body: Buffer.concat(chunks) });
      const given = answer(seen.length - 1);
      if (given === null) return;
      const trailers = {
        'grpc-status': given.status,
        ...(given.message === undefined ? {} : { 'grpc-message': given.message }),
        ...(given.details === undefined
          ? {}
          : { 'grpc-status-details-bin': given.details.toString('base64') }),
      };
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      stream.end(given.body ?? Buffer.alloc(5));
    });
  });
  return { url: await listen(server, port), seen };
};

/** All signals to one endpoint. */
export const targetsOf = (
  url: string,
  protocol: ForwardTarget['protocol'],
  more: Partial<ForwardTarget> = {},
): readonly ForwardTarget[] =>
  SIGNALS.map((signal) => ({
    signal,
    protocol,
    url: protocol === 'grpc' ? url : `${url}${signalPath(signal)}`,
    ...more,
  }));

export interface Passing extends Recorded {
  readonly forwarder: Forwarder;
}

/** A receiver that passes everything on. */
export const passOn = async (targets: readonly ForwardTarget[]): Promise<Passing> => {
  const forwarder = createForwarder(targets);
  stops.add(() => void forwarder.finish(0));
  const exports: ExportBatch[] = [];
  const receiver = await record({
    onExport: (batch, raw) => {
      exports.push(batch);
      forwarder.take(batch, raw);
    },
  });
  return { ...receiver, exports, forwarder };
};
