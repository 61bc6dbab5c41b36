import type { HrTime } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import {
  DataPointType,
  type MetricData,
  type ResourceMetrics as SdkMetrics,
} from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type {
  AnyValue,
  InstrumentationScope,
  KeyValue,
  LogRecord,
  Resource,
  Span,
} from '../../src/receiver/otlp.ts';
import type * as otlp from '../../src/receiver/otlp-metrics.ts';

/** What must arrive, worked out from what was handed to the exporter. */

const nanoseconds = ([seconds, rest]: HrTime): bigint => BigInt(seconds) * 1_000_000_000n + BigInt(rest);

const expectedValue = (value: unknown): AnyValue => {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Uint8Array) return value;
  return Array.isArray(value) ? value.map(expectedValue) : { values: expectedAttributes(value as object) };
};

const expectedAttributes = (attributes: object): KeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: expectedValue(value) }));

export const expectedResource = (resource: ReadableSpan['resource']): Resource => ({
  attributes: expectedAttributes(resource.attributes),
  droppedAttributesCount: 0,
});

export const expectedScope = (
  scope: ReadableSpan['instrumentationScope'] & { attributes?: object; droppedAttributesCount?: number },
): InstrumentationScope => ({
  name: scope.name,
  version: scope.version ?? '',
  attributes: expectedAttributes(scope.attributes ?? {}),
  droppedAttributesCount: scope.droppedAttributesCount ?? 0,
});

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

export const expectedSpan = (span: ReadableSpan): Span => ({
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  traceState: span.spanContext().traceState?.serialize() ?? '',
  parentSpanId: span.parentSpanContext?.spanId ?? '',
  flags: span.spanContext().traceFlags | HAS_IS_REMOTE | (span.parentSpanContext?.isRemote ? IS_REMOTE : 0),
  name: span.name,
  kind: span.kind + 1,
  startTimeUnixNano: nanoseconds(span.startTime),
  endTimeUnixNano: nanoseconds(span.endTime),
  attributes: expectedAttributes(span.attributes),
  droppedAttributesCount: span.droppedAttributesCount,
  events: span.events.map((event) => ({
    timeUnixNano: nanoseconds(event.time),
    name: event.name,
    attributes: expectedAttributes(event.attributes ?? {}),
    droppedAttributesCount: event.droppedAttributesCount ?? 0,
  })),
  droppedEventsCount: span.droppedEventsCount,
  links: span.links.map((link) => ({
    traceId: link.context.traceId,
    spanId: link.context.spanId,
    traceState: link.context.traceState?.serialize() ?? '',
    attributes: expectedAttributes(link.attributes ?? {}),
    droppedAttributesCount: link.droppedAttributesCount ?? 0,
    flags: link.context.traceFlags | HAS_IS_REMOTE,
  })),
  droppedLinksCount: span.droppedLinksCount,
  status: { code: span.status.code, message: span.status.message ?? '' },
});

export const expectedLogRecord = (record: ReadableLogRecord): LogRecord => ({
  timeUnixNano: nanoseconds(record.hrTime),
  observedTimeUnixNano: nanoseconds(record.hrTimeObserved),
  severityNumber: record.severityNumber ?? 0,
  severityText: record.severityText ?? '',
  body: expectedValue(record.body),
  attributes: expectedAttributes(record.attributes),
  droppedAttributesCount: record.droppedAttributesCount,
  flags: record.spanContext?.traceFlags ?? 0,
  traceId: record.spanContext?.traceId ?? '',
  spanId: record.spanContext?.spanId ?? '',
  eventName: record.eventName ?? '',
});

const times = ({ startTime, endTime, attributes }: MetricData['dataPoints'][number]) => ({
  attributes: expectedAttributes(attributes),
  startTimeUnixNano: nanoseconds(startTime),
  timeUnixNano: nanoseconds(endTime),
  flags: 0,
  exemplars: [],
});

const expectedData = (metric: MetricData): otlp.MetricData => {
  const temporality = { aggregationTemporality: metric.aggregationTemporality + 1 };
  const isInteger = metric.descriptor.valueType === 0;
  switch (metric.dataPointType) {
    case DataPointType.GAUGE:
    case DataPointType.SUM: {
      const dataPoints = metric.dataPoints.map((point) => ({
        ...times(point),
        value: isInteger ? BigInt(point.value) : point.value,
      }));
      return metric.dataPointType === DataPointType.GAUGE
        ? { type: 'gauge', dataPoints }
        : { type: 'sum', dataPoints, ...temporality, isMonotonic: metric.isMonotonic };
    }
    case DataPointType.HISTOGRAM: {
      const dataPoints = metric.dataPoints.map((point) => ({
        ...times(point),
        count: BigInt(point.value.count),
        sum: point.value.sum ?? null,
        bucketCounts: point.value.buckets.counts.map(BigInt),
        explicitBounds: point.value.buckets.boundaries,
        min: point.value.min ?? null,
        max: point.value.max ?? null,
      }));
      return { type: 'histogram', dataPoints, ...temporality };
    }
    case DataPointType.EXPONENTIAL_HISTOGRAM: {
      const buckets = (given: { offset: number; bucketCounts: number[] }): otlp.Buckets => ({
        offset: given.offset,
        bucketCounts: given.bucketCounts.map(BigInt),
      });
      const dataPoints = metric.dataPoints.map((point) => ({
        ...times(point),
        count: BigInt(point.value.count),
        sum: point.value.sum ?? null,
        scale: point.value.scale,
        zeroCount: BigInt(point.value.zeroCount),
        positive: buckets(point.value.positive),
        negative: buckets(point.value.negative),
        min: point.value.min ?? null,
        max: point.value.max ?? null,
        zeroThreshold: 0,
      }));
      return { type: 'exponentialHistogram', dataPoints, ...temporality };
    }
  }
};

export const expectedMetrics = ({ resource, scopeMetrics }: SdkMetrics): otlp.MetricsRequest => ({
  resourceMetrics: [
    {
      resource: expectedResource(resource),
      scopeMetrics: scopeMetrics.map(({ scope, metrics }) => ({
        scope: expectedScope(scope),
        metrics: metrics.map((metric) => ({
          name: metric.descriptor.name,
          description: metric.descriptor.description,
          unit: metric.descriptor.unit,
          metadata: [],
          data: expectedData(metric),
        })),
        schemaUrl: scope.schemaUrl ?? '',
      })),
      schemaUrl: resource.schemaUrl ?? '',
    },
  ],
});
