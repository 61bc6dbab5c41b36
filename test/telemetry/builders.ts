import type { Protocol } from '../../src/model/signal.ts';
import type { SpanKind } from '../../src/model/telemetry.ts';
import type { ExportBatch } from '../../src/receiver/batch.ts';
import type {
  AnyValue,
  KeyValue,
  LogRecord,
  Resource,
  Span,
  SpanEvent,
  SpanLink,
} from '../../src/receiver/otlp.ts';
import type { NumberDataPoint } from '../../src/receiver/otlp-metrics.ts';

/** Exports as the receiver hands them on, made by hand. Times are milliseconds after `T0`. */

/** 2026-06-01, milliseconds since 1970. */
export const T0 = Date.UTC(2026, 5, 1);

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Attributes by name. */
export type Values = Readonly<Record<string, AnyValue>>;

const attributesOf = (values: Values): readonly KeyValue[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/** Whole nanoseconds of milliseconds after `T0`. */
export const nanos = (ms: number): bigint => BigInt(T0) * 1_000_000n + BigInt(Math.round(ms * 1e6));

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');

/** A trace id, and a span id, by number. */
export const traceId = (number: number): string => hex(number, 32);
export const spanId = (number: number): string => hex(number, 16);

/** What a span is made of; all of it has a default. */
export interface SpanDraft {
  /** Numbers become ids, texts are taken as they are. */
  readonly trace?: number | string;
  readonly id?: number | string;
  readonly parent?: number | string;
  /** Whether the parent is in another process, as the flags say; nothing is said without it. */
  readonly remote?: boolean;
  readonly name?: string;
  readonly kind?: SpanKind | number;
  /** After `T0`. */
  readonly start?: number;
  readonly end?: number;
  readonly attributes?: Values;
  readonly status?: number;
  readonly events?: readonly {
    readonly name: string;
    readonly attributes?: Values;
    readonly dropped?: number;
  }[];
  readonly links?: readonly {
    readonly id?: number;
    readonly attributes?: Values;
    readonly dropped?: number;
  }[];
  readonly dropped?: { readonly attributes?: number; readonly events?: number; readonly links?: number };
  /** In place of the times above. */
  readonly startNanos?: bigint;
  readonly endNanos?: bigint;
}

let latest = 0;

const idOf = (id: number | string, of: (number: number) => string): string =>
  typeof id === 'string' ? id : of(id);

const eventOf = ({
  name,
  attributes = {},
  dropped = 0,
}: NonNullable<SpanDraft['events']>[number]): SpanEvent => ({
  timeUnixNano: nanos(0),
  name,
  attributes: attributesOf(attributes),
  droppedAttributesCount: dropped,
});

const linkOf = ({
  id = 1,
  attributes = {},
  dropped = 0,
}: NonNullable<SpanDraft['links']>[number]): SpanLink => ({
  traceId: traceId(1),
  spanId: spanId(id),
  traceState: '',
  attributes: attributesOf(attributes),
  droppedAttributesCount: dropped,
  flags: 0,
});

const flagsOf = (remote: boolean | undefined): number => (remote === undefined ? 1 : remote ? 0x301 : 0x101);

/** A decoded span. Without an id it gets one of its own. */
const spanOf = (draft: SpanDraft = {}): Span => {
  latest += 1;
  const {
    trace = 1,
    id = 0x1000_0000 + latest,
    parent,
    kind = 'internal',
    start = 0,
    end = start + 10,
  } = draft;
  return {
    traceId: idOf(trace, traceId),
    spanId: idOf(id, spanId),
    traceState: '',
    parentSpanId: parent === undefined ? '' : idOf(parent, spanId),
    flags: flagsOf(draft.remote),
    name: draft.name ?? 'work',
    kind: typeof kind === 'number' ? kind : KINDS.indexOf(kind),
    startTimeUnixNano: draft.startNanos ?? nanos(start),
    endTimeUnixNano: draft.endNanos ?? nanos(end),
    attributes: attributesOf(draft.attributes ?? {}),
    droppedAttributesCount: draft.dropped?.attributes ?? 0,
    events: (draft.events ?? []).map(eventOf),
    droppedEventsCount: draft.dropped?.events ?? 0,
    links: (draft.links ?? []).map(linkOf),
    droppedLinksCount: draft.dropped?.links ?? 0,
    status: draft.status === undefined ? null : { message: '', code: draft.status },
  };
};

/** Whose telemetry it is. A service or language of null is left out of the resource. */
export interface Sender {
  readonly service?: string | null;
  readonly language?: string | null;
  readonly resource?: Values;
  readonly droppedResource?: number;
  readonly scope?: string;
  readonly scopeAttributes?: Values;
  readonly droppedScope?: number;
}

const resourceOf = ({
  service = 'shop',
  language = 'python',
  resource = {},
  droppedResource = 0,
}: Sender): Resource => ({
  attributes: attributesOf({
    ...(service === null ? {} : { 'service.name': service }),
    ...(language === null ? {} : { 'telemetry.sdk.language': language }),
    ...resource,
  }),
  droppedAttributesCount: droppedResource,
});

const scopeOf = ({ scope = 'shop', scopeAttributes = {}, droppedScope = 0 }: Sender) => ({
  name: scope,
  version: '1.0',
  attributes: attributesOf(scopeAttributes),
  droppedAttributesCount: droppedScope,
});

/** When it arrived, after `T0`, and how. */
export interface ArrivalDraft {
  readonly at?: number;
  readonly transport?: Protocol;
  readonly bytes?: number;
}

const arrivalOf = ({ at = 100, transport = 'http/protobuf', bytes = 1_000 }: ArrivalDraft) => ({
  transport,
  compression: 'identity',
  bytes,
  inflatedBytes: bytes,
  peer: { address: '127.0.0.1', port: 50_000 },
  receivedAtUnixNano: nanos(at),
  headers: [],
});

/** An export of traces: one resource and scope for each sender. */
export const batchOf = (
  senders: readonly (Sender & { readonly spans: readonly SpanDraft[] })[],
  arrival: ArrivalDraft = {},
): ExportBatch => ({
  ...arrivalOf(arrival),
  signal: 'traces',
  request: {
    resourceSpans: senders.map((sender) => ({
      resource: resourceOf(sender),
      scopeSpans: [{ scope: scopeOf(sender), spans: sender.spans.map(spanOf), schemaUrl: '' }],
      schemaUrl: '',
    })),
  },
});

/** An export of log records of one sender. */
export const logsOf = (
  sender: Sender & {
    readonly records: readonly { readonly attributes?: Values; readonly dropped?: number }[];
  },
  arrival: ArrivalDraft = {},
): ExportBatch => ({
  ...arrivalOf(arrival),
  signal: 'logs',
  request: {
    resourceLogs: [
      {
        resource: resourceOf(sender),
        scopeLogs: [
          {
            scope: scopeOf(sender),
            logRecords: sender.records.map(
              ({ attributes = {}, dropped = 0 }): LogRecord => ({
                timeUnixNano: nanos(0),
                observedTimeUnixNano: nanos(0),
                severityNumber: 9,
                severityText: 'INFO',
                body: 'a line',
                attributes: attributesOf(attributes),
                droppedAttributesCount: dropped,
                flags: 0,
                traceId: '',
                spanId: '',
                eventName: '',
              }),
            ),
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  },
});

/** An export of one gauge of one sender, with a data point for each set of attributes. */
export const metricsOf = (
  sender: Sender & { readonly points: readonly Values[] },
  arrival: ArrivalDraft = {},
): ExportBatch => ({
  ...arrivalOf(arrival),
  signal: 'metrics',
  request: {
    resourceMetrics: [
      {
        resource: resourceOf(sender),
        scopeMetrics: [
          {
            scope: scopeOf(sender),
            metrics: [
              {
                name: 'shop.queue.length',
                description: '',
                unit: '1',
                metadata: [],
                data: {
                  type: 'gauge',
                  dataPoints: sender.points.map(
                    (values): NumberDataPoint => ({
                      attributes: attributesOf(values),
                      startTimeUnixNano: 0n,
                      timeUnixNano: nanos(0),
                      value: 1,
                      exemplars: [],
                      flags: 0,
                    }),
                  ),
                },
              },
            ],
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  },
});
