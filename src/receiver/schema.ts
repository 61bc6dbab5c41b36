import type { Signal } from '../model/signal.ts';
import type { Message } from './schema-field.ts';
import { LOGS_REQUEST } from './schema-logs.ts';
import { METRICS_REQUEST } from './schema-metrics.ts';
import { TRACES_REQUEST } from './schema-traces.ts';

/** Message that the export call of each signal carries. */
export const REQUESTS: Readonly<Record<Signal, Message>> = {
  traces: TRACES_REQUEST,
  metrics: METRICS_REQUEST,
  logs: LOGS_REQUEST,
};
