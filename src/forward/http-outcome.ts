import type { Signal } from '../model/signal.ts';
import { maskUrl } from '../text/mask.ts';
import { bytesOf, fieldsOf } from './fields.ts';
import { failed, type Outcome, passing } from './outcome.ts';
import { parseObject, readJsonResponse, readResponse } from './partial-success.ts';
import type { Reply } from './target.ts';

/** https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes */
const RETRYABLE: readonly number[] = [429, 502, 503, 504];

const typeOf = ({ headers }: Reply): string =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');

const jsonMessage = (text: string): string => {
  const { message, error, detail } = parseObject(text);
  const said = [message, error, detail].find((value) => typeof value === 'string');
  return typeof said === 'string' ? said : text;
};

const TITLE = /<title[^<>]*>([^<]*)</i;

const messageOf = (reply: Reply): string => {
  const type = typeOf(reply);
  const { location } = reply.headers;
  if (location !== undefined) return `redirects to ${maskUrl(location)}`;
  if (type === 'application/x-protobuf') return bytesOf(fieldsOf(reply.body), 2).toString('utf8');
  const text = reply.body.toString('utf8');
  if (isJson(type)) return jsonMessage(text);
  return type === 'text/html' ? (TITLE.exec(text)?.[1] ?? 'a web page') : text;
};

/** The header in seconds; its other form, a date, is left to the usual back-off. */
const afterMs = ({ headers }: Reply): number | null => {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null;
};

/** What an answer of OTLP/HTTP means: https://opentelemetry.io/docs/specs/otlp/#otlphttp-response */
export const httpOutcome = (signal: Signal, reply: Reply): Outcome => {
  const { status, body } = reply;
  const answer = `HTTP ${status}`;
  if (RETRYABLE.includes(status)) return passing(answer, messageOf(reply), afterMs(reply));
  const type = typeOf(reply);
  if (status < 200 || status > 299) return failed(answer, messageOf(reply));
  if (type === 'text/html') return failed(answer, `no answer of OTLP but a web page: ${messageOf(reply)}`);
  return isJson(type) ? readJsonResponse(signal, body) : readResponse(signal, body);
};
