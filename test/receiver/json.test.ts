import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIGNALS, type Signal } from '../../src/model/signal.ts';
import { decodeJson } from '../../src/receiver/json.ts';

const decode = (signal: Signal, text: string | Uint8Array) => decodeJson(signal, Buffer.from(text as string));

const spanText = (span: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;

const spanOf = (text: string) => {
  const decoded = decodeJson('traces', Buffer.from(spanText(text)));
  if ('malformed' in decoded) throw new Error(JSON.stringify(decoded.malformed));
  return decoded.request.resourceSpans[0]?.scopeSpans[0]?.spans[0];
};

const attributeOf = (value: string): unknown =>
  spanOf(`{"attributes":[{"key":"k","value":${value}}]}`)?.attributes[0]?.value;

const faultOf = (text: string | Uint8Array, signal: Signal = 'traces') => {
  const decoded = decode(signal, text);
  return 'malformed' in decoded ? decoded.malformed : null;
};

describe('valid', () => {
  test('an empty object is an empty request', () => {
    expect(decode('traces', '{}')).toEqual({ request: { resourceSpans: [] } });
  });

  test('integers of 64 bits are exact, as text and as numbers', () => {
    const span = spanOf(
      '{"startTimeUnixNano":"1700000000123456789","endTimeUnixNano": 1700000000123456789 }',
    );
    expect(span?.startTimeUnixNano).toBe(1_700_000_000_123_456_789n);
    expect(span?.endTimeUnixNano).toBe(1_700_000_000_123_456_789n);
    expect(attributeOf('{"intValue":-9223372036854775808}')).toBe(-(2n ** 63n));
    expect(attributeOf('{"intValue":"9223372036854775807"}')).toBe(2n ** 63n - 1n);
    expect(attributeOf('{"intValue":9007199254740993}')).toBe(9_007_199_254_740_993n);
    expect(attributeOf('{"intValue":1e3}')).toBe(1000n);
    expect(attributeOf('{"arrayValue":{"values":[{"intValue":9007199254740993},{"intValue":1}]}}')).toEqual([
      9_007_199_254_740_993n,
      1n,
    ]);
  });

  test('digits inside of text and of doubles are left alone', () => {
    expect(attributeOf('{"stringValue":"[9007199254740993,\\"9007199254740993\\\\"}')).toBe(
      '[9007199254740993,"9007199254740993\\',
    );
    for (const text of [
      '0.12345678901234567',
      '12345678901234567.5e-3',
      '12345678901234567890',
      '-1234567890123456789',
    ]) {
      expect(attributeOf(`{"doubleValue":${text}}`)).toBe(Number(text));
    }
  });

  test.each([
    ['{"doubleValue":"NaN"}', Number.NaN],
    ['{"doubleValue":"-Infinity"}', Number.NEGATIVE_INFINITY],
    ['{"doubleValue":"1.5e3"}', 1500],
    ['{"boolValue":false}', false],
    ['{"bytesValue":"AP8Q"}', new Uint8Array([0, 255, 16])],
    ['{"bytesValue":"_-8"}', new Uint8Array([255, 239])],
    ['{"kvlistValue":{"values":[{"key":"a"}]}}', { values: [{ key: 'a', value: null }] }],
    ['{"arrayValue":{}}', []],
    ['{"stringValue":null}', null],
    ['{}', null],
    ['null', null],
  ])('value %s', (value, expected) => {
    expect(attributeOf(value)).toEqual(expected);
  });

  test('enums are numbers, their names are taken too', () => {
    expect(spanOf('{"kind":3}')?.kind).toBe(3);
    expect(spanOf('{"kind":"SPAN_KIND_CLIENT","status":{"code":"STATUS_CODE_ERROR"}}')).toMatchObject({
      kind: 3,
      status: { code: 2 },
    });
    const record =
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":"SEVERITY_NUMBER_WARN2"}]}]}]}';
    expect(decode('logs', record)).toHaveProperty(
      'request.resourceLogs.0.scopeLogs.0.logRecords.0.severityNumber',
      14,
    );
  });

  test('ids are hex in either case, and may be absent', () => {
    const id = 'ABcd'.repeat(8);
    expect(spanOf(`{"traceId":"${id}","spanId":""}`)).toMatchObject({
      traceId: id.toLowerCase(),
      spanId: '',
    });
  });

  test.each(['{"traceId":"ABcd"}', '{"spanId":"ABcd"}', `{"parentSpanId":"${'ab'.repeat(9)}"}`])(
    'an id of another length is malformed: %s',
    (text) => expect(() => spanOf(text)).toThrow(/id-length/),
  );

  test('unknown fields and names in snake case are ignored', () => {
    const text = '{"trace_id":"aa","__proto__":{"kind":5},"constructor":1,"new":[{"deep":1}],"name":"n"}';
    expect(spanOf(text)).toMatchObject({ traceId: '', kind: 0, name: 'n' });
  });
});

describe('malformed', () => {
  test.each([
    ['', 0],
    ['{"a":', 5],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a":tru}', 5],
    ['{"a":"x', 7],
    ['{"a":"\\x"}', 6],
    ['{"a":"line\nbreak"}', 10],
    ['{"ü":1}}', 8],
    ['{a:1}', 1],
    ['{"a" 1}', 5],
    ['{"a":01}', 6],
    ['{"a":[1}', 7],
    ['{"a":1]', 6],
    ['\ufeff{}', 0],
    ['<html>', 0],
    ['{"long":12345678901234567890,"a":}', 33],
  ])('%j is no JSON, told with the byte', (text, offset) => {
    expect(faultOf(text)).toEqual({ problem: 'json-syntax', offset, path: '' });
  });

  test('the place of a fault is where a parser stops, for any damage to any JSON', () => {
    fc.assert(
      fc.property(
        fc.json({ stringUnit: 'binary' }),
        fc.nat(),
        fc.constantFrom('"', '}', ']', ',', ':', '\\', '1', 'x'),
        (text, place, byte) => {
          const at = place % (text.length + 1);
          const damaged = Buffer.from(text.slice(0, at) + byte + text.slice(at));
          const fault = faultOf(damaged);
          if (fault?.problem === 'json-syntax') expect(fault.offset).toBeLessThanOrEqual(damaged.length);
          else expect(() => JSON.parse(damaged.toString())).not.toThrow();
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['[]', 'json-type', ''],
    ['{"resourceSpans":{}}', 'json-type', 'resourceSpans'],
    [spanText('{"name":1}'), 'json-type', 'resourceSpans[0].scopeSpans[0].spans[0].name'],
    [spanText('{},{"kind":"CLIENT"}'), 'json-type', 'resourceSpans[0].scopeSpans[0].spans[1].kind'],
    [spanText('{"kind":1.5}'), 'json-type', 'resourceSpans[0].scopeSpans[0].spans[0].kind'],
    [
      spanText('{"startTimeUnixNano":-1}'),
      'json-type',
      'resourceSpans[0].scopeSpans[0].spans[0].startTimeUnixNano',
    ],
    [spanText('{"flags":4294967296}'), 'json-type', 'resourceSpans[0].scopeSpans[0].spans[0].flags'],
    [
      spanText('{"traceId":"5B8EFFF798038103D269B633813FC60C=="}'),
      'json-id',
      'resourceSpans[0].scopeSpans[0].spans[0].traceId',
    ],
    [
      spanText('{"attributes":[{"value":{"intValue":9223372036854775808}}]}'),
      'json-type',
      'resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.intValue',
    ],
    [
      spanText('{"attributes":[{"value":{"doubleValue":"__proto__"}}]}'),
      'json-type',
      'resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.doubleValue',
    ],
    [
      spanText('{"attributes":[{"value":{"boolValue":"true"}}]}'),
      'json-type',
      'resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.boolValue',
    ],
  ])('%s', (text, problem, path) => {
    expect(faultOf(text)).toEqual({ problem, offset: null, path });
  });

  test('nesting without end exhausts neither stack nor memory', () => {
    expect(faultOf('['.repeat(1_000_000))?.problem).toBe('depth');
    expect(faultOf('{"a":'.repeat(200_000))?.problem).toBe('depth');
    expect(faultOf(`[${'[],'.repeat(2_100_000)}[]]`)?.problem).toBe('too-many-messages');
    const values = (depth: number): string =>
      depth === 0 ? '{}' : `{"arrayValue":{"values":[${values(depth - 1)}]}}`;
    expect(faultOf(spanText(`{"attributes":[{"value":${values(60)}}]}`))).toBeNull();
    expect(faultOf(spanText(`{"attributes":[{"value":${values(120)}}]}`))?.problem).toBe('depth');
  });

  test('no body makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...SIGNALS), (text, signal) => {
        decode(signal, text);
        decode(signal, spanText(text));
      }),
    );
  });
});
