import { z } from 'zod';

const text = z.string();
const textOrNull = z.string().nullable();
const number = z.number();
const signal = z.enum(['traces', 'metrics', 'logs']);

const waiting = z.object({
  ...{ size: number.nullable(), capacity: number.nullable(), inFlight: number.nullable() },
});

const hop = z.object({
  ...{ kind: z.enum(['receiver', 'processor', 'exporter']), name: text, signal },
  moved: z.object({
    ...{ accepted: number.exactOptional(), refused: number.exactOptional(), failed: number.exactOptional() },
    ...{ in: number.exactOptional(), out: number.exactOptional(), dropped: number.exactOptional() },
    ...{ sent: number.exactOptional(), sendFailed: number.exactOptional() },
    enqueueFailed: number.exactOptional(),
  }),
  waiting: z.object({ before: waiting, after: waiting }).exactOptional(),
  ...{ to: text.exactOptional(), error: text.exactOptional() },
});

/** Fact `readBack`. */
export const readBack = z.object({
  ...{ url: text, name: textOrNull, detail: text, waitedMs: number },
  state: z.enum(['asked', 'unreachable', 'refused', 'unknown']),
  items: z.array(z.object({ signal, traceId: textOrNull, foundAfterMs: number.nullable() })),
  services: z.array(text).nullable(),
});

/** Fact `hops`. */
export const hops = z.object({
  bursts: z.array(z.object({ signal, size: number, taken: z.boolean(), answer: text, traceId: textOrNull })),
  sources: z.array(
    z.object({
      ...{ url: text, named: z.boolean(), detail: text, restarted: z.boolean(), otherTraffic: number },
      state: z.enum(['read', 'unreachable', 'refused', 'not-metrics', 'no-counters']),
      ...{ movedAfterMs: number.nullable(), hops: z.array(hop) },
    }),
  ),
  watchedMs: number,
});
