import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createPieces } from '../bytes/pieces.ts';
import { grpcMethod } from '../model/signal.ts';
import {
  ANSWER_LIMIT,
  type ForwardTarget,
  type Parcel,
  type Reply,
  type Transport,
  timeoutOf,
  tlsOptions,
  tooLate,
} from './target.ts';
import { openTunnel } from './tunnel.ts';

/**
 * What waits to be sent counts as memory of the session, and beyond its limit, by default 10 MB, Node refuses even the
 * answers. More than this never waits.
 */
const SESSION_MEGABYTES = 256;

const authorityOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;

/** A connection through the proxy, encrypted where the destination is. */
const tunnelled = async (target: ForwardTarget, proxy: string, url: URL): Promise<Duplex> => {
  const socket = await openTunnel(proxy, authorityOf(url), timeoutOf(target));
  if (url.protocol !== 'https:') return socket;
  return connectTls({ socket, servername: url.hostname, ALPNProtocols: ['h2'], ...tlsOptions(target) });
};

const openSession = async (target: ForwardTarget, url: URL): Promise<ClientHttp2Session> => {
  const { proxy } = target;
  const tunnel = proxy ? await tunnelled(target, proxy, url) : null;
  const options = {
    maxSessionMemory: SESSION_MEGABYTES,
    ...(url.protocol === 'https:' ? tlsOptions(target) : {}),
  };
  const session = connect(url.origin, tunnel ? { ...options, createConnection: () => tunnel } : options);
  // The error also ends the calls of the session, which tell it.
  session.on('error', () => undefined);
  return session;
};

const keep = (into: Record<string, string>, headers: IncomingHttpHeaders): void => {
  for (const [name, value] of Object.entries(headers)) into[name] = String(value);
};

const readReply = (stream: ClientHttp2Stream, done: (reply: Reply) => void): void => {
  const headers: Record<string, string> = {};
  const pieces = createPieces();
  stream.on('response', (given) => keep(headers, given)).on('trailers', (given) => keep(headers, given));
  stream.on('data', (chunk: Buffer) => {
    pieces.add(chunk);
    if (pieces.length > ANSWER_LIMIT || pieces.isCrumbled()) stream.close(constants.NGHTTP2_CANCEL);
  });
  stream.on('end', () => {
    const status = Number(headers[':status'] ?? 0);
    if (status !== 0) done({ status, headers, body: pieces.whole() });
    // Who was refused before it had sent everything need not go on.
    if (!stream.writableFinished) stream.close(constants.NGHTTP2_CANCEL);
  });
};

const call = (session: ClientHttp2Session, path: string, parcel: Parcel, timeoutMs: number): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const stream = session.request({ ':method': 'POST', ':path': path, ...parcel.headers });
    const deadline = setTimeout(() => {
      reject(tooLate(timeoutMs));
      stream.close(constants.NGHTTP2_CANCEL);
      // A connection that does not even come about is given up.
      if (session.connecting) session.destroy();
    }, timeoutMs);
    stream.on('close', () => {
      clearTimeout(deadline);
      reject(Object.assign(new Error('the call was cut off'), { code: 'ECONNRESET' }));
    });
    stream.on('error', reject);
    readReply(stream, resolve);
    stream.end(parcel.body);
  });

/** The way to a destination that speaks OTLP/gRPC: one connection, made again when it is gone. */
export const grpcTransport = (target: ForwardTarget): Transport => {
  const url = new URL(target.url);
  const path = grpcMethod(target.signal);
  let latest: Promise<ClientHttp2Session> | null = null;
  let closed = false;
  const sessionOf = async (): Promise<ClientHttp2Session> => {
    const current = await latest?.catch(() => null);
    if (current && !current.closed && !current.destroyed) return current;
    const fresh = openSession(target, url);
    latest = fresh;
    const session = await fresh;
    if (closed) session.destroy();
    return session;
  };
  return {
    send: async (parcel) => call(await sessionOf(), path, parcel, timeoutOf(target)),
    close: () => {
      closed = true;
      void latest?.then(
        (session) => session.destroy(),
        () => undefined,
      );
    },
  };
};
