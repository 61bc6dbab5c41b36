import { type PassedHop, passedHops } from '../../model/behind.ts';
import type { ReadBackFact } from '../../model/read-back.ts';
import type { ReportHop, ReportTarget } from '../../model/report.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import type { Target } from '../../model/target.ts';
import { READ_HEADERS } from './follow.ts';

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

/** A backend stands behind all hops. */
const backendHops = (readBack: ReadBackFact, { signals }: Target): readonly ReportHop[] => {
  const { url, state, items } = readBack;
  const hop = { kind: 'backend', name: readBack.name ?? 'unknown', at: url, counts: {} } as const;
  if (state !== 'asked')
    return signals.slice(0, 1).map((signal) => ({ ...hop, signal, state: 'unread' as const }));
  return items.map(({ signal, foundAfterMs }) =>
    foundAfterMs === null
      ? { ...hop, signal, state: 'missing' }
      : { ...hop, signal, state: 'found', foundAfterMs },
  );
};

/** What is known of the way behind the receiver; undefined where nobody looked. */
export const behindOf = ({ target, facts }: SeenTarget): readonly ReportHop[] | undefined => {
  const { hops, readBack } = facts;
  const passed = hops?.state === 'seen' ? passedHops(hops.value).map(hopOf) : undefined;
  if (readBack?.state !== 'seen') return passed;
  return [...(passed ?? []), ...backendHops(readBack.value, target)];
};

const ASKED: Readonly<Record<ReadBackFact['state'], string>> = {
  asked: 'It holds none of the signals that were sent',
  unreachable: 'Nobody answers there',
  refused: `It refuses the question: give its credentials in ${READ_HEADERS} (name=value,name=value)`,
  unknown: 'It is no backend that the doctor knows how to ask',
};

/** What could not be read back, and what was sent besides the test item, so that it can be deleted. */
export const followedNotes = ({ facts: { hops, readBack } }: SeenTarget): readonly string[] => {
  const bursts = hops?.state === 'seen' ? hops.value.bursts : [];
  const sent = bursts.map(
    ({ size, signal }) =>
      `Besides the test item, ${size} items of ${signal} were sent at once to be recognised in counters; all have service.name otel-doctor, by which they can be deleted.`,
  );
  if (readBack?.state !== 'seen') return sent;
  const { state, url, detail, items } = readBack.value;
  const isAsked = state === 'asked' && items.length > 0;
  const answer = detail === '' ? '' : ` (${detail})`;
  return isAsked ? sent : [...sent, `${url} could not be asked for what was sent. ${ASKED[state]}${answer}.`];
};

const exportersOf = ({ behind = [] }: ReportTarget): readonly ReportHop[] =>
  behind.filter(({ kind }) => kind === 'exporter');

const isHandedOn = (target: ReportTarget): boolean =>
  exportersOf(target).some(({ state }) => state === 'passed');

/** Whether a backend was named, and could not be asked. */
export const isUnread = ({ behind = [] }: ReportTarget): boolean =>
  behind.some(({ state }) => state === 'unread');

const timeWords = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`);

/** How far test items got behind the receiver, as the end of a sentence; empty where nobody saw it. */
export const furtherWords = (targets: readonly ReportTarget[]): string => {
  const found = targets.flatMap(({ behind = [] }) => behind.filter(({ state }) => state === 'found'));
  const [first] = found;
  if (
    first !== undefined &&
    targets.every(({ behind = [] }) => behind.some(({ state }) => state === 'found'))
  )
    return ` and found in ${first.name} after ${timeWords(first.foundAfterMs ?? 0)}`;
  return targets.every(isHandedOn) ? ' and handed on behind it' : '';
};

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
