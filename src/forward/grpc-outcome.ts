import { GRPC_NAMES } from '../model/reading.ts';
import type { Signal } from '../model/signal.ts';
import { percentDecode } from '../text/percent.ts';
import { bytesOf, fieldsOf, integerOf } from './fields.ts';
import { failed, type Outcome, passing } from './outcome.ts';
import { readResponse } from './partial-success.ts';
import type { Reply } from './target.ts';

const RESOURCE_EXHAUSTED = 8;
const UNAVAILABLE = 14;
const FIRST_MESSAGE = 5;

/** The delay of `google.rpc.RetryInfo` in milliseconds: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-throttling */
const retryDelay = (details: string): number | null => {
  const entries = fieldsOf(Buffer.from(details, 'base64')).filter(({ number }) => number === 3);
  for (const { value } of entries) {
    const entry = fieldsOf(Buffer.isBuffer(value) ? value : Buffer.alloc(0));
    if (!bytesOf(entry, 1).toString('latin1').endsWith('/google.rpc.RetryInfo')) continue;
    const delay = fieldsOf(bytesOf(fieldsOf(bytesOf(entry, 2)), 1));
    return integerOf(delay, 1) * 1000 + Math.ceil(integerOf(delay, 2) / 1_000_000);
  }
  return null;
};

/** What an answer of OTLP/gRPC means: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-response */
export const grpcOutcome = (signal: Signal, { status, headers, body }: Reply): Outcome => {
  const code = headers['grpc-status'];
  if (code === undefined) {
    return status === 200
      ? failed('gRPC 2 UNKNOWN', 'an answer without a status')
      : failed(`HTTP ${status}`, 'no answer of gRPC');
  }
  if (code === '0') return readResponse(signal, body.subarray(FIRST_MESSAGE));
  const number = Number(code);
  const answer = `gRPC ${number} ${GRPC_NAMES[number] ?? 'UNKNOWN'}`;
  const message = percentDecode(headers['grpc-message'] ?? '');
  const afterMs = retryDelay(headers['grpc-status-details-bin'] ?? '');
  const isPassing = number === UNAVAILABLE || (number === RESOURCE_EXHAUSTED && afterMs !== null);
  return isPassing ? passing(answer, message, afterMs) : failed(answer, message);
};
