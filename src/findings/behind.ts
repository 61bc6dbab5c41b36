import { type Burst, type CollectorSource, type HopState, isNoisy, type PassedHop } from '../model/behind.ts';
import type { Evidence } from '../model/finding.ts';
import type { Signal } from '../model/signal.ts';
import { grouped } from '../text/grouped.ts';

const ITEMS: Readonly<Record<Signal, string>> = {
  traces: 'spans',
  metrics: 'data points',
  logs: 'log records',
};

/** `37 spans`. */
export const burstWords = ({ size, signal }: Burst): string => `${size} ${ITEMS[signal]}`;

const ITEM: Readonly<Record<Signal, string>> = { traces: 'span', metrics: 'metric', logs: 'log record' };

/** What one item of a signal is called. */
export const itemName = (signal: Signal): string => ITEM[signal];

/** How sure counters are of a burst: who else moves them is no evidence of it. */
export const certaintyWords = (source: CollectorSource, burst: Burst): string =>
  isNoisy(source, burst)
    ? `Other traffic moves these counters too (about ${grouped(source.otherTraffic)} items a second): what is told here holds for all of it.`
    : `${burstWords(burst)} were sent in one export, so that they are recognised; nothing else moved these counters.`;

const NAMES: Readonly<Record<string, string>> = {
  sendFailed: 'failed to be sent',
  enqueueFailed: 'found no room in the queue',
};

/** What a hop counted, as evidence. */
export const hopEvidence = ({ hop, burst }: Pick<PassedHop, 'hop' | 'burst'>): Evidence => {
  const counted = Object.entries(hop.moved).filter(
    ([name, by]) => by > 0 || name === 'out' || name === 'sent' || name === 'accepted',
  );
  const told = counted.map(([name, by]) => `${grouped(by)} ${NAMES[name] ?? name}`);
  const { size, capacity, inFlight } = hop.waiting?.after ?? { size: null, capacity: null, inFlight: null };
  const queue = [
    ...(size === null ? [] : [`queue ${size}${capacity === null ? '' : ` of ${grouped(capacity)}`}`]),
    ...(inFlight === null ? [] : [`${inFlight} under way`]),
  ];
  return {
    label: `${hop.kind} ${hop.name} (${burst.signal})`,
    value: [...told, ...queue].join(', ') || 'nothing counted',
  };
};

/** Where the counters were read. */
export const sourceEvidence = ({ url }: CollectorSource): Evidence => ({ label: 'metrics', value: url });

/** The last Collector on the way in which a hop of a kind is in one of these states, with these hops. */
export const lastIn = (
  passed: readonly PassedHop[],
  kind: PassedHop['hop']['kind'],
  states: readonly HopState[],
): readonly PassedHop[] => {
  const all = passed.filter(({ hop, state }) => hop.kind === kind && states.includes(state));
  const last = all.at(-1)?.source;
  return all.filter(({ source }) => source === last);
};
