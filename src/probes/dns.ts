import { lookup } from 'node:dns/promises';
import net from 'node:net';
import type { DnsFact, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { hasPlaceholderHost } from '../model/reading.ts';
import type { DoctorContext } from './context.ts';
import { wireError } from './wire/socket.ts';

/** Looks a name up as the process itself would, all addresses. */
const lookUp = async (host: string): Promise<DnsFact> => {
  const family = net.isIP(host);
  if (family !== 0) {
    return { host, literal: true, addresses: [{ address: host, family: family === 6 ? 6 : 4 }], code: null };
  }
  try {
    const found = await lookup(host, { all: true, verbatim: true });
    const addresses = found.map(
      ({ address, family: kind }) => ({ address, family: kind === 6 ? 6 : 4 }) as const,
    );
    return { host, literal: false, addresses, code: addresses.length === 0 ? 'ENOTFOUND' : null };
  } catch (thrown) {
    return { host, literal: false, addresses: [], code: wireError(thrown).code ?? 'EAI_FAIL' };
  }
};

/** Fact `dns`: the addresses of the receiver, or of the proxy in front of it. */
export const dns: Probe<FactTable, DoctorContext, 'dns', 'target'> = {
  fact: 'dns',
  needs: ['target'],
  // The resolver's own limit is 5 seconds a server and try; more than this helps nobody.
  budgetMs: 15_000,
  gate: ({ target }) =>
    target.url === null || (target.proxy === null && hasPlaceholderHost(target))
      ? { blockedBy: 'target' }
      : 'go',
  observe: ({ target }) => lookUp(target.proxy?.host ?? target.host),
};
