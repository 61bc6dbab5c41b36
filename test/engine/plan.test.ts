import { expect, test } from 'vitest';
import { plan } from '../../src/engine/plan.ts';
import type { Probe } from '../../src/model/probe.ts';

interface Table {
  given: string;
  first: string;
  second: string;
  third: string;
  lone: string;
}

const probe = (
  fact: keyof Table,
  needs: readonly (keyof Table)[] = [],
  unless?: keyof Table,
): Probe<Table, object> => ({
  fact,
  needs,
  budgetMs: 1_000,
  ...(unless ? { unless: { fact: unless, patienceMs: 1, why: 'not needed', holds: () => true } } : {}),
  observe: async () => fact,
});

const probes = [
  probe('first', ['given']),
  probe('second', ['first']),
  probe('third', ['second'], 'lone'),
  probe('lone'),
];

const planned = (...wanted: (keyof Table)[]): readonly string[] =>
  plan(probes, wanted)
    .map(({ fact }) => fact)
    .sort();

test('plans nothing when nothing is wanted', () => {
  expect(planned()).toEqual([]);
});

test('plans what is wanted and what that needs in turn', () => {
  expect(planned('second')).toEqual(['first', 'second']);
});

test('plans the fact that would make a probe needless', () => {
  expect(planned('third')).toEqual(['first', 'lone', 'second', 'third']);
});

test('plans each probe once, however many need it', () => {
  expect(planned('first', 'second', 'second')).toEqual(['first', 'second']);
});

test('takes a fact without a probe for a given one', () => {
  expect(planned('given', 'lone')).toEqual(['lone']);
});

test('ends where probes need each other', () => {
  const circle = [probe('first', ['second']), probe('second', ['first'])];
  expect(plan(circle, ['first'])).toHaveLength(2);
});
