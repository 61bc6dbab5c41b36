import type { SendFact } from '../model/facts.ts';

/**
 * When the questions that only matter for a fault are asked: not at all once the test items are delivered, and at
 * the latest after some patience, so that a silent receiver does not hold them up: an item that met a limit is first sent again,
 * alone.
 */
export const DEEP = {
  fact: 'send',
  patienceMs: 2_500,
  why: 'not needed: the test span was delivered',
  holds: (send: SendFact): boolean => send.deliveries.every(({ delivered }) => delivered),
} as const;
