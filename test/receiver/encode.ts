/** Protobuf by hand, for what no encoder writes. */

export const varint = (given: number | bigint): Buffer => {
  let rest = BigInt.asUintN(64, BigInt(given));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
};

export const tag = (field: number, wireType: number): Buffer => varint(field * 8 + wireType);

export const number = (field: number, value: number | bigint): Buffer =>
  Buffer.concat([tag(field, 0), varint(value)]);

export const fixed64 = (field: number, value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return Buffer.concat([tag(field, 1), bytes]);
};

export const double = (field: number, value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([tag(field, 1), bytes]);
};

export const fixed32 = (field: number, value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return Buffer.concat([tag(field, 5), bytes]);
};

export const bytes = (field: number, ...parts: (string | Uint8Array)[]): Buffer => {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([tag(field, 2), varint(value.length), value]);
};

/** A traces request with one span of these fields. */
export const spanRequest = (...fields: Uint8Array[]): Buffer => bytes(1, bytes(2, bytes(2, ...fields)));

/** A logs request with one record of these fields. */
export const logRequest = (...fields: Uint8Array[]): Buffer => bytes(1, bytes(2, bytes(2, ...fields)));

/** A metrics request with one metric of these fields. */
export const metricRequest = (...fields: Uint8Array[]): Buffer => bytes(1, bytes(2, bytes(2, ...fields)));
