import type { Signal } from '../model/signal.ts';
import type { Requests } from './batch.ts';
import {
  DEPTH_LIMIT,
  type Decoded,
  decoded,
  ID_BYTES,
  MESSAGE_LIMIT,
  malformed,
  within,
} from './malformed.ts';
import {
  type Reader,
  readBool,
  readEnd,
  readerOf,
  readTag,
  readUint32,
  readUint64,
  skip,
  take,
} from './reader.ts';
import { REQUESTS } from './schema.ts';
import { type Field, type FieldKind, type Message, NONE, type Target } from './schema-field.ts';

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

const wireTypeOf = (kind: FieldKind): number => {
  switch (kind) {
    case 'message':
    case 'string':
    case 'trace-id':
    case 'span-id':
    case 'bytes':
      return DELIMITED;
    case 'fixed64':
    case 'sfixed64':
    case 'double':
      return FIXED64;
    case 'fixed32':
      return FIXED32;
    default:
      return VARINT;
  }
};

/** Value of a length-delimited field. */
const readDelimited = (kind: FieldKind, reader: Reader, end: number): unknown => {
  const start = reader.at;
  reader.at = end;
  if (kind === 'string') return reader.bytes.toString('utf8', start, end);
  if (kind === 'trace-id' || kind === 'span-id') {
    if (end > start && end - start !== ID_BYTES[kind]) throw malformed('id-length', start);
    return reader.bytes.toString('hex', start, end);
  }
  // A copy: the value may outlive the body by far.
  return new Uint8Array(reader.bytes.subarray(start, end));
};

const readScalar = (kind: FieldKind, reader: Reader, end: number): unknown => {
  switch (kind) {
    case 'fixed64':
      return reader.view.getBigUint64(take(reader, end, 8), true);
    case 'uint32':
      return readUint32(reader, end);
    case 'enum':
      return readUint32(reader, end) | 0;
    case 'int64':
      return BigInt.asIntN(64, readUint64(reader, end));
    case 'bool':
      return readBool(reader, end);
    case 'double':
      return reader.view.getFloat64(take(reader, end, 8), true);
    case 'fixed32':
      return reader.view.getUint32(take(reader, end, 4), true);
    case 'uint64':
      return readUint64(reader, end);
    case 'sfixed64':
      return reader.view.getBigInt64(take(reader, end, 8), true);
    case 'sint32': {
      const zigzag = readUint32(reader, end);
      return (zigzag >>> 1) ^ -(zigzag & 1);
    }
    default:
      return readDelimited(kind, reader, readEnd(reader, end));
  }
};

const listOf = (target: Target, key: string): unknown[] => {
  const list = target[key] as readonly unknown[];
  if (list !== NONE) return list as unknown[];
  const fresh: unknown[] = [];
  target[key] = fresh;
  return fresh;
};

/** A message that comes twice is merged, as protobuf wants; in a oneof the last one wins. */
const startOf = (field: Field, current: unknown): Target => {
  const start = field.message.create();
  if (current === null || field.repeated) return start;
  if (field.unwrap === 'value') start['value'] = current;
  return field.unwrap === null && field.key === field.json ? (current as Target) : start;
};

const readSubmessage = (
  field: Field,
  target: Target,
  reader: Reader,
  end: number,
  depth: number,
): unknown => {
  const start = reader.at;
  const valueEnd = readEnd(reader, end);
  if (depth >= DEPTH_LIMIT) throw malformed('depth', start);
  reader.messages += 1;
  if (reader.messages > MESSAGE_LIMIT) throw malformed('too-many-messages', start);
  const inner = startOf(field, target[field.key]);
  readMessage(field.message, inner, reader, valueEnd, depth + 1);
  return field.unwrap === null ? inner : inner[field.unwrap];
};

const readPacked = (field: Field, target: Target, reader: Reader, end: number): void => {
  const list = listOf(target, field.key);
  const valueEnd = readEnd(reader, end);
  while (reader.at < valueEnd) list.push(readScalar(field.kind, reader, valueEnd));
};

const readField = (field: Field, target: Target, reader: Reader, end: number, depth: number): void => {
  const value =
    field.kind === 'message'
      ? readSubmessage(field, target, reader, end, depth)
      : readScalar(field.kind, reader, end);
  if (field.repeated) listOf(target, field.key).push(value);
  else target[field.key] = value;
};

const stepInto = (thrown: unknown, field: Field, target: Target): unknown => {
  const list = target[field.key];
  return within(thrown, field.name, field.repeated && Array.isArray(list) ? list.length : null);
};

const readMessage = (message: Message, target: Target, reader: Reader, end: number, depth: number): void => {
  let field: Field | undefined;
  try {
    while (reader.at < end) {
      field = undefined;
      const start = reader.at;
      const tag = readTag(reader, end);
      field = message.fields[tag >>> 3];
      const wireType = tag & 7;
      if (field === undefined) skip(reader, end, wireType, start);
      else if (wireType === wireTypeOf(field.kind)) readField(field, target, reader, end, depth);
      else if (field.repeated && wireType === DELIMITED) readPacked(field, target, reader, end);
      else throw malformed('wire-type', start);
    }
  } catch (thrown) {
    throw field === undefined ? thrown : stepInto(thrown, field, target);
  }
};

/** Decodes the protobuf body of an export request. */
export const decodeProtobuf = <S extends Signal>(signal: S, body: Uint8Array): Decoded<Requests[S]> =>
  decoded(() => {
    const reader = readerOf(body);
    const message = REQUESTS[signal];
    const request = message.create();
    readMessage(message, request, reader, reader.bytes.length, 0);
    return request as unknown as Requests[S];
  });
