import type { Delivery } from '../../model/facts.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { newTraceId, testLog, testMetric, testSpan } from './items.ts';
import type { ExportResult, OfficialExporter } from './load.ts';

/**
 * The test item of a signal, in the form that the settings ask for, as its exporter takes it; or so many of them, of
 * which the first has the trace id and each other one of its own.
 */
export const itemsOf = ({ metrics }: Target, signal: Signal, traceId: string, count = 1): unknown => {
  if (signal === 'metrics') return testMetric(metrics, count);
  const test = signal === 'traces' ? testSpan : testLog;
  return Array.from({ length: count }, (_, index) => test(index === 0 ? traceId : newTraceId()));
};

/** One export, as a promise. */
export const exportOnce = (exporter: OfficialExporter, items: unknown): Promise<ExportResult> =>
  new Promise((resolve) => exporter.export(items, resolve));

/** What became of a test item. */
export type Outcome = Pick<
  Delivery,
  | 'delivered'
  | 'reach'
  | 'http'
  | 'grpc'
  | 'error'
  | 'timedOut'
  | 'log'
  | 'control'
  | 'withLength'
  | 'redirect'
  | 'answerMs'
>;

/** Nothing was reached yet. */
export const NOTHING: Outcome = {
  delivered: false,
  reach: 'nothing',
  http: null,
  grpc: null,
  error: null,
  timedOut: false,
  log: [],
};
