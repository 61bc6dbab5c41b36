import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/formats/json.ts';
import { FORMATS, render } from '../../src/report/formats/render.ts';
import { redact } from '../../src/report/redact.ts';
import { expectReport } from '../kit/schema.ts';
import { cause, unhealthy } from './reports.ts';

/** A report into which every text that comes from outside brought a secret. */
const leaking = (secret: string) => ({
  ...unhealthy,
  summary: `It says ${secret}`,
  rootCause: { ...cause, evidence: [{ label: 'message', value: `bad token ${secret}` }] },
  limits: [`limit ${secret}`],
});

const screen = { columns: 80, colour: false };

describe('no secret leaves', () => {
  test.each([
    'canary-7f3a',
    'with "quotes" and \\ backslash',
    'two\nlines',
    '\u65e5\u672c\u8a9e secret',
    'a.b*c+d?(e)[f]{g}|h^i$j',
    '$& $1 $$ %41',
  ])('%j, in no format', async (secret) => {
    const clean = redact(leaking(secret), [secret]);
    expect(clean).toMatchObject({ summary: 'It says ***' });
    expectReport(JSON.parse(renderJson(clean)));
    for (const format of FORMATS) expect(await render(clean, format, screen)).not.toContain(secret);
  });

  test('a longer one first, so that no part of it stays', () => {
    expect(redact('Bearer abcd-1234', ['abcd-1', 'abcd-1234'])).toBe('Bearer ***');
  });

  test('whatever it is', () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((text) => /[a-z]{3}/i.test(text) && /\d/.test(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        expect(redact(`${before}${value}${after}`, [value])).not.toContain(value);
      }),
    );
  });

  test('a key that was pasted, with its line breaks written out or gone', () => {
    for (const breaks of ['\n', '\\n', ' ', ''])
      expect(
        redact(
          ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', '-----END RSA PRIVATE KEY-----'].join(breaks),
          [],
        ),
      ).not.toContain('MIIEow');
  });
});

describe('a report is not damaged by a header value that is an ordinary word', () => {
  const words = [
    ...['test', 'main', 'summary', 'verdict', 'findings', 'demo', '4318', 'suites', 'case', 'time', 'table'],
    ...['traces', 'grpc', 'http/protobuf', 'error', 'localhost', 'unhealthy', '412', '2026', '1', '0'],
  ];

  test.each(words)('%s', (word) => {
    expect(redact(unhealthy, [word])).toEqual(unhealthy);
  });
});

test('numbers and keys stay as they are', () => {
  expect(redact({ a1b2c3d4e5: 4711_1234_5678, text: 'a1b2c3d4e5' }, ['a1b2c3d4e5', '471112345678'])).toEqual({
    a1b2c3d4e5: 471112345678,
    text: '***',
  });
});
