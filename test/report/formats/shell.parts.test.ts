import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EnvironmentChange } from '../../../src/model/finding.ts';
import { changeLines, fixLines, placeOf } from '../../../src/report/formats/shell.ts';
import { ipv6, unhealthy } from '../reports.ts';

const inShell = (change: EnvironmentChange): readonly string[] => changeLines(unhealthy, change);

describe('lines to paste into a shell', () => {
  test.each([
    ['http://localhost:4318', 'http://localhost:4318'],
    ['grpc', 'grpc'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$HOME `id` $(id)', "'$HOME `id` $(id)'"],
    ['http://[::1]:4318', "'http://[::1]:4318'"],
    ['a;b&c|d', "'a;b&c|d'"],
  ])('%j is written %s', (value, written) => {
    expect(inShell({ OTEL_A: value })).toEqual([`export OTEL_A=${written}`]);
  });

  test('a variable that is to go is unset', () => {
    expect(inShell({ OTEL_A: null, OTEL_B: 'b' })).toEqual(['unset OTEL_A', 'export OTEL_B=b']);
  });

  test('a shell reads back what was meant', () => {
    const text = fc.string({ unit: fc.constantFrom(...' \'"$`\\;&|<>(){}[]*?!#~=%a1\u00e9') });
    fc.assert(
      fc.property(text, (value) => {
        const script = `${inShell({ OTEL_A: value }).join('\n')}\nprintf %s "$OTEL_A"`;
        expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value);
      }),
      { numRuns: 20 },
    );
  });
});

describe('lines for the file that set a variable', () => {
  test('name the file and line', () => {
    expect(placeOf(ipv6, { OTEL_EXPORTER_OTLP_ENDPOINT: 'x' })).toBe('deploy/prod.env:3');
    expect(placeOf(ipv6, { OTEL_OTHER: 'x' })).toBeNull();
    expect(placeOf(unhealthy, { OTEL_EXPORTER_OTLP_ENDPOINT: 'x' })).toBeNull();
  });

  test('are written as an env file has them', () => {
    expect(changeLines(ipv6, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:1', OTEL_B: null })).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://a:1',
      '# remove OTEL_B',
    ]);
  });
});

test('a command is quoted word by word, a text is taken as it is', () => {
  expect(fixLines(unhealthy, { title: '', command: ['kubectl', 'get', 'my pods'], proven: false })).toEqual([
    "kubectl get 'my pods'",
  ]);
  expect(fixLines(unhealthy, { title: '', text: 'one\n  two', proven: false })).toEqual(['one', '  two']);
});
