import { describe, expect, test } from 'vitest';
import { readExposition } from '../../../src/probes/behind/exposition.ts';

const one = (line: string) => {
  const [sample] = readExposition(line).samples;
  return sample && { ...sample, labels: { ...sample.labels } };
};

describe('a page of metrics', () => {
  test.each([
    ['a name alone', 'up 1', { name: 'up', labels: {}, value: 1 }],
    ['labels', 'a_total{x="1",y="b c"} 37', { name: 'a_total', labels: { x: '1', y: 'b c' }, value: 37 }],
    ['no labels in braces', 'a{} 2e3', { name: 'a', labels: {}, value: 2000 }],
    ['a comma at the end', 'a{x="1",} 2', { name: 'a', labels: { x: '1' }, value: 2 }],
    [
      'blanks everywhere',
      '  a { x = "1" , y = "2" }   3  ',
      { name: 'a', labels: { x: '1', y: '2' }, value: 3 },
    ],
    [
      'braces and signs in a value',
      'a{x="}{,= \\"q\\" \\\\"} 1',
      { name: 'a', labels: { x: '}{,= "q" \\' }, value: 1 },
    ],
    ['a line feed in a value', 'a{x="1\\n2"} 1', { name: 'a', labels: { x: '1\n2' }, value: 1 }],
    ['an unknown escape stays', 'a{x="\\d"} 1', { name: 'a', labels: { x: '\\d' }, value: 1 }],
    ['a time', 'a 1 1700000000000', { name: 'a', labels: {}, value: 1 }],
    [
      'an exemplar',
      'a_bucket{le="1"} 5 # {trace_id="x"} 0.67 1.2',
      { name: 'a_bucket', labels: { le: '1' }, value: 5 },
    ],
    [
      'a name with dots in quotation marks',
      '{"otelcol.receiver.accepted",x="1"} 4',
      { name: 'otelcol.receiver.accepted', labels: { x: '1' }, value: 4 },
    ],
    [
      'a label with dots',
      'a{"service.name"="x"} 4',
      { name: 'a', labels: { 'service.name': 'x' }, value: 4 },
    ],
    ['infinity', 'a +Inf', { name: 'a', labels: {}, value: Number.POSITIVE_INFINITY }],
  ])('%s', (_, line, expected) => {
    expect(one(line)).toEqual(expected);
  });

  test('comments, empty lines and the end of OpenMetrics say nothing', () => {
    expect(readExposition('# HELP a b\n\n# TYPE a counter\r\na 1\r\n# EOF\n')).toMatchObject({
      samples: [{ name: 'a', value: 1 }],
      strange: 0,
    });
  });

  test.each([
    'a{x="1" 2',
    'a{x=1} 2',
    'a{x} 2',
    'a{="1"} 2',
    'a{x="1" y="2"} 3',
    '<html>',
    '1a 2',
    'a b',
    'a',
    '{x="1"} 2',
    'a{x="1',
    'a{x="1\\',
  ])('%s is no sample', (line) => {
    expect(readExposition(line)).toEqual({ samples: [], strange: 1 });
  });

  test('a label cannot reach the prototype', () => {
    expect(one('a{__proto__="x"} 1')?.labels).toEqual(Object.fromEntries([['__proto__', 'x']]));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
