import { describe, expect, test } from 'vitest';
import { silenceOf } from '../../src/findings/silence.ts';
import {
  countOf,
  endOf,
  languageOf,
  lengthOf,
  makerOf,
  shareOf,
  spanName,
  spanNames,
  timesOf,
} from '../../src/findings/telemetry-reading.ts';
import {
  sampleApplication,
  sampleMessage,
  sampleService,
  sampleSilentApplication,
  sampleSpan,
} from '../../src/samples/telemetry.ts';

describe('numbers as words', () => {
  test.each([
    [countOf(1, 'span'), '1 span'],
    [countOf(1_200, 'span'), '1,200 spans'],
    [timesOf(1), 'once'],
    [timesOf(2), 'twice'],
    [timesOf(3), '3 times'],
    [lengthOf(0.12), '0.1 ms'],
    [lengthOf(12_340), '12.3 s'],
    [shareOf(1, 1_000, 'call'), '1 of 1,000 calls (under 1 %)'],
    [shareOf(4, 12, 'span'), '4 of 12 spans (33 %)'],
    [shareOf(4, 12), '4 of 12 (33 %)'],
    [shareOf(12, 12, 'span'), '12 spans'],
    [shareOf(3, 0), '3'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

test('spans are named, each name once', () => {
  const named = (name: string) => sampleSpan({ name });
  expect(spanName(named(''))).toBe('a span without a name');
  expect(spanNames([named('a'), named('a')])).toBe('"a"');
  expect(spanNames([named('a'), named('b')])).toBe('"a" and "b"');
  expect(spanNames([named('a'), named('b'), named('c'), named('d')])).toBe('"a", "b" and 2 more');
});

test('the maker of a span is its library or the application', () => {
  expect(makerOf(sampleSpan())).toBe('the library opentelemetry.instrumentation.flask');
  expect(makerOf(sampleSpan({ library: false, scope: '' }))).toBe("the application's own code");
});

test('a command ends in one of four ways', () => {
  expect(endOf(sampleApplication())).toBe('ended with exit code 0 after 8 s');
  expect(endOf(sampleApplication({ stopped: true }))).toBe('was stopped by the doctor after 8 s');
  expect(endOf(sampleApplication({ signal: 'SIGKILL' }))).toBe('was ended by SIGKILL after 8 s');
  expect(endOf(sampleApplication({ exitCode: null }))).toBe('still ran after 8 s');
});

test('the language is that of the service, else of the SDK in the log', () => {
  const message = sampleMessage({ sdk: 'js' });
  expect(languageOf(sampleService({ language: 'go' }), [message])).toBe('go');
  expect(languageOf(undefined, [message])).toBe('nodejs');
  expect(languageOf(undefined, [])).toBeNull();
});

describe('of several causes of a silence the most certain is told', () => {
  const disabled = { name: 'OTEL_SDK_DISABLED', value: 'true' };
  const exporter = { name: 'OTEL_TRACES_EXPORTER', value: 'none' };
  const configFile = { name: 'OTEL_CONFIG_FILE', value: 'otel.yaml' };
  const elsewhere = [{ address: '10.0.0.7', port: 4317, otlp: true }];
  test.each([
    ['disabled', { disabled, exporter, configFile }],
    ['exporter', { exporter, configFile, elsewhere }],
    ['file', { configFile, elsewhere }],
    ['elsewhere', { elsewhere, exitCode: 1, ranMs: 300 }],
    ['not-instrumented', { instrumented: 'no', exitCode: 1, ranMs: 300 }],
    ['crashed', { exitCode: 1, ranMs: 300 }],
    ['no-spans', { exitCode: 1, ranMs: 60_000 }],
    ['not-flushed', { ranMs: 300 }],
  ] as const)('%s', (silence, change) => {
    expect(silenceOf(sampleSilentApplication(change), undefined)).toBe(silence);
  });
});
