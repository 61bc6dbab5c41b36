import { hasCredential } from '../model/credentials.ts';
import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { asSent, attempt } from './attempt.ts';
import type { DoctorContext } from './context.ts';

/**
 * Fact `control`: one empty export without the configured credentials. When that is accepted too, the endpoint does
 * not look at them. Asked as soon as the test item is answered, beside what is asked of that answer.
 */
export const control: Probe<FactTable, DoctorContext, 'control', 'target' | 'tcp'> = {
  fact: 'control',
  needs: ['target', 'tcp'],
  budgetMs: Number.POSITIVE_INFINITY,
  gate: ({ target, tcp }) => {
    if (!hasCredential(target)) return { absent: 'no credentials are configured' };
    if (target.url === null || !target.sends) return { blockedBy: 'target' };
    if (target.proxy !== null) return { absent: 'not asked through a proxy' };
    return tcp.tries.some(({ outcome }) => outcome === 'connected') ? 'go' : { blockedBy: 'tcp' };
  },
  observe: async ({ target }, context) => {
    // Nobody asks whether credentials are looked at where the item is refused.
    if ((await context.turn?.taken) === false) return null;
    return { attempts: [await attempt(target, { ...asSent(target), kind: 'control' }, context)] };
  },
};
