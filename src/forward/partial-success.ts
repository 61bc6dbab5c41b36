import type { Signal } from '../model/signal.ts';
import { bytesOf, fieldsOf, integerOf } from './fields.ts';
import { DELIVERED, failed, type Outcome } from './outcome.ts';

const ITEMS: Readonly<Record<Signal, string>> = {
  traces: 'spans',
  metrics: 'data points',
  logs: 'log records',
};

const outcomeOf = (signal: Signal, rejected: number, message: string): Outcome => {
  if (!(rejected > 0)) return DELIVERED;
  return failed('partial success', `${rejected} ${ITEMS[signal]} rejected${message ? `: ${message}` : ''}`);
};

/** Reads the answer to an export in protobuf: https://opentelemetry.io/docs/specs/otlp/#partial-success */
export const readResponse = (signal: Signal, body: Buffer): Outcome => {
  const partial = fieldsOf(bytesOf(fieldsOf(body), 1));
  return outcomeOf(signal, integerOf(partial, 1), bytesOf(partial, 2).toString('utf8'));
};

type Tree = { readonly [key: string]: unknown };

/** A JSON object; empty where the text is none. */
export const parseObject = (text: string): Tree => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Tree) : {};
  } catch {
    return {};
  }
};

/** Reads the answer to an export in JSON. */
export const readJsonResponse = (signal: Signal, body: Buffer): Outcome => {
  const partial = parseObject(body.toString('utf8'))['partialSuccess'];
  if (typeof partial !== 'object' || partial === null) return DELIVERED;
  const { rejectedSpans, rejectedDataPoints, rejectedLogRecords, errorMessage } = partial as Tree;
  const rejected = Number(rejectedSpans ?? rejectedDataPoints ?? rejectedLogRecords ?? 0);
  return outcomeOf(signal, rejected, typeof errorMessage === 'string' ? errorMessage : '');
};
