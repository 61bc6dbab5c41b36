import { type HopsFact, type PassedHop, passedHops } from '../model/behind.ts';
import type { Fix, Found } from '../model/finding.ts';
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

const checkExporter = (name: string): Fix => ({
  title: 'Check where the exporter of the Collector sends',
  text: `Read what stands behind "Exporting failed" in the log of the Collector (otel-doctor explain takes it), and compare endpoint, tls and headers of exporters::${name} with what the next hop wants. Try them from where the Collector runs: otel-doctor collector FILE --exporter ${name}`,
});

/** Milliseconds after which what no exporter counted is no batch any more that waits for its time. */
const BATCHES_MS = 12_000;

/**
 * Releases before in_flight_requests count nothing at all while they try again: exporters with a queue that say nothing of
 * what the receiver took, and no processor that kept it.
 */
const silentExporters = (hops: HopsFact): PassedHop | undefined => {
  const passed = passedHops(hops);
  const taken = passed.find(({ hop, state }) => hop.kind === 'receiver' && state === 'passed');
  if (taken === undefined || hops.watchedMs < BATCHES_MS) return undefined;
  const { source, burst } = taken;
  const isTold = passed.some(
    (one) =>
      one.source === source && (one.hop.kind === 'exporter' || !['passed', 'thinned'].includes(one.state)),
  );
  const silent = source.hops.find(
    ({ kind, signal, waiting }) =>
      kind === 'exporter' && signal === burst.signal && typeof waiting?.after.capacity === 'number',
  );
  return isTold || silent === undefined ? undefined : { ...taken, hop: silent, state: 'still' };
};

const silenceOf = (hops: HopsFact): Found | undefined => {
  const silent = silentExporters(hops);
  if (silent === undefined) return undefined;
  const { source, burst, hop } = silent;
  const seconds = Math.round(hops.watchedMs / 1000);
  return {
    summary: `No exporter of the Collector counted the ${burstWords(burst)} within ${seconds} s`,
    explanation: `${certaintyWords(source, burst)} The receiver took them. Older releases count nothing while an exporter tries again, so that the next hop of ${hop.name} may be dead; or a processor keeps them longer.`,
    evidence: [hopEvidence(silent), sourceEvidence(source)],
    fixes: [checkExporter(hop.name)],
    suspicion: true,
  };
};

/** An exporter that does not hand on, by the own metrics of its Collector. */
export const exporterBehind = (hops: HopsFact): Found | undefined => {
  const failing = lastIn(passedHops(hops), 'exporter', ['failed', 'waiting']);
  const [first] = failing;
  if (first === undefined) return silenceOf(hops);
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
    fixes: [checkExporter(hop.name)],
    suspicion: (kind === 'waiting' && hops.watchedMs < UNDER_WAY_MS) || source.restarted,
  };
};
