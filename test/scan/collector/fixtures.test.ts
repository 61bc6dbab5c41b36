import { describe, expect, test } from 'vitest';
import { factOf, fixtures, lineOf, patched, patchesOf, tell } from './fixtures.ts';

describe('broken configurations', () => {
  test.each(fixtures('broken'))('$name', ({ text, expected }) => {
    const told = tell(factOf(text)).filter(({ severity }) => severity !== 'info');
    expect(told.map(lineOf)).toEqual(expected);
    for (const { location, evidence } of told)
      expect(evidence.map(({ value }) => value)).toContain(`collector.yaml:${location?.line}`);
  });

  test.each(fixtures('broken'))('$name is mended by its patches', ({ text }) => {
    const before = tell(factOf(text));
    for (const finding of before)
      for (const patch of patchesOf(finding)) {
        const after = tell(factOf(patched(text, patch)));
        expect(after.map(({ summary }) => summary)).not.toContain(finding.summary);
        expect(after.length).toBeLessThan(before.length);
      }
  });

  test('are many, and each fails for a reason of its own', () => {
    const all = fixtures('broken');
    expect(all.length).toBeGreaterThanOrEqual(20);
    expect(new Set(all.map(({ text }) => tell(factOf(text))[0]?.summary)).size).toBeGreaterThan(35);
  });
});

describe('healthy configurations', () => {
  test.each(fixtures('healthy'))('$name', ({ text }) => {
    const told = tell(factOf(text)).filter(({ severity }) => severity !== 'info');
    expect(told.map((one) => `${lineOf(one)} ${one.summary}`)).toEqual([]);
  });
});
