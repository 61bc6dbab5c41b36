import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SecretMaterial, secretValuesOf } from '../../src/resolve/secrets.ts';

const secretValues = (change: Partial<SecretMaterial>): readonly string[] =>
  secretValuesOf({ headers: {}, headerLists: [], urls: [], ...change });

/** Whether a text is searched for, in itself or as a part of something longer that is replaced first. */
const isCovered = (text: string, change: Partial<SecretMaterial>): boolean =>
  secretValues(change).some((literal) => text.includes(literal));

describe('of a header', () => {
  test('the value, and what stands behind its scheme', () => {
    expect(secretValues({ headers: { authorization: 'Bearer canary-token' } })).toEqual(
      expect.arrayContaining(['Bearer canary-token', 'canary-token', 'Bearer%20canary-token']),
    );
  });

  test('login and password inside Basic', () => {
    const value = `Basic ${Buffer.from('user:canary-password').toString('base64')}`;
    expect(secretValues({ headers: { authorization: value } })).toEqual(
      expect.arrayContaining(['user:canary-password', 'canary-password']),
    );
  });

  test('the encoded form, as a receiver may echo it', () => {
    expect(secretValues({ headers: { 'x-key': 'a b/c+d=' } })).toContain('a%20b%2Fc%2Bd%3D');
  });
});

describe('of a header list as it was written', () => {
  test.each([
    ['authorization=Bearer%20canary-token', 'Bearer canary-token'],
    ['a=first-value,b=second-value', 'second-value'],
    ['x-key: canary-value', 'canary-value'],
    ['"x-key=canary-value"', 'canary-value'],
    ['x-key=%ZZcanary', '%ZZcanary'],
    ['just-a-canary-token', 'just-a-canary-token'],
    ['Y25yeTR6azI5d3ZxNzpjYW40cnl4ODE=', 'Y25yeTR6azI5d3ZxNzpjYW40cnl4ODE'],
  ])('%s holds %s', (list, value) => {
    expect(isCovered(value, { headerLists: [list] })).toBe(true);
  });
});

describe('of a URL', () => {
  test.each([
    ['http://user:canary-password@host:4318', 'canary-password'],
    ['http://user:canary-password@host:4318', Buffer.from('user:canary-password').toString('base64')],
    ['http://user:c%40nary-word@host', 'c@nary-word'],
    ['http://canary-token@host', 'canary-token'],
    ['http://host/v1/traces?key=canary-key&x=1', 'canary-key'],
    ['http://host/#canary-part', 'canary-part'],
    ['user:canary-password@host:4318', 'canary-password'],
    ['http://user:p@ss@word@host', 'p@ss@word'],
  ])('%s holds %s', (url, value) => {
    expect(isCovered(value, { urls: [url] })).toBe(true);
  });

  test('host and path are no secrets', () => {
    expect(secretValues({ urls: ['https://collector.example.com:4318/v1/traces'] })).toEqual([]);
  });
});

test('what is shorter than four characters would mask ordinary words, and is left', () => {
  expect(secretValues({ headers: { a: 'abc', b: 'abcd' } })).toEqual(['abcd']);
});

test('the longest come first, each once', () => {
  const found = secretValues({ headers: { a: 'canary-value', b: 'canary-value', c: 'canary' } });
  expect(found).toEqual(['canary-value', 'canary']);
});

test('every header value is searched for, whatever it is', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 4 }).filter((text) => text.trim().length >= 4);
  fc.assert(
    fc.property(value, (text) => {
      expect(secretValues({ headers: { 'x-key': text } })).toContain(text);
    }),
  );
});
