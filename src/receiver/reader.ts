import { malformed } from './malformed.ts';

/** Protobuf bytes and the place that is read next. Every `end` is where the enclosing message ends. */
export interface Reader {
  readonly bytes: Buffer;
  readonly view: DataView;
  at: number;
  /** Messages begun so far. */
  messages: number;
}

/** A reader at the start of a body. */
export const readerOf = (body: Uint8Array): Reader => ({
  bytes: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  view: new DataView(body.buffer, body.byteOffset, body.byteLength),
  at: 0,
  messages: 0,
});

/** A field that no message has. */
const UNKNOWN_FIELD = 0x7fff_fff8;

/** Low and high half of the last long varint: returning a pair would cost an object each time. */
let high = 0;

const readLongVarint = (reader: Reader, end: number): number => {
  const start = reader.at;
  let low = 0;
  high = 0;
  for (let index = 0; index < 10; index += 1) {
    if (reader.at >= end) throw malformed('truncated', start);
    const byte = reader.bytes[reader.at++] as number;
    const bits = byte & 0x7f;
    if (index < 4) low |= bits << (7 * index);
    else if (index === 4) {
      low |= bits << 28;
      high = bits >> 4;
    } else high |= bits << (7 * index - 32);
    if (byte < 0x80) return low >>> 0;
  }
  throw malformed('varint', start);
};

/** The low 32 bits of a variable-length integer, which is all that 32-bit values have. */
export const readUint32 = (reader: Reader, end: number): number => {
  if (reader.at < end) {
    const byte = reader.bytes[reader.at] as number;
    if (byte < 0x80) {
      reader.at += 1;
      return byte;
    }
  }
  return readLongVarint(reader, end);
};

/**
 * The number and wire type of a field. Numbers are read as the Collector does (pdata: 32 bits with a sign), so that what it refuses
 * is refused, and a number without a field of its own cannot pass for another one by its lower bits.
 */
export const readTag = (reader: Reader, end: number): number => {
  const start = reader.at;
  const first = start < end ? (reader.bytes[start] as number) : 0x80;
  if (first < 0x80) {
    reader.at = start + 1;
    if (first < 8) throw malformed('field-number', start);
    return first;
  }
  const low = readLongVarint(reader, end);
  if (((low >>> 3) | (high << 29)) <= 0) throw malformed('field-number', start);
  return high === 0 ? low : UNKNOWN_FIELD | (low & 7);
};

/** Whether any bit is set: a boolean may be written as any number but 0. */
export const readBool = (reader: Reader, end: number): boolean => {
  const low = readLongVarint(reader, end);
  return low !== 0 || high !== 0;
};

/** A 64-bit variable-length integer. */
export const readUint64 = (reader: Reader, end: number): bigint => {
  const low = readLongVarint(reader, end);
  return high === 0 ? BigInt(low) : (BigInt(high >>> 0) << 32n) | BigInt(low);
};

/** Moves over `size` bytes and returns where they began. */
export const take = (reader: Reader, end: number, size: number): number => {
  const start = reader.at;
  if (size > end - start) throw malformed('truncated', start);
  reader.at = start + size;
  return start;
};

/** Reads the length of a length-delimited value and returns where the value ends. */
export const readEnd = (reader: Reader, end: number): number => {
  const start = reader.at;
  const first = start < end ? (reader.bytes[start] as number) : 0x80;
  let length = first;
  if (first < 0x80) reader.at = start + 1;
  else {
    length = readLongVarint(reader, end);
    if (high !== 0) throw malformed('truncated', start);
  }
  if (length > end - reader.at) throw malformed('truncated', start);
  return reader.at + length;
};

/** Skips the value of a field that is not known. */
export const skip = (reader: Reader, end: number, wireType: number, start: number): void => {
  if (wireType === 0) readLongVarint(reader, end);
  else if (wireType === 1) take(reader, end, 8);
  else if (wireType === 2) reader.at = readEnd(reader, end);
  else if (wireType === 5) take(reader, end, 4);
  else throw malformed('unknown-wire-type', start);
};
