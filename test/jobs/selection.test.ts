import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { selectionOf } from '../../src/jobs/selection.ts';

const chosen = (only?: string, skip?: string): readonly string[] =>
  checks.map(({ id }) => id).filter(selectionOf(checks, { only, skip }));

const ofArea = (area: string): readonly string[] =>
  checks.map(({ id }) => id).filter((id) => id.startsWith(`${area}/`));

describe('which checks take part', () => {
  test('all, when nothing is said', () => {
    expect(chosen()).toEqual(checks.map(({ id }) => id));
    expect(chosen('', ' , ')).toHaveLength(checks.length);
  });

  test('only areas and codes that are named', () => {
    expect(chosen('auth')).toEqual(ofArea('auth'));
    expect(chosen('tls/required, auth/*')).toEqual([...ofArea('auth'), 'tls/required']);
  });

  test('all but those that are skipped', () => {
    expect(chosen(undefined, 'network')).toEqual(
      checks.map(({ id }) => id).filter((id) => !id.startsWith('network/')),
    );
  });

  test('what is skipped is out even when its area is wanted', () => {
    expect(chosen('auth', 'auth/missing')).toEqual(ofArea('auth').filter((id) => id !== 'auth/missing'));
  });

  test('a code is not the beginning of another one', () => {
    expect(chosen('network/connection-refused')).toEqual(['network/connection-refused']);
  });
});

test.each([
  ['tls/requird', '--only: there is no area or code "tls/requird"; did you mean tls/required?'],
  ['netwrok', '--only: there is no area or code "netwrok"; did you mean network?'],
  ['something-else-entirely', '--only: there is no area or code "something-else-entirely"'],
])('%s is answered with the nearest', (text, message) => {
  expect(() => selectionOf(checks, { only: text, skip: undefined })).toThrow(message);
});
