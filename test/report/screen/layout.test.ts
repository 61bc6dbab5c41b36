import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indent, pad, width, wrap } from '../../../src/report/screen/layout.ts';
import stringWidth from '../../../src/report/screen/string-width.ts';

const letter = fc.constantFrom(...'abc -/.:', '\u00e9', 'e\u0301', '\u65e5', '\ud55c', '\u{1f680}', '\n');
const anyText = fc.array(letter, { maxLength: 120 }).map((letters) => letters.join(''));
const columns = fc.integer({ min: 4, max: 60 });

const letters = (text: string): string => text.replace(/[ \n]/g, '');

describe('width', () => {
  test.each([
    ['', 0],
    ['plain text', 10],
    ['caf\u00e9', 4],
    ['cafe\u0301', 4],
    ['\u65e5\u672c\u8a9e', 6],
    ['\u{1f680}', 2],
    ['\uff21', 2],
  ])('of %j is %i', (text, expected) => {
    expect(width(text)).toBe(expected);
  });

  test('of joined texts is the sum of theirs', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(width(a + b)).toBe(width(a) + width(b));
      }),
    );
  });

  test('for the help of the command line leaves colour out', () => {
    expect(stringWidth('\u001b[31mred\u001b[39m')).toBe(3);
  });
});

describe('wrap', () => {
  test('no line is wider than asked', () => {
    fc.assert(
      fc.property(anyText, columns, (text, limit) => {
        expect(wrap(text, limit).filter((line) => width(line) > limit)).toEqual([]);
      }),
    );
  });

  test('nothing but blanks is lost or moved', () => {
    fc.assert(
      fc.property(anyText, columns, (text, limit) => {
        expect(letters(wrap(text, limit).join(''))).toBe(letters(text));
      }),
    );
  });

  test('a line break stays one', () => {
    fc.assert(
      fc.property(anyText, columns, (text, limit) => {
        expect(wrap(text, limit).length).toBeGreaterThanOrEqual(text.split('\n').length);
      }),
    );
  });

  test('a text that fits stays as it is', () => {
    expect(wrap('it fits', 7)).toEqual(['it fits']);
    expect(wrap('', 10)).toEqual(['']);
  });

  test('breaks at blanks, and a word only when it is wider than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('http://collector.example.com', 10)).toEqual(['http://col', 'lector.exa', 'mple.com']);
    expect(wrap('\u65e5\u672c\u8a9e', 5)).toEqual(['\u65e5\u672c', '\u8a9e']);
  });
});

test('indent keeps to the columns and leaves empty lines empty', () => {
  fc.assert(
    fc.property(anyText, columns, (text, limit) => {
      const lines = indent(text, limit + 4, 4);
      expect(lines.filter((line) => width(line) > limit + 4)).toEqual([]);
      expect(lines.filter((line) => line !== '' && !line.startsWith('    '))).toEqual([]);
    }),
  );
});

test('pad fills up to a width, counted in columns', () => {
  expect(pad('\u65e5', 4)).toBe('\u65e5  ');
  expect(pad('longer', 3)).toBe('longer');
});
