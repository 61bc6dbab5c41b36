import { type Attributes, type HrTime, ValueType } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { DataPointType, type MetricData, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import fc from 'fast-check';

/** Random telemetry as the SDK would hand it to an exporter. */

const text = fc.string({ unit: 'binary', maxLength: 20 });
const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const time: fc.Arbitrary<HrTime> = fc.tuple(fc.nat(18_446_744_072), fc.nat(999_999_999));
const count = fc.nat(2 ** 31 - 1);

/** JSON has one zero and no NaN, and the exporter prints large integers in fewer digits than they have. */
const integer = fc
  .oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, min: -(2 ** 62), max: 2 ** 62 }).map(Math.round),
  )
  .filter((value) => BigInt(value).toString() === String(value + 0))
  .map((value) => value + 0);
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
  .map((value) => value + 0);
const number = fc.oneof(
  integer,
  double.filter((value) => !Number.isInteger(value)),
);

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.boolean(),
    number,
    fc.uint8Array({ maxLength: 9 }),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

const attributes = fc
  .array(fc.tuple(text, value), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries) as Attributes);

const resource = fc
  .tuple(attributes, fc.option(text, { nil: undefined }))
  .map(([given, schemaUrl]) => resourceFromAttributes(given, schemaUrl === undefined ? {} : { schemaUrl }));

const scope = fc.record(
  { name: text, version: text, schemaUrl: text },
  { requiredKeys: ['name'] },
) as fc.Arbitrary<ReadableSpan['instrumentationScope']>;

const context = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  traceFlags: fc.constantFrom(0, 1),
  traceState: fc.option(
    text.map((given) => ({ serialize: () => given })),
    { nil: undefined },
  ),
}) as unknown as fc.Arbitrary<ReturnType<ReadableSpan['spanContext']>>;

const link = fc.record({ context, attributes, droppedAttributesCount: count });
const event = fc.record({ name: text, time, attributes, droppedAttributesCount: count });

const spanOf = (shared: Pick<ReadableSpan, 'resource' | 'instrumentationScope'>) =>
  fc
    .record({
      name: text,
      kind: fc.integer({ min: 0, max: 4 }),
      context,
      parentSpanContext: fc.option(
        fc.tuple(context, fc.boolean()).map(([given, isRemote]) => ({ ...given, isRemote })),
        { nil: undefined },
      ),
      startTime: time,
      endTime: time,
      status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: text }, { requiredKeys: ['code'] }),
      attributes,
      links: fc.array(link, { maxLength: 2 }),
      events: fc.array(event, { maxLength: 2 }),
      droppedAttributesCount: count,
      droppedEventsCount: count,
      droppedLinksCount: count,
    })
    .map(({ context: own, ...rest }) => ({
      ...rest,
      ...shared,
      spanContext: () => own,
      duration: [0, 0],
      ended: true,
    }));

/** Spans of one resource and one scope. */
export const spans = fc
  .tuple(resource, scope)
  .chain(([own, instrumentationScope]) =>
    fc.array(spanOf({ resource: own, instrumentationScope }), { minLength: 1, maxLength: 4 }),
  ) as unknown as fc.Arbitrary<ReadableSpan[]>;

const recordOf = (shared: Pick<ReadableLogRecord, 'resource' | 'instrumentationScope'>) =>
  fc
    .record(
      {
        hrTime: time,
        hrTimeObserved: time,
        spanContext: context,
        severityText: text,
        severityNumber: fc.nat(24),
        body: value,
        eventName: text,
        attributes,
        droppedAttributesCount: count,
      },
      { requiredKeys: ['hrTime', 'hrTimeObserved', 'attributes', 'droppedAttributesCount'] },
    )
    .map((given) => ({ ...given, ...shared }));

/** Log records of one resource and one scope. */
export const logRecords = fc
  .tuple(resource, scope)
  .chain(([own, instrumentationScope]) =>
    fc.array(recordOf({ resource: own, instrumentationScope }), { minLength: 1, maxLength: 4 }),
  ) as unknown as fc.Arbitrary<ReadableLogRecord[]>;

const points = (point: fc.Arbitrary<unknown>) =>
  fc.array(fc.record({ startTime: time, endTime: time, attributes, value: point }), { maxLength: 3 });

const bucketCount = fc.nat(2 ** 40);
const range = { sum: double, min: double, max: double };
const buckets = fc.record({ offset: fc.integer(), bucketCounts: fc.array(bucketCount, { maxLength: 4 }) });

const histogram = fc.record(
  {
    buckets: fc.record({
      boundaries: fc.array(double, { maxLength: 4 }),
      counts: fc.array(bucketCount, { maxLength: 4 }),
    }),
    count: bucketCount,
    ...range,
  },
  { requiredKeys: ['buckets', 'count'] },
);

const exponentialHistogram = fc.record(
  {
    count: bucketCount,
    zeroCount: bucketCount,
    scale: fc.integer(),
    positive: buckets,
    negative: buckets,
    ...range,
  },
  { requiredKeys: ['count', 'zeroCount', 'scale', 'positive', 'negative'] },
);

const metricOf = (dataPointType: DataPointType, valueType: ValueType, point: fc.Arbitrary<unknown>) =>
  fc.record({
    dataPointType: fc.constant(dataPointType),
    descriptor: fc.record({ name: text, description: text, unit: text, valueType: fc.constant(valueType) }),
    aggregationTemporality: fc.constantFrom(0, 1),
    isMonotonic: fc.boolean(),
    dataPoints: points(point),
  }) as unknown as fc.Arbitrary<MetricData>;

const metric = fc.oneof(
  metricOf(DataPointType.SUM, ValueType.INT, integer),
  metricOf(DataPointType.SUM, ValueType.DOUBLE, double),
  metricOf(DataPointType.GAUGE, ValueType.INT, integer),
  metricOf(DataPointType.GAUGE, ValueType.DOUBLE, double),
  metricOf(DataPointType.HISTOGRAM, ValueType.DOUBLE, histogram),
  metricOf(DataPointType.EXPONENTIAL_HISTOGRAM, ValueType.DOUBLE, exponentialHistogram),
);

/** Metrics of one resource. */
export const metrics: fc.Arbitrary<ResourceMetrics> = fc.record({
  resource,
  scopeMetrics: fc.array(fc.record({ scope, metrics: fc.array(metric, { maxLength: 3 }) }), { maxLength: 2 }),
});
