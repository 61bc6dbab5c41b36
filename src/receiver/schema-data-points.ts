import type {
  Buckets,
  Exemplar,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  NumberDataPoint,
  SummaryDataPoint,
  ValueAtQuantile,
} from './otlp-metrics.ts';
import { attributes } from './schema-common.ts';
import { field, many, message, NONE, one } from './schema-field.ts';

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
    field(4, 'span_id', 'span-id'),
    field(5, 'trace_id', 'trace-id'),
    field(6, 'as_int', 'sfixed64', value),
    attributes(7, 'filtered_attributes'),
  ],
);

const time = field(3, 'time_unix_nano', 'fixed64');

/** `NumberDataPoint` */
export const NUMBER_DATA_POINT = message<NumberDataPoint>(
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

/** `HistogramDataPoint` */
export const HISTOGRAM_DATA_POINT = message<HistogramDataPoint>(
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

/** `ExponentialHistogramDataPoint` */
export const EXPONENTIAL_HISTOGRAM_DATA_POINT = message<ExponentialHistogramDataPoint>(
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

/** `SummaryDataPoint` */
export const SUMMARY_DATA_POINT = message<SummaryDataPoint>(
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
