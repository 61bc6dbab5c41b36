import type { Signal } from '../model/signal.ts';
import { LOGS_REQUEST, TRACES_REQUEST } from './schema.ts';
import type { Message } from './schema-field.ts';
import { METRICS_REQUEST } from './schema-metrics.ts';

/** Message that the export call of each signal carries. */
export const REQUESTS: Readonly<Record<Signal, Message>> = {
  traces: TRACES_REQUEST,
  metrics: METRICS_REQUEST,
  logs: LOGS_REQUEST,
};
