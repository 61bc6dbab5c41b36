import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { hasPlaceholderHost } from '../model/reading.ts';
import type { DoctorContext } from './context.ts';
import { lookUpName } from './wire/lookup.ts';

/** Fact `dns`: the addresses of the receiver, or of the proxy in front of it. */
export const dns: Probe<FactTable, DoctorContext, 'dns', 'target'> = {
  fact: 'dns',
  needs: ['target'],
  // The resolver's own limit is 5 seconds a server and try; more than this helps nobody.
  budgetMs: 15_000,
  gate: ({ target }) => {
    if (target.socket !== null) return 'go';
    const isUnknown = target.url === null || (target.proxy === null && hasPlaceholderHost(target));
    return isUnknown ? { blockedBy: 'target' } : 'go';
  },
  observe: async ({ target }, context) =>
    target.socket === null
      ? lookUpName(target.proxy?.host ?? target.host, context.remaining())
      : {
          host: target.socket,
          literal: true,
          addresses: [{ address: target.socket, family: 'unix' }],
          code: null,
        },
};
