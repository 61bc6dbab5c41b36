import { describe, expect, test } from 'vitest';
import { codeLines } from '../../../src/report/page/code.ts';
import { unhealthy } from '../reports.ts';

const as = (name: string) => ({ ...unhealthy, sdk: { ...unhealthy.sdk, name } });

describe('a change as code of the SDK', () => {
  test('completes the base URL, because code uses a URL as it is', () => {
    const change = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    };
    expect(codeLines(as('go'), change)).toEqual([
      'exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL("http://collector:4318/v1/traces"))',
    ]);
  });

  test('leaves a signal\u2019s own URL as it is', () => {
    const change = {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/custom',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    };
    expect(codeLines(as('python'), change)?.at(-1)).toBe(
      'exporter = OTLPSpanExporter(endpoint="http://collector:4318/custom")',
    );
  });

  test('takes the exporter of the protocol', () => {
    const change = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    };
    expect(codeLines(as('java'), change)).toEqual([
      'OtlpGrpcSpanExporter.builder().setEndpoint("http://collector:4317").build();',
    ]);
  });

  test.each([
    ['for an SDK whose code is not known', 'erlang', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:1' }],
    ['for a change that is no endpoint', 'js', { OTEL_SDK_DISABLED: null }],
    ['where the value is masked', 'js', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://***@a:1' }],
  ])('is missing %s', (_, name, change) => expect(codeLines(as(name), change)).toBeNull());
});
