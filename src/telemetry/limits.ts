import { grouped } from '../text/grouped.ts';
import type { Totals } from './collection.ts';

const count = (number: number, thing: string): string =>
  `${grouped(number)} ${thing}${number === 1 ? '' : 's'}`;

/** What could not be judged because memory is bounded. */
export const windowLimits = (totals: Totals, maxSpans: number): readonly string[] => [
  ...(totals.cutTraces > 0
    ? [
        `${count(totals.cutTraces, 'trace')} left the window of ${count(maxSpans, 'span')} before complete; nothing is said of what is missing in ${totals.cutTraces === 1 ? 'it' : 'them'} (--max-spans).`,
      ]
    : []),
  ...(totals.servicesOmitted > 0
    ? [
        `${count(totals.servicesOmitted, 'export')} of further services ${totals.servicesOmitted === 1 ? 'was' : 'were'} counted, not judged: at most 1,000 services are told apart.`,
      ]
    : []),
  ...(totals.rotated
    ? ['Findings look at the latest part of what arrived; the counts are of all of it.']
    : []),
];
