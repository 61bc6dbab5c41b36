import { expect, test } from 'vitest';
import { pathFits } from '../../../src/scan/policy/path-pattern.ts';

test.each([
  ['deploy', 'deploy/a/b.yaml'],
  ['deploy/', 'deploy/a.yaml'],
  ['./deploy', 'deploy/a.yaml'],
  ['deploy/*.yaml', 'deploy/a.yaml'],
  ['**/*.yaml', 'a.yaml'],
  ['**/*.yaml', 'x/y/a.yaml'],
  ['**/test/**', 'x/test/y/a.yaml'],
  ['a?.env', 'ab.env'],
  ['*-*-*.yml', 'a-b-c.yml'],
  ['**', 'anything/at/all'],
])('%s means %s', (pattern, path) => expect(pathFits(pattern, path)).toBe(true));

test.each([
  ['deploy', 'deployment/a.yaml'],
  ['deploy/*.yaml', 'deploy/a.yml'],
  ['*.yaml', 'deploy/b.yml'],
  ['*.yaml', 'deploy/a.yaml'],
  ['b', 'a/b'],
  ['a/b/c', 'a/b'],
  ['a?.env', 'a.env'],
])('%s does not mean %s', (pattern, path) => expect(pathFits(pattern, path)).toBe(false));

test('a pattern of many stars takes no more than both lengths multiplied', () => {
  expect(pathFits('*a'.repeat(2_000), 'a'.repeat(5_000))).toBe(true);
  expect(pathFits(`${'*a'.repeat(2_000)}b`, 'a'.repeat(5_000))).toBe(false);
});
