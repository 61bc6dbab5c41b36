import type {
  Buckets,
  Exemplar,
  ExponentialHistogram,
  ExponentialHistogramDataPoint,
  Gauge,
  Histogram,
  HistogramDataPoint,
  Metric,
  NumberDataPoint,
  ResourceMetrics,
  ScopeMetrics,
  Sum,
  Summary,
  SummaryDataPoint,
  ValueAtQuantile,
} from './otlp-metrics.ts';
import { attributes, resource, scope } from './schema.ts';
import { field, type Message, many, message, NONE, one } from './schema-field.ts';

// Field numbers: https://github.com/open-telemetry/opentelemetry-proto/blob/v1.10.0/opentelemetry/proto/metrics/v1/metrics.proto

const startTime = field(2, 'start_time_unix_nano', 'fixed64');
const flags = (number: number) => field(number, 'flags', 'uint32');
const value = { key: 'value' };
const list = { repeated: true };

const EXEMPLAR = message<Exemplar>(
  () => ({ filteredAttributes: NONE, timeUnixNano: 0n, value: null, spanId: '', traceId: '' }),
  [
    field(2, 'time_unix_nano', 'fixed64'),
    field(3, 'as_double', 'double', value),
    field(4, 'span_id', 'id'),
    field(5, 'trace_id', 'id'),
    field(6, 'as_int', 'sfixed64', value),
    attributes(7, 'filtered_attributes'),
  ],
);

const time = field(3, 'time_unix_nano', 'fixed64');

const NUMBER_DATA_POINT = message<NumberDataPoint>(
  () => ({
    attributes: NONE,
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    value: null,
    exemplars: NONE,
    flags: 0,
  }),
  [
    startTime,
    time,
    field(4, 'as_double', 'double', value),
    many(5, 'exemplars', EXEMPLAR),
    field(6, 'as_int', 'sfixed64', value),
    attributes(7),
    flags(8),
  ],
);

const HISTOGRAM_DATA_POINT = message<HistogramDataPoint>(
  () => ({
    attributes: NONE,
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: null,
    bucketCounts: NONE,
    explicitBounds: NONE,
    exemplars: NONE,
    flags: 0,
    min: null,
    max: null,
  }),
  [
    startTime,
    time,
    field(4, 'count', 'fixed64'),
    field(5, 'sum', 'double'),
    field(6, 'bucket_counts', 'fixed64', list),
    field(7, 'explicit_bounds', 'double', list),
    many(8, 'exemplars', EXEMPLAR),
    attributes(9),
    flags(10),
    field(11, 'min', 'double'),
    field(12, 'max', 'double'),
  ],
);

const BUCKETS = message<Buckets>(
  () => ({ offset: 0, bucketCounts: NONE }),
  [field(1, 'offset', 'sint32'), field(2, 'bucket_counts', 'uint64', list)],
);

const EXPONENTIAL_HISTOGRAM_DATA_POINT = message<ExponentialHistogramDataPoint>(
  () => ({
    attributes: NONE,
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: null,
    scale: 0,
    zeroCount: 0n,
    positive: null,
    negative: null,
    flags: 0,
    exemplars: NONE,
    min: null,
    max: null,
    zeroThreshold: 0,
  }),
  [
    attributes(1),
    startTime,
    time,
    field(4, 'count', 'fixed64'),
    field(5, 'sum', 'double'),
    field(6, 'scale', 'sint32'),
    field(7, 'zero_count', 'fixed64'),
    one(8, 'positive', BUCKETS),
    one(9, 'negative', BUCKETS),
    flags(10),
    many(11, 'exemplars', EXEMPLAR),
    field(12, 'min', 'double'),
    field(13, 'max', 'double'),
    field(14, 'zero_threshold', 'double'),
  ],
);

const VALUE_AT_QUANTILE = message<ValueAtQuantile>(
  () => ({ quantile: 0, value: 0 }),
  [field(1, 'quantile', 'double'), field(2, 'value', 'double')],
);

const SUMMARY_DATA_POINT = message<SummaryDataPoint>(
  () => ({
    attributes: NONE,
    startTimeUnixNano: 0n,
    timeUnixNano: 0n,
    count: 0n,
    sum: 0,
    quantileValues: NONE,
    flags: 0,
  }),
  [
    startTime,
    time,
    field(4, 'count', 'fixed64'),
    field(5, 'sum', 'double'),
    many(6, 'quantile_values', VALUE_AT_QUANTILE),
    attributes(7),
    flags(8),
  ],
);

const temporality = field(2, 'aggregation_temporality', 'enum', {
  names: ['UNSPECIFIED', 'DELTA', 'CUMULATIVE'].map((name) => `AGGREGATION_TEMPORALITY_${name}`),
});

const GAUGE = message<Gauge>(
  () => ({ type: 'gauge', dataPoints: NONE }),
  [many(1, 'data_points', NUMBER_DATA_POINT)],
);

const SUM = message<Sum>(
  () => ({ type: 'sum', dataPoints: NONE, aggregationTemporality: 0, isMonotonic: false }),
  [many(1, 'data_points', NUMBER_DATA_POINT), temporality, field(3, 'is_monotonic', 'bool')],
);

const HISTOGRAM = message<Histogram>(
  () => ({ type: 'histogram', dataPoints: NONE, aggregationTemporality: 0 }),
  [many(1, 'data_points', HISTOGRAM_DATA_POINT), temporality],
);

const EXPONENTIAL_HISTOGRAM = message<ExponentialHistogram>(
  () => ({ type: 'exponentialHistogram', dataPoints: NONE, aggregationTemporality: 0 }),
  [many(1, 'data_points', EXPONENTIAL_HISTOGRAM_DATA_POINT), temporality],
);

const SUMMARY = message<Summary>(
  () => ({ type: 'summary', dataPoints: NONE }),
  [many(1, 'data_points', SUMMARY_DATA_POINT)],
);

const data = { key: 'data' };

const METRIC = message<Metric>(
  () => ({ name: '', description: '', unit: '', metadata: NONE, data: null }),
  [
    field(1, 'name', 'string'),
    field(2, 'description', 'string'),
    field(3, 'unit', 'string'),
    one(5, 'gauge', GAUGE, data),
    one(7, 'sum', SUM, data),
    one(9, 'histogram', HISTOGRAM, data),
    one(10, 'exponential_histogram', EXPONENTIAL_HISTOGRAM, data),
    one(11, 'summary', SUMMARY, data),
    attributes(12, 'metadata'),
  ],
);

const schemaUrl = field(3, 'schema_url', 'string');

const SCOPE_METRICS = message<ScopeMetrics>(
  () => ({ scope: null, metrics: NONE, schemaUrl: '' }),
  [scope, many(2, 'metrics', METRIC), schemaUrl],
);

const RESOURCE_METRICS = message<ResourceMetrics>(
  () => ({ resource: null, scopeMetrics: NONE, schemaUrl: '' }),
  [resource, many(2, 'scope_metrics', SCOPE_METRICS), schemaUrl],
);

/** `ExportMetricsServiceRequest` */
export const METRICS_REQUEST: Message = message(
  () => ({ resourceMetrics: NONE }),
  [many(1, 'resource_metrics', RESOURCE_METRICS)],
);
