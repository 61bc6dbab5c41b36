import type { Totals } from './collection.ts';

/** What could not be judged because memory is bounded. */
export const windowLimits = (totals: Totals, maxSpans: number): readonly string[] => [
  ...(totals.cutTraces > 0
    ? [
        `${totals.cutTraces.toLocaleString('en-US')} traces left the window of ${maxSpans.toLocaleString('en-US')} spans before they were complete; nothing is said of what is missing in them (--max-spans).`,
      ]
    : []),
  ...(totals.servicesOmitted > 0
    ? [
        `Exports of ${totals.servicesOmitted.toLocaleString('en-US')} further services were counted, not judged.`,
      ]
    : []),
  ...(totals.rotated
    ? ['Findings look at the latest part of what arrived; the counts are of all of it.']
    : []),
];
