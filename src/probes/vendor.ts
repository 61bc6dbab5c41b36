import type { FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Probe } from '../model/probe.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';

const UNKNOWN = 'no backend that is known';

/** Fact `vendor`: the backend that the endpoint belongs to. What is known of backends is loaded only for it. */
export const vendor: Probe<FactTable, DoctorContext, 'vendor', 'target'> = {
  fact: 'vendor',
  needs: ['target'],
  budgetMs: 2_000,
  gate: ({ target }) => (target.host === '' || isLoopback(target.host) ? { absent: UNKNOWN } : 'go'),
  observe: async ({ target }, context) => {
    const { vendorFact } = await context.loadVendors();
    return vendorFact(target);
  },
};

/** Fact `meaning`: what the answer to the test item means when this backend gives it. */
export const meaning: Probe<FactTable, DoctorContext, 'meaning', 'target' | 'send'> = {
  fact: 'meaning',
  needs: ['target', 'send'],
  budgetMs: 2_000,
  unless: DEEP,
  gate: ({ target }) => (isLoopback(target.host) ? { absent: UNKNOWN } : 'go'),
  observe: async ({ target, send }, context) => {
    const failed = send.deliveries.find(({ delivered }) => !delivered);
    const { meaningFact } = await context.loadVendors();
    return failed ? meaningFact(target, failed) : null;
  },
};
