import { readFileSync } from 'node:fs';
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../src/model/signal.ts';
import { decodeJson } from '../../src/receiver/json.ts';
import type { LogsRequest, TracesRequest } from '../../src/receiver/otlp.ts';
import { decodeProtobuf } from '../../src/receiver/protobuf.ts';
import { REQUESTS } from '../../src/receiver/schema.ts';
import type { Field, Message } from '../../src/receiver/schema-field.ts';
import { logRecords, metrics, spans } from './arbitraries.ts';
import {
  expectedLogRecord,
  expectedMetrics,
  expectedResource,
  expectedScope,
  expectedSpan,
} from './expected.ts';

const bytesOf = (bytes: Uint8Array | undefined): Uint8Array => bytes ?? new Uint8Array();

const expectBoth = (
  signal: Signal,
  protobuf: Uint8Array | undefined,
  json: Uint8Array | undefined,
  request: object,
) => {
  expect(decodeProtobuf(signal, bytesOf(protobuf))).toEqual({ request });
  expect(decodeJson(signal, bytesOf(json))).toEqual({ request });
};

describe('what the serializers of the SDK write is read as it was given', () => {
  test('spans', () => {
    fc.assert(
      fc.property(spans, (given) => {
        const [first] = given as [(typeof given)[number]];
        const scope = first.instrumentationScope;
        const request: TracesRequest = {
          resourceSpans: [
            {
              resource: expectedResource(first.resource),
              scopeSpans: [
                {
                  scope: expectedScope(scope),
                  spans: given.map(expectedSpan),
                  schemaUrl: scope.schemaUrl ?? '',
                },
              ],
              schemaUrl: first.resource.schemaUrl ?? '',
            },
          ],
        };
        const protobuf = ProtobufTraceSerializer.serializeRequest(given);
        expectBoth('traces', protobuf, JsonTraceSerializer.serializeRequest(given), request);
      }),
    );
  });

  test('log records', () => {
    fc.assert(
      fc.property(logRecords, (given) => {
        const [first] = given as [(typeof given)[number]];
        const scope = first.instrumentationScope;
        const request: LogsRequest = {
          resourceLogs: [
            {
              resource: expectedResource(first.resource),
              scopeLogs: [
                {
                  scope: expectedScope(scope),
                  logRecords: given.map(expectedLogRecord),
                  schemaUrl: scope.schemaUrl ?? '',
                },
              ],
              schemaUrl: first.resource.schemaUrl ?? '',
            },
          ],
        };
        const protobuf = ProtobufLogsSerializer.serializeRequest(given);
        expectBoth('logs', protobuf, JsonLogsSerializer.serializeRequest(given), request);
      }),
    );
  });

  test('metrics', () => {
    fc.assert(
      fc.property(metrics, (given) => {
        const protobuf = ProtobufMetricsSerializer.serializeRequest(given);
        expectBoth(
          'metrics',
          protobuf,
          JsonMetricsSerializer.serializeRequest(given),
          expectedMetrics(given),
        );
      }),
    );
  });
});

interface OracleEntry {
  readonly signal: Signal;
  readonly protobuf: string;
  readonly json: string;
}

/** Written by Google's library with every field that OTLP has, see oracle/make.py. */
const oracle = JSON.parse(
  readFileSync(new URL('./oracle/requests.json', import.meta.url), 'utf8'),
) as readonly OracleEntry[];

const fieldsOf = (message: Message, seen = new Set<Message>()): Field[] => {
  if (seen.has(message)) return [];
  seen.add(message);
  const own = message.fields.filter((field) => field !== undefined);
  return [...own, ...own.flatMap((field) => fieldsOf(field.message, seen))];
};

describe("requests of Google's protobuf library", () => {
  test.each(oracle)('$signal are the same data in protobuf and in JSON', ({ signal, protobuf, json }) => {
    const decoded = decodeProtobuf(signal, Buffer.from(protobuf, 'base64'));
    expect(decoded).toHaveProperty('request');
    expect(decodeJson(signal, Buffer.from(json))).toEqual(decoded);
  });

  test.each(['traces', 'metrics', 'logs'] as const)(
    'every known field of %s occurs, and unknown ones do',
    (signal) => {
      const all = oracle.filter((entry) => entry.signal === signal).map(({ json }) => json);
      const missing = fieldsOf(REQUESTS[signal]).filter(
        ({ json }) => !all.some((text) => text.includes(`"${json}":`)),
      );
      expect(missing.map(({ json }) => json)).toEqual([]);
      expect(all.some((text) => text.includes('"entityRefs":'))).toBe(true);
      expect(all.some((text) => text.includes('"stringValueStrindex":'))).toBe(true);
    },
  );
});
