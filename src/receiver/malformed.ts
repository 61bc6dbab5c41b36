/** What is wrong with a body that cannot be decoded. */
export type Problem =
  /** A value runs past the end of the message that holds it. */
  | 'truncated'
  /** A known field has another wire type than its definition says. */
  | 'wire-type'
  /** A wire type that does not exist, or the groups of protobuf 2. */
  | 'unknown-wire-type'
  /** Field number 0. */
  | 'field-number'
  /** A variable-length integer of more than ten bytes. */
  | 'varint'
  /** Messages inside messages beyond any sensible depth. */
  | 'depth'
  /** More messages than any real export of this size has. */
  | 'too-many-messages'
  /** Not JSON at all. */
  | 'json-syntax'
  /** A JSON value of another type than the field has, or out of its range. */
  | 'json-type'
  /** An id in OTLP/JSON that is not hex, often base64. */
  | 'json-id'
  /** An id of another length than 16 bytes (trace) or 8 (span); without any it is absent. */
  | 'id-length';

/** Where a body is malformed: byte offset (null when unknown) and path of the field, empty at the top. */
export interface Malformed {
  readonly problem: Problem;
  readonly offset: number | null;
  readonly path: string;
}

/** Outcome of decoding. */
export type Decoded<T> = { readonly request: T } | { readonly malformed: Malformed };

interface MalformedError extends Error {
  readonly problem: Problem;
  readonly offset: number | null;
  /** Fields from the inside out, collected while the error passes through the messages. */
  readonly steps: string[];
}

/**
 * Bytes of an id. Receivers refuse the whole export for one of another length: pdata 1.64 (traceid.go, spanid.go).
 * https://github.com/open-telemetry/opentelemetry-proto/blob/v1.9.0/opentelemetry/proto/trace/v1/trace.proto
 */
export const ID_BYTES = { 'trace-id': 16, 'span-id': 8 } as const;

/** Nesting that is followed before a body counts as hostile; protobuf's own limit is 100 messages. */
export const DEPTH_LIMIT = 200;

/**
 * Messages that one body may hold. Two bytes make an empty span, so that without a limit a body of 20 MiB
 * would fill gigabytes; real ones need ten bytes or more for each message.
 */
export const MESSAGE_LIMIT = 2_000_000;

/** The error that ends decoding. */
export const malformed = (problem: Problem, offset: number | null): MalformedError =>
  Object.assign(new Error(problem), { problem, offset, steps: [] });

const isMalformed = (thrown: unknown): thrown is MalformedError =>
  thrown instanceof Error && 'steps' in thrown;

/** Notes the field that an error passes through; `index` for an element of a list. */
export const within = (thrown: unknown, name: string, index: number | null): unknown => {
  if (isMalformed(thrown)) thrown.steps.push(index === null ? name : `${name}[${index}]`);
  return thrown;
};

/** Runs a decoder and turns its error into data. */
export const decoded = <T>(decode: () => T): Decoded<T> => {
  try {
    return { request: decode() };
  } catch (thrown) {
    if (!isMalformed(thrown)) throw thrown;
    const { problem, offset, steps } = thrown;
    return { malformed: { problem, offset, path: steps.reverse().join('.') } };
  }
};
