import type { HopCount, HopKind, HopWaiting } from '../../model/behind.ts';
import type { Signal } from '../../model/signal.ts';

/** What a metric of a Collector tells of one of its components. */
export interface CounterMeaning {
  readonly kind: HopKind;
  /** A counter, or a level of an exporter's queue. */
  readonly tells: HopCount | keyof HopWaiting;
  /** Null where a label tells it. */
  readonly signal: Signal | null;
  /** Name of the component where no label tells it: its type, which the metric is named after. */
  readonly component?: string;
  /** Labels that must have these values. */
  readonly where?: Readonly<Record<string, string>>;
}

/** How the names of metrics call the items of a signal, the second in components of contrib. */
const ITEMS: readonly (readonly [Signal, readonly string[]])[] = [
  ['traces', ['spans']],
  ['metrics', ['metric_points', 'datapoints']],
  ['logs', ['log_records', 'logs']],
];

type Row = readonly [kind: HopKind, before: string, tells: HopCount, after?: string];

/**
 * Names with the items of a signal in them. Collector 0.50 to 0.158: receiver/receiverhelper, processor/processorhelper and
 * exporter/exporterhelper, each in documentation.md or obsreport.go; processors of contrib in their documentation.md.
 */
const NAMED: readonly Row[] = [
  ['receiver', 'accepted_', 'accepted'],
  ['receiver', 'refused_', 'refused'],
  ['receiver', 'failed_', 'failed'],
  ['processor', 'accepted_', 'out'],
  ['processor', 'refused_', 'refused'],
  ['processor', 'dropped_', 'dropped'],
  ['processor', 'incoming_', 'in'],
  ['processor', 'outgoing_', 'out'],
  ['processor', 'memory_limiter_accepted_', 'out'],
  ['processor', 'memory_limiter_refused_', 'refused'],
  ['processor', 'filter_', 'dropped', '_filtered'],
  ['exporter', 'sent_', 'sent'],
  ['exporter', 'send_failed_', 'sendFailed'],
  ['exporter', 'enqueue_failed_', 'enqueueFailed'],
];

const withSignals = ([kind, before, tells, after = '']: Row): readonly (readonly [
  string,
  CounterMeaning,
])[] =>
  ITEMS.flatMap(([signal, names]) =>
    names.map((name) => [`${kind}_${before}${name}${after}`, { kind, tells, signal }] as const),
  );

const sampled = (component: string, signal: Signal): CounterMeaning => ({
  ...{ kind: 'processor', tells: 'dropped', signal, component, where: { sampled: 'false' } },
});

/** The names of `telemetry.newPipelineTelemetry`: https://github.com/open-telemetry/opentelemetry-collector/blob/main/docs/rfcs/component-universal-telemetry.md */
const outcomes = (
  kind: HopKind,
  name: string,
  tells: Readonly<Record<string, HopCount>>,
): readonly (readonly [string, CounterMeaning])[] =>
  Object.entries(tells).map(([outcome, count]) => [
    `${kind}_${name}`,
    { kind, tells: count, signal: null, where: { outcome } },
  ]);

/** Meanings by the name of the metric, without prefix and without suffix of type and unit. */
const TABLE: readonly (readonly [string, CounterMeaning])[] = [
  ...NAMED.flatMap(withSignals),
  ['processor_incoming_items', { kind: 'processor', tells: 'in', signal: null }],
  ['processor_outgoing_items', { kind: 'processor', tells: 'out', signal: null }],
  ['processor_batch_batch_send_size_sum', { kind: 'processor', tells: 'out', signal: null }],
  ['processor_probabilistic_sampler_count_traces_sampled', sampled('probabilistic_sampler', 'traces')],
  ['processor_probabilistic_sampler_count_logs_sampled', sampled('probabilistic_sampler', 'logs')],
  ['processor_tail_sampling_global_count_traces_sampled', sampled('tail_sampling', 'traces')],
  ...outcomes('receiver', 'produced_items', { success: 'accepted', failure: 'failed', refused: 'refused' }),
  ...outcomes('processor', 'consumed_items', { success: 'in', failure: 'in', refused: 'in' }),
  ...outcomes('processor', 'produced_items', { success: 'out' }),
  ['exporter_queue_size', { kind: 'exporter', tells: 'size', signal: null }],
  ['exporter_queue_capacity', { kind: 'exporter', tells: 'capacity', signal: null }],
  ['exporter_in_flight_requests', { kind: 'exporter', tells: 'inFlight', signal: null }],
];

const MEANINGS = new Map<string, readonly CounterMeaning[]>();
for (const [name, meaning] of TABLE) MEANINGS.set(name, [...(MEANINGS.get(name) ?? []), meaning]);

/** Suffixes by which exporters of metrics tell type and unit: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/ */
const SUFFIXES: readonly string[] = ['_total', '_ratio', '_batches', '_requests', '_spans', '_items'];

const KINDS: readonly HopKind[] = ['receiver', 'processor', 'exporter'];

/** Vendors put names of their own in front: `otelcol_`, `tempo_`, none at all. */
const withoutPrefix = (name: string): string => {
  const starts = KINDS.map((kind) => `_${name}`.indexOf(`_${kind}_`)).filter((at) => at >= 0);
  return starts.length === 0 ? '' : name.slice(Math.min(...starts));
};

/** What a metric tells; nothing for all that are not of a Collector's components. */
export const meaningsOf = (name: string): readonly CounterMeaning[] => {
  const plain = name.replaceAll('.', '_').toLowerCase();
  let rest = withoutPrefix(plain);
  for (;;) {
    const found = MEANINGS.get(rest);
    if (found !== undefined) return found;
    const suffix = SUFFIXES.find((one) => rest.endsWith(one));
    if (suffix === undefined) return [];
    rest = rest.slice(0, -suffix.length);
  }
};

/** Labels that name a component, for each kind its own first; `component_id` is Alloy's. */
export const NAME_LABELS: Readonly<Record<HopKind, readonly string[]>> = {
  receiver: ['receiver'],
  processor: ['processor', 'filter'],
  exporter: ['exporter'],
};
export const ANY_NAME_LABELS: readonly string[] = [
  'otelcol_component_id',
  'otelcol.component.id',
  'otel_scope_otelcol_component_id',
  'component_id',
];

/** Labels that tell the signal, in any generation. */
export const SIGNAL_LABELS: readonly string[] = [
  'otel_signal',
  'otelcol_signal',
  'otelcol.signal',
  'otel_scope_otelcol_signal',
  'data_type',
];
