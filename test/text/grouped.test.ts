import { expect, test } from 'vitest';
import { grouped } from '../../src/text/grouped.ts';

test('thousands stand apart, whatever the locale of the machine', () => {
  expect([0, 7, 999, 1_000, 1_234_567].map(grouped)).toEqual(['0', '7', '999', '1,000', '1,234,567']);
  expect([0.5, 1_234.25, -1_200].map(grouped)).toEqual(['0.5', '1,234.25', '-1,200']);
});
