import type { SpanKind } from '../model/telemetry.ts';
import type { Span, SpanLink } from '../receiver/otlp.ts';
import type { RequestShape, Scope, SpanRecord } from './span-record.ts';
import { cutText, detached } from './text.ts';

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Links whose spans are remembered. */
const LINK_LIMIT = 128;

/** Characters of an id; those of the specification have 32 and 16. */
const ID_LIMIT = 64;

const NO_LINKS: readonly string[] = Object.freeze([]);

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

const NANOS_PER_MS = 1e6;

/** `unspecified` for numbers that no kind has. */
export const kindOf = (kind: number): SpanKind => KINDS[kind] ?? 'unspecified';

const idOf = (id: string): string => (id.length > ID_LIMIT ? detached(id.slice(0, ID_LIMIT)) : id);

/** Whether an id is absent; of zeros alone it is none: https://opentelemetry.io/docs/specs/otel/trace/api/#spancontext */
export const isNoId = (id: string): boolean => id === '' || (id.charCodeAt(0) === 0x30 && /^0+$/.test(id));

const parentOf = ({ parentSpanId }: Span): string => (isNoId(parentSpanId) ? '' : idOf(parentSpanId));

const linksOf = (links: readonly SpanLink[]): readonly string[] =>
  links.length === 0 ? NO_LINKS : links.slice(0, LINK_LIMIT).map(({ spanId }) => idOf(spanId));

/** Milliseconds since 1970. */
export const millisecondsOf = (nanoseconds: bigint): number => Number(nanoseconds) / NANOS_PER_MS;

/** A span as it is kept. */
export const spanRecord = (
  span: Span,
  kind: SpanKind,
  service: string,
  scope: Scope,
  request: RequestShape | null,
  receivedMs: number,
): SpanRecord => ({
  traceId: idOf(span.traceId),
  spanId: idOf(span.spanId),
  parentSpanId: parentOf(span),
  parentRemote: (span.flags & HAS_IS_REMOTE) === 0 ? null : (span.flags & IS_REMOTE) !== 0,
  name: cutText(span.name),
  kind,
  startMs: millisecondsOf(span.startTimeUnixNano),
  endMs: millisecondsOf(span.endTimeUnixNano),
  service,
  scope,
  request,
  links: linksOf(span.links),
  receivedMs,
});
