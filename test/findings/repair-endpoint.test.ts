import { expect, test } from 'vitest';
import { repairEndpoint, unseenCharacter } from '../../src/findings/repair-endpoint.ts';

const URL_MEANT = 'http://localhost:4318';

test.each([
  'http//localhost:4318',
  'http:/localhost:4318',
  'http:\\\\localhost:4318',
  'http://http://localhost:4318',
  'http://localhost:4318;',
  'http://localhost:4318,',
  '\ufeffhttp://localhost:4318',
  'http://localhost:4318\u200b',
  'http://local\u00adhost:4318',
  '<http://localhost:4318>',
  '{http://localhost:4318}',
  '(http://localhost:4318)',
  '[http://localhost:4318]',
  '[http://localhost:4318](http://localhost:4318)',
  'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318',
  'export OTEL_EXPORTER_OTLP_ENDPOINT="http://localhost:4318"',
  'http://localhost:4318 # the collector',
  'http://localhost :4318',
  'http://localhost:4318",',
])('%j is repaired', (text) => {
  expect(repairEndpoint(text)).toBe(URL_MEANT);
});

test.each(['localhost', '', 'collector:4318', 'see the README', '{{ .Values.endpoint }}', ']', '['])(
  '%j cannot be repaired',
  (text) => {
    expect(repairEndpoint(text)).toBeNull();
  },
);

test('an address in brackets keeps them', () => {
  expect(repairEndpoint('http:/[::1]:4318;')).toBe('http://[::1]:4318');
  expect(repairEndpoint('http:/[::1]')).toBe('http://[::1]');
});

test('a character that is not seen is told by its number', () => {
  expect(unseenCharacter('\ufeffhttp://x')).toBe('U+FEFF');
  expect(unseenCharacter('http://x\u200b')).toBe('U+200B');
  expect(unseenCharacter('http://x')).toBeNull();
});
