import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SIGNALS, type Signal } from '../../src/model/signal.ts';
import type { LogRecord, Span } from '../../src/receiver/otlp.ts';
import type { Metric } from '../../src/receiver/otlp-metrics.ts';
import { decodeProtobuf } from '../../src/receiver/protobuf.ts';
import {
  bytes,
  double,
  fixed32,
  fixed64,
  logRequest,
  metricRequest,
  number,
  spanRequest,
  tag,
  varint,
} from './encode.ts';

const requestOf = <S extends Signal>(signal: S, body: Uint8Array) => {
  const decoded = decodeProtobuf(signal, body);
  if ('malformed' in decoded) throw new Error(JSON.stringify(decoded.malformed));
  return decoded.request;
};

const spanOf = (...fields: Uint8Array[]): Span | undefined =>
  requestOf('traces', spanRequest(...fields)).resourceSpans[0]?.scopeSpans[0]?.spans[0];

const recordOf = (...fields: Uint8Array[]): LogRecord | undefined =>
  requestOf('logs', logRequest(...fields)).resourceLogs[0]?.scopeLogs[0]?.logRecords[0];

const metricOf = (...fields: Uint8Array[]): Metric | undefined =>
  requestOf('metrics', metricRequest(...fields)).resourceMetrics[0]?.scopeMetrics[0]?.metrics[0];

const faultOf = (signal: Signal, body: Uint8Array) => {
  const decoded = decodeProtobuf(signal, body);
  return 'malformed' in decoded ? decoded.malformed : null;
};

