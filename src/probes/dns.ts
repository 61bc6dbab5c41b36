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
  gate: ({ target }) =>
    target.url === null || (target.proxy === null && hasPlaceholderHost(target))
      ? { blockedBy: 'target' }
      : 'go',
  observe: ({ target }, context) => lookUpName(target.proxy?.host ?? target.host, context.remaining()),
};
