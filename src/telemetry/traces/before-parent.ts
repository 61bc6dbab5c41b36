import type { ClockFact } from '../../model/telemetry.ts';
import type { SpanRecord } from '../span-record.ts';
import { parentOf, type TraceSpans } from './parents.ts';
import { sampleOf } from './sample.ts';

type BeforeParent = ClockFact['beforeParent'];

/**
 * Milliseconds that two machines in sync may be apart. NTP sets a clock anew only when it is off by 128 ms, and until then
 * lets it drift back (STEPT, https://www.rfc-editor.org/rfc/rfc5905#section-12); two clocks may be off in opposite ways.
 */
const TOLERANCE_MS = 2 * 128;

/** A time that lies years away from its arrival was never read from a clock. */
const ABSURD_MS = 365 * 24 * 3_600_000;

const isPlausible = ({ startMs, receivedMs }: SpanRecord): boolean =>
  Math.abs(startMs - receivedMs) < ABSURD_MS;

/**
 * Whether the child can only have begun after the parent did. A consumer may have been waiting before the message was sent,
 * and a browser tells of a page from before the server's answer named the parent.
 */
const follows = (child: SpanRecord, parent: SpanRecord): boolean =>
  child.kind === 'server' || (parent.kind === 'client' && child.kind !== 'consumer');

interface EarlyChild {
  count: number;
  maxMs: number;
  parent: SpanRecord;
  child: SpanRecord;
}

/** Spans that began before their parent in another service. */
export interface BeforeParents {
  add(trace: TraceSpans): void;
  of(service: string): BeforeParent;
}

export const createBeforeParents = (label: (serviceId: string) => string): BeforeParents => {
  const byService = new Map<string, EarlyChild>();
  const take = (child: SpanRecord, parent: SpanRecord): void => {
    const ms = parent.startMs - child.startMs;
    const seen = byService.get(child.service);
    if (seen === undefined) byService.set(child.service, { count: 1, maxMs: ms, parent, child });
    else {
      seen.count += 1;
      if (ms > seen.maxMs) Object.assign(seen, { maxMs: ms, parent, child });
    }
  };
  return {
    add: (trace) => {
      for (const child of trace.values()) {
        const parent = parentOf(child, trace);
        if (parent === undefined || parent.service === child.service) continue;
        if (parent.startMs - child.startMs <= TOLERANCE_MS || !follows(child, parent)) continue;
        if (isPlausible(child) && isPlausible(parent)) take(child, parent);
      }
    },
    of: (service) => {
      const seen = byService.get(service);
      if (seen === undefined) return null;
      const { count, maxMs, parent, child } = seen;
      return {
        count,
        maxMs,
        service: label(parent.service),
        parent: sampleOf(parent),
        child: sampleOf(child),
      };
    },
  };
};

/** Of two parts of the window, `b` the later. */
export const mergeBeforeParent = (a: BeforeParent, b: BeforeParent): BeforeParent => {
  if (a === null || b === null) return a ?? b;
  return { ...(a.maxMs > b.maxMs ? a : b), count: a.count + b.count };
};