describe('valid', () => {
  test('an empty body is an empty request', () => {
    expect(requestOf('traces', new Uint8Array())).toEqual({ resourceSpans: [] });
    expect(requestOf('metrics', new Uint8Array())).toEqual({ resourceMetrics: [] });
    expect(requestOf('logs', new Uint8Array())).toEqual({ resourceLogs: [] });
  });

  test('a message without fields has defaults, and null where nothing was said', () => {
    expect(spanOf()).toEqual({
      traceId: '',
      spanId: '',
      traceState: '',
      parentSpanId: '',
      flags: 0,
      name: '',
      kind: 0,
      startTimeUnixNano: 0n,
      endTimeUnixNano: 0n,
      attributes: [],
      droppedAttributesCount: 0,
      events: [],
      droppedEventsCount: 0,
      links: [],
      droppedLinksCount: 0,
      status: null,
    });
    expect(metricOf()?.data).toBeNull();
    expect(recordOf()?.body).toBeNull();
  });

  test('a number of more than 32 bits is that of no field', () => {
    // Field 2^29 + 5, a varint.
    expect(spanOf(Buffer.from('a88080801001', 'hex'))).toMatchObject({ name: '', kind: 0 });
  });

  test('ids are hex, and may be absent', () => {
    const span = spanOf(bytes(1, Buffer.alloc(16, 0xab)), bytes(2, ''));
    expect(span).toMatchObject({ traceId: 'ab'.repeat(16), spanId: '' });
  });

  test.each([
    ['a trace', bytes(1, Buffer.from('ABCD', 'hex'))],
    ['a span', bytes(2, Buffer.alloc(20, 0xef))],
    ['a parent', bytes(4, Buffer.alloc(7, 0xef))],
  ])('an id of another length is malformed, that of %s', (_, id) => {
    expect(() => spanOf(id)).toThrow(/id-length/);
  });

  test('64-bit times are exact', () => {
    expect(spanOf(fixed64(7, 2n ** 64n - 1n))?.startTimeUnixNano).toBe(18446744073709551615n);
  });

  test('unknown enum values are kept, negative ones too', () => {
    expect(spanOf(number(6, 77))?.kind).toBe(77);
    expect(spanOf(number(6, -1n))?.kind).toBe(-1);
  });

  test('invalid UTF-8 is replaced', () => {
    expect(spanOf(bytes(5, Buffer.from([0x61, 0xff, 0x62])))?.name).toBe('a\ufffdb');
  });

  test.each([
    ['a string', bytes(1, 'text'), 'text'],
    ['true', number(2, 1), true],
    ['true, written as a large number', number(2, 2n ** 40n), true],
    ['false', number(2, 0), false],
    ['the smallest integer', number(3, -(2n ** 63n)), -(2n ** 63n)],
    ['the largest integer', number(3, 2n ** 63n - 1n), 2n ** 63n - 1n],
    ['a double', double(4, Number.NaN), Number.NaN],
    ['a list', bytes(5, bytes(1, number(3, 1)), bytes(1), bytes(1, bytes(1, 'b'))), [1n, null, 'b']],
    ['an empty list', bytes(5), []],
    [
      'keys and values',
      bytes(6, bytes(1, bytes(1, 'k'), bytes(2, double(4, 1)))),
      { values: [{ key: 'k', value: 1 }] },
    ],
    ['bytes', bytes(7, Buffer.from([0, 255])), new Uint8Array([0, 255])],
    ['nothing', Buffer.alloc(0), null],
    ['an index into a dictionary, which only profiles have', number(8, 3), null],
    ['the last of several values', Buffer.concat([bytes(1, 'text'), number(2, 1)]), true],
  ])('a value can be %s', (_name, value, expected) => {
    expect(recordOf(bytes(5, value))?.body).toEqual(expected);
    expect(spanOf(bytes(9, bytes(1, 'key'), bytes(2, value)))?.attributes).toEqual([
      { key: 'key', value: expected },
    ]);
  });

  test('an exponential histogram with exemplars, packed and unpacked buckets', () => {
    const exemplar = bytes(
      11,
      fixed64(2, 5n),
      double(3, 1.5),
      bytes(4, Buffer.alloc(8, 1)),
      bytes(5, Buffer.alloc(16, 2)),
      bytes(7, bytes(1, 'user'), bytes(2, bytes(1, 'u'))),
    );
    const packed = bytes(8, number(1, 9), bytes(2, varint(1), varint(300), varint(2n ** 60n)));
    const unpacked = bytes(9, number(2, 4), number(2, 5));
    const point = bytes(
      1,
      bytes(1, bytes(1, 'a'), bytes(2, number(3, 1))),
      fixed64(2, 1n),
      fixed64(3, 2n),
      fixed64(4, 3n),
      double(5, 0),
      number(6, 5),
      fixed64(7, 6n),
      packed,
      unpacked,
      number(10, 1),
      exemplar,
      double(12, -1),
      double(13, 1),
      double(14, 0.5),
    );
    expect(metricOf(bytes(10, point, number(2, 2)))?.data).toEqual({
      type: 'exponentialHistogram',
      aggregationTemporality: 2,
      dataPoints: [
        {
          attributes: [{ key: 'a', value: 1n }],
          startTimeUnixNano: 1n,
          timeUnixNano: 2n,
          count: 3n,
          sum: 0,
          scale: -3,
          zeroCount: 6n,
          positive: { offset: -5, bucketCounts: [1n, 300n, 2n ** 60n] },
          negative: { offset: 0, bucketCounts: [4n, 5n] },
          flags: 1,
          exemplars: [
            {
              timeUnixNano: 5n,
              value: 1.5,
              spanId: '01'.repeat(8),
              traceId: '02'.repeat(16),
              filteredAttributes: [{ key: 'user', value: 'u' }],
            },
          ],
          min: -1,
          max: 1,
          zeroThreshold: 0.5,
        },
      ],
    });
  });

  test('a summary', () => {
    const point = bytes(1, fixed64(4, 7n), double(5, 2.5), bytes(6, double(1, 0.99), double(2, 12)));
    expect(metricOf(bytes(11, point))?.data).toEqual({
      type: 'summary',
      dataPoints: [
        {
          attributes: [],
          startTimeUnixNano: 0n,
          timeUnixNano: 0n,
          count: 7n,
          sum: 2.5,
          quantileValues: [{ quantile: 0.99, value: 12 }],
          flags: 0,
        },
      ],
    });
  });

  test('a histogram with unpacked buckets and bounds, an exemplar of an integer', () => {
    const point = bytes(1, fixed64(6, 1n), fixed64(6, 2n), double(7, 0.5), bytes(8, fixed64(6, -3n)));
    const data = metricOf(bytes(9, point))?.data;
    expect(data?.type === 'histogram' && data.dataPoints[0]).toMatchObject({
      bucketCounts: [1n, 2n],
      explicitBounds: [0.5],
      exemplars: [{ value: -3n }],
    });
  });

  test('the last of several kinds of data wins', () => {
    expect(metricOf(bytes(5, bytes(1)), bytes(7, number(3, 1)))?.data).toEqual({
      type: 'sum',
      dataPoints: [],
      aggregationTemporality: 0,
      isMonotonic: true,
    });
  });

  test('a message that comes in two parts is merged', () => {
    const [status] = [spanOf(bytes(15, number(3, 2)), bytes(15, bytes(2, 'late')))?.status];
    expect(status).toEqual({ code: 2, message: 'late' });
  });

  test('entity references and fields of later versions are skipped, whatever their type', () => {
    const resource = bytes(1, bytes(3, bytes(1, 'url'), bytes(2, 'host')), number(2, 4));
    const unknown = [
      number(99, 1),
      fixed64(100, 1n),
      bytes(101, 'x'),
      fixed32(102, 1),
      number(2 ** 29 - 1, 1),
    ];
    const [resourceSpans] = requestOf('traces', bytes(1, resource, ...unknown)).resourceSpans;
    expect(resourceSpans?.resource).toEqual({ attributes: [], droppedAttributesCount: 4 });
    expect(spanOf(...unknown, bytes(5, 'name'))?.name).toBe('name');
  });
});

