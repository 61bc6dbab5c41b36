import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attribute } from '../../src/engine/attribute.ts';
import { type AnyCheck, AREAS } from '../../src/model/check.ts';
import type { CheckCode } from '../../src/model/check-code.ts';
import type { Finding, TriedFix } from '../../src/model/finding.ts';
import { madeUp } from '../kit/made-up.ts';

type Code = Parameters<typeof madeUp>[0];

const check = (id: Code, change: Partial<AnyCheck> = {}): AnyCheck => ({
  id: madeUp(id),
  title: id,
  severity: 'error',
  why: '',
  needs: [],
  example: {},
  run: () => undefined,
  ...change,
});

const PROVEN: TriedFix = { title: 'Set it', env: { A: '1' }, proven: true };

const finding = (code: Code, change: Partial<Finding> = {}): Finding => ({
  code: madeUp(code),
  title: code,
  severity: 'error',
  targets: ['t1'],
  summary: code,
  explanation: `${code}.`,
  evidence: [],
  fixes: [],
  refuted: false,
  suspicion: false,
  ...change,
});

const codesOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ code }) => code);

const order = (
  found: readonly Finding[],
  checks: readonly AnyCheck[] = [],
  failed: readonly string[] = ['t1'],
): readonly string[] => codesOf(attribute(found, checks, failed).findings);

const rootOf = (
  found: readonly Finding[],
  checks: readonly AnyCheck[] = [],
  failed: readonly string[] = ['t1'],
): string | undefined => attribute(found, checks, failed).root?.code;

describe('the root cause', () => {
  test('is the fault that a span meets first', () => {
    const found = [finding('receiver/x'), finding('auth/x'), finding('network/x'), finding('tls/x')];
    expect(order(found)).toEqual(['network/x', 'tls/x', 'auth/x', 'receiver/x']);
    expect(rootOf(found)).toBe('network/x');
  });

  test('is not explained by another finding, wherever that stands on the way', () => {
    const checks = [check('tls/required', { explains: ['protocol/redirected', madeUp('endpoint/x')] })];
    const found = [finding('endpoint/x'), finding('protocol/redirected'), finding('tls/required')];
    expect(order(found, checks)).toEqual(['tls/required', 'endpoint/x', 'protocol/redirected']);
  });

  test('a fix that was proven outranks the way', () => {
    const found = [finding('network/x'), finding('receiver/x', { fixes: [PROVEN] })];
    expect(rootOf(found)).toBe('receiver/x');
  });

  test('a finding whose fixes were all refuted sinks below those that stand', () => {
    const found = [finding('endpoint/x', { refuted: true }), finding('receiver/x')];
    expect(order(found)).toEqual(['receiver/x', 'endpoint/x']);
  });

  test('a refuted finding explains nothing any more', () => {
    const checks = [check('endpoint/x', { explains: [madeUp('protocol/x')] })];
    const found = [finding('endpoint/x', { refuted: true }), finding('protocol/x'), finding('auth/x')];
    expect(order(found, checks)).toEqual(['protocol/x', 'auth/x', 'endpoint/x']);
  });

  test('a suspicion is never it', () => {
    const found = [finding('endpoint/x', { severity: 'warning', suspicion: true })];
    expect(rootOf(found)).toBeUndefined();
    expect(order(found)).toEqual(['endpoint/x']);
  });

  test('a warning comes after every error', () => {
    const found = [finding('endpoint/x', { severity: 'warning' }), finding('receiver/x')];
    expect(order(found)).toEqual(['receiver/x', 'endpoint/x']);
  });

  test('there is none where everything arrived', () => {
    expect(rootOf([finding('network/x', { targets: ['t2'] })], [], ['t1'])).toBeUndefined();
    expect(rootOf([finding('network/x')], [], [])).toBeUndefined();
  });

  test('there is none without findings', () => {
    expect(attribute([], [], ['t1'])).toEqual({ findings: [], root: null });
  });
});

describe('consequences', () => {
  const symptoms = (
    found: readonly Finding[],
    checks: readonly AnyCheck[] = [],
  ): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(
      attribute(found, checks, ['t1', 't2']).findings.map(({ code, symptomOf }) => [code, symptomOf]),
    );

  test('other errors of the same target fold under the root', () => {
    expect(symptoms([finding('network/x'), finding('receiver/x')])).toEqual({
      'network/x': undefined,
      'receiver/x': 'network/x',
    });
  });

  test('an error folds under the one that explains it rather than under the root', () => {
    const checks = [check('protocol/x', { explains: [madeUp('receiver/x')] })];
    expect(symptoms([finding('network/x'), finding('protocol/x'), finding('receiver/x')], checks)).toEqual({
      'network/x': undefined,
      'protocol/x': 'network/x',
      'receiver/x': 'protocol/x',
    });
  });

  test('an error of another target is no consequence', () => {
    expect(symptoms([finding('network/x'), finding('auth/x', { targets: ['t2'] })])).toEqual({
      'network/x': undefined,
      'auth/x': undefined,
    });
  });

  test('an error of another target is not explained', () => {
    const checks = [check('network/x', { explains: [madeUp('endpoint/x')] })];
    expect(order([finding('network/x'), finding('endpoint/x', { targets: ['t2'] })], checks)).toEqual([
      'endpoint/x',
      'network/x',
    ]);
  });

  test('a warning stands for itself', () => {
    expect(
      symptoms([finding('network/x'), finding('config/x', { severity: 'warning' })])['config/x'],
    ).toBeUndefined();
  });

  test('a warning explains no error', () => {
    const checks = [check('receiver/x', { explains: [madeUp('network/x')] })];
    expect(rootOf([finding('receiver/x', { severity: 'warning' }), finding('network/x')], checks)).toBe(
      'network/x',
    );
  });
});

