import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { Context, DoctorContext } from './context.ts';
import { sendItem } from './send/send-item.ts';

/** Milliseconds in which nothing is sent before an item that met a limit is sent again: limits count by the second. */
const PAUSE_MS = 1_100;

/** Seconds in `Retry-After` that are waited for; who asks for more is believed. */
const LONGEST_PAUSE_S = 2;

/** Milliseconds that must be left for another try. */
const ROOM_MS = 3_000;

/** A limit answers at once: who took longer tried something in the meantime. */
const AT_ONCE_MS = 2_000;

/** Statuses of limits, and of receivers that are not available: for a rate limit, nginx says 503 and Envoy UNAVAILABLE. */
const mayBeLimit = ({ delivered, http, grpc, ms }: Delivery): boolean => {
  if (delivered || ms > AT_ONCE_MS) return false;
  if (http === null) return grpc !== null && (grpc.status === 8 || grpc.status === 14);
  if (Number(http.retryAfter) > LONGEST_PAUSE_S) return false;
  return http.status === 429 || http.status === 503;
};

type Send = (signal: Signal, onAnswer: (taken: boolean) => void) => Promise<Delivery>;

/** What met a limit once more, one after the other and with nothing beside, before a limit is blamed. */
const againAlone = async (
  deliveries: readonly Delivery[],
  send: Send,
  { remaining, signal: aborted }: Context,
): Promise<readonly Delivery[]> => {
  const settled: Delivery[] = [];
  for (const delivery of deliveries) {
    if (!mayBeLimit(delivery) || remaining() < ROOM_MS) {
      settled.push(delivery);
      continue;
    }
    await pause(PAUSE_MS, undefined, { signal: aborted });
    const again = await send(delivery.signal, () => {});
    // What was said at first tells more than silence.
    settled.push(again.error === null ? again : delivery);
  }
  return settled;
};

/** Sends the items of all signals at once, and lets others ask as soon as each is answered. */
const sendAll = async (target: Target, send: Send, { turn }: Context): Promise<readonly Delivery[]> => {
  let open = target.signals.length;
  const onAnswer = (taken: boolean): void => {
    open -= 1;
    if (!taken) turn?.settle(false);
    else if (open === 0) turn?.settle(true);
  };
  return Promise.all(target.signals.map((signal) => send(signal, onAnswer)));
};

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
    const sendOne: Send = (signal, onAnswer) => {
      // A wait that is too short for any answer is waited for as it is: a real SDK gives up as well.
      const left = Math.max(context.remaining() - 200, 50);
      const timeoutMs = Math.max(Math.min(target.timeoutMs, left), 1);
      return sendItem(target, signal, timeoutMs, { ...context, onAnswer });
    };
    const deliveries = await sendAll(target, sendOne, context);
    const again = againAlone(deliveries, sendOne, context);
    context.turn?.hold(again);
    return { deliveries: await again };
  },
};
