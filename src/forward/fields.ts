/** A field of a protobuf message: its bytes, or its value where it is a variable-length integer. */
export interface WireField {
  readonly number: number;
  readonly value: Buffer | bigint;
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

const varint = (cursor: Cursor): bigint | null => {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) return null;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return null;
};

const slice = (cursor: Cursor, length: number): Buffer | null => {
  const end = cursor.at + length;
  if (end > cursor.bytes.length) return null;
  const value = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return value;
};

/** https://protobuf.dev/programming-guides/encoding/#structure */
const readField = (cursor: Cursor, wireType: number): Buffer | bigint | null => {
  if (wireType === 0) return varint(cursor);
  if (wireType === 1) return slice(cursor, 8);
  if (wireType === 5) return slice(cursor, 4);
  const length = wireType === 2 ? varint(cursor) : null;
  return length === null ? null : slice(cursor, Number(length));
};

/** The fields of a message, as far as it can be read: answers are short and may be anything. */
export const fieldsOf = (bytes: Buffer): readonly WireField[] => {
  const cursor: Cursor = { bytes, at: 0 };
  const fields: WireField[] = [];
  while (cursor.at < bytes.length) {
    const tag = varint(cursor);
    const value = tag === null ? null : readField(cursor, Number(tag & 7n));
    if (tag === null || value === null) return fields;
    fields.push({ number: Number(tag >> 3n), value });
  }
  return fields;
};

/** The last value of a length-delimited field; empty when there is none. */
export const bytesOf = (fields: readonly WireField[], number: number): Buffer => {
  const value = fields.findLast((field) => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
};

/** The last value of an integer field; 0 when there is none. */
export const integerOf = (fields: readonly WireField[], number: number): number => {
  const value = fields.findLast((field) => field.number === number)?.value;
  return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0;
};
