import type { Hop, HopCount, HopKind, HopWaiting } from '../../model/behind.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import type { Sample } from './exposition.ts';
import { ANY_NAME_LABELS, type CounterMeaning, meaningsOf, NAME_LABELS, SIGNAL_LABELS } from './names.ts';

/** One component, as a page of metrics tells of it. */
export interface Counted {
  readonly kind: HopKind;
  readonly name: string;
  readonly signal: Signal;
  /** By count, and by the metric that tells it: two generations of names stand side by side. */
  readonly counts: Map<string, Map<string, number>>;
  readonly labels: Readonly<Record<string, string>>[];
}

/** What a page tells, by component and signal. */
export type Counters = ReadonlyMap<string, Counted>;

const first = (labels: Sample['labels'], names: readonly string[]): string | undefined =>
  names.map((name) => labels[name]).find((value) => value !== undefined && value !== '');

const signalsOf = ({ signal }: CounterMeaning, labels: Sample['labels']): readonly Signal[] => {
  if (signal !== null) return [signal];
  const told = first(labels, SIGNAL_LABELS);
  // Old releases have one queue for what an exporter has: it counts for each signal.
  return told === undefined ? SIGNALS : SIGNALS.filter((known) => known === told);
};

const holds = ({ where = {} }: CounterMeaning, labels: Sample['labels']): boolean =>
  Object.entries(where).every(([name, value]) => labels[name] === value);

const add = (counters: Map<string, Counted>, sample: Sample, meaning: CounterMeaning): void => {
  const { name: metric, labels, value } = sample;
  const name =
    first(labels, NAME_LABELS[meaning.kind]) ?? first(labels, ANY_NAME_LABELS) ?? meaning.component;
  if (name === undefined || !holds(meaning, labels) || !Number.isFinite(value)) return;
  for (const signal of signalsOf(meaning, labels)) {
    const key = `${meaning.kind} ${name} ${signal}`;
    const known: Counted = counters.get(key) ?? {
      kind: meaning.kind,
      name,
      signal,
      counts: new Map(),
      labels: [],
    };
    const metrics = known.counts.get(meaning.tells) ?? new Map<string, number>();
    metrics.set(metric, (metrics.get(metric) ?? 0) + value);
    known.counts.set(meaning.tells, metrics);
    if (meaning.tells === 'sendFailed' && value > 0) known.labels.unshift(labels);
    else known.labels.push(labels);
    counters.set(key, known);
  }
};

/** Components of a Collector in a page of metrics. */
export const countersOf = (samples: readonly Sample[]): Counters => {
  const counters = new Map<string, Counted>();
  for (const sample of samples) for (const meaning of meaningsOf(sample.name)) add(counters, sample, meaning);
  return counters;
};

const largest = (counted: Counted | undefined, tells: string): number | undefined => {
  const values = [...(counted?.counts.get(tells)?.values() ?? [])];
  return values.length === 0 ? undefined : Math.max(...values);
};

const COUNTS: readonly HopCount[] = [
  ...(['accepted', 'refused', 'failed', 'in', 'out', 'dropped'] as const),
  ...(['sent', 'sendFailed', 'enqueueFailed'] as const),
];

/** A counter that was not there counted nothing; one that fell began anew. */
const movedBy = (before: number, after: number): number => (after < before ? after : after - before);

const waitingOf = (counted: Counted | undefined): HopWaiting => ({
  size: largest(counted, 'size') ?? null,
  capacity: largest(counted, 'capacity') ?? null,
  inFlight: largest(counted, 'inFlight') ?? null,
});

const ORDER: readonly HopKind[] = ['receiver', 'processor', 'exporter'];

const placeOf = (labels: readonly Sample['labels'][]): string | undefined => {
  const told = labels.find(({ server_address: address }) => address !== undefined && address !== '');
  if (told === undefined) return undefined;
  return [told['server_address'], told['server_port']].filter(Boolean).join(':');
};

const hopOf = (counted: Counted, earlier: Counted | undefined): Hop => {
  const { kind, name, signal, labels } = counted;
  const moved = Object.fromEntries(
    COUNTS.flatMap((count) => {
      const after = largest(counted, count);
      return after === undefined ? [] : [[count, movedBy(largest(earlier, count) ?? 0, after)]];
    }),
  );
  if (kind !== 'exporter') return { kind, name, signal, moved };
  const to = placeOf(labels);
  const error = labels.find(({ error_type: type }) => type !== undefined)?.['error_type'];
  return {
    ...{ kind, name, signal, moved, waiting: { before: waitingOf(earlier), after: waitingOf(counted) } },
    ...(to === undefined ? {} : { to }),
    ...(error === undefined ? {} : { error }),
  };
};

/** How far each component moved between two looks, in the order of the way. */
export const hopsBetween = (before: Counters, after: Counters): readonly Hop[] =>
  [...after]
    .map(([key, counted]) => hopOf(counted, before.get(key)))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

/** Whether counters fell: it was started again, or another one answered. */
export const fell = (before: Counters, after: Counters): boolean =>
  [...before].some(([key, counted]) =>
    COUNTS.some((count) => {
      const now = largest(after.get(key), count);
      return now !== undefined && now < (largest(counted, count) ?? 0);
    }),
  );
