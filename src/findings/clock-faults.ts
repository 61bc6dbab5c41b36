import type { Evidence } from '../model/finding.ts';
import type { ClockFact, SpanSample } from '../model/telemetry.ts';
import { countOf, lengthOf, shareOf, spanEvidence, spanName } from './telemetry-reading.ts';

/** Something that is wrong with the times of a service. */
export interface ClockFault {
  /** Half a sentence, without the service. */
  readonly summary: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  /** A wrong clock, or a time given in code in a wrong unit. */
  readonly cause: 'clock' | 'unit';
}

/** Differences below are what NTP leaves over, and the time that an export takes. */
const AHEAD_MS = 1_000;

/** Clocks of two machines agree to some milliseconds, and some SDKs take only whole ones. */
const BEFORE_PARENT_MS = 100;

/** A date; a number where it lies outside of what dates can say. */
const dateOf = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms after 1970`;

/** Units that were taken for nanoseconds, by the digits of the present time in them. */
const UNIT_DIGITS: readonly (readonly [digits: number, unit: string])[] = [
  [10, 'seconds'],
  [13, 'milliseconds'],
  [16, 'microseconds'],
];

const absurdity = ({ startMs, durationMs }: SpanSample): string => {
  if (startMs === 0) return 'Its start is zero: no time was given.';
  if (startMs + durationMs === 0) return 'Its end is zero: no time was given.';
  const digits = Math.floor(Math.log10(Math.abs(startMs * 1e6))) + 1;
  const unit = UNIT_DIGITS.find(([length]) => length === digits)?.[1];
  return `It begins at ${dateOf(startMs)}.${unit ? ` That is a time in ${unit} where nanoseconds are expected.` : ''}`;
};

const absurdFault = ({ absurd }: ClockFact): ClockFault | null =>
  absurd && {
    summary: `${countOf(absurd.count, 'span')} with an impossible time`,
    explanation: `${spanName(absurd.sample)} lies decades away from now. ${absurdity(absurd.sample)}`,
    evidence: [
      { label: 'impossible time', value: countOf(absurd.count, 'span') },
      { label: 'start', value: dateOf(absurd.sample.startMs) },
      spanEvidence('for example', absurd.sample),
    ],
    cause: 'unit',
  };

const negativeFault = ({ negative }: ClockFact): ClockFault | null =>
  negative && {
    summary: `${countOf(negative.count, 'span')} that ${negative.count === 1 ? 'ends' : 'end'} before ${negative.count === 1 ? 'it begins' : 'they begin'}`,
    explanation: `${spanName(negative.sample)} ends ${lengthOf(Math.abs(negative.sample.durationMs))} before it begins: its times come from two clocks or in two units, or the clock was set back meanwhile.`,
    evidence: [
      { label: 'negative duration', value: countOf(negative.count, 'span') },
      spanEvidence('for example', negative.sample),
    ],
    cause: 'unit',
  };

const aheadFault = ({ ahead, spans }: ClockFact): ClockFault | null =>
  ahead && ahead.maxMs >= AHEAD_MS
    ? {
        summary: `The clock is ${lengthOf(ahead.maxMs)} ahead of the clock here`,
        explanation: `Spans arrive before they end, by up to ${lengthOf(ahead.maxMs)}: the machine that sends them, or this one, has a wrong clock.`,
        evidence: [
          {
            label: 'ends after arrival',
            value: `${shareOf(ahead.count, spans, 'span')}, by up to ${lengthOf(ahead.maxMs)}`,
          },
          spanEvidence('for example', ahead.sample),
        ],
        cause: 'clock',
      }
    : null;

const beforeParentFault = ({ beforeParent }: ClockFact): ClockFault | null =>
  beforeParent && beforeParent.maxMs >= BEFORE_PARENT_MS
    ? {
        summary: `Spans begin up to ${lengthOf(beforeParent.maxMs)} before the span of ${beforeParent.service} that caused them`,
        explanation: `${spanName(beforeParent.child)} begins before its parent ${spanName(beforeParent.parent)} in ${beforeParent.service}: the clocks of the two differ.`,
        evidence: [
          {
            label: 'begins before its parent',
            value: `${countOf(beforeParent.count, 'span')}, by up to ${lengthOf(beforeParent.maxMs)}`,
          },
          spanEvidence('parent', beforeParent.parent),
          spanEvidence('child', beforeParent.child),
        ],
        cause: 'clock',
      }
    : null;

/** What is wrong with the times of a service, the surest first. A long delay until arrival is none: data may be buffered. */
export const clockFaults = (clock: ClockFact): readonly ClockFault[] =>
  [absurdFault, negativeFault, aheadFault, beforeParentFault]
    .map((judge) => judge(clock))
    .filter((fault) => fault !== null);
