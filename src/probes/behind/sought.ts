import type { Signal } from '../../model/signal.ts';

/** What is looked for. */
export interface Sought {
  readonly signal: Signal;
  readonly traceId: string | null;
  /** Milliseconds since 1970 when it was sent. */
  readonly sentAt: number;
}

/** The id as a question names it. */
export const idOf = ({ traceId }: Sought): string => traceId ?? '';
