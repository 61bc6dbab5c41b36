import type { Delivery, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { DoctorContext } from './context.ts';
import { sendItem } from './send/send-item.ts';

/** Statuses by which a receiver refuses for what lies behind it: a limit, a queue that is full, a next hop that fails. */
const REFUSES_FOR_OTHERS: readonly number[] = [429, 500, 502, 503, 504];
const GRPC_REFUSES_FOR_OTHERS: readonly number[] = [4, 8, 13, 14];

const reachesBehind = ({ delivered, http, grpc, timedOut }: Delivery): boolean =>
  delivered ||
  timedOut ||
  (http !== null && REFUSES_FOR_OTHERS.includes(http.status)) ||
  (grpc !== null && GRPC_REFUSES_FOR_OTHERS.includes(grpc.status));

/** Fact `hops`: what the own metrics of Collectors say of a burst of items. Asked for with `--follow` alone. */
export const hops: Probe<FactTable, DoctorContext, 'hops', 'target' | 'send'> = {
  fact: 'hops',
  needs: ['target', 'send'],
  budgetMs: Number.POSITIVE_INFINITY,
  gate: ({ send }) => (send.deliveries.some(reachesBehind) ? 'go' : { blockedBy: 'send' }),
  observe: async ({ target, send }, context) => {
    if (context.follow === undefined) return null;
    const { watchBurst } = await import('./behind/index.ts');
    const signals = send.deliveries.filter(reachesBehind).map(({ signal }) => signal);
    return watchBurst(target, signals, sendItem, context);
  },
};
