import { describe, expect, test } from 'vitest';
import type { SettingsLayer } from '../../src/model/setting.ts';
import { changeEnvironment, environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';

const from = (name: string, values: Readonly<Record<string, string>>): SettingsLayer => ({
  values: Object.fromEntries(
    Object.entries(values).map(([variable, value]) => [variable, { value, source: { kind: 'flag', name } }]),
  ),
});

describe('the environment as a layer', () => {
  test('takes what is read, with its name as source', () => {
    expect(environmentLayer({ PATH: '/bin', OTEL_A: '1', OTEL_B: undefined, no_proxy: 'x' })).toEqual({
      values: {
        OTEL_A: { value: '1', source: { kind: 'env', name: 'OTEL_A' } },
        no_proxy: { value: 'x', source: { kind: 'env', name: 'no_proxy' } },
      },
    });
  });

  test('takes an empty value, which may mean something', () => {
    expect(environmentLayer({ OTEL_A: '' }).values.OTEL_A?.value).toBe('');
  });
});

describe('layers over each other', () => {
  test('the last one wins, and the others are kept in order', () => {
    const merged = mergeLayers([
      from('low', { OTEL_A: '1' }),
      from('middle', { OTEL_A: '2' }),
      from('top', { OTEL_A: '3' }),
    ]);
    expect(merged.get('OTEL_A')).toEqual({
      value: '3',
      source: { kind: 'flag', name: 'top' },
      shadowed: [
        { value: '2', source: { kind: 'flag', name: 'middle' }, outcome: 'shadowed' },
        { value: '1', source: { kind: 'flag', name: 'low' }, outcome: 'shadowed' },
      ],
    });
  });

  test('each variable is a matter of its own', () => {
    const merged = mergeLayers([from('low', { OTEL_A: '1', OTEL_B: '1' }), from('top', { OTEL_B: '2' })]);
    expect([...merged].map(([name, { value }]) => `${name}=${value}`)).toEqual(['OTEL_A=1', 'OTEL_B=2']);
    expect(merged.get('OTEL_A')?.shadowed).toEqual([]);
  });

  test('none is an empty environment', () => {
    expect(mergeLayers([]).size).toBe(0);
  });
});

describe('a change', () => {
  const before = mergeLayers([from('low', { OTEL_A: '1', OTEL_B: '1' }), from('top', { OTEL_A: '2' })]);

  test('sets, replaces and unsets, also what a flag gave', () => {
    const after = changeEnvironment(before, { OTEL_A: 'new', OTEL_B: null, OTEL_C: 'added' });
    expect([...after].map(([name, { value }]) => `${name}=${value}`)).toEqual(['OTEL_A=new', 'OTEL_C=added']);
    expect(after.get('OTEL_A')).toEqual({
      value: 'new',
      source: { kind: 'env', name: 'OTEL_A' },
      shadowed: [],
    });
  });

  test('leaves the environment that it changes as it was', () => {
    changeEnvironment(before, { OTEL_A: 'new', OTEL_B: null });
    expect(before.get('OTEL_A')?.value).toBe('2');
    expect(before.get('OTEL_B')?.value).toBe('1');
  });

  test('of what is not there unsets nothing', () => {
    expect(changeEnvironment(before, { OTEL_Z: null })).toEqual(before);
  });
});
