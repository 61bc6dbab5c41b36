import type { Signal } from './signal.ts';

/** What a Collector is made of, in the order in which data passes it. */
export type HopKind = 'receiver' | 'processor' | 'exporter';

/** What a Collector counts of its own work, whatever it is called in a release. */
export type HopCount =
  | 'accepted'
  | 'refused'
  | 'failed'
  | 'in'
  | 'out'
  | 'dropped'
  | 'sent'
  | 'sendFailed'
  | 'enqueueFailed';

/** What waits in an exporter, at one moment. */
export interface HopWaiting {
  /** In the unit of its queue, mostly requests; null where it tells none. */
  readonly size: number | null;
  readonly capacity: number | null;
  /** Requests that are on their way or between two tries; null in releases that do not tell. */
  readonly inFlight: number | null;
}

/** One component of a Collector, and how far its counters moved. */
export interface Hop {
  readonly kind: HopKind;
  readonly name: string;
  readonly signal: Signal;
  /** Items since the moment before the burst; a counter that is not there is left out. */
  readonly moved: Readonly<Partial<Record<HopCount, number>>>;
  /** Of exporters: before the burst, and at the end. */
  readonly waiting?: { readonly before: HopWaiting; readonly after: HopWaiting };
  /** Host and port that an exporter says it sends to. */
  readonly to?: string;
  /** What an exporter says of its failures. */
  readonly error?: string;
}

/** A page of a Collector's own metrics, before and after the burst. */
export interface CollectorSource {
  /** Without login and query. */
  readonly url: string;
  /** Named by the reader, and not guessed. */
  readonly named: boolean;
  /** `no-counters`: metrics, and none of a Collector among them. */
  readonly state: 'read' | 'unreachable' | 'refused' | 'not-metrics' | 'no-counters';
  /** What was answered, or the error of the connection; empty when it was read. */
  readonly detail: string;
  /** Milliseconds after the burst when its counters moved; null when they did not. */
  readonly movedAfterMs: number | null;
  /** Items a second that its counters moved by before the burst. */
  readonly otherTraffic: number;
  /** The Collector was started again in between. */
  readonly restarted: boolean;
  readonly hops: readonly Hop[];
}

/** Items sent at once, so that they are recognised in counters. */
export interface Burst {
  readonly signal: Signal;
  readonly size: number;
  /** Whether the receiver took them. */
  readonly taken: boolean;
  /** What it answered otherwise; empty when it took them. */
  readonly answer: string;
  /** Of one of them; null for metrics. */
  readonly traceId: string | null;
}

/** What the own metrics of Collectors did while a burst went through. */
export interface HopsFact {
  readonly bursts: readonly Burst[];
  readonly sources: readonly CollectorSource[];
  /** Milliseconds from the answer to the burst to the last look. */
  readonly watchedMs: number;
}

/** What became of the items at one hop, as far as its counters tell. */
export type HopState =
  /** All went on. */
  | 'passed'
  /** Some went on, and the rest was dropped on purpose. */
  | 'thinned'
  /** None went on. */
  | 'stopped'
  /** Kept until a time or a size is reached. */
  | 'held'
  | 'refused'
  | 'failed'
  /** In the queue, on their way, or between two tries. */
  | 'waiting'
  /** Its counters did not move. */
  | 'still'
  /** Others moved them too: nothing is told of these items. */
  | 'unsure';

/** Processors that keep what they take for a while, by the type in front of the name: their documentation says so. */
const HOLDERS: readonly string[] = [
  'batch',
  'tail_sampling',
  'groupbytrace',
  'groupbyattrs',
  'interval',
  'logdedup',
  'log_dedup',
  'deltatocumulative',
];

/** Type of a component: `batch` of `batch/2`, and of Alloy's `otelcol.processor.batch.default`. */
const typeOfHop = ({ name }: Pick<Hop, 'name'>): string => {
  const alloy = name.split('.');
  return alloy[0] === 'otelcol' && alloy.length > 2 ? (alloy[2] as string) : (name.split('/')[0] as string);
};

const of = ({ moved }: Hop, count: HopCount): number => moved[count] ?? 0;

