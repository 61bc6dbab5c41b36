import type { ServerHttp2Session } from 'node:http2';
import type { Signal } from '../model/signal.ts';
import type { Arrival, ExportBatch, Headers, Peer, Raw, Requests } from './batch.ts';
import type { Crowd } from './crowd.ts';
import type { Malformed } from './malformed.ts';
import type { AllowedOrigins } from './origin.ts';
import type { PortName, Refusal, RefusalKind, RequestHead } from './refusal.ts';

/** Bytes that all bodies in flight may take together. */
export const IN_FLIGHT_LIMIT = 256 * 1024 * 1024;

/** Milliseconds after which a request must be complete. */
export const REQUEST_MS = 60_000;

/** Milliseconds that a connection may stay silent: longer than the export interval of any SDK. */
export const IDLE_MS = 300_000;

/** Milliseconds that a new connection may take to say what it speaks. */
export const GREETING_MS = 15_000;

/**
 * Milliseconds that an HTTP/2 sender gets to begin its first request before it counts as gRPC, whose clients wait
 * for the settings of the server first.
 */
export const HURRY_MS = 150;

/** Milliseconds that a refused sender gets to read the answer before the connection is cut. */
export const FAREWELL_MS = 500;

/** Milliseconds that requests under way get when the receiver stops. */
export const STOP_MS = 500;

/** Open connections of a port. */
export const CONNECTION_LIMIT = 1_000;

/** What the two ports share. */
export interface Context {
  readonly maxBodyBytes: number;
  readonly maxMessageBytes: number;
  /** Whether each port takes only the protocol that it is for. */
  readonly strict: boolean;
  readonly inFlight: { bytes: number; requests: number };
  /** Open connections of HTTP/2. */
  readonly sessions: Set<ServerHttp2Session>;
  /** Open connections of each port. */
  readonly crowds: Readonly<Record<PortName, Crowd>>;
  readonly allowedOrigins: AllowedOrigins;
  readonly now: () => bigint;
  readonly onExport: (batch: ExportBatch, raw: Raw) => void;
  readonly onRefusal: (refusal: Refusal) => void;
  /** The other port, for the answer to a sender that took the wrong one. */
  readonly ports: { grpc: number; http: number };
}

/** Why a request is refused, before it is known whose. */
export interface Objection {
  readonly kind: RefusalKind;
  readonly detail?: string | null;
  readonly malformed?: Malformed;
}

/** Reports a refusal. */
export const refuse = (
  context: Context,
  port: PortName,
  peer: Peer,
  head: RequestHead,
  { kind, detail = null, malformed }: Objection,
): void =>
  context.onRefusal({
    kind,
    port,
    peer,
    receivedAtUnixNano: context.now(),
    ...head,
    detail,
    malformed: malformed ?? null,
  });

/** Reports an accepted export. */
export const accept = <S extends Signal>(
  context: Context,
  signal: S,
  request: Requests[S],
  arrival: Arrival,
  raw: Raw,
): void =>
  // The signal and the type of the request belong together; the union cannot say so for a type parameter.
  context.onExport({ ...arrival, signal, request } as unknown as ExportBatch, raw);

/** Who is on the other side of a socket, as long as it is open. */
export const peerOf = (socket: {
  remoteAddress?: string | undefined;
  remotePort?: number | undefined;
}): Peer => ({
  address: socket.remoteAddress ?? '',
  port: socket.remotePort ?? 0,
});

/** Names and values from Node's flat list, without the pseudo-headers of HTTP/2. */
export const headersOf = (raw: readonly string[]): Headers => {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] as string;
    if (!name.startsWith(':')) headers.push([name.toLowerCase(), raw[index + 1] as string]);
  }
  return headers;
};
