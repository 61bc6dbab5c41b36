import type { AddressInfo, Server, Socket } from 'node:net';
import type { ExportBatch, Peer, Raw } from './batch.ts';
import { CONNECTION_LIMIT, type Context, STOP_MS } from './context.ts';
import { createCrowd } from './crowd.ts';
import { grpcPort } from './grpc-port.ts';
import { httpPort } from './http-port.ts';
import type { AllowedOrigins } from './origin.ts';
import type { Refusal } from './refusal.ts';

/** How to receive. */
export interface ReceiverOptions {
  readonly host: string;
  /** 0 takes any free port, here and for HTTP. */
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Called for every accepted export, decoded and as its bytes, before it is answered; also for one without anything in it. */
  readonly onExport?: (batch: ExportBatch, raw: Raw) => void;
  /** Called for everything that had to be refused. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** Body of an OTLP/HTTP request, compressed and after decompression. The Collector's `max_request_body_size`. */
  readonly maxBodyBytes?: number;
  /** Message of an OTLP/gRPC request likewise. The Collector's `max_recv_msg_size_mib`. */
  readonly maxMessageBytes?: number;
  /** Whether each port takes what a Collector takes there (`strict`, the default) or both gRPC and OTLP/HTTP. */
  readonly ports?: 'strict' | 'either';
  /** Pages whose browsers may send besides those of this machine; none when left out. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Connections of a port that are open at the same time. */
  readonly maxConnections?: number;
  /** Unix time in nanoseconds. */
  readonly now?: () => bigint;
}

/** A running receiver. */
export interface Receiver {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Whether a connection from this address and port of a peer is open. */
  sees(peer: Peer): boolean;
  /** Closes both ports, answers what is under way for half a second at most, and cuts every connection. */
  stop(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;

const nothing = (): void => undefined;

const crowdsOf = (limit: number): Context['crowds'] => ({
  grpc: createCrowd(limit),
  http: createCrowd(limit),
});

const contextOf = (options: ReceiverOptions): Context => ({
  maxBodyBytes: options.maxBodyBytes ?? 20 * MEBIBYTE,
  maxMessageBytes: options.maxMessageBytes ?? 4 * MEBIBYTE,
  strict: options.ports !== 'either',
  inFlight: { bytes: 0, requests: 0 },
  sessions: new Set(),
  crowds: crowdsOf(options.maxConnections ?? CONNECTION_LIMIT),
  allowedOrigins: (options.allowedOrigins ?? []).map((origin) => origin.toLowerCase().replace(/\/$/, '')),
  now: options.now ?? (() => BigInt(Date.now()) * 1_000_000n),
  onExport: options.onExport ?? nothing,
  onRefusal: options.onRefusal ?? nothing,
  ports: { grpc: options.grpcPort, http: options.httpPort },
});

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      // Too many open files is an error of accept, which passes.
      server.on('error', nothing);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** What a server has open. */
interface Open {
  readonly server: Server;
  readonly sockets: ReadonlySet<Socket>;
}

const watch = (server: Server): Open => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return { server, sockets };
};

const isQuiet = ({ inFlight, sessions }: Context): boolean => inFlight.requests === 0 && sessions.size === 0;

/** Tells senders of HTTP/2 to go, and waits for what is being received and answered. */
const drain = async (context: Context): Promise<void> => {
  for (const session of context.sessions) session.close();
  const end = performance.now() + STOP_MS;
  while (!isQuiet(context) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Starts an OTLP receiver on two ports. Rejects with the error of Node when a port cannot be had (`EADDRINUSE`), which has the `port`. */
export const startReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const context = contextOf(options);
  const grpc = watch(context.strict ? grpcPort(context) : httpPort(context, 'grpc'));
  const http = watch(httpPort(context, 'http'));
  const stop = async (): Promise<void> => {
    const closed = [grpc, http].map(({ server }) => new Promise((resolve) => server.close(resolve)));
    await drain(context);
    for (const { sockets } of [grpc, http]) for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  };
  try {
    context.ports.grpc = await listen(grpc.server, options.host, options.grpcPort);
    context.ports.http = await listen(http.server, options.host, options.httpPort);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  const sees = (peer: Peer): boolean => Object.values(context.crowds).some((crowd) => crowd.has(peer));
  return { grpcPort: context.ports.grpc, httpPort: context.ports.http, sees, stop };
};
