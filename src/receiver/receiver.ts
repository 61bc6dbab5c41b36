import type { AddressInfo, Server, Socket } from 'node:net';
import type { ExportBatch } from './batch.ts';
import type { Context } from './context.ts';
import { grpcPort } from './grpc-port.ts';
import { httpPort } from './http-port.ts';
import type { Refusal } from './refusal.ts';

/** How to receive. */
export interface ReceiverOptions {
  readonly host: string;
  /** 0 takes any free port, here and for HTTP. */
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Called for every accepted export, decoded, before it is answered. */
  readonly onExport?: (batch: ExportBatch) => void;
  /** Called for everything that had to be refused. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** Body of an OTLP/HTTP request, compressed and after decompression. The Collector's `max_request_body_size`. */
  readonly maxBodyBytes?: number;
  /** Message of an OTLP/gRPC request likewise. The Collector's `max_recv_msg_size_mib`. */
  readonly maxMessageBytes?: number;
  /** Answer gRPC on the HTTP port as a Collector does (default): it fails before the call. Else with a gRPC status. */
  readonly strictPorts?: boolean;
  /** Unix time in nanoseconds. */
  readonly now?: () => bigint;
}

/** A running receiver. */
export interface Receiver {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Closes both ports and cuts every connection. */
  stop(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;

const nothing = (): void => undefined;

const contextOf = (options: ReceiverOptions): Context => ({
  maxBodyBytes: options.maxBodyBytes ?? 20 * MEBIBYTE,
  maxMessageBytes: options.maxMessageBytes ?? 4 * MEBIBYTE,
  strictPorts: options.strictPorts ?? true,
  inFlight: { bytes: 0 },
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

/** Ends a server together with its connections, which would else keep it open. */
const stopper = (server: Server): (() => Promise<void>) => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
};

/** Starts an OTLP receiver on two ports. Rejects with the error of Node when a port cannot be had (`EADDRINUSE`). */
export const startReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const context = contextOf(options);
  const servers = { grpc: grpcPort(context), http: httpPort(context) };
  const stops = [stopper(servers.grpc), stopper(servers.http)];
  const stop = async (): Promise<void> => void (await Promise.all(stops.map((stopOne) => stopOne())));
  try {
    context.ports.grpc = await listen(servers.grpc, options.host, options.grpcPort);
    context.ports.http = await listen(servers.http, options.host, options.httpPort);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { grpcPort: context.ports.grpc, httpPort: context.ports.http, stop };
};
