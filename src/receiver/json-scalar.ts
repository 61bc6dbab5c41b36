import { ID_BYTES, malformed } from './malformed.ts';
import type { Field } from './schema-field.ts';

// Values of OTLP/JSON: https://protobuf.dev/programming-guides/json/ with the deviations of
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding (ids are hex, enums are numbers).

const wrongType = (): Error => malformed('json-type', null);

const INTEGER = /^-?\d{1,20}$/;

const readInteger = (value: unknown): bigint => {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (typeof value === 'string' && INTEGER.test(value)) return BigInt(value);
  throw wrongType();
};

const readInt64 = (value: unknown): bigint => {
  const integer = readInteger(value);
  if (integer !== BigInt.asIntN(64, integer)) throw wrongType();
  return integer;
};

const readUint64 = (value: unknown): bigint => {
  const integer = readInteger(value);
  if (integer !== BigInt.asUintN(64, integer)) throw wrongType();
  return integer;
};

const readInt32 = (value: unknown): number => {
  const number = Number(readInteger(value));
  if (number !== (number | 0)) throw wrongType();
  return number;
};

const readUint32 = (value: unknown): number => {
  const number = Number(readInteger(value));
  if (number !== number >>> 0) throw wrongType();
  return number;
};

const SPECIAL_DOUBLES: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const DOUBLE = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const readDouble = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw wrongType();
  const special = SPECIAL_DOUBLES.get(value);
  if (special !== undefined) return special;
  if (!DOUBLE.test(value)) throw wrongType();
  return Number(value);
};

const readEnum = (names: readonly string[], value: unknown): number => {
  if (typeof value !== 'string' || INTEGER.test(value)) return readInt32(value);
  const number = names.indexOf(value);
  if (number === -1) throw wrongType();
  return number;
};

const readText = (value: unknown): string => {
  if (typeof value !== 'string') throw wrongType();
  return value;
};

const HEX = /^(?:[0-9a-fA-F]{2})*$/;

const HEX_DIGITS = 2;

const readId = (kind: keyof typeof ID_BYTES, value: unknown): string => {
  const id = readText(value);
  if (!HEX.test(id)) throw malformed('json-id', null);
  if (id !== '' && id.length !== ID_BYTES[kind] * HEX_DIGITS) throw malformed('id-length', null);
  return id.toLowerCase();
};

/** Both alphabets are accepted, as protobuf's JSON mapping wants. */
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

const readBytes = (value: unknown): Uint8Array => {
  const text = readText(value);
  if (!BASE64.test(text)) throw wrongType();
  return new Uint8Array(Buffer.from(text, 'base64'));
};

const readBool = (value: unknown): boolean => {
  if (typeof value !== 'boolean') throw wrongType();
  return value;
};

/** Reads the value of a field that is no message. */
export const readJsonScalar = (field: Field, value: unknown): unknown => {
  switch (field.kind) {
    case 'string':
      return readText(value);
    case 'trace-id':
    case 'span-id':
      return readId(field.kind, value);
    case 'bytes':
      return readBytes(value);
    case 'bool':
      return readBool(value);
    case 'enum':
      return readEnum(field.names, value);
    case 'sint32':
      return readInt32(value);
    case 'uint32':
    case 'fixed32':
      return readUint32(value);
    case 'int64':
    case 'sfixed64':
      return readInt64(value);
    case 'uint64':
    case 'fixed64':
      return readUint64(value);
    default:
      return readDouble(value);
  }
};
