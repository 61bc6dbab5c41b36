import { describe, expect, test } from 'vitest';
import { parseHeaders } from '../../src/resolve/headers.ts';
import { flagLayer, type SettingFlags } from '../../src/settings/flags.ts';

const valuesOf = (flags: SettingFlags, below?: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(flagLayer(flags, below).values).map(([name, { value }]) => [name, value]),
  );

test('a flag that is not given sets nothing', () => {
  expect(flagLayer({}, 'a=b')).toEqual({ values: {} });
  expect(flagLayer({ endpoint: undefined, header: [] }, undefined)).toEqual({ values: {} });
});

test('each flag stands for the general variable of its setting', () => {
  const flags = {
    endpoint: 'http://a:1',
    protocol: 'grpc',
    certificate: 'ca.pem',
    clientCertificate: 'own.pem',
    clientKey: 'own.key',
    compression: 'gzip',
    insecure: false,
  };
  expect(valuesOf(flags)).toEqual({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:1',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem',
    OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: 'own.pem',
    OTEL_EXPORTER_OTLP_CLIENT_KEY: 'own.key',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_EXPORTER_OTLP_INSECURE: 'false',
  });
});

test('a value knows the flag that gave it', () => {
  const { values } = flagLayer({ clientKey: 'own.key' }, undefined);
  expect(values.OTEL_EXPORTER_OTLP_CLIENT_KEY?.source).toEqual({ kind: 'flag', name: '--client-key' });
});

describe('headers', () => {
  const headers = (given: readonly string[], below?: string): Readonly<Record<string, string>> =>
    parseHeaders(valuesOf({ header: given }, below).OTEL_EXPORTER_OTLP_HEADERS ?? '');

  test.each([
    ['authorization=Bearer TOKEN', { authorization: 'Bearer TOKEN' }],
    ['Authorization: Bearer TOKEN', { authorization: 'Bearer TOKEN' }],
    ['x-key=a=b,c;d%20e', { 'x-key': 'a=b,c;d%20e' }],
    ['x-key= padded ', { 'x-key': 'padded' }],
    ['x-url=http://a:1', { 'x-url': 'http://a:1' }],
  ])('%s reaches the receiver as it was meant', (given, expected) => {
    expect(headers([given])).toEqual(expected);
  });

  test('are added to those of the environment, and win over the same name', () => {
    expect(headers(['b=2', 'c=3'], 'a=1,b=1')).toEqual({ a: '1', b: '2', c: '3' });
  });

  test.each(['', 'no-value', '=value', 'two words=x', 'na\nme=x'])('%j is refused', (given) => {
    expect(() => flagLayer({ header: [given] }, undefined)).toThrow('--header takes name=value');
  });

  test('the error repeats nothing of what may be a secret', () => {
    expect(() => flagLayer({ header: ['Bearer canary'] }, undefined)).toThrow(/^(?!.*canary)/);
  });
});
