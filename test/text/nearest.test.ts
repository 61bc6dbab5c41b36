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

/** How often something is done by the way, told by what the innermost loop calls. */
const countCalls = (work: () => void): number => {
  const real = Math.min;
  let calls = 0;
  Math.min = (...values) => {
    calls += 1;
    return real(...values);
  };
  try {
    work();
  } finally {
    Math.min = real;
  }
  return calls;
};

test('thousands of words cost each question no more than some hundred do', () => {
  const stepsFor = (count: number): number => {
    const words = Array.from({ length: count }, (_, index) => `s${index + 10_000}`);
    return countCalls(() => {
      for (const word of words.slice(0, 40)) nearest(word.replace('s', 'z'), words);
    });
  };
  const [once, twice] = [stepsFor(1_000), stepsFor(2_000)];
  expect(once).toBeGreaterThan(1_000);
  expect(twice).toBe(once);
});

test('a near word is found among thousands of others', () => {
  const words = [...Array.from({ length: 5_000 }, (_, index) => `s${index}`), 'otel-collector'];
  expect(nearest('otel-colector', words)).toBe('otel-collector');
});
