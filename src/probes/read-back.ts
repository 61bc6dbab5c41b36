import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { DoctorContext } from './context.ts';

/** Fact `readBack`: whether a backend shows what the receiver took. Asked for with `--read-back` alone. */
export const readBack: Probe<FactTable, DoctorContext, 'readBack', 'send'> = {
  fact: 'readBack',
  needs: ['send'],
  budgetMs: Number.POSITIVE_INFINITY,
  gate: ({ send }) => (send.deliveries.some(({ delivered }) => delivered) ? 'go' : { blockedBy: 'send' }),
  observe: async ({ send }, context) => {
    const place = context.follow?.readBack;
    if (place === undefined || place === null) return null;
    const answeredAt = Date.now();
    const behind = await import('./behind/index.ts');
    return behind.readBack(place, send, answeredAt, context);
  },
};
