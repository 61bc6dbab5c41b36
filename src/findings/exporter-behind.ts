import { type HopsFact, type PassedHop, passedHops } from '../model/behind.ts';
import type { Found } from '../model/finding.ts';
import { burstWords, certaintyWords, hopEvidence, lastIn, sourceEvidence } from './behind.ts';

/** Milliseconds after which a request that is still under way tells of a next hop that fails: an exporter gives it 5 s. */
const UNDER_WAY_MS = 5_500;

const FAILURES: Readonly<Record<'full' | 'failed' | 'waiting', readonly [string, string]>> = {
  full: [
    'has no room in its queue for',
    'The queue is full since what is in it is not handed on: the next hop fails or is too slow.',
  ],
  failed: [
    'failed to send',
    'It gave up on them, so that they are lost: the next hop refuses them, or is not reached and nothing tries again.',
  ],
  waiting: [
    'does not get rid of',
    'They are in its queue or between two tries: the next hop is not reached, refuses for now, or does not answer. What does not fit into the queue, or is tried for too long, is lost, and no counter of failures shows it until then.',
  ],
};

const kindOf = ({ hop, state }: PassedHop): keyof typeof FAILURES =>
  state === 'waiting' ? 'waiting' : (hop.moved.enqueueFailed ?? 0) > 0 ? 'full' : 'failed';

/** An exporter that does not hand on, by the own metrics of its Collector. */
export const exporterBehind = (hops: HopsFact): Found | undefined => {
  const failing = lastIn(passedHops(hops), 'exporter', ['failed', 'waiting']);
  const [first] = failing;
  if (first === undefined) return undefined;
  const { source, burst, hop } = first;
  const kind = kindOf(first);
  const [deed, meaning] = FAILURES[kind];
  const seconds = Math.round(hops.watchedMs / 1000);
  const to = hop.to === undefined ? '' : ` to ${hop.to}`;
  return {
    summary: `The exporter ${hop.name} of the Collector ${deed} the ${burstWords(burst)}${to}${kind === 'waiting' ? `: they still wait after ${seconds} s` : ''}`,
    explanation: `${certaintyWords(source, burst)} ${meaning} Whoever sends to the Collector is not told.`,
    evidence: [
      ...failing.map(hopEvidence),
      ...failing.flatMap((one) =>
        one.hop.error === undefined ? [] : [{ label: `error of ${one.hop.name}`, value: one.hop.error }],
      ),
      sourceEvidence(source),
    ],
    fixes: [
      {
        title: 'Check where the exporter of the Collector sends',
        text: `Read what stands behind "Exporting failed" in the log of the Collector (otel-doctor explain takes it), and compare endpoint, tls and headers of exporters::${hop.name} with what the next hop wants. Try them from where the Collector runs: otel-doctor ENDPOINT --protocol PROTOCOL`,
      },
    ],
    suspicion: (kind === 'waiting' && hops.watchedMs < UNDER_WAY_MS) || source.restarted,
  };
};
