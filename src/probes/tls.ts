import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { DoctorContext } from './context.ts';
import { shakeHands } from './wire/handshake.ts';
import { canOpen } from './wire/tunnel.ts';

/** Fact `tls`: a handshake with the trust and the identity that the settings give. */
export const tls: Probe<FactTable, DoctorContext, 'tls', 'target' | 'tcp'> = {
  fact: 'tls',
  needs: ['target', 'tcp'],
  budgetMs: 10_000,
  gate: ({ target, tcp }) => {
    if (!target.secure) return { absent: 'plaintext endpoint' };
    if (target.proxy?.form === 'absolute') return { absent: 'the connection goes through a proxy' };
    return tcp.tries.some(({ outcome }) => outcome === 'connected') ? 'go' : { blockedBy: 'tcp' };
  },
  observe: async ({ target, tcp }, context) => {
    const address = tcp.tries.find(({ outcome }) => outcome === 'connected')?.address ?? target.host;
    if (!canOpen(target, context)) return null;
    return shakeHands(target, address, context);
  },
};
