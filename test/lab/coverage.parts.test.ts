import { expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { cases } from './cases/index.ts';

const AREAS = /^(config|endpoint|network|tls|protocol|auth|receiver)\//;

/** Codes that a case has as its cause, as the fault behind it, or as a note. */
const shown = cases.flatMap(({ expect: expected }): readonly string[] =>
  expected.verdict === 'healthy'
    ? (expected.shows ?? [])
    : [expected.code, ...(expected.second ? [expected.second.code] : [])],
);

test('every code on the way of a span has a case in the lab', () => {
  const without = checks.map(({ id }) => id).filter((id) => AREAS.test(id) && !shown.includes(id));
  expect(without).toEqual([]);
});

test('every code of a case is that of a check', () => {
  const known = new Set<string>(checks.map(({ id }) => id));
  expect(shown.filter((code) => !known.has(code))).toEqual([]);
});

test('no two cases have the same name', () => {
  const names = cases.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('at least twenty set-ups are healthy', () => {
  expect(
    cases.filter(({ expect: { verdict }, name }) => verdict === 'healthy' && name.startsWith('healthy:'))
      .length,
  ).toBeGreaterThanOrEqual(20);
});
