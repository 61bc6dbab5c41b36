/** How a field's value is written: the protobuf type, ids being bytes that are shown as hex. */
export type FieldKind =
  | 'message'
  | 'string'
  | 'trace-id'
  | 'span-id'
  | 'bytes'
  | 'bool'
  | 'enum'
  | 'uint32'
  | 'sint32'
  | 'int64'
  | 'uint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed64'
  | 'double';

/** A decoded message while it is being filled. */
export type Target = Record<string, unknown>;

/** One field of a message, as both encodings need it. */
export interface Field {
  readonly number: number;
  /** Name in the .proto file, used in paths of malformed protobuf. */
  readonly name: string;
  /** Name in OTLP/JSON. */
  readonly json: string;
  /** Property of the decoded message. Fields of a oneof share one. */
  readonly key: string;
  readonly kind: FieldKind;
  readonly repeated: boolean;
  /** Message of a field of kind `message`. */
  readonly message: Message;
  /** The property of `message` that stands for the whole: an `AnyValue` is its value, an `ArrayValue` its values. */
  readonly unwrap: string | null;
  /** Names of an enum, by number. */
  readonly names: readonly string[];
}

/** A message: its empty form and its fields by number. */
export interface Message {
  /** All properties at once and always in the same order, so that the engine sees one shape for a message. */
  readonly create: () => Target;
  readonly fields: (Field | undefined)[];
}

type Extra = Partial<Pick<Field, 'key' | 'repeated' | 'message' | 'unwrap' | 'names'>>;

/** Value of every repeated field until the first element arrives: most lists of most spans stay empty. */
export const NONE: readonly never[] = Object.freeze([]);

const NO_MESSAGE: Message = { create: () => ({}), fields: [] };

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A field with a single value, or with what `extra` says. */
export const field = (number: number, name: string, kind: FieldKind, extra: Extra = {}): Field => ({
  number,
  name,
  json: camelCase(name),
  key: camelCase(name),
  kind,
  repeated: false,
  message: NO_MESSAGE,
  unwrap: null,
  names: NONE,
  ...extra,
});

/** A field that holds one message. */
export const one = (number: number, name: string, message: Message, extra: Extra = {}): Field =>
  field(number, name, 'message', { message, ...extra });

/** A field that holds a list of messages. */
export const many = (number: number, name: string, message: Message): Field =>
  field(number, name, 'message', { message, repeated: true });

/** Adds fields to a message, which may refer to itself. */
export const addFields = (message: Message, fields: readonly Field[]): Message => {
  for (const added of fields) message.fields[added.number] = added;
  return message;
};

/** A message of its own. */
export const message = <T extends object>(create: () => T, fields: readonly Field[]): Message =>
  addFields({ create: create as unknown as () => Target, fields: new Array(17).fill(undefined) }, fields);
