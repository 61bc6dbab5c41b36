import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvFile } from '../../src/resolve/env-file.ts';

const valueIn = (line: string): string | undefined => parseEnvFile('.env', line).layer.values.OTEL_A?.value;

describe('a value', () => {
  test.each([
    ['OTEL_A=plain', 'plain'],
    ['  OTEL_A  =  with blanks around  ', 'with blanks around'],
    ['export OTEL_A=exported', 'exported'],
    ['OTEL_A=', ''],
    ['OTEL_A=""', ''],
    ['OTEL_A="double quoted"', 'double quoted'],
    ["OTEL_A='single quoted'", 'single quoted'],
    ['OTEL_A=`backticks`', 'backticks'],
    ['OTEL_A="  blanks inside  "', '  blanks inside  '],
    ['OTEL_A="one\\ntwo\\ttab"', 'one\ntwo\ttab'],
    ["OTEL_A='one\\ntwo'", 'one\\ntwo'],
    ['OTEL_A="say \\"yes\\""', 'say "yes"'],
    ['OTEL_A="back\\\\slash"', 'back\\slash'],
    ['OTEL_A=k1=v1,k2=v2', 'k1=v1,k2=v2'],
    ['OTEL_A=http://host:4318/#fragment', 'http://host:4318/#fragment'],
    ['OTEL_A=value # comment', 'value'],
    ['OTEL_A= # only a comment', ''],
    ['OTEL_A="value # inside" # outside', 'value # inside'],
    ["OTEL_A='it' # it's", 'it'],
    ['OTEL_A="unclosed', '"unclosed'],
    ['OTEL_A=$HOME and $(OTHER)', '$HOME and $(OTHER)'],
    ['OTEL_A=a\r', 'a'],
    ['OTEL_B=1\rOTEL_A=old line ends', 'old line ends'],
    ['OTEL_A=a\u2028b', 'a\u2028b'],
    ['\ufeffOTEL_A=first', 'first'],
  ])('%j is %j', (line, value) => {
    expect(valueIn(line)).toBe(value);
  });

  test('is the last one that the file gives', () => {
    expect(valueIn('OTEL_A=1\nOTEL_A=2')).toBe('2');
  });

  test('knows the file and its line', () => {
    const { layer } = parseEnvFile('deploy/.env', '# comment\r\n\r\nOTEL_A=1\r\n');
    expect(layer.values.OTEL_A?.source).toEqual({
      kind: 'file',
      name: 'OTEL_A',
      path: 'deploy/.env',
      line: 3,
    });
  });

  test('in single quotes is read back as it was, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/['\r\n]/.test(one));
    fc.assert(
      fc.property(text, (value) => {
        expect(valueIn(`OTEL_A='${value}'`)).toBe(value);
      }),
    );
  });
});

describe('a file', () => {
  test('gives only variables that are read', () => {
    const { layer, problems } = parseEnvFile('.env', 'DATABASE_URL=secret\nOTEL_A=1\nHTTPS_PROXY=http://p:1');
    expect(Object.keys(layer.values)).toEqual(['OTEL_A', 'HTTPS_PROXY']);
    expect(problems).toEqual([]);
  });

  test('has comments and empty lines', () => {
    expect(parseEnvFile('.env', '\n  # a comment\n\t\n')).toEqual({ layer: { values: {} }, problems: [] });
  });

  test.each(['no assignment', '=value', '1A=x', 'OTEL A=x', 'OTEL_A: x'])(
    'cannot have the line %j',
    (line) => {
      expect(parseEnvFile('.env', `OTEL_A=1\n${line}`).problems).toEqual([
        { line: 2, problem: 'not of the form NAME=value' },
      ]);
    },
  );

  test('never makes the reader fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { layer, problems } = parseEnvFile('.env', text);
        expect(Object.keys(layer.values).length + problems.length).toBeLessThanOrEqual(
          text.split(/\r\n?|\n/).length,
        );
      }),
    );
  });
});
