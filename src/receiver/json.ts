import type { Signal } from '../model/signal.ts';
import type { Requests } from './batch.ts';
import { readJsonScalar } from './json-scalar.ts';
import { parseJson } from './json-text.ts';
import { DEPTH_LIMIT, type Decoded, decoded, malformed, within } from './malformed.ts';
import { REQUESTS } from './schema.ts';
import type { Field, Message, Target } from './schema-field.ts';

/** OTLP/JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readValue = (field: Field, value: unknown, depth: number): unknown => {
  if (field.kind !== 'message') return readJsonScalar(field, value);
  const inner = readObject(field.message, value, depth + 1);
  return field.unwrap === null ? inner : inner[field.unwrap];
};

/** Null stands for an absent value everywhere, also in a list of `AnyValue`, where it is a value that was not set. */
const readElement = (field: Field, value: unknown, index: number, depth: number): unknown => {
  try {
    return readValue(field, value ?? (field.kind === 'message' ? {} : null), depth);
  } catch (thrown) {
    throw within(thrown, field.json, index);
  }
};

const readSingle = (field: Field, value: unknown, depth: number): unknown => {
  try {
    return readValue(field, value, depth);
  } catch (thrown) {
    throw within(thrown, field.json, null);
  }
};

const readList = (field: Field, value: unknown, depth: number): readonly unknown[] => {
  if (!Array.isArray(value)) throw within(malformed('json-type', null), field.json, null);
  return value.map((element: unknown, index) => readElement(field, element, index, depth));
};

const readObject = (message: Message, value: unknown, depth: number): Target => {
  if (!isObject(value)) throw malformed('json-type', null);
  if (depth > DEPTH_LIMIT) throw malformed('depth', null);
  const target = message.create();
  for (const field of message.fields) {
    if (field === undefined) continue;
    const given = value[field.json];
    if (given === undefined || given === null) continue;
    if (!field.repeated) target[field.key] = readSingle(field, given, depth);
    else if (!Array.isArray(given) || given.length > 0) target[field.key] = readList(field, given, depth);
  }
  return target;
};

/** Decodes the JSON body of an export request to the same data as its protobuf form. */
export const decodeJson = <S extends Signal>(signal: S, body: Uint8Array): Decoded<Requests[S]> =>
  decoded(() => {
    const parsed = parseJson(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    return readObject(REQUESTS[signal], parsed, 0) as unknown as Requests[S];
  });
