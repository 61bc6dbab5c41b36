import { randomBytes } from 'node:crypto';
import type { HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { MetricForm } from '../../model/target.ts';

/** By these names the doctor's own telemetry is recognised wherever it ends up. */
const SERVICE_NAME = 'otel-doctor';
const SPAN_NAME = 'otel-doctor test span';

const resource: Resource = {
  attributes: { 'service.name': SERVICE_NAME, 'telemetry.sdk.language': 'nodejs' },
  merge: () => resource,
  getRawAttributes: () => Object.entries(resource.attributes),
};

const scope = { name: SERVICE_NAME };

const now = (): HrTime => {
  const milliseconds = Date.now();
  return [Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1_000_000];
};

/** A complete span of one millisecond, sampled, without parent. */
export const testSpan = (traceId: string): ReadableSpan => {
  const [seconds, nanoseconds] = now();
  const spanId = randomBytes(8).toString('hex');
  return {
    name: SPAN_NAME,
    kind: 0,
    spanContext: () => ({ traceId, spanId, traceFlags: 1 }),
    startTime: [seconds, nanoseconds],
    endTime: [seconds, nanoseconds + 1_000_000],
    duration: [0, 1_000_000],
    status: { code: 1 },
    attributes: { 'otel_doctor.test': true },
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
};

/** Numeric values of the metric enumerations, so that the metrics SDK need not be loaded for one data point. */
const DELTA = 0;
const CUMULATIVE = 1;
const EXPONENTIAL_HISTOGRAM = 1;
const SUM = 3;

/** One value of 1 in exponential buckets: https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram */
const ONE_IN_BUCKETS = {
  ...{ count: 1, sum: 1, min: 1, max: 1, scale: 0, zeroCount: 0 },
  positive: { offset: -1, bucketCounts: [1] },
  negative: { offset: 0, bucketCounts: [] },
};

/** One counter with one data point, or so many that an attribute tells apart, and a histogram where the settings change what histograms are. */
export const testMetric = ({ delta, exponential }: Partial<MetricForm> = {}, count = 1): ResourceMetrics => {
  const time = now();
  const point = { startTime: time, endTime: time, attributes: {} };
  const aggregationTemporality = delta ? DELTA : CUMULATIVE;
  const described = (name: string) => ({
    ...{ name, description: 'Sent by otel-doctor to try the way to the receiver', unit: '{test}' },
    valueType: 0,
  });
  const counter = {
    ...{ descriptor: described('otel_doctor.test'), aggregationTemporality, dataPointType: SUM },
    isMonotonic: true,
    dataPoints: Array.from({ length: count }, (_, item) => ({
      ...point,
      attributes: count === 1 ? {} : { 'otel_doctor.item': item },
      value: 1,
    })),
  };
  const histogram = {
    ...{ descriptor: described('otel_doctor.test.histogram'), aggregationTemporality },
    dataPointType: EXPONENTIAL_HISTOGRAM,
    dataPoints: [{ ...point, value: ONE_IN_BUCKETS }],
  };
  const metrics = exponential && count === 1 ? [counter, histogram] : [counter];
  return { resource, scopeMetrics: [{ scope, metrics }] } as unknown as ResourceMetrics;
};

/** One log record that carries the trace id of the run. */
export const testLog = (traceId: string): ReadableLogRecord => {
  const time = now();
  return {
    hrTime: time,
    hrTimeObserved: time,
    severityNumber: 9,
    severityText: 'INFO',
    body: 'otel-doctor test log record',
    spanContext: { traceId, spanId: randomBytes(8).toString('hex'), traceFlags: 1 },
    resource,
    instrumentationScope: scope,
    attributes: { 'otel_doctor.test': true },
    droppedAttributesCount: 0,
  };
};

export const newTraceId = (): string => randomBytes(16).toString('hex');
