import { describe, expect, test } from 'vitest';
import type { Setting, Source } from '../../src/model/setting.ts';
import type { Target } from '../../src/model/target.ts';
import { completeChange } from '../../src/prove/complete.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';

const flag = (name: string): Source => ({ kind: 'flag', name });
const env = (name: string): Source => ({ kind: 'env', name });

const setting = (name: string, value: string, source: Source, lost: readonly Source[] = []): Setting => ({
  name,
  value,
  source,
  candidates: lost.map((other) => ({ value: 'lost', source: other, outcome: 'shadowed' })),
});

const byDefault = { variable: null, perSignal: false, byFlag: false };

const target = (settings: readonly Setting[], change: Partial<Target> = {}): Target =>
  sampleTarget({ settings, ...change });

describe('values of flags, which the application does not have', () => {
  test('are written out', () => {
    const given = target([
      setting('endpoint', 'http://collector:4318', flag('--endpoint')),
      setting('compression', 'gzip', flag('--compression')),
      setting('timeout', '500 ms', flag('--timeout')),
      setting('certificate', '/ca.pem', flag('--certificate')),
    ]);
    expect(completeChange({ [PROTOCOL]: 'grpc' }, given, 'js')).toEqual({
      [ENDPOINT]: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca.pem',
      [PROTOCOL]: 'grpc',
    });
  });

  test('give way to what the fix sets', () => {
    const given = target([setting('protocol', 'grpc', flag('--protocol'))]);
    expect(completeChange({ [PROTOCOL]: 'http/protobuf' }, given, 'js')).toEqual({
      [PROTOCOL]: 'http/protobuf',
    });
  });

  test('are left out where the fix gives another endpoint', () => {
    const given = target([setting('endpoint', 'http://wrong:4318', flag('--endpoint'))]);
    expect(completeChange({ [ENDPOINT]: 'http://right:4318' }, given, 'js')).toEqual({
      [ENDPOINT]: 'http://right:4318',
    });
  });

  test('are left out where they are masked', () => {
    const given = target([setting('endpoint', 'http://***@collector:4318', flag('--endpoint'))]);
    expect(completeChange({ [PROTOCOL]: 'grpc' }, given, 'js')).toEqual({ [PROTOCOL]: 'grpc' });
  });

  test('unset the variable of a signal that would win over them in the application', () => {
    const given = target([
      setting('endpoint', 'http://collector:4318', flag('--endpoint'), [env(TRACES), env(ENDPOINT)]),
    ]);
    expect(completeChange({ [PROTOCOL]: 'grpc' }, given, 'js')).toEqual({
      [ENDPOINT]: 'http://collector:4318',
      [TRACES]: null,
      [PROTOCOL]: 'grpc',
    });
  });

  test('values of the environment are not repeated', () => {
    const given = target([setting('endpoint', 'http://collector:4318', env(ENDPOINT))]);
    expect(completeChange({ [PROTOCOL]: 'grpc' }, given, 'js')).toEqual({ [PROTOCOL]: 'grpc' });
  });
});

describe('the protocol', () => {
  const change = { [ENDPOINT]: 'http://localhost:4318' };

  test('is named where nothing decided it and no SDK was chosen, since SDKs differ', () => {
    expect(completeChange(change, target([], { protocolBy: byDefault }), 'spec')).toEqual({
      ...change,
      [PROTOCOL]: 'http/protobuf',
    });
  });

  test('is left to the SDK that was chosen', () => {
    expect(completeChange(change, target([], { protocolBy: byDefault }), 'python')).toEqual(change);
  });

  test('is left where a variable decided it', () => {
    expect(completeChange(change, target([]), 'spec')).toEqual(change);
  });

  test('is left where the fix sets it for the signal', () => {
    const own = { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' };
    expect(completeChange(own, target([], { protocolBy: byDefault }), 'spec')).toEqual(own);
  });
});

describe('a new general endpoint', () => {
  const shadowed = target([setting('endpoint', 'http://a:4318', flag('--endpoint'), [env(TRACES)])]);

  test('unsets the variable of the signal that would win over it', () => {
    expect(completeChange({ [ENDPOINT]: 'http://b:4318' }, shadowed, 'js')).toEqual({
      [ENDPOINT]: 'http://b:4318',
      [TRACES]: null,
    });
  });

  test('leaves the variable of the signal where the fix sets it', () => {
    const change = { [ENDPOINT]: 'http://b:4318', [TRACES]: 'http://b:4318/v1/traces' };
    expect(completeChange(change, shadowed, 'js')).toEqual(change);
  });

  test('looks for the variable of the signal that the target is of', () => {
    const logs = target(
      [setting('endpoint', 'http://a:4318', flag('--endpoint'), [env('OTEL_EXPORTER_OTLP_LOGS_ENDPOINT')])],
      { signals: ['logs'] },
    );
    expect(completeChange({ [ENDPOINT]: 'http://b:4318' }, logs, 'js')).toEqual({
      [ENDPOINT]: 'http://b:4318',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: null,
    });
  });
});
