import type { TLSSocket } from 'node:tls';
import { ALPN_MISSING } from '../../model/error-code.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { limits, tlsMaterial } from './reach.ts';
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

/**
 * Whether an SDK of this target's kind would refuse the server over ALPN: grpc-js, which sends for the doctor, would not. A
 * handshake that fails otherwise is told by the export itself.
 */
export const isRefusedOverAlpn = async (target: Target, context: Context): Promise<boolean> => {
  if (target.demandsAlpn !== true || !target.secure || !canOpen(target, context)) return false;
  try {
    const way = await openWay(target, target.host, PATIENCE_MS, context);
    const material = tlsMaterial(target, context.readFile);
    const secured = await startTls(way, target.host, ['h2'], material, limits(context, PATIENCE_MS));
    const refused = secured.alpnProtocol !== 'h2';
    secured.destroy();
    way.destroy();
    return refused;
  } catch {
    return false;
  }
};
