import type { Signal } from './signal.ts';

/** One item that was looked for in a backend. */
export interface SoughtItem {
  readonly signal: Signal;
  /** By which it is found; null for metrics, which have none. */
  readonly traceId: string | null;
  /** Milliseconds from the answer of the receiver until it was found; null when it was not. */
  readonly foundAfterMs: number | null;
}

/** What a backend shows of what was sent. */
export interface ReadBackFact {
  /** Address that was asked, without login and query. */
  readonly url: string;
  /** What answers there, as its documentation calls it; null when it is none that is known. */
  readonly name: string | null;
  /** `asked`: it answers questions about what it holds. */
  readonly state: 'asked' | 'unreachable' | 'refused' | 'unknown';
  /** What was answered where it could not be asked; empty otherwise. */
  readonly detail: string;
  /** Empty where it holds none of the signals that were sent. */
  readonly items: readonly SoughtItem[];
  /** Milliseconds from the answer of the receiver to the last look. */
  readonly waitedMs: number;
  /** Services that it holds anything of, as many as were read; null where it does not tell. */
  readonly services: readonly string[] | null;
}

/** Items that were looked for and not found. */
export const missingItems = ({ items }: ReadBackFact): readonly SoughtItem[] =>
  items.filter(({ foundAfterMs }) => foundAfterMs === null);

/** Whether a backend shows everything that it was asked for. */
export const isFound = (fact: ReadBackFact): boolean =>
  fact.state === 'asked' && fact.items.length > 0 && missingItems(fact).length === 0;
