import { type Attributes, type AttributeValue, type HrTime, SpanKind, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, DataPointType, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What an exporter of the SDK is given, with every field set. */

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

const traceIdOf = (number: number): string => hex(number + 0xabc000, 32);
const spanIdOf = (number: number): string => hex(number + 0xdef000, 16);

const time = (nanoseconds: number): HrTime => [1_700_000_000, nanoseconds];

const attributes: Attributes = {
  text: 'süß 🦊',
  empty: '',
  yes: true,
  no: false,
  integer: 42,
  negative: -7,
  // Beyond what a double holds exactly, and still printed as it is by JavaScript's JSON.
  large: 2 ** 53 + 2,
  double: 0.25,
  texts: ['a', 'b'],
  integers: [1, -2, 3],
  mixed: [1.5, 2],
};

const nested = {
  bytes: new Uint8Array([0, 255, 16]),
  list: [1, 'two', { three: 3.5 }],
  map: { inner: { deep: true } },
  none: null,
} as unknown as Attributes;

const traceState = (text: string) => ({
  serialize: () => text,
  set: () => traceState(text),
  unset: () => traceState(text),
  get: () => undefined,
});

export const resources = ['shop', 'cart'].map((name) =>
  resourceFromAttributes(
    { 'service.name': name, 'process.pid': 4317 },
    { schemaUrl: 'https://example.com/resource' },
  ),
);

const scope = { name: 'instrumentation', version: '1.2.3', schemaUrl: 'https://example.com/scope' };

export const scopes = [scope, { name: 'bare' }];

export const span = (number: number): ReadableSpan => ({
  name: `GET /orders/${number}`,
  kind: SpanKind.PRODUCER,
  spanContext: () => ({
    traceId: traceIdOf(number),
    spanId: spanIdOf(number),
    traceFlags: TraceFlags.SAMPLED,
    traceState: traceState('vendor=value'),
  }),
  parentSpanContext: {
    traceId: traceIdOf(number),
    spanId: spanIdOf(number + 1),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  },
  startTime: time(123_456_789),
  endTime: time(987_654_321),
  duration: [0, 864_197_532],
  status: { code: 2, message: 'payment refused' },
  attributes,
  links: [
    {
      context: {
        traceId: traceIdOf(9),
        spanId: spanIdOf(9),
        traceFlags: TraceFlags.NONE,
        traceState: traceState('link=state'),
      },
      attributes: { linked: 1 },
      droppedAttributesCount: 5,
    },
  ],
  events: [{ name: 'retry', time: time(200_000_000), attributes: { attempt: 2 }, droppedAttributesCount: 6 }],
  ended: true,
  resource: resources[number % 2] as ReadableSpan['resource'],
  instrumentationScope: scopes[Math.floor(number / 2) % 2] as ReadableSpan['instrumentationScope'],
  droppedAttributesCount: 1,
  droppedEventsCount: 2,
  droppedLinksCount: 3,
});

export const logRecord = (number: number): ReadableLogRecord => ({
  hrTime: time(number),
  hrTimeObserved: time(number + 1),
  spanContext: { traceId: traceIdOf(number), spanId: spanIdOf(number), traceFlags: TraceFlags.SAMPLED },
  severityText: 'WARN',
  severityNumber: 13,
  body: { message: `order ${number}`, ...nested } as unknown as AttributeValue,
  eventName: 'order.refused',
  resource: resources[number % 2] as ReadableLogRecord['resource'],
  instrumentationScope: {
    ...scope,
    attributes: { scoped: true },
    droppedAttributesCount: 4,
  },
  attributes,
  droppedAttributesCount: 7,
});

const point = <T>(value: T) => ({ startTime: time(1), endTime: time(2), attributes, value });

const descriptor = (name: string, valueType: 0 | 1) => ({
  name,
  description: `About ${name}`,
  unit: 'ms',
  valueType,
  type: 'COUNTER' as never,
  advice: {},
});

/** One metric of every kind that the SDK has. */
export const metrics: ResourceMetrics = {
  resource: resources[0] as ResourceMetrics['resource'],
  scopeMetrics: [
    {
      scope,
      metrics: [
        {
          dataPointType: DataPointType.SUM,
          descriptor: descriptor('requests', 0),
          aggregationTemporality: AggregationTemporality.DELTA,
          isMonotonic: true,
          dataPoints: [point(3), point(-4), point(2 ** 53 + 2)],
        },
        {
          dataPointType: DataPointType.GAUGE,
          descriptor: descriptor('temperature', 1),
          aggregationTemporality: AggregationTemporality.CUMULATIVE,
          dataPoints: [point(21.5), point(0)],
        },
        {
          dataPointType: DataPointType.HISTOGRAM,
          descriptor: descriptor('latency', 1),
          aggregationTemporality: AggregationTemporality.CUMULATIVE,
          dataPoints: [
            point({
              buckets: { boundaries: [0.5, 10], counts: [1, 2 ** 40, 3] },
              sum: 12.5,
              count: 6,
              min: 0.1,
              max: 99,
            }),
            point({ buckets: { boundaries: [], counts: [4] }, count: 4 }),
          ],
        },
        {
          dataPointType: DataPointType.EXPONENTIAL_HISTOGRAM,
          descriptor: descriptor('sizes', 1),
          aggregationTemporality: AggregationTemporality.DELTA,
          dataPoints: [
            point({
              count: 10,
              sum: -1.5,
              scale: -3,
              zeroCount: 2,
              positive: { offset: -5, bucketCounts: [1, 300, 0] },
              negative: { offset: 7, bucketCounts: [4] },
              min: -2,
              max: 8,
            }),
          ],
        },
      ],
    },
  ],
};
