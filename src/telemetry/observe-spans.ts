import type { SpanKind, SpanSample } from '../model/telemetry.ts';
import type { KeyValue, ScopeSpans, Span } from '../receiver/otlp.ts';
import type { NameTable } from './attributes.ts';
import { observeTimes } from './clock.ts';
import type { ExporterGroup } from './exporter-spans.ts';
import { emptyDraft, type RequestDraft } from './request-attributes.ts';
import { requestOf, type SpanRequest } from './request-shape.ts';
import type { ScopeState, ServiceState } from './services.ts';
import { kindOf, spanRecord } from './span-of.ts';
import type { SpanRecord } from './span-record.ts';
import { sampleOf } from './traces/sample.ts';
import type { Observation } from './window.ts';

/** Where spans are looked at: whose they are, and what is put together of them. */
export interface SpanPlace {
  readonly service: ServiceState;
  readonly scope: ScopeState;
  readonly observation: Observation;
  readonly receivedMs: number;
}

const STATUS_ERROR = 2;

/** Counts names, and notes what they tell of the request. */
const readAttributes = (
  attributes: readonly KeyValue[],
  { observation, scope }: SpanPlace,
  table: NameTable,
  draft: RequestDraft | null,
): void => {
  const { entries } = table;
  for (const { key, value } of attributes) {
    const entry = entries.get(key) ?? observation.names.add(table, key, scope.scope.name);
    entry.count += 1;
    if (draft !== null && entry.part !== null) draft[entry.part] = value;
  }
};

/** Kinds that stand for requests; libraries make spans of kind internal for them, too. */
const isAboutRequest = (kind: SpanKind, library: boolean): boolean =>
  kind !== 'unspecified' && (kind !== 'internal' || library);

const hasLoss = (span: Span): boolean =>
  span.droppedAttributesCount > 0 ||
  span.droppedEventsCount > 0 ||
  span.droppedLinksCount > 0 ||
  span.events.length > 0 ||
  span.links.length > 0;

const observeLosses = (span: Span, { observation, scope }: SpanPlace, sample: () => SpanSample): void => {
  const { name: scopeName } = scope.scope;
  const add = (
    what: 'attributes' | 'events' | 'links',
    on: 'span' | 'event' | 'link',
    name: string,
    dropped: number,
    kept: number,
  ): void => {
    if (dropped > 0) observation.dropped.add({ what, on, name, scope: scopeName, dropped, kept }, sample());
  };
  add('attributes', 'span', span.name, span.droppedAttributesCount, span.attributes.length);
  add('events', 'span', span.name, span.droppedEventsCount, span.events.length);
  add('links', 'span', span.name, span.droppedLinksCount, span.links.length);
  for (const { name, droppedAttributesCount, attributes } of span.events)
    add('attributes', 'event', name, droppedAttributesCount, attributes.length);
  for (const { droppedAttributesCount, attributes } of span.links)
    add('attributes', 'link', span.name, droppedAttributesCount, attributes.length);
};

/** A span that was looked at: as it is kept, and its group when it is about the exporter's own request. */
export type OnSpan = (record: SpanRecord, exporter: ExporterGroup | null) => void;

const exporterOf = (
  record: SpanRecord,
  request: SpanRequest | null,
  { observation }: SpanPlace,
): ExporterGroup | null =>
  request !== null && (record.kind === 'client' || record.kind === 'internal')
    ? observation.exporters.observe(record, request)
    : null;

/** Looks at the spans of one scope. */
export const observeSpans = ({ spans }: ScopeSpans, place: SpanPlace, onSpan: OnSpan): void => {
  const { service, observation, receivedMs } = place;
  const { scope } = place.scope;
  const { names } = observation;
  const onSpans = names.table('span', scope.library);
  const onEvents = names.table('event', scope.library);
  const onLinks = names.table('link', scope.library);
  for (const span of spans) {
    const kind = kindOf(span.kind);
    const draft = isAboutRequest(kind, scope.library) ? emptyDraft() : null;
    readAttributes(span.attributes, place, onSpans, draft);
    for (const event of span.events) readAttributes(event.attributes, place, onEvents, null);
    for (const link of span.links) readAttributes(link.attributes, place, onLinks, null);
    const request = draft && requestOf(draft, kind, span.name, span.status?.code === STATUS_ERROR);
    const shape = kind === 'internal' ? null : (request?.shape ?? null);
    const record = spanRecord(span, kind, service.id, scope, shape, receivedMs);
    const sample = (): SpanSample => sampleOf(record);
    names.settleSamples(sample);
    if (hasLoss(span)) observeLosses(span, place, sample);
    observeTimes(observation.clock, record);
    service.kinds[kind] += 1;
    onSpan(record, exporterOf(record, request, place));
  }
};
