import type { InstrumentationScope, KeyValue, Resource } from './otlp.ts';
import { addFields, type Field, field, many, message, NONE, one } from './schema-field.ts';

// Field numbers: https://github.com/open-telemetry/opentelemetry-proto/tree/v1.10.0/opentelemetry/proto
// Numbers that are not listed (entity_refs, what later versions add) are skipped.

const ANY_VALUE = message(() => ({ value: null }), []);

const whole = { key: 'value' };

/** A field that holds an `AnyValue`. */
export const anyValue = (number: number, name: string): Field =>
  one(number, name, ANY_VALUE, { unwrap: 'value' });

const KEY_VALUE = message<KeyValue>(
  () => ({ key: '', value: null }),
  [field(1, 'key', 'string'), anyValue(2, 'value')],
);

const ARRAY_VALUE = message(
  () => ({ values: NONE }),
  [one(1, 'values', ANY_VALUE, { unwrap: 'value', repeated: true })],
);

const KEY_VALUE_LIST = message(() => ({ values: NONE }), [many(1, 'values', KEY_VALUE)]);

addFields(ANY_VALUE, [
  field(1, 'string_value', 'string', whole),
  field(2, 'bool_value', 'bool', whole),
  field(3, 'int_value', 'int64', whole),
  field(4, 'double_value', 'double', whole),
  one(5, 'array_value', ARRAY_VALUE, { ...whole, unwrap: 'values' }),
  one(6, 'kvlist_value', KEY_VALUE_LIST, whole),
  field(7, 'bytes_value', 'bytes', whole),
]);

/** A field that holds attributes. */
export const attributes = (number: number, name = 'attributes'): Field => many(number, name, KEY_VALUE);

/** A field that counts what the sender left out. */
export const dropped = (number: number, what: string): Field =>
  field(number, `dropped_${what}_count`, 'uint32');

/** A field that says which schema the attributes follow. */
export const schemaUrl = field(3, 'schema_url', 'string');

/** A field that holds the resource. */
export const resource: Field = one(
  1,
  'resource',
  message<Resource>(
    () => ({ attributes: NONE, droppedAttributesCount: 0 }),
    [attributes(1), dropped(2, 'attributes')],
  ),
);

/** A field that holds the scope. */
export const scope: Field = one(
  1,
  'scope',
  message<InstrumentationScope>(
    () => ({ name: '', version: '', attributes: NONE, droppedAttributesCount: 0 }),
    [field(1, 'name', 'string'), field(2, 'version', 'string'), attributes(3), dropped(4, 'attributes')],
  ),
);

/** Names of an enum as OTLP/JSON may have them. */
export const prefixed = (prefix: string, names: readonly string[]): readonly string[] =>
  names.map((name) => prefix + name);