describe('fallbacks', () => {
  const checks = [check('receiver/fallback', { fallback: true })];

  test('a fallback is dropped where something else explains the failure', () => {
    expect(order([finding('receiver/fallback'), finding('auth/x')], checks)).toEqual(['auth/x']);
  });

  test('a fallback stands where nothing else does', () => {
    expect(rootOf([finding('receiver/fallback'), finding('config/x', { severity: 'warning' })], checks)).toBe(
      'receiver/fallback',
    );
  });

  test('a fallback stands for a target of which nothing else is found', () => {
    expect(order([finding('receiver/fallback'), finding('auth/x', { targets: ['t2'] })], checks)).toContain(
      'receiver/fallback',
    );
  });
});

describe('the same finding for several targets', () => {
  test('becomes one', () => {
    const { findings } = attribute(
      [finding('network/x'), finding('network/x', { targets: ['t2'] })],
      [],
      ['t1', 't2'],
    );
    expect(findings).toMatchObject([{ code: 'network/x', targets: ['t1', 't2'] }]);
  });

  test('stays two when the cause differs', () => {
    const other = finding('network/x', { targets: ['t2'], explanation: 'Another host.' });
    expect(order([finding('network/x'), other])).toHaveLength(2);
  });
});

describe('whatever is found', () => {
  const codes = AREAS.flatMap((area): readonly CheckCode[] => [madeUp(`${area}/one`), madeUp(`${area}/two`)]);
  const anyCode = fc.constantFrom(...codes);

  const anyFinding = fc
    .record({
      code: anyCode,
      severity: fc.constantFrom('error', 'warning', 'info'),
      target: fc.constantFrom('t1', 't2', 't3'),
      proven: fc.boolean(),
      refuted: fc.boolean(),
      cause: fc.constantFrom('', ' here', ' there'),
    })
    .map(({ code, severity, target, proven, refuted, cause }) =>
      finding(code, {
        severity,
        targets: [target],
        explanation: `${code}${cause}.`,
        fixes: proven ? [PROVEN] : [],
        refuted: refuted && !proven,
        suspicion: severity === 'warning',
      }),
    );

  /** As judge makes them: at most one finding of a check for a target. */
  const anyFindings = fc.uniqueArray(anyFinding, {
    maxLength: 12,
    selector: ({ code, targets }) => `${code} ${targets.join()}`,
  });

  const anyChecks = fc
    .array(fc.record({ fallback: fc.boolean(), explains: fc.uniqueArray(anyCode, { maxLength: 4 }) }), {
      minLength: codes.length,
      maxLength: codes.length,
    })
    .map((made) => codes.map((id, index) => check(id, made[index])));

  test('the order in which it was found does not matter', () => {
    const shuffled = anyFindings.chain((found) =>
      fc.tuple(
        fc.constant(found),
        fc.shuffledSubarray([...found], { minLength: found.length, maxLength: found.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyChecks, ([found, otherwise], checks) => {
        expect(attribute(otherwise, checks, ['t1', 't2'])).toEqual(attribute(found, checks, ['t1', 't2']));
      }),
    );
  });

  test('the root is the first, an error of a failed target, no consequence, no suspicion', () => {
    fc.assert(
      fc.property(anyFindings, anyChecks, (found, checks) => {
        const { findings, root } = attribute(found, checks, ['t1']);
        if (root === null) return;
        expect(findings[0]).toBe(root);
        expect(root).toMatchObject({ severity: 'error', suspicion: false });
        expect(root.symptomOf).toBeUndefined();
        expect(root.targets).toContain('t1');
      }),
    );
  });

  test('nothing is lost but fallbacks, and nothing is its own consequence', () => {
    fc.assert(
      fc.property(anyFindings, anyChecks, (found, checks) => {
        const { findings } = attribute(found, checks, ['t1', 't2', 't3']);
        const fallbacks = new Set(checks.filter(({ fallback }) => fallback).map(({ id }) => id));
        const kept = new Set(codesOf(findings));
        expect(found.filter(({ code }) => !kept.has(code) && !fallbacks.has(code))).toEqual([]);
        expect(findings.filter(({ code, symptomOf }) => code === symptomOf)).toEqual([]);
      }),
    );
  });

  test('the findings that came in are left as they were', () => {
    fc.assert(
      fc.property(anyFindings, anyChecks, (found, checks) => {
        const before = structuredClone(found);
        attribute(found, checks, ['t1']);
        expect(found).toEqual(before);
      }),
    );
  });
});
