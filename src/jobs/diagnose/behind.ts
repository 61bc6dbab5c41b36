import { type PassedHop, passedHops } from '../../model/behind.ts';
import type { ReportHop, ReportTarget } from '../../model/report.ts';
import type { SeenTarget } from '../../model/run-record.ts';

const countsOf = ({ hop }: PassedHop): ReportHop['counts'] => {
  const waiting = hop.waiting?.after;
  return {
    ...hop.moved,
    ...(waiting?.size === null || waiting === undefined ? {} : { queued: waiting.size }),
    ...(waiting?.inFlight === null || waiting === undefined ? {} : { inFlight: waiting.inFlight }),
  };
};

const hopOf = (passed: PassedHop): ReportHop => {
  const { hop, source, state } = passed;
  const { kind, name, signal } = hop;
  return { kind, name, signal, at: source.url, state, counts: countsOf(passed) };
};

/** What is known of the way behind the receiver; undefined where nobody looked. */
export const behindOf = ({ facts }: SeenTarget): readonly ReportHop[] | undefined =>
  facts.hops?.state === 'seen' ? passedHops(facts.hops.value).map(hopOf) : undefined;

const exportersOf = ({ behind = [] }: ReportTarget): readonly ReportHop[] =>
  behind.filter(({ kind }) => kind === 'exporter');

/** Whether an exporter of a Collector sent it on. */
export const isHandedOn = (target: ReportTarget): boolean =>
  exportersOf(target).some(({ state }) => state === 'passed');

/** What cannot be told of the way behind the receiver. */
export const behindNotes = (target: ReportTarget): readonly string[] => {
  const { behind = [] } = target;
  if (behind.some(({ state }) => state === 'unsure'))
    return [
      'Other traffic moves the counters of the Collector too: what became of these items alone is not told by them.',
    ];
  const isTaken = behind.some(({ kind, state }) => kind === 'receiver' && state === 'passed');
  const isEnd = behind.some(({ state }) => ['stopped', 'held', 'refused', 'failed'].includes(state));
  return isTaken && !isEnd && exportersOf(target).length === 0
    ? [
        'The Collector accepted the items, and no exporter of it counted them in the time of --within: they may wait in it, or go to a component that does not count.',
      ]
    : [];
};
