import type { ExportBatch } from '../../src/receiver/batch.ts';
import type { AnyValue, KeyValue } from '../../src/receiver/otlp.ts';

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

const text = (value: AnyValue): string => {
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if ('values' in value && Array.isArray(value.values)) return `{${all(value.values as KeyValue[])}}`;
  return `[${(value as readonly AnyValue[]).map(text).join(',')}]`;
};

const all = (attributes: readonly KeyValue[]): string =>
  attributes.map(({ key, value }) => `${key}=${text(value)}`).join(' ');

const milliseconds = (nanoseconds: bigint): string => (Number(nanoseconds / 1_000n) / 1_000).toFixed(1);

/** What an export has in it, a line a span; other signals and the resource in one line each. Times in milliseconds. */
export function lines(batch: ExportBatch): readonly string[] {
  if (batch.signal !== 'traces') return [`${batch.signal} over ${batch.transport}`];
  return batch.request.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const own = resource?.attributes ?? [];
    const service = text(own.find(({ key }) => key === 'service.name')?.value ?? null);
    const spans = scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => {
        const begin = milliseconds(span.startTimeUnixNano % 60_000_000_000n);
        const took = milliseconds(span.endTimeUnixNano - span.startTimeUnixNano);
        const late = milliseconds(batch.receivedAtUnixNano - span.endTimeUnixNano);
        const few = span.attributes.length > 14 ? span.attributes.slice(0, 3) : span.attributes;
        return [
          `${span.traceId.slice(0, 6)} ${begin} +${took}`,
          service,
          `${span.spanId.slice(0, 4)}<${span.parentSpanId.slice(0, 4) || 'root'}`,
          KINDS[span.kind] ?? span.kind,
          JSON.stringify(span.name),
          `[${scope?.name} ${scope?.version}]`,
          `flags ${span.flags.toString(16)}`,
          `dropped ${span.droppedAttributesCount}/${span.attributes.length}`,
          `late ${late}`,
          `links ${span.links.map((link) => `${link.traceId.slice(0, 6)}:${link.spanId.slice(0, 4)}`).join()}`,
          `{${all(few)}}`,
        ].join(' ');
      }),
    );
    return [`resource over ${batch.transport}: ${all(own)}`, ...spans];
  });
}
