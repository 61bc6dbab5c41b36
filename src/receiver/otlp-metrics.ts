import type { InstrumentationScope, KeyValue, Resource } from './otlp.ts';

/** Body of an export request of metrics. */
export interface MetricsRequest {
  readonly resourceMetrics: readonly ResourceMetrics[];
}

/** Metrics of one resource. */
export interface ResourceMetrics {
  readonly resource: Resource | null;
  readonly scopeMetrics: readonly ScopeMetrics[];
  readonly schemaUrl: string;
}

/** Metrics of one scope. */
export interface ScopeMetrics {
  readonly scope: InstrumentationScope | null;
  readonly metrics: readonly Metric[];
  readonly schemaUrl: string;
}

/** One metric; `data` is null when the sender set no kind of data. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly metadata: readonly KeyValue[];
  readonly data: MetricData | null;
}

/** Data of a metric, by kind. */
export type MetricData = Gauge | Sum | Histogram | ExponentialHistogram | Summary;

/** Current values. */
export interface Gauge {
  readonly type: 'gauge';
  readonly dataPoints: readonly NumberDataPoint[];
}

/** Sums. `aggregationTemporality`: 0 unspecified, 1 delta, 2 cumulative. */
export interface Sum {
  readonly type: 'sum';
  readonly dataPoints: readonly NumberDataPoint[];
  readonly aggregationTemporality: number;
  readonly isMonotonic: boolean;
}

/** Histograms with explicit bounds. */
export interface Histogram {
  readonly type: 'histogram';
  readonly dataPoints: readonly HistogramDataPoint[];
  readonly aggregationTemporality: number;
}

/** Histograms with exponential bounds. */
export interface ExponentialHistogram {
  readonly type: 'exponentialHistogram';
  readonly dataPoints: readonly ExponentialHistogramDataPoint[];
  readonly aggregationTemporality: number;
}

/** Quantiles computed by the sender. */
export interface Summary {
  readonly type: 'summary';
  readonly dataPoints: readonly SummaryDataPoint[];
}

/** A number: a bigint when sent as an integer. */
export interface NumberDataPoint {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly value: number | bigint | null;
  readonly exemplars: readonly Exemplar[];
  readonly flags: number;
}

/** Counts by explicit bounds. */
export interface HistogramDataPoint {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly count: bigint;
  readonly sum: number | null;
  readonly bucketCounts: readonly bigint[];
  readonly explicitBounds: readonly number[];
  readonly exemplars: readonly Exemplar[];
  readonly flags: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** Counts by exponential bounds. */
export interface ExponentialHistogramDataPoint {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly count: bigint;
  readonly sum: number | null;
  readonly scale: number;
  readonly zeroCount: bigint;
  readonly positive: Buckets | null;
  readonly negative: Buckets | null;
  readonly flags: number;
  readonly exemplars: readonly Exemplar[];
  readonly min: number | null;
  readonly max: number | null;
  readonly zeroThreshold: number;
}

/** Consecutive buckets of an exponential histogram. */
export interface Buckets {
  readonly offset: number;
  readonly bucketCounts: readonly bigint[];
}

/** Quantiles at a time. */
export interface SummaryDataPoint {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly count: bigint;
  readonly sum: number;
  readonly quantileValues: readonly ValueAtQuantile[];
  readonly flags: number;
}

/** One quantile of a summary. */
export interface ValueAtQuantile {
  readonly quantile: number;
  readonly value: number;
}

/** A measurement that went into a data point, with the span it was made in. */
export interface Exemplar {
  readonly filteredAttributes: readonly KeyValue[];
  readonly timeUnixNano: bigint;
  readonly value: number | bigint | null;
  readonly spanId: string;
  readonly traceId: string;
}