/** Other traffic moves the counters so much that a burst is not told from it. */
export const isNoisy = ({ otherTraffic, hops }: CollectorSource, { signal, size }: Burst): boolean =>
  otherTraffic > 0 ||
  hops.some((hop) => {
    const accepted = hop.kind === 'receiver' && hop.signal === signal ? of(hop, 'accepted') : 0;
    // What was answered too late for a busy machine is sent twice.
    return accepted > size && accepted !== 2 * size;
  });

const receiverState = (hop: Hop, noisy: boolean): HopState => {
  const [accepted, refused, failed] = [of(hop, 'accepted'), of(hop, 'refused'), of(hop, 'failed')];
  if (accepted + refused + failed === 0) return 'still';
  if (accepted === 0) return refused > 0 ? 'refused' : 'failed';
  return noisy ? 'unsure' : 'passed';
};

const isHolder = (hop: Hop): boolean => HOLDERS.includes(typeOfHop(hop));

/** Old releases tell of some processors only what they dropped. */
const dropsAlone = (hop: Hop, noisy: boolean, size: number): HopState => {
  if (of(hop, 'dropped') === 0) return 'still';
  if (noisy) return 'unsure';
  return of(hop, 'dropped') < size ? 'thinned' : 'stopped';
};

const processorState = (hop: Hop, noisy: boolean, size: number): HopState => {
  const out = of(hop, 'out');
  const dropped = of(hop, 'dropped');
  const came = Math.max(of(hop, 'in'), dropped + out);
  if (of(hop, 'refused') > 0 && out === 0) return 'refused';
  if (hop.moved.in === undefined && hop.moved.out === undefined) return dropsAlone(hop, noisy, size);
  if (came === 0) return 'still';
  if (out === 0) return isHolder(hop) && dropped < came ? 'held' : 'stopped';
  if (noisy) return 'unsure';
  return out < came ? 'thinned' : 'passed';
};

const isWaiting = ({ waiting }: Hop): boolean => {
  if (waiting === undefined) return false;
  const { before, after } = waiting;
  const size = after.size ?? 0;
  return (size > 0 && size >= (before.size ?? 0)) || (after.inFlight ?? 0) > 0;
};

const exporterState = (hop: Hop, noisy: boolean, size: number): HopState => {
  const sent = of(hop, 'sent');
  const failed = of(hop, 'sendFailed') + of(hop, 'enqueueFailed');
  if (sent === 0 && failed > 0) return 'failed';
  if (sent === 0) return isWaiting(hop) ? 'waiting' : 'still';
  if (noisy) return 'unsure';
  if (failed > 0) return 'failed';
  return sent < size && isWaiting(hop) ? 'waiting' : 'passed';
};

/** What became of a burst at a hop. With other traffic only what happens to all of it tells anything. */
export const hopState = (source: CollectorSource, hop: Hop, burst: Burst): HopState => {
  const noisy = isNoisy(source, burst);
  if (hop.kind === 'receiver') return receiverState(hop, noisy);
  const stateOf = hop.kind === 'processor' ? processorState : exporterState;
  return stateOf(hop, noisy, burst.size);
};

/** A hop on the way of a burst, with what became of it there. */
export interface PassedHop {
  readonly source: CollectorSource;
  readonly hop: Hop;
  readonly burst: Burst;
  readonly state: HopState;
}

/** Collectors whose receivers counted something since the burst, the first one first. */
export const movedSources = ({ sources }: HopsFact): readonly CollectorSource[] =>
  sources
    .filter(({ state, movedAfterMs }) => state === 'read' && movedAfterMs !== null)
    .sort((a, b) => (a.movedAfterMs ?? 0) - (b.movedAfterMs ?? 0));

/** Every hop whose counters moved, or where something waits, in the order of the way. */
export const passedHops = (fact: HopsFact): readonly PassedHop[] =>
  movedSources(fact).flatMap((source) =>
    fact.bursts.flatMap((burst) =>
      source.hops
        .filter(({ signal }) => signal === burst.signal)
        .map((hop) => ({ source, hop, burst, state: hopState(source, hop, burst) }))
        .filter(({ state }) => state !== 'still'),
    ),
  );
