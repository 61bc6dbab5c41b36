import type { SignalPath } from './questions.ts';
import type { Body } from './recording.ts';

/**
 * Export requests by hand, with one item each, for nobody's SDK may colour them.
 * Field numbers: opentelemetry/proto/{trace,metrics,logs,resource,common}/v1 and collector/<signal>/v1.
 */
const bytes = (number: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + 2]), varint(content.length), content]);
const text = (number: number, content: string): Buffer => bytes(number, Buffer.from(content));
const integer = (number: number, value: number): Buffer =>
  Buffer.concat([Buffer.from([number * 8]), varint(value)]);
const fixed64 = (number: number, value: bigint): Buffer => {
  const content = Buffer.alloc(9, number * 8 + 1);
  content.writeBigUInt64LE(value, 1);
  return content;
};

function varint(value: number): Buffer {
  const rest = Math.floor(value / 128);
  return rest === 0
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(rest)]);
}

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const SPAN_ID = 'eee19b7ec3c1b174';
const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);
const resource = message(bytes(1, message(text(1, 'service.name'), bytes(2, text(1, 'world')))));
const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

const protobuf: Readonly<Record<SignalPath, (delta: boolean) => Buffer>> = {
  traces: () => {
    const ids = message(bytes(1, Buffer.from(TRACE_ID, 'hex')), bytes(2, Buffer.from(SPAN_ID, 'hex')));
    const span = message(ids, text(5, 'world'), integer(6, 1), fixed64(7, now()), fixed64(8, now()));
    return wrapped(bytes(2, span));
  },
  metrics: (delta) => {
    const point = message(fixed64(2, now()), fixed64(3, now()), fixed64(6, 1n));
    const sum = message(bytes(1, point), integer(2, delta ? 1 : 2), integer(3, 1));
    return wrapped(bytes(2, message(text(1, 'world'), bytes(7, sum))));
  },
  logs: () => wrapped(bytes(2, message(fixed64(1, now()), integer(2, 9), bytes(5, text(1, 'world'))))),
};

/** Resource and scope around an item. */
function wrapped(item: Buffer): Buffer {
  const scope = message(bytes(1, text(1, 'world')), item);
  return bytes(1, message(bytes(1, resource), bytes(2, scope)));
}

const jsonResource = { attributes: [{ key: 'service.name', value: { stringValue: 'world' } }] };
const scope = { name: 'world' };

const json: Readonly<Record<SignalPath, (delta: boolean) => unknown>> = {
  traces: () => {
    const time = { startTimeUnixNano: `${now()}`, endTimeUnixNano: `${now()}` };
    const span = { traceId: TRACE_ID, spanId: SPAN_ID, name: 'world', kind: 1, ...time };
    return { resourceSpans: [{ resource: jsonResource, scopeSpans: [{ scope, spans: [span] }] }] };
  },
  metrics: (delta) => {
    const point = { asInt: '1', startTimeUnixNano: `${now()}`, timeUnixNano: `${now()}` };
    const sum = { aggregationTemporality: delta ? 1 : 2, isMonotonic: true, dataPoints: [point] };
    const metrics = [{ name: 'world', sum }];
    return { resourceMetrics: [{ resource: jsonResource, scopeMetrics: [{ scope, metrics }] }] };
  },
  logs: () => {
    const logRecords = [{ timeUnixNano: `${now()}`, severityNumber: 9, body: { stringValue: 'world' } }];
    return { resourceLogs: [{ resource: jsonResource, scopeLogs: [{ scope, logRecords }] }] };
  },
};

/** A body of this kind, for a signal. */
export function bodyOf(kind: Body, signal: SignalPath, type: string): Buffer {
  if (kind === 'none') return Buffer.alloc(0);
  if (kind === 'garbage') return Buffer.from('ffffffffffffffffffff00', 'hex');
  const isJson = type === 'application/json';
  if (kind === 'empty') return Buffer.from(isJson ? '{}' : '');
  const delta = kind === 'delta';
  return isJson ? Buffer.from(JSON.stringify(json[signal](delta))) : protobuf[signal](delta);
}

/** What kind of body came, as far as the answer may depend on it. */
export function kindOf(body: Buffer, type: string): Body {
  return type === 'application/json' ? kindOfJson(body.toString()) : kindOfProtobuf(body);
}

function kindOfJson(body: string): Body {
  try {
    const parsed: unknown = JSON.parse(body);
    if (JSON.stringify(parsed).length < 40) return 'empty';
    return /"aggregationTemporality":1\b/.test(body) ? 'delta' : 'item';
  } catch {
    return 'garbage';
  }
}

function kindOfProtobuf(body: Buffer): Body {
  const fields = fieldsOf(body);
  if (fields === undefined) return 'garbage';
  if (fields.length === 0) return 'empty';
  return isDelta(fields) ? 'delta' : 'item';
}

interface Field {
  readonly number: number;
  readonly value: Buffer | number;
}

/** The fields of a message; undefined where these bytes are none. */
function fieldsOf(body: Buffer): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let shift = 1; at < body.length && shift < 2 ** 35; shift *= 128) {
      const byte = body[at++] ?? 0;
      value += (byte % 128) * shift;
      if (byte < 128) return value;
    }
    at = body.length + 1;
    return value;
  };
  while (at < body.length) {
    const tag = read();
    const kind = tag % 8;
    const number = Math.floor(tag / 8);
    if (kind === 0) fields.push({ number, value: read() });
    else if (kind === 1 || kind === 5) at += kind === 1 ? 8 : 4;
    else if (kind === 2) {
      const length = read();
      fields.push({ number, value: body.subarray(at, at + length) });
      at += length;
    } else return undefined;
  }
  return at > body.length || fields.some(({ number }) => number === 0) ? undefined : fields;
}

/** ResourceMetrics 1, ScopeMetrics 2, Metric 2, Sum 7 or Histogram 9, aggregation_temporality 2. */
function isDelta(fields: readonly Field[]): boolean {
  const below = (outer: readonly Field[], numbers: readonly number[]): readonly Field[] =>
    outer.flatMap(({ number, value }) =>
      numbers.includes(number) && typeof value !== 'number' ? (fieldsOf(value) ?? []) : [],
    );
  const data = below(below(below(below(fields, [1]), [2]), [2]), [7, 9]);
  return data.some(({ number, value }) => number === 2 && value === 1);
}
