import type {
  ExponentialHistogram,
  Gauge,
  Histogram,
  Metric,
  ResourceMetrics,
  ScopeMetrics,
  Sum,
  Summary,
} from './otlp-metrics.ts';
import { attributes, prefixed, resource, schemaUrl, scope } from './schema-common.ts';
import {
  EXPONENTIAL_HISTOGRAM_DATA_POINT,
  HISTOGRAM_DATA_POINT,
  NUMBER_DATA_POINT,
  SUMMARY_DATA_POINT,
} from './schema-data-points.ts';
import { field, type Message, many, message, NONE, one } from './schema-field.ts';

// Field numbers: https://github.com/open-telemetry/opentelemetry-proto/blob/v1.10.0/opentelemetry/proto/metrics/v1/metrics.proto

const temporality = field(2, 'aggregation_temporality', 'enum', {
  names: prefixed('AGGREGATION_TEMPORALITY_', ['UNSPECIFIED', 'DELTA', 'CUMULATIVE']),
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
