import { hasCredential } from '../model/credentials.ts';
import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { asSent, attempt } from './attempt.ts';
import type { DoctorContext } from './context.ts';

/**
 * Fact `control`: one empty export without the configured credentials. When that is accepted too, the endpoint does
 * not look at them. Runs beside the test item, so it costs no time.
 */
export const control: Probe<FactTable, DoctorContext, 'control', 'target' | 'tcp'> = {
  fact: 'control',
  needs: ['target', 'tcp'],
  budgetMs: 5_000,
  gate: ({ target, tcp }) => {
    if (!hasCredential(target)) return { absent: 'no credentials are configured' };
    if (target.url === null || target.proxy !== null) return { absent: 'not asked through a proxy' };
    return tcp.tries.some(({ outcome }) => outcome === 'connected') ? 'go' : { blockedBy: 'tcp' };
  },
  observe: async ({ target }, context) => ({
    attempts: [await attempt(target, { ...asSent(target), kind: 'control' }, context)],
  }),
};
