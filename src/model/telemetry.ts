import type { ApplicationFact, MessagesFact } from './application.ts';
import type { ForwardFact, ReceivedFact } from './received.ts';
import type { Protocol } from './signal.ts';

/** Kind of a span: https://opentelemetry.io/docs/specs/otel/trace/api/#spankind; `unspecified` for any other number. */
export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** One span that stands for others as evidence. Texts are cleaned and cut. */
export interface SpanSample {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Name of the instrumentation scope that made it. */
  readonly scope: string;
  /** Whether the scope is an instrumentation library rather than the application's own code. */
  readonly library: boolean;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** An attribute as text, cut; values of names that look secret are masked. */
export interface AttributeText {
  readonly key: string;
  readonly value: string;
}

/** An instrumentation scope that spans came from. */
export interface ScopeSeen {
  readonly name: string;
  readonly version: string;
  readonly spans: number;
  readonly library: boolean;
}

/** One service as its resource tells it; in `run` one service of one command. */
export interface ServiceFact {
  readonly id: string;
  /** `service.name`; null where the resource has none. */
  readonly name: string | null;
  /** Name for the reader: the service name, with the command's where that tells more. */
  readonly label: string;
  /** `telemetry.sdk.language` (`python`, `nodejs`, `java`, `go`, `dotnet`, ...). */
  readonly language: string | null;
  readonly sdkVersion: string | null;
  /** `telemetry.distro.name`. */
  readonly distro: string | null;
  /** Resource attributes of the latest export. */
  readonly resource: readonly AttributeText[];
  readonly spans: number;
  readonly traces: number;
  readonly metricPoints: number;
  readonly logRecords: number;
  readonly transports: readonly Protocol[];
  readonly scopes: readonly ScopeSeen[];
  readonly kinds: Readonly<Record<SpanKind, number>>;
}

/** Spans whose parent never arrived although their trace is settled: one group a span name, scope and kind. */
export interface OrphanGroup {
  readonly sample: SpanSample;
  readonly parentSpanId: string;
  /** Whether the parent is in another process: told by the span's flags, else by its kind. */
  readonly remote: boolean;
  readonly count: number;
  /** Spans of other services arrived in the same traces. */
  readonly othersSeen: boolean;
}

/** Spans that ended before a child of the same process did: one group a parent's and a child's name. */
export interface EarlyEndGroup {
  readonly parent: SpanSample;
  readonly child: SpanSample;
  readonly count: number;
  /** Spans of the parent's name that have children at all. */
  readonly parents: number;
  /** Of `count`: the child began only after the parent had ended. */
  readonly beganAfter: number;
  /** Of `count`: the parent's own local parent was open for the whole life of the child. */
  readonly withinGrandparent: number;
  /** Of `count`: the parent has no local parent. */
  readonly atRoot: number;
}

/** What the traces of one service look like once they are settled. */
export interface LifecycleFact {
  /** Traces with spans of the service that were judged as a whole. */
  readonly settled: number;
  /** Traces that left the window before they were settled: nothing is said of what is missing in them. */
  readonly cut: number;
  readonly orphans: readonly OrphanGroup[];
  readonly early: readonly EarlyEndGroup[];
  /** Spans that arrived more than once, with another end or unchanged. */
  readonly duplicates: {
    readonly count: number;
    readonly changed: number;
    readonly sample: SpanSample;
  } | null;
}

/** A call whose other side began a trace of its own. */
export interface BrokenCall {
  /** Span of the caller during which the other side worked. */
  readonly caller: SpanSample;
  /** Root span of the other side. */
  readonly callee: SpanSample;
  /**
   * request: method and path, RPC method or message destination agree; nested: only the times do, the caller's span
   * encloses the other.
   */
  readonly match: 'request' | 'nested';
  /** What was called as the caller's span tells it (`GET http://stock:8080/items`); null when it does not. */
  readonly called: string | null;
}

/** All calls of one service to another as far as they were seen. */
export interface CallEdge {
  /** Label and id of the called service. */
  readonly callee: string;
  readonly calleeId: string;
  readonly calleeLanguage: string | null;
  /** Calls by request or RPC, or by message. */
  readonly by: 'call' | 'message';
  /** Spans of the called service that have a span of this one as their parent. */
  readonly joined: number;
  readonly broken: number;
  /** Root spans of the called service, whoever called. */
  readonly calleeRoots: number;
  /** A few of the broken ones, those with `match: 'request'` first. */
  readonly samples: readonly BrokenCall[];
  /** Propagators by settings; null where they are not known. */
  readonly propagators: { readonly caller: readonly string[]; readonly callee: readonly string[] } | null;
}

/** Whom a service calls. */
export interface CallsFact {
  readonly edges: readonly CallEdge[];
}

/** What an attribute is on. */
export type AttributeHolder = 'span' | 'event' | 'link' | 'scope' | 'resource' | 'log record' | 'data point';

/** One attribute name that a service uses on one kind of thing. */
export interface AttributeName {
  readonly name: string;
  readonly on: AttributeHolder;
  readonly count: number;
  /** Scope of the first one; empty for a resource. */
  readonly scope: string;
  readonly library: boolean;
  readonly sample: SpanSample | null;
}

/** Attributes, events or links that an SDK dropped: one group a name and scope. */
export interface DroppedGroup {
  readonly what: 'attributes' | 'events' | 'links';
  readonly on: AttributeHolder;
  /** Name of the span or event; of the scope or resource otherwise. */
  readonly name: string;
  readonly scope: string;
  /** Things that lost something, and how much they lost together. */
  readonly items: number;
  readonly dropped: number;
  /** What the sample has left: the limit, where one was reached. */
  readonly kept: number;
  readonly sample: SpanSample | null;
}

/** Attribute names and losses of one service. */
export interface AttributesFact {
  readonly names: readonly AttributeName[];
  /** Further distinct names that were not kept. */
  readonly omitted: number;
  readonly dropped: readonly DroppedGroup[];
}

/** Times of one service against the time of arrival and against other services. Milliseconds. */
export interface ClockFact {
  readonly spans: number;
  /** Spans that end after they arrived, by the clock here. */
  readonly ahead: { readonly count: number; readonly maxMs: number; readonly sample: SpanSample } | null;
  /** The shortest time from a span's end to its arrival; null without spans with a time. */
  readonly minDelayMs: number | null;
  /** Start or end is zero, or lies decades away from the arrival. */
  readonly absurd: { readonly count: number; readonly sample: SpanSample } | null;
  /** The end is before the start. */
  readonly negative: { readonly count: number; readonly sample: SpanSample } | null;
  /** Began before a parent in another service did. */
  readonly beforeParent: {
    readonly count: number;
    readonly maxMs: number;
    readonly service: string;
    readonly parent: SpanSample;
    readonly child: SpanSample;
  } | null;
}

/** Spans of a service about the requests of its own OTLP exporter: one group a scope and address. */
export interface ExporterSpanGroup {
  readonly scope: string;
  readonly library: boolean;
  /** As the span tells it: `POST http://localhost:4318/v1/traces`, `opentelemetry.proto.collector.trace.v1.TraceService/Export`. */
  readonly called: string;
  readonly count: number;
  readonly failed: number;
  readonly sample: SpanSample;
}

/** Spans about exporting. */
export interface ExporterSpansFact {
  readonly groups: readonly ExporterSpanGroup[];
  /** All spans of the service. */
  readonly spans: number;
}

/** Facts of what an application sends. */
export interface TelemetryFacts {
  service: ServiceFact;
  lifecycle: LifecycleFact;
  calls: CallsFact;
  attributes: AttributesFact;
  clock: ClockFact;
  exporterSpans: ExporterSpansFact;
  application: ApplicationFact;
  messages: MessagesFact;
  received: ReceivedFact;
  forward: ForwardFact;
}
