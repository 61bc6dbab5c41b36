import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/formats/json.ts';
import { renderText } from '../../src/report/formats/text.ts';
import { withoutSecrets } from '../../src/report/redact.ts';
import { expectReport } from '../kit/schema.ts';
import { cause, unhealthy } from './reports.ts';

/** A report into which every text that comes from outside brought a secret. */
const leaking = (secret: string) => ({
  ...unhealthy,
  summary: `It says ${secret}`,
  rootCause: { ...cause, evidence: [{ label: 'message', value: `bad token ${secret}` }] },
  limits: [`limit ${secret}`],
});

describe('no secret leaves', () => {
  test.each([
    'canary-7f3a',
    'with "quotes" and \\ backslash',
    'two\nlines',
    '\u65e5\u672c\u8a9e secret',
    'a.b*c+d?(e)[f]{g}|h^i$j',
    '$& $1 $$',
  ])('%j, in no format', (secret) => {
    const json = withoutSecrets(renderJson(leaking(secret)), [secret]);
    expect(JSON.parse(json)).toMatchObject({ summary: 'It says ***' });
    expectReport(JSON.parse(json));
    expect(json).not.toContain(secret);
    expect(withoutSecrets(`x ${secret} y`, [secret])).toBe('x *** y');
  });

  test('a longer one first, so that no part of it stays', () => {
    expect(withoutSecrets('Bearer abcd-efgh', ['abcd', 'abcd-efgh'])).toBe('Bearer ***');
  });

  test('whatever it is', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => /[a-z]{3}/i.test(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (literal, before, after) => {
        expect(withoutSecrets(`${before}${literal}${after}`, [literal])).not.toContain(literal);
      }),
    );
  });
});

describe('the report stays a report', () => {
  test.each(['traces', 'grpc', 'http/protobuf', 'error', 'localhost', 'unhealthy'])(
    'where a header holds the word %s',
    (word) => {
      expect(withoutSecrets(renderJson(unhealthy), [word])).toBe(renderJson(unhealthy));
    },
  );

  test.each(['412', '2026', '1', '0'])('where a header holds %s', (number) => {
    const text = withoutSecrets(renderJson(unhealthy), [number]);
    expectReport(JSON.parse(text));
    expect(text).toContain('"durationMs": 412');
  });

  test('and a number that is a secret is masked where it stands for itself', () => {
    expect(withoutSecrets('tenant 4711: not 14711 or 4711-x', ['4711'])).toBe(
      'tenant ***: not 14711 or 4711-x',
    );
    expect(withoutSecrets('{"message": "4711"}', ['4711'])).toBe('{"message": "***"}');
  });

  test('where there is nothing to mask', () => {
    const text = renderText(unhealthy, { columns: 80, colour: false });
    expect(withoutSecrets(text, [])).toBe(text);
  });
});
