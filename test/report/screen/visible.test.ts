import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleReport } from '../../../src/report/screen/visible.ts';
import { unhealthy } from '../reports.ts';

test.each([
  [
    'plain text, caf\u00e9, \u65e5\u672c\u8a9e, \u{1f680}',
    'plain text, caf\u00e9, \u65e5\u672c\u8a9e, \u{1f680}',
  ],
  ['two\nlines', 'two\nlines'],
  ['a\tb', 'a b'],
  ['\u001b[31mred\u001b[0m', '?[31mred?[0m'],
  ['a\r\nb', 'a?\nb'],
  ['bell\u0007\u0000', 'bell?'],
  ['\u202egnp.exe', '?gnp.exe'],
  ['zero\u200bwidth', 'zero?width'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('no control character is left in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(text)).not.toMatch(/[^\P{Cc}\n]/u);
    }),
  );
});

test('a report of visible text stays as it is', () => {
  expect(visibleReport(unhealthy)).toEqual(unhealthy);
});
