import { describe, expect, test } from 'vitest';
import type { AnyCheck, Check } from '../../src/model/check.ts';
import type { FactId, FactTable } from '../../src/model/facts.ts';
import type { EnvironmentChange, Fix, Found, Severity } from '../../src/model/finding.ts';
import { healthyFacts } from '../../src/samples/facts.ts';

/** Facts that differ from the healthy ones; `undefined` takes one away that the check only uses. */
export type Patch = { readonly [F in FactId]?: FactTable[F] | undefined };

/** What a finding is expected to be; what is left out does not matter. */
interface Expected {
  /** In the summary, the explanation or the evidence. */
  readonly says?: string | RegExp;
  /** What the first fix sets, or what it says. */
  readonly fix?: EnvironmentChange | string | RegExp;
  readonly fixes?: number;
  readonly severity?: Severity;
  readonly suspicion?: boolean;
}

export interface CheckTester {
  fires(name: string, patch: Patch, expected?: Expected): CheckTester;
  silent(name: string, patch: Patch): CheckTester;
}

interface Run {
  readonly found: Found | undefined;
  readonly touched: ReadonlySet<string>;
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};

/** Runs a check on frozen facts and notes which of them it looks at. */
const run = (check: AnyCheck, patch: Patch): Run => {
  const touched = new Set<string>();
  const facts = new Proxy(deepFreeze({ ...healthyFacts(), ...patch }), {
    get: (target, name) => {
      touched.add(String(name));
      return Reflect.get(target, name);
    },
    set: (_, name) => {
      throw new Error(`${check.id} writes to ${String(name)}`);
    },
  });
  return { found: check.run(facts), touched };
};

const factsOf = (names: readonly FactId[] | undefined): readonly FactId[] => names ?? [];

const textOf = ({ summary, explanation, evidence }: Found): string =>
  [summary, explanation, ...evidence.map(({ label, value }) => `${label}: ${value}`)].join('\n');

const fixText = (fix: Fix): string =>
  [
    fix.title,
    'text' in fix ? fix.text : '',
    'command' in fix ? fix.command.join(' ') : '',
    'env' in fix ? (fix.unproven ?? '') : '',
  ].join('\n');

/** What holds for every finding of every check. */
const expectSound = (found: Found, severity: Severity): void => {
  expect(found.summary).toMatch(/^\S.*[^.\s]$/);
  expect(found.explanation).toMatch(/^\S[\s\S]*[.:\w)]$/);
  expect(found.evidence.length).toBeGreaterThan(0);
  if (severity !== 'info') expect(found.fixes.length).toBeGreaterThan(0);
  for (const { label, value } of found.evidence) expect([label, value]).not.toContain('');
  for (const text of [textOf(found), ...found.fixes.map(fixText)])
    expect(text).not.toMatch(/\b(undefined|null|NaN)\b|\[object /);
  for (const fix of found.fixes) {
    if (!('env' in fix)) continue;
    expect(Object.keys(fix.env)).not.toHaveLength(0);
    for (const name of Object.keys(fix.env)) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
  }
};

const expectFix = (fix: Fix | undefined, expected: Expected['fix']): void => {
  if (fix === undefined) throw new Error('no fix is offered');
  if (typeof expected === 'string') expect(fixText(fix)).toContain(expected);
  else if (expected instanceof RegExp) expect(fixText(fix)).toMatch(expected);
  else expect('env' in fix ? fix.env : fixText(fix)).toEqual(expected);
};

const expectFinding = (check: AnyCheck, found: Found | undefined, expected: Expected): void => {
  if (found === undefined) throw new Error(`${check.id} does not fire`);
  expectSound(found, found.severity ?? check.severity);
  const { says, fix, fixes, severity, suspicion } = expected;
  if (typeof says === 'string') expect(textOf(found)).toContain(says);
  if (says instanceof RegExp) expect(textOf(found)).toMatch(says);
  if (fix !== undefined) expectFix(found.fixes[0], fix);
  if (fixes !== undefined) expect(found.fixes).toHaveLength(fixes);
  if (severity !== undefined) expect(found.severity ?? check.severity).toBe(severity);
  if (suspicion !== undefined) expect(found.suspicion ?? false).toBe(suspicion);
};

/** Fails when a case takes a fact away without which the check would not run at all. */
const expectRunnable = (check: AnyCheck, patch: Patch): void => {
  for (const fact of factsOf(check.needs)) {
    if (fact in patch && patch[fact] === undefined) throw new Error(`${check.id} never runs without ${fact}`);
  }
};

const runTwice = (check: AnyCheck, patch: Patch): Found | undefined => {
  expectRunnable(check, patch);
  const first = run(check, patch).found;
  expect(run(check, structuredClone(patch)).found, 'the second run').toEqual(first);
  return first;
};

/** What holds for every check, whatever its cases; `patches` is complete when these tests run. */
const testHouseRules = (check: AnyCheck, patches: readonly Patch[]): void => {
  test('is silent when nothing is wrong', () => {
    expect(runTwice(check, {})).toBeUndefined();
  });

  test('fires on its example', () => {
    expectFinding(check, runTwice(check, check.example), {});
  });

  test('looks at every fact it names and at no other', () => {
    const named = [...factsOf(check.needs), ...factsOf(check.uses)];
    const touched = new Set(
      [{}, check.example, ...patches].flatMap((patch) => [...run(check, patch).touched]),
    );
    expect([...touched].sort()).toEqual([...named].sort());
  });

  test('has cases, and no two alike', () => {
    const texts = patches.map((patch) => JSON.stringify(Object.entries(patch).sort()));
    expect(texts.length).toBeGreaterThan(0);
    expect(new Set(texts).size).toBe(texts.length);
  });
};

/** Tests of one check: the rules that hold for all, and cases laid over the facts of a healthy run. */
export const checkTester = <Needs extends FactId, Uses extends FactId>(
  check: Check<Needs, Uses>,
): CheckTester => {
  const patches: Patch[] = [];
  describe(check.id, () => testHouseRules(check, patches));
  const add = (name: string, patch: Patch, body: () => void): CheckTester => {
    patches.push(patch);
    test(`${check.id} ${name}`, body);
    return tester;
  };
  const tester: CheckTester = {
    fires: (name, patch, expected = {}) =>
      add(`fires: ${name}`, patch, () => expectFinding(check, runTwice(check, patch), expected)),
    silent: (name, patch) =>
      add(`is silent: ${name}`, patch, () => expect(runTwice(check, patch)).toBeUndefined()),
  };
  return tester;
};
