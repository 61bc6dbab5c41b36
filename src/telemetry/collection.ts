import type {
  AttributesFact,
  CallsFact,
  ClockFact,
  ExporterSpansFact,
  LifecycleFact,
  ServiceFact,
} from '../model/telemetry.ts';
import type { TraceTree } from '../model/trace-tree.ts';
import type { ExportBatch } from '../receiver/batch.ts';
import { createIntake } from './intake.ts';
import { countNetworkSpans } from './network-spans.ts';
import { createPendingTraces } from './pending.ts';
import { createRecent } from './recent.ts';
import { createServices, serviceFact } from './services.ts';
import { createCallsAccumulator } from './traces/calls.ts';
import { createWindow } from './window.ts';

const SERVICE_LIMIT = 1_000;

/** Bounds of what is remembered. */
export interface CollectionOptions {
  /** Spans of unsettled traces, and of each of the two halves of the window. */
  readonly maxSpans: number;
  /** A trace is complete when it was idle for so long, in milliseconds. */
  readonly settleMs: number;
  /** Length of each of the two halves of the window, in milliseconds. */
  readonly windowMs: number;
  readonly maxServices?: number;
  /** All services run on one machine, by one clock: their times tell more of who calls whom. */
  readonly sameMachine?: boolean;
}

/** All facts of one service. */
export interface ServiceFacts {
  readonly id: string;
  /** Command that it was sent by; null where that is not known. */
  readonly source: string | null;
  readonly service: ServiceFact;
  readonly lifecycle: LifecycleFact;
  readonly calls: CallsFact;
  readonly attributes: AttributesFact;
  readonly clock: ClockFact;
  readonly exporterSpans: ExporterSpansFact;
}

/** Counts of everything since the beginning. */
export interface Totals {
  readonly requests: number;
  /** Exports without anything in them. */
  readonly emptyRequests: number;
  readonly spans: number;
  /** Distinct as far as they can be told apart: a trace that goes on long after it was settled may count again. */
  readonly traces: number;
  readonly metricPoints: number;
  readonly logRecords: number;
  /** On the wire. */
  readonly bytes: number;
  readonly services: number;
  /** Exports of services beyond those that are kept. */
  readonly servicesOmitted: number;
  /** Traces that were not judged as a whole because memory is bounded. */
  readonly cutTraces: number;
  /** Something left the window. */
  readonly rotated: boolean;
}

/** Facts of what arrives, in bounded memory. */
export interface Collection {
  take(batch: ExportBatch, source: string | null): void;
  /** Summarises the traces that were idle for long enough. `nowMs` is by the clock of the batches' arrival. */
  settle(nowMs: number): void;
  /**
   * Summarises all traces at the end. With a time, of senders that go on sending: nothing is then said of what is missing
   * in traces that were not idle for `settleMs`.
   */
  settleAll(nowMs?: number): void;
  /** Plain objects, made anew each time. */
  facts(): readonly ServiceFacts[];
  totals(): Totals;
  /** The latest settled traces, the latest last. */
  recent(): readonly TraceTree[];
}

export const createCollection = (options: CollectionOptions): Collection => {
  const services = createServices(options.maxServices ?? SERVICE_LIMIT);
  const label = (id: string): string => services.labels().get(id) ?? id;
  const calls = createCallsAccumulator(options.sameMachine ?? false);
  const window = createWindow({ ...options, label, onRotate: calls.rotate });
  const recent = createRecent(label);
  const traces = { traces: 0, cutTraces: 0 };
  const pending = createPendingTraces(options, {
    onTrace: () => {
      traces.traces += 1;
    },
    onDuplicate: (first, again) => window.current().traces.duplicate(first, again),
    onDone: (trace, whole) => {
      countNetworkSpans(trace);
      window.current().traces.add(trace.spans, whole);
      calls.add(trace.spans, whole);
      if (trace.late) return;
      if (trace.cut) traces.cutTraces += 1;
      recent.add(trace.spans);
    },
  });
  const intake = createIntake(services, window, pending);
  return {
    take: intake.take,
    settle: (nowMs) => {
      window.advance(nowMs);
      pending.settle(nowMs);
    },
    settleAll: pending.settleAll,
    facts: () => {
      const all = services.all();
      const facts = all.map((service) => serviceFact(service, label(service.id)));
      const byCaller = calls.calls(facts);
      return facts.map((service, index) => ({
        id: service.id,
        source: all[index]?.source ?? null,
        service,
        calls: byCaller.get(service.id) ?? { edges: [] },
        ...window.facts(service.id),
      }));
    },
    totals: () => ({
      ...intake.counts,
      ...traces,
      services: services.all().length,
      rotated: window.rotated(),
    }),
    recent: recent.trees,
  };
};
