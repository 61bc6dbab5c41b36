import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskUrl } from '../../src/text/mask.ts';

describe('a URL as it may be shown', () => {
  test.each([
    ['http://localhost:4318/v1/traces', 'http://localhost:4318/v1/traces'],
    ['http://user:password@host:4318', 'http://***@host:4318'],
    ['http://token@host', 'http://***@host'],
    ['user:password@host:4318', '***@host:4318'],
    ['http://user:p@ss@host/', 'http://***@host/'],
    ['http://host?key=value', 'http://host?key=***'],
    ['http://host/?a=1&b=2#c=3', 'http://host/?a=***&b=***#c=***'],
    ['http://host?token', 'http://host?***'],
    ['http://host?', 'http://host?'],
    ['http://host?to=a@b', 'http://host?to=***'],
    ['"http://user:password@host"', '"http://***@host"'],
    ['', ''],
    ['no url at all', 'no url at all'],
  ])('%j is %j', (value, shown) => {
    expect(maskUrl(value)).toBe(shown);
  });

  test('has no control characters, and an end', () => {
    expect(maskUrl('http://a/\u001b[31m\nb')).not.toMatch(/\p{Cc}/u);
    expect(maskUrl('a\u202eb')).toBe('a?***');
    expect(maskUrl(`http://${'a'.repeat(600)}`)).toBe(`http://${'a'.repeat(493)}...`);
  });
});

const secret = fc.stringMatching(/^[a-z0-9:%._~!$()*+,;=-]{4,20}$/);

test('no password is shown, whatever surrounds it', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom('', '/', '/v1/traces', ':4318'), (password, rest) => {
      expect(maskUrl(`https://user:${password}@host${rest}`)).toBe(`https://***@host${rest}`);
    }),
  );
});

test('no value of a query is shown', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9:%._~!$()*+,;@/-]{4,20}$/), (value) => {
      expect(maskUrl(`https://host/path?key=${value}`)).toBe('https://host/path?key=***');
    }),
  );
});
