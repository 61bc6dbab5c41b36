import type { AttributesFact, ClockFact, ExporterSpansFact, LifecycleFact } from '../model/telemetry.ts';
import { type AttributeNames, createAttributeNames } from './attributes.ts';
import { fullBudget } from './budget.ts';
import { type Clock, clockFact, createClock } from './clock.ts';
import { createDroppedGroups, type DroppedGroups } from './dropped.ts';
import { createExporterSpans, type ExporterSpans } from './exporter-spans.ts';
import { mergeAttributes, mergeClocks, mergeExporterSpans } from './merge.ts';
import { mergeLifecycles } from './traces/merge.ts';
import { createTraceAccumulator, type TraceAccumulator } from './traces/summary.ts';

/** What was seen of one service in one part of the window, apart from whole traces. */
export interface Observation {
  readonly names: AttributeNames;
  readonly dropped: DroppedGroups;
  readonly clock: Clock;
  readonly exporters: ExporterSpans;
}

/** Facts that only look at the window. */
export interface WindowFacts {
  readonly lifecycle: LifecycleFact;
  readonly attributes: AttributesFact;
  readonly clock: ClockFact;
  readonly exporterSpans: ExporterSpansFact;
}

interface Generation {
  readonly traces: TraceAccumulator;
  of(serviceId: string): Observation;
  facts(serviceId: string): WindowFacts;
}

const createGeneration = (label: (serviceId: string) => string): Generation => {
  const traces = createTraceAccumulator(label);
  const observations = new Map<string, Observation>();
  const budget = fullBudget();
  const create = (): Observation => ({
    names: createAttributeNames(budget),
    dropped: createDroppedGroups(budget),
    clock: createClock(),
    exporters: createExporterSpans(budget),
  });
  return {
    traces,
    of: (id) => {
      const observation = observations.get(id) ?? create();
      observations.set(id, observation);
      return observation;
    },
    facts: (id) => {
      const { names, dropped, clock, exporters } = observations.get(id) ?? create();
      return {
        lifecycle: traces.lifecycle(id),
        attributes: { names: names.names(), omitted: names.omitted(), dropped: dropped.groups() },
        clock: clockFact(clock, traces.beforeParent(id)),
        exporterSpans: { groups: exporters.groups(), spans: clock.spans },
      };
    },
  };
};

/** The latest part of what arrived: a present generation and the one before it. */
export interface Window {
  /** Where what arrives now is put. */
  current(): Generation;
  /** Begins a new generation when the present one is full or old. */
  advance(nowMs: number): void;
  took(spans: number, nowMs: number): void;
  facts(serviceId: string): WindowFacts;
  /** Whether something left the window. */
  rotated(): boolean;
}

/** Bounds of a generation. */
export interface WindowOptions {
  readonly maxSpans: number;
  readonly windowMs: number;
  readonly label: (serviceId: string) => string;
  readonly onRotate: () => void;
}

/** Facts are bounded by themselves, so a half of the window may cover more spans than are kept at a time. */
const SPAN_SHARE = 10;

/** A generation that took nothing stays, so that the last facts of a silent application stay as well. */
export const createWindow = ({ maxSpans, windowMs, label, onRotate }: WindowOptions): Window => {
  let previous: Generation | null = null;
  let current = createGeneration(label);
  let startMs: number | null = null;
  let spans = 0;
  let rotated = false;
  return {
    current: () => current,
    advance: (nowMs) => {
      if (startMs === null || (spans < maxSpans * SPAN_SHARE && nowMs - startMs < windowMs)) return;
      rotated ||= previous !== null;
      previous = current;
      current = createGeneration(label);
      startMs = null;
      spans = 0;
      onRotate();
    },
    took: (count, nowMs) => {
      startMs ??= nowMs;
      spans += count;
    },
    facts: (id) => {
      const now = current.facts(id);
      const before = previous?.facts(id);
      if (before === undefined) return now;
      return {
        lifecycle: mergeLifecycles(before.lifecycle, now.lifecycle),
        attributes: mergeAttributes(before.attributes, now.attributes),
        clock: mergeClocks(before.clock, now.clock),
        exporterSpans: mergeExporterSpans(before.exporterSpans, now.exporterSpans),
      };
    },
    rotated: () => rotated,
  };
};
