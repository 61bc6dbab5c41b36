import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Peer } from './batch.ts';
import { type Context, IDLE_MS, peerOf, refuse } from './context.ts';
import { NO_HEAD, type PortName } from './refusal.ts';

/** A window of 1 MiB instead of 64 KiB saves a round trip for each 64 KiB of a large export. */
const WINDOW_BYTES = 1024 * 1024;

const OPTIONS = {
  settings: { maxConcurrentStreams: 128, initialWindowSize: WINDOW_BYTES, enablePush: false },
  maxSessionMemory: 16,
  maxSessionInvalidFrames: 100,
} as const;

/** What a session that broke down was about; a peer that just went away is no fault. */
const isFault = (error: NodeJS.ErrnoException): boolean =>
  error.code !== undefined && !['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(error.code);

/**
 * Tells whether a session is between requests. Senders built on grpc-go say goodbye in a way that nghttp2 takes for
 * a breach: their GOAWAY names a stream of their own
 * (https://github.com/grpc/grpc-go/blob/v1.75.0/internal/transport/http2_client.go, `outgoingGoAwayHandler`).
 */
const watchRest = (session: ServerHttp2Session): (() => boolean) => {
  let isMet = false;
  let open = 0;
  session.once('localSettings', () => {
    isMet = true;
  });
  session.on('stream', (stream) => {
    open += 1;
    stream.on('close', () => {
      // What was cut off by the end of the session was under way.
      if (!session.destroyed) open -= 1;
    });
  });
  return () => isMet && open === 0;
};

/** An HTTP/2 server that keeps the peer of each session and ends idle ones. */
export const http2Server = (
  context: Context,
  port: PortName,
): { server: Http2Server; peers: WeakMap<object, Peer> } => {
  const peers = new WeakMap<object, Peer>();
  const server = createServer(OPTIONS);
  server.on('session', (session: ServerHttp2Session) => {
    const peer = peerOf(session.socket);
    peers.set(session, peer);
    context.sessions.add(session);
    session.on('close', () => context.sessions.delete(session));
    session.setLocalWindowSize(WINDOW_BYTES * 4);
    session.setTimeout(IDLE_MS, () => session.destroy());
    const isAtRest = watchRest(session);
    session.on('error', (error: NodeJS.ErrnoException) => {
      if (isFault(error) && !isAtRest())
        refuse(context, port, peer, NO_HEAD, { kind: 'http2-protocol', detail: error.code ?? null });
    });
  });
  // Without a listener Node would throw; the session's own listener has seen it already.
  server.on('sessionError', () => undefined);
  return { server, peers };
};
