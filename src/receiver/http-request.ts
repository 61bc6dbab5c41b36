import { SIGNALS, type Signal, signalPath } from '../model/signal.ts';
import type { Objection } from './context.ts';
import type { Encoding } from './decode.ts';
import { isGrpcType } from './grpc-answer.ts';
import {
  type Answer,
  failure,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  redirect,
  UNSUPPORTED_MEDIA_TYPE,
} from './http-answer.ts';
import { encodingOf } from './inflate.ts';
import type { RequestHead } from './refusal.ts';

/** gRPC status codes as they stand in `google.rpc.Status`: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const INVALID_ARGUMENT = 3;
export const UNAVAILABLE = 14;

/** What the head of an OTLP/HTTP request announces. */
export interface Announced {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly compression: string;
}

/** An objection and the answer to it. */
export interface Refused {
  readonly objection: Objection;
  readonly answer: Answer;
}

/** Path of a request target, which a proxy client writes as a whole URL. */
const pathOf = (target: string): string => {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
};

const PATHS: ReadonlyMap<string, Signal> = new Map(SIGNALS.map((signal) => [signalPath(signal), signal]));

const ENCODINGS: readonly string[] = ['application/x-protobuf', 'application/json'] satisfies Encoding[];

const encodingFor = (contentType: string | null): Encoding | null => {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return ENCODINGS.includes(type) ? (type as Encoding) : null;
};

const wrongPath = (path: string): Refused => {
  const cleaned = path.replace(/\/{2,}/g, '/');
  return {
    objection: { kind: 'wrong-path' },
    answer: cleaned === path ? NOT_FOUND : redirect(cleaned),
  };
};

/** Judges the head of a request in the order of the Collector: path, method, content type, content encoding. */
export const readHead = ({
  method,
  path,
  contentType,
  contentEncoding,
}: RequestHead): Announced | Refused => {
  const cleanPath = pathOf(path ?? '/');
  if (isGrpcType(contentType)) return { objection: { kind: 'grpc-on-http-port' }, answer: NOT_FOUND };
  const signal = PATHS.get(cleanPath);
  if (signal === undefined) return wrongPath(cleanPath);
  if (method !== 'POST') return { objection: { kind: 'method' }, answer: METHOD_NOT_ALLOWED };
  const encoding = encodingFor(contentType);
  if (encoding === null) return { objection: { kind: 'content-type' }, answer: UNSUPPORTED_MEDIA_TYPE };
  const compression = encodingOf(contentEncoding);
  if (compression !== null) return { signal, encoding, compression };
  const text = `unsupported Content-Encoding: ${contentEncoding}`;
  return { objection: { kind: 'content-encoding' }, answer: failure(400, encoding, INVALID_ARGUMENT, text) };
};
