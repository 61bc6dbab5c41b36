import type { PartialSuccess } from '../../model/facts.ts';

/** What the body of an export response says. */
export interface ExportResponse {
  /** Whether the body is an export response at all. */
  readonly valid: boolean;
  readonly partial: PartialSuccess | null;
}

const INVALID: ExportResponse = { valid: false, partial: null };
const PLAIN: ExportResponse = { valid: true, partial: null };

interface Field {
  readonly number: number;
  readonly varint: bigint | null;
  readonly bytes: Uint8Array | null;
}

interface ReadField {
  readonly field: Field;
  readonly next: number;
}

const readVarint = (bytes: Uint8Array, start: number): { value: bigint; next: number } | null => {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) return null;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value, next: start + index + 1 };
  }
  return null;
};

const readField = (bytes: Uint8Array, at: number): ReadField | null => {
  const tag = readVarint(bytes, at);
  if (tag === null || tag.value >> 3n === 0n || tag.value > 0xffffffffn) return null;
  const number = Number(tag.value >> 3n);
  const type = Number(tag.value & 7n);
  // Both types that an export response has begin with a number: the value, or the length of what follows.
  const varint = type === 0 || type === 2 ? readVarint(bytes, tag.next) : null;
  if (varint === null) return null;
  if (type === 0) return { field: { number, varint: varint.value, bytes: null }, next: varint.next };
  if (BigInt(varint.next) + varint.value > BigInt(bytes.length)) return null;
  const next = varint.next + Number(varint.value);
  return { field: { number, varint: null, bytes: bytes.subarray(varint.next, next) }, next };
};

/** Fields of a protobuf message; null when the bytes are none. */
const readFields = (bytes: Uint8Array): readonly Field[] | null => {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const read = readField(bytes, at);
    if (read === null) return null;
    fields.push(read.field);
    at = read.next;
  }
  return fields;
};

const partialSuccess = (rejected: bigint, message: string): ExportResponse =>
  rejected === 0n && message === ''
    ? PLAIN
    : { valid: true, partial: { rejected: Number(rejected), message } };

/** Reads an `Export*ServiceResponse`: https://opentelemetry.io/docs/specs/otlp/#partial-success */
export const readProtobufResponse = (body: Uint8Array): ExportResponse => {
  const fields = readFields(body);
  if (fields === null || fields.some(({ number, bytes }) => number !== 1 || bytes === null)) return INVALID;
  const [partial] = fields;
  if (partial?.bytes == null) return PLAIN;
  const inner = readFields(partial.bytes);
  if (inner === null) return INVALID;
  const rejected = inner.find(({ number }) => number === 1)?.varint ?? 0n;
  const message = inner.find(({ number }) => number === 2)?.bytes ?? new Uint8Array();
  return partialSuccess(rejected, new TextDecoder().decode(message));
};

const asRecord = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

const REJECTED = ['rejectedSpans', 'rejectedDataPoints', 'rejectedLogRecords'];

const readJsonResponse = (text: string): ExportResponse => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return INVALID;
  }
  const response = asRecord(parsed);
  if (response === null) return INVALID;
  if (Object.keys(response).some((key) => key !== 'partialSuccess' && key !== 'partial_success'))
    return INVALID;
  const partial = asRecord(response['partialSuccess'] ?? response['partial_success'] ?? {});
  if (partial === null) return INVALID;
  const count = REJECTED.map((key) => partial[key]).find((value) => value !== undefined) ?? 0;
  const rejected = /^\d+$/.test(String(count)) ? BigInt(String(count)) : 0n;
  return partialSuccess(rejected, typeof partial['errorMessage'] === 'string' ? partial['errorMessage'] : '');
};

/** Reads the body of a 2xx answer by its content type. An empty body is a plain success in every encoding. */
export const readExportResponse = (contentType: string | null, body: Uint8Array): ExportResponse => {
  if (body.length === 0) return PLAIN;
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return readJsonResponse(new TextDecoder().decode(body));
  if (type === 'application/x-protobuf' || type === 'application/protobuf') return readProtobufResponse(body);
  return INVALID;
};