describe('malformed', () => {
  test('byte offset and path lead to the fault', () => {
    const good = bytes(2, bytes(5, 'good'));
    const bad = bytes(2, bytes(5, 'bad'), Buffer.from([0x0a, 0x7f]));
    const body = bytes(1, bytes(2, good), bytes(2, good, good, bad));
    expect(faultOf('traces', body)).toEqual({
      problem: 'truncated',
      offset: body.length - 1,
      path: 'resource_spans[0].scope_spans[1].spans[2].trace_id',
    });
  });

  test.each([
    [
      'a value that is cut off',
      spanRequest(tag(7, 1), Buffer.alloc(7)),
      'truncated',
      7,
      'start_time_unix_nano',
    ],
    ['a tag that is cut off', spanRequest(Buffer.from([0x80])), 'truncated', 6, ''],
    ['a length beyond 32 bits', spanRequest(tag(5, 2), varint(2n ** 40n)), 'truncated', 7, 'name'],
    ['a length beyond 31 bits', spanRequest(tag(5, 2), varint(2n ** 32n - 1n)), 'truncated', 7, 'name'],
    ['another wire type', spanRequest(number(5, 1)), 'wire-type', 6, 'name'],
    ['a group', spanRequest(tag(99, 3)), 'unknown-wire-type', 6, ''],
    ['the end of a group', spanRequest(tag(99, 4)), 'unknown-wire-type', 6, ''],
    ['a wire type that does not exist', spanRequest(tag(99, 7)), 'unknown-wire-type', 6, ''],
    ['field number 0', spanRequest(Buffer.from([0x02, 0x00])), 'field-number', 6, ''],
    // 0xa880808044: 2,281,701,381, which is below zero in 32 bits; its lower bits would make it field 5.
    ['a field number below zero', spanRequest(Buffer.from('a88080804400', 'hex')), 'field-number', 6, ''],
    ['an endless number', spanRequest(tag(6, 0), Buffer.alloc(11, 0xff)), 'varint', 7, 'kind'],
  ])('%s', (_name, body, problem, offset, field) => {
    const path = `resource_spans[0].scope_spans[0].spans[0]${field === '' ? '' : `.${field}`}`;
    expect(faultOf('traces', body)).toEqual({ problem, offset, path });
  });

  test('the path goes on inside of values', () => {
    const value = bytes(
      5,
      bytes(1, number(3, 1)),
      bytes(1, bytes(6, bytes(1, bytes(2, Buffer.from([0x0a, 0x05]))))),
    );
    expect(faultOf('logs', logRequest(bytes(5, value)))?.path).toBe(
      'resource_logs[0].scope_logs[0].log_records[0].body.array_value.values[1].kvlist_value.values[0].value.string_value',
    );
  });

  test('a packed list that ends inside an element', () => {
    const point = bytes(1, bytes(6, Buffer.alloc(12)));
    expect(faultOf('metrics', metricRequest(bytes(9, point)))).toMatchObject({
      problem: 'truncated',
      path: 'resource_metrics[0].scope_metrics[0].metrics[0].histogram.data_points[0].bucket_counts[1]',
    });
  });

  test('values nested without end do not exhaust the stack', () => {
    let nested: Buffer = bytes(1, 'deep');
    for (let depth = 0; depth < 5_000; depth += 1) nested = bytes(5, bytes(1, nested));
    expect(faultOf('logs', logRequest(bytes(5, nested)))?.problem).toBe('depth');
  });

  test('two bytes for a span cannot fill the memory', () => {
    const body = bytes(1, bytes(2, Buffer.alloc(5 * 1024 * 1024, Buffer.from([0x12, 0x00]))));
    expect(faultOf('traces', body)).toMatchObject({ problem: 'too-many-messages' });
  });

  test('no body makes the decoder throw, and every cut through a good one is told with its place', () => {
    const event = bytes(11, fixed64(1, 1n), bytes(2, 'event'));
    const whole = spanRequest(bytes(1, Buffer.alloc(16, 7)), bytes(5, 'name'), event, fixed32(16, 1));
    for (let length = 1; length < whole.length; length += 1) {
      const fault = faultOf('traces', whole.subarray(0, length));
      expect(fault?.problem).toBe('truncated');
      expect(fault?.offset).toBeLessThanOrEqual(length);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...SIGNALS), (body, signal) => {
        decodeProtobuf(signal, body);
        decodeProtobuf(signal, bytes(1, bytes(2, bytes(2, body))));
      }),
      { numRuns: 2000 },
    );
  });
});
