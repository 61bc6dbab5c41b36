import type { TLSSocket } from 'node:tls';
import { ALPN_MISSING } from '../../model/error-code.ts';
import { grpcMethod } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { limits, tlsMaterial } from './reach.ts';
import { type WireOptions, withLimits } from './socket.ts';
import { startTls } from './tls.ts';
import { canOpen, openWay } from './tunnel.ts';

const PATIENCE_MS = 2_000;

/** Ends a connection in the way of an SDK that refuses a server which selects no protocol. */
export const refuseWithoutAlpn = (target: Target, secured: TLSSocket): void => {
  if (target.demandsAlpn !== true || secured.alpnProtocol === 'h2') return;
  secured.destroy();
  throw Object.assign(new Error('the server selects no protocol by ALPN, and this SDK wants h2'), {
    code: ALPN_MISSING,
  });
};

/** A call of gRPC in HTTP/1.1, as OkHttp writes it, with an empty message. */
const callOverHttp1 = (target: Target): Buffer => {
  const [signal = 'traces'] = target.signals;
  const head = [
    `POST ${grpcMethod(signal)} HTTP/1.1`,
    `Host: ${target.authority}`,
    'te: trailers',
    'content-type: application/grpc',
    'content-length: 5',
    'connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.alloc(5)]);
};

/** Whether anything that speaks HTTP/1.1 answers behind TLS. */
const answersHttp1 = async (secured: TLSSocket, target: Target, options: WireOptions): Promise<boolean> =>
  withLimits<boolean>('answer in HTTP/1.1', options, (done) => {
    secured.once('data', (first) => done(first.subarray(0, 7).toString('latin1') === 'HTTP/1.'));
    secured.once('close', () => done(false));
    secured.write(callOverHttp1(target));
    return () => secured.destroy();
  }).catch(() => false);

/**
 * Whether an SDK of this target's kind would fail at the server over ALPN: grpc-js, which sends for the doctor, would not.
 * Where this SDK speaks HTTP/1.1 instead, it fails if nobody behind TLS does. A handshake that fails otherwise is told by the
 * export itself.
 */
export const isRefusedOverAlpn = async (target: Target, context: Context): Promise<boolean> => {
  const cares = target.demandsAlpn === true || target.http1WithoutAlpn === true;
  if (!cares || !target.secure || !canOpen(target, context)) return false;
  try {
    const way = await openWay(target, target.host, PATIENCE_MS, context);
    const material = tlsMaterial(target, context.readFile);
    const options = limits(context, PATIENCE_MS);
    const secured = await startTls(way, target.host, ['h2'], material, options);
    const without = secured.alpnProtocol !== 'h2';
    const refused =
      without && (target.demandsAlpn === true || !(await answersHttp1(secured, target, options)));
    secured.destroy();
    way.destroy();
    return refused;
  } catch {
    return false;
  }
};
