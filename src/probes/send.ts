import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { DoctorContext } from './context.ts';
import { sendItem } from './send/send-item.ts';

/** Fact `send`: one test item of every chosen signal, sent as the settings say. */
export const send: Probe<FactTable, DoctorContext, 'send', 'target' | 'tcp'> = {
  fact: 'send',
  needs: ['target', 'tcp'],
  budgetMs: Number.POSITIVE_INFINITY,
  gate: ({ target, tcp }) => {
    // What the SDK would not send is not sent in its name: a delivered item would say that all is well.
    if ((target.url === null && target.socket === null) || !target.sends) return { blockedBy: 'target' };
    return tcp.tries.some(({ outcome }) => outcome === 'connected') ? 'go' : { blockedBy: 'tcp' };
  },
  observe: async ({ target }, context) => {
    // A wait that is too short for any answer is waited for as it is: a real SDK gives up as well.
    const left = Math.max(context.remaining() - 200, 50);
    const timeoutMs = Math.max(Math.min(target.timeoutMs, left), 1);
    const deliveries = target.signals.map((signal) => sendItem(target, signal, timeoutMs, context));
    return { deliveries: await Promise.all(deliveries) };
  },
};
