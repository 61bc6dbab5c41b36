import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideSecrets } from '../../src/text/secret-values.ts';

const SECRET = 'Bearer a/b+c=d&e<f>"g\'h%zK9';

const html = (text: string): string =>
  text.replace(/[&<>"'/+=]/g, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()};`);

const named = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** As Go, PHP and .NET write JSON: signs of HTML and slashes escaped too. */
const json = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[&<>+=']/g, (sign) => `\\u00${(sign.codePointAt(0) ?? 0).toString(16)}`)
    .replaceAll('/', '\\/');

describe('a secret value in a text', () => {
  const { own } = hideSecrets([SECRET]);

  test.each<[string, (text: string) => string]>([
    ['as it is', (text) => text],
    ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
    ['in JSON with signs of HTML escaped', json],
    ['in HTML by number', html],
    ['in HTML by name', named],
    ['percent-encoded', encodeURIComponent],
    [
      'percent-encoded in lower case',
      (text) => encodeURIComponent(text).toLowerCase().replace('bearer', 'Bearer').replace('zk9', 'zK9'),
    ],
    ['in other case', (text) => text.toUpperCase()],
    ['in hex', (text) => Buffer.from(text).toString('hex')],
    ['split by signs that nobody sees', (text) => text.replace(/(.{3})/g, '$1\u200b')],
    ['as a form', (text) => encodeURIComponent(text).replaceAll('%20', '+')],
  ])('is hidden %s', (_, coded) => {
    expect(own(`you sent ${coded(SECRET)}; that is wrong`)).toBe('you sent ***; that is wrong');
  });

  test.each([0, 1, 2, 3])('is hidden in base64 behind %d other signs', (count) => {
    const coded = Buffer.from(`${'x'.repeat(count)}:${SECRET}`).toString('base64');
    for (const text of [
      `you sent ${coded}!`,
      `got /v1/${coded}`,
      encodeURIComponent(coded),
      `{"a":"${coded}"}`,
    ]) {
      const shown = own(text);
      expect(shown).toContain('***');
      for (const word of shown.split(/[^A-Za-z\d+=]+/))
        expect(Buffer.from(word, 'base64').toString()).not.toMatch(/[a-z]\/b|h%z/);
    }
  });

  test('is hidden in base64 of the other alphabet', () => {
    const coded = Buffer.from(`?>?>${SECRET}`).toString('base64url');
    expect(own(`you sent ${coded}!`)).toMatch(/^you sent \S{0,8}\*\*\*!$/);
  });

  test('is hidden where it was cut off', () => {
    const { own: hide } = hideSecrets(['glc_eyJvIjoiMTIzNDU2Nzg5In0=']);
    expect(hide('token glc_eyJvIjoiMTIzND... is bad')).toBe('token ***... is bad');
  });

  test('is hidden in an answer where it was cut off in front, and nothing of ours is taken for its end', () => {
    const hider = hideSecrets(['CNRYq7/tokenZ9=x&8kLmP', 'tenant.shop.example.com:4318']);
    expect(hider.foreign('key "...7/tokenZ9=x&8kLmP" is not known')).toBe('key "...***" is not known');
    expect(hider.foreign('{"key":"...q7%2FtokenZ9%3Dx%268kLmP"}')).toBe('{"key":"...***"}');
    const said = 'Nothing answers at http://other.shop.example.com:4318';
    expect(hider.own(said)).toBe(said);
  });

  test('is hidden each time, the longest first', () => {
    const { own: hide } = hideSecrets(['alpha-1234', 'alpha-1234-beta-5678']);
    expect(hide('alpha-1234-beta-5678 and alpha-1234')).toBe('*** and ***');
  });
});

describe('a secret that is an ordinary word', () => {
  const words = ['test', 'main', 'summary', 'demo', '4318', 'team-checkout'];
  const { own, foreign } = hideSecrets(words);

  test.each(words)('%s stays in what we say', (word) => {
    const text = `{"${word}": "http://otel-${word}:${word}/${word}"} <${word}>`;
    expect(own(text)).toBe(text);
  });

  test.each(words)('%s is hidden in an answer, where it stands alone', (word) => {
    expect(foreign(`tenant "${word}" is unknown`)).toBe('tenant "***" is unknown');
    expect(foreign(`un${word}ed`)).toBe(`un${word}ed`);
  });
});

test('what is long and codes nothing stays', () => {
  const { own } = hideSecrets([SECRET, 'Zk29WvQ7cAn4rYx81Lm0']);
  const text = 'https://opentelemetry.io/docs/specs/otel/protocol/exporter ca4a12f0e1d2c3b4a5968778695a4b3c';
  expect(own(text)).toBe(text);
});

test('no secret of a machine is left, whatever surrounds it', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{3}\d{3}[!-~]{4,30}$/),
      fc.string(),
      fc.string(),
      (secret, before, after) => {
        expect(hideSecrets([secret]).own(`${before}${secret}${after}`)).not.toContain(secret);
      },
    ),
  );
});
