import type { ClockFact } from '../model/telemetry.ts';
import type { SpanRecord } from './span-record.ts';
import { sampleOf } from './traces/sample.ts';

/** Clocks of machines that are synchronised differ by less. */
const AHEAD_MS = 1_000;

/** Nobody sends spans of so long ago, or of the future: ten years. */
const ABSURD_MS = 10 * 365.25 * 24 * 3_600_000;

/** Times of one service against the time of arrival. */
export interface Clock {
  spans: number;
  ahead: number;
  aheadMaxMs: number;
  aheadFirst: SpanRecord | null;
  minDelayMs: number;
  absurd: number;
  absurdFirst: SpanRecord | null;
  negative: number;
  negativeFirst: SpanRecord | null;
}

export const createClock = (): Clock => ({
  spans: 0,
  ahead: 0,
  aheadMaxMs: 0,
  aheadFirst: null,
  minDelayMs: Number.POSITIVE_INFINITY,
  absurd: 0,
  absurdFirst: null,
  negative: 0,
  negativeFirst: null,
});

/** Whether a time is zero or decades away from another. */
const isAbsurd = (timeMs: number, receivedMs: number): boolean =>
  timeMs === 0 || timeMs < receivedMs - ABSURD_MS || timeMs > receivedMs + ABSURD_MS;

/** Looks at the times of one span. */
export const observeTimes = (clock: Clock, span: SpanRecord): void => {
  clock.spans += 1;
  if (isAbsurd(span.startMs, span.receivedMs) || isAbsurd(span.endMs, span.receivedMs)) {
    clock.absurd += 1;
    clock.absurdFirst ??= span;
    return;
  }
  if (span.endMs < span.startMs) {
    clock.negative += 1;
    clock.negativeFirst ??= span;
  }
  const delay = span.receivedMs - span.endMs;
  if (delay < clock.minDelayMs) clock.minDelayMs = delay;
  if (delay >= -AHEAD_MS) return;
  clock.ahead += 1;
  clock.aheadFirst ??= span;
  if (-delay > clock.aheadMaxMs) clock.aheadMaxMs = -delay;
};

const counted = (count: number, first: SpanRecord | null) =>
  first === null ? null : { count, sample: sampleOf(first) };

/** The fact of one part of the window. */
export const clockFact = (clock: Clock, beforeParent: ClockFact['beforeParent']): ClockFact => ({
  spans: clock.spans,
  ahead:
    clock.aheadFirst === null
      ? null
      : { count: clock.ahead, maxMs: clock.aheadMaxMs, sample: sampleOf(clock.aheadFirst) },
  minDelayMs: Number.isFinite(clock.minDelayMs) ? clock.minDelayMs : null,
  absurd: counted(clock.absurd, clock.absurdFirst),
  negative: counted(clock.negative, clock.negativeFirst),
  beforeParent,
});
