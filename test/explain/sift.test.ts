import { describe, expect, test } from 'vitest';
import { createSift, type Sifted } from '../../src/explain/sift.ts';

const sift = (...pieces: readonly string[]): Sifted => {
  const one = createSift();
  for (const piece of pieces) one.feed(piece);
  return one.end();
};

const plain = (count: number): string => 'GET /users/42 200\n'.repeat(count);
const TOLD = 'traces export: connection refused\n';

describe('sift', () => {
  test('keeps every line of a short text', () => {
    expect(sift('a\nb\r\n\nc').lines.map(({ number, text }) => `${number} ${text}`)).toEqual([
      ...['1 a', '2 b', '3 ', '4 c'],
    ]);
  });

  test('keeps of a long text what may matter, with its number and what goes on below', () => {
    const { lines } = sift(`${plain(100)}${TOLD}\tat Frame\n${plain(3)}done`);
    expect(lines).toEqual([
      { number: 101, text: TOLD.trim() },
      { number: 102, text: '\tat Frame' },
    ]);
  });

  test('does not mind where the pieces are cut', () => {
    const text = `${plain(90)}E0115 one\r\n${TOLD}reason: no\r\nOTEL_A=1\n${plain(90)}`;
    const whole = sift(text);
    for (let at = 1; at < text.length; at += 7)
      expect(sift(text.slice(0, at), text.slice(at))).toEqual(whole);
    expect(sift(...text)).toEqual(whole);
  });

  test('keeps one of each kind, and says when there were more than it keeps', () => {
    expect(sift(plain(90), TOLD.repeat(1_000)).lines).toHaveLength(1);
    const all = Array.from(
      { length: 700 },
      (_, index) => `otel ${'x'.repeat(index % 26)}${'y'.repeat(index / 26)}\n`,
    );
    expect(sift(all.join(''))).toMatchObject({ cut: true });
    expect(sift(plain(3)).cut).toBe(false);
  });

  test('a line without end is read from its beginning, and what comes after it is read', () => {
    const { lines } = sift(plain(90), ...Array.from({ length: 50 }, () => 'x'.repeat(10_000)), `\n${TOLD}`);
    expect(lines.map(({ number }) => number)).toEqual([92]);
  });

  test('letters that grow in small letters do not move what is found', () => {
    expect(sift(plain(90), `İİİİ OTEL here\n`).lines).toEqual([{ number: 91, text: 'İİİİ OTEL here' }]);
  });

  test('tells blanks from a text that is about something else', () => {
    expect(sift(' \n\n').blank).toBe(true);
    expect(sift(plain(90))).toEqual({ lines: [], cut: false, blank: false });
  });
});
