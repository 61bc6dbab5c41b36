import type { Refusal } from '../../src/receiver/refusal.ts';

/** A body that one took and the other refused: null is the receiver's word where it took it. */
export interface Judged {
  readonly kind: string;
  readonly body: Buffer;
  readonly refusal: Refusal | null;
}

interface Difference {
  readonly reason: string;
  applies(judged: Judged): boolean;
}

/** Where the receiver and the Collector (0.158) differ, and why that stays. */
const DIFFERENCES: readonly Difference[] = [
  {
    reason:
      'the Collector skips groups, even those that never end; OTLP has none, and what looks like one is damage',
    applies: ({ refusal }) => refusal?.malformed?.problem === 'unknown-wire-type',
  },
  {
    reason:
      'the Collector takes texts that are no JSON (`,"a":1}`, or another object behind the first), with what it made of them',
    applies: ({ kind, refusal }) => kind === 'json' && refusal?.malformed?.problem === 'json-syntax',
  },
];

export const isKnownDifference = (judged: Judged): boolean =>
  DIFFERENCES.some(({ applies }) => applies(judged));
