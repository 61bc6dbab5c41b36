import { describe, expect, test } from 'vitest';
import { judge } from '../../src/engine/judge.ts';
import type { AnyCheck, AnySight } from '../../src/model/check.ts';
import type { Observation } from '../../src/model/fact.ts';
import type { Found } from '../../src/model/finding.ts';
import { madeUp } from '../kit/made-up.ts';

const found = (change: Partial<Found> = {}): Found => ({
  summary: 'It is wrong',
  explanation: 'It is wrong because.',
  evidence: [],
  fixes: [{ title: 'Mend it', env: { NAME: 'value' } }],
  ...change,
});

const check = (change: Partial<AnyCheck> = {}): AnyCheck => ({
  id: madeUp('network/made-up'),
  title: 'Made up',
  severity: 'error',
  why: '',
  needs: ['a'],
  example: {},
  run: () => undefined,
  ...change,
});

const seen = (value: unknown): Observation<unknown> => ({ state: 'seen', value, ms: 1 });

const outcome = (made: AnyCheck, facts: Record<string, Observation<unknown>>) =>
  judge([made], 't1', facts)[0];

describe('what a check is handed', () => {
  test('exactly what it needs and uses', () => {
    let handed: unknown;
    const run = (facts: unknown): undefined => {
      handed = facts;
    };
    judge([check({ uses: ['b', 'c'], run })], 't1', { a: seen(1), b: seen(2), d: seen(4) });
    expect(handed).toEqual({ a: 1, b: 2 });
  });

  test('what it only uses may be missing for any reason', () => {
    const run = ({ b }: { readonly b?: unknown }): Found | undefined =>
      b === undefined ? undefined : found();
    for (const b of [
      { state: 'blocked', by: 'a' },
      { state: 'absent', why: 'off' },
      { state: 'broken', error: { name: 'Error', message: 'oops' } },
    ] as const) {
      expect(outcome(check({ uses: ['b'], run }), { a: seen(1), b })?.status).toBe('pass');
    }
  });

  test('a check that writes to a fact is in error, and the fact stays as it is', () => {
    const a = { list: [{ name: 'first' }] };
    const run = (facts: { readonly a: typeof a }): undefined => {
      facts.a.list.push({ name: 'second' });
    };
    expect(outcome(check({ run }), { a: seen(a) })?.status).toBe('error');
    expect(a.list).toHaveLength(1);
  });
});

describe('what becomes of a check', () => {
  test('it passes when it finds nothing', () => {
    expect(outcome(check(), { a: seen(1) })).toEqual({
      code: 'network/made-up',
      target: 't1',
      status: 'pass',
      findings: [],
    });
  });

  test('it fails with a finding that names code, target and untried fixes', () => {
    expect(outcome(check({ run: () => found() }), { a: seen(1) })).toMatchObject({
      status: 'fail',
      findings: [
        {
          code: 'network/made-up',
          title: 'Made up',
          severity: 'error',
          targets: ['t1'],
          summary: 'It is wrong',
          fixes: [{ title: 'Mend it', env: { NAME: 'value' }, proven: false }],
          refuted: false,
          suspicion: false,
        },
      ],
    });
  });

  test.each([
    [undefined, { status: 'skipped', why: 'not asked' }],
    [
      { state: 'absent', why: 'plaintext endpoint' },
      { status: 'skipped', why: 'plaintext endpoint' },
    ],
    [
      { state: 'blocked', by: 'dns' },
      { status: 'blocked', by: 'dns' },
    ],
    [
      { state: 'broken', error: { name: 'Error', message: 'oops' } },
      { status: 'error', why: 'oops' },
    ],
  ] as const)('it does not run when what it needs is %j', (observation, expected) => {
    const run = (): never => {
      throw new Error('ran');
    };
    const facts = { b: seen(1), ...(observation ? { a: observation } : {}) };
    expect(outcome(check({ needs: ['b', 'a'], run }), facts)).toMatchObject(expected);
  });

  test('the first obstacle counts', () => {
    const facts = { a: { state: 'blocked', by: 'dns' }, b: { state: 'absent', why: 'off' } } as const;
    expect(outcome(check({ needs: ['a', 'b'] }), facts)?.status).toBe('blocked');
  });

  test('a check that throws is in error, and the others are judged', () => {
    const run = (): never => {
      throw new Error('a mistake of ours');
    };
    const outcomes = judge([check({ run }), check({ id: madeUp('network/other') })], 't1', { a: seen(1) });
    expect(outcomes).toMatchObject([
      { status: 'error', why: 'a mistake of ours' },
      { code: 'network/other', status: 'pass' },
    ]);
  });
});

describe('further ways to see a fault', () => {
  const byB: AnySight = { needs: ['b'], example: {}, run: () => found({ summary: 'seen by b' }) };

  test('speak where the first way finds nothing', () => {
    expect(outcome(check({ also: [byB] }), { a: seen(1), b: seen(2) })?.findings).toMatchObject([
      { code: 'network/made-up', summary: 'seen by b' },
    ]);
  });

  test('speak where the facts of the first way were not seen', () => {
    expect(outcome(check({ also: [byB] }), { b: seen(2) })).toMatchObject({ status: 'fail' });
  });

  test('are silent where the first way has found it', () => {
    const made = check({ run: () => found({ summary: 'seen by a' }), also: [byB] });
    expect(outcome(made, { a: seen(1), b: seen(2) })?.findings).toMatchObject([{ summary: 'seen by a' }]);
  });

  test('leave the obstacle of the first way where none of them can look', () => {
    const a = { state: 'absent', why: 'off' } as const;
    expect(outcome(check({ also: [byB] }), { a })).toMatchObject({ status: 'skipped', why: 'off' });
  });
});

test('a check that finds a fault in several places tells each', () => {
  const run = () => [found({ summary: 'one' }), found({ summary: 'two' })];
  expect(outcome(check({ run }), { a: seen(1) })).toMatchObject({
    status: 'fail',
    findings: [{ summary: 'one' }, { summary: 'two' }],
  });
});

describe('severity', () => {
  const severityOf = (change: Partial<Found>, severity: AnyCheck['severity'] = 'error'): string | undefined =>
    outcome(check({ severity, run: () => found(change) }), { a: seen(1) })?.findings[0]?.severity;

  test('is that of the check', () => {
    expect(severityOf({}, 'info')).toBe('info');
  });

  test('is that of the finding where it has one', () => {
    expect(severityOf({ severity: 'warning' })).toBe('warning');
  });

  test('a suspicion is a warning at most', () => {
    expect(severityOf({ suspicion: true })).toBe('warning');
    expect(severityOf({ suspicion: true, severity: 'info' })).toBe('info');
  });
});

test('outcomes come in the order of the checks', () => {
  const codes = [madeUp('tls/b'), madeUp('auth/a'), madeUp('network/c')];
  const outcomes = judge(
    codes.map((id) => check({ id })),
    't2',
    { a: seen(1) },
  );
  expect(outcomes.map(({ code }) => code)).toEqual(codes);
  expect(outcomes.map(({ target }) => target)).toEqual(['t2', 't2', 't2']);
});
