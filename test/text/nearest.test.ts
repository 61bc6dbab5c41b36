import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const codes = ['tls/required', 'tls/certificate-expired', 'endpoint/path-doubled', 'auth/missing'];

test.each([
  ['tls/requird', 'tls/required'],
  ['TLS/Required', 'tls/required'],
  ['path-doubled', 'endpoint/path-doubled'],
  ['certificate-expired', 'tls/certificate-expired'],
  ['auth/mising', 'auth/missing'],
  ['auth-missing', 'auth/missing'],
])('%s probably means %s', (word, meant) => {
  expect(nearest(word, codes)).toBe(meant);
});

test.each(['zzzzzzzz', '', 'receiver'])('%j is near none', (word) => {
  expect(nearest(word, codes)).toBeUndefined();
});

test('there is none among none', () => {
  expect(nearest('tls/required', [])).toBeUndefined();
});

test('a word of any length is answered', () => {
  expect(nearest('x'.repeat(100_000), codes)).toBeUndefined();
});
