import type { Signal } from '../model/signal.ts';
import type { Requests } from './batch.ts';
import type { Objection } from './context.ts';
import { type Inflated, inflate } from './inflate.ts';
import { decodeJson } from './json.ts';
import { decodeProtobuf } from './protobuf.ts';

/** Media type without its parameters. */
export type Encoding = 'application/x-protobuf' | 'application/json';

/** A decoded body with its bytes after decompression, or what is wrong with it. */
export type Opened<S extends Signal> =
  | { readonly request: Requests[S]; readonly message: Buffer }
  | { readonly objection: Objection };

const decodeInflated = <S extends Signal>(signal: S, encoding: Encoding, body: Buffer): Opened<S> => {
  const isJson = encoding === 'application/json';
  const decoded = isJson ? decodeJson(signal, body) : decodeProtobuf(signal, body);
  if ('request' in decoded) return { request: decoded.request, message: body };
  const { malformed } = decoded;
  return {
    objection: {
      kind: isJson ? 'malformed-json' : 'malformed-protobuf',
      detail: malformed.problem,
      malformed,
    },
  };
};

const inflateObjection = ({ failed, code }: Extract<Inflated, { failed: string }>): Objection => ({
  kind: failed,
  detail: code,
});

/** Inflates and decodes a body. */
export const open = <S extends Signal>(
  signal: S,
  encoding: Encoding,
  compression: string,
  body: Buffer,
  limit: number,
): Opened<S> => {
  const inflated = inflate(compression, body, limit);
  return 'failed' in inflated
    ? { objection: inflateObjection(inflated) }
    : decodeInflated(signal, encoding, inflated.body);
};

/** The objection in words, for the answer on the wire only: https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto */
export const statusMessage = ({ kind, detail, malformed }: Objection): string => {
  if (kind === 'body-too-large') return 'request body too large';
  if (malformed === undefined) return detail ? `${kind}: ${detail}` : kind;
  const place = malformed.offset === null ? '' : ` at byte ${malformed.offset}`;
  return `${kind}: ${malformed.problem}${place}${malformed.path === '' ? '' : ` in ${malformed.path}`}`;
};
