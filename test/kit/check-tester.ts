import { describe, expect, test } from 'vitest';
import { type AnyCheck, type AnySight, look, sightsOf } from '../../src/model/check.ts';
import type { FactId, FactTable } from '../../src/model/facts.ts';
import type { EnvironmentChange, Fix, Found, Severity } from '../../src/model/finding.ts';
import { exampleFacts } from '../../src/report/page/example.ts';
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
  /** Findings in all; the other expectations are of the first. */
  readonly count?: number;
}

export interface CheckTester {
  fires(name: string, patch: Patch, expected?: Expected): CheckTester;
  silent(name: string, patch: Patch): CheckTester;
}

interface Run {
  readonly found: readonly Found[];
  readonly touched: ReadonlySet<string>;
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};

/** A check, and one of the ways in which it sees its fault. */
interface Tested {
  readonly check: AnyCheck;
  readonly sight: AnySight;
}

/** Looks at frozen facts and notes which of them are touched. */
const run = ({ check, sight }: Tested, patch: Patch): Run => {
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
  return { found: look(sight, facts), touched };
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
    expect(fix.title, 'the page puts "Or:" in front of a further fix').not.toMatch(/^or\b/i);
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

const expectFinding = ({ check }: Tested, all: readonly Found[], expected: Expected): void => {
  const [found] = all;
  if (found === undefined) throw new Error(`${check.id} does not fire`);
  for (const one of all) expectSound(one, one.severity ?? check.severity);
  const { says, fix, fixes, severity, suspicion, count } = expected;
  if (count !== undefined) expect(all).toHaveLength(count);
  if (typeof says === 'string') expect(textOf(found)).toContain(says);
  if (says instanceof RegExp) expect(textOf(found)).toMatch(says);
  if (fix !== undefined) expectFix(found.fixes[0], fix);
  if (fixes !== undefined) expect(found.fixes).toHaveLength(fixes);
  if (severity !== undefined) expect(found.severity ?? check.severity).toBe(severity);
  if (suspicion !== undefined) expect(found.suspicion ?? false).toBe(suspicion);
};

/** Fails when a case takes a fact away without which the check would not run at all. */
const expectRunnable = ({ check, sight }: Tested, patch: Patch): void => {
  for (const fact of factsOf(sight.needs)) {
    if (fact in patch && patch[fact] === undefined) throw new Error(`${check.id} never runs without ${fact}`);
  }
};

const runTwice = (tested: Tested, patch: Patch): readonly Found[] => {
  expectRunnable(tested, patch);
  const first = run(tested, patch).found;
  expect(run(tested, structuredClone(patch)).found, 'the second run').toEqual(first);
  return first;
};

/** What holds for every check and each of its ways, whatever the cases; `patches` is complete when these tests run. */
const testHouseRules = (tested: Tested, patches: readonly Patch[]): void => {
  const { sight } = tested;
  test('is silent when nothing is wrong', () => {
    expect(runTwice(tested, {})).toEqual([]);
  });

  test('fires on its example', () => {
    expectFinding(tested, runTwice(tested, sight.example), {});
  });

  test('fires on its example with no other fact than it needs', () => {
    expectFinding(tested, look(sight, deepFreeze(exampleFacts(sight))), {});
  });

  test('looks at every fact it names and at no other', () => {
    const named = [...factsOf(sight.needs), ...factsOf(sight.uses)];
    const touched = new Set(
      [{}, sight.example, ...patches].flatMap((patch) => [...run(tested, patch).touched]),
    );
    expect([...touched].sort()).toEqual([...named].sort());
  });

  test('has cases, and no two alike', () => {
    const texts = patches.map((patch) => JSON.stringify(Object.entries(patch).sort()));
    expect(texts.length).toBeGreaterThan(0);
    expect(new Set(texts).size).toBe(texts.length);
  });
};

/**
 * Tests of one way of a check (0 is its own, the others stand in `also`): the rules that hold for all, and cases laid
 * over the facts of a healthy run.
 */
export const checkTester = (check: AnyCheck, way = 0): CheckTester => {
  const sight = sightsOf(check)[way];
  if (sight === undefined) throw new Error(`${check.id} has no way ${way}`);
  const tested: Tested = { check, sight };
  const name = way === 0 ? check.id : `${check.id} by ${factsOf(sight.needs).join(', ')}`;
  const patches: Patch[] = [];
  describe(name, () => testHouseRules(tested, patches));
  const add = (title: string, patch: Patch, body: () => void): CheckTester => {
    patches.push(patch);
    test(`${name} ${title}`, body);
    return tester;
  };
  const tester: CheckTester = {
    fires: (title, patch, expected = {}) =>
      add(`fires: ${title}`, patch, () => expectFinding(tested, runTwice(tested, patch), expected)),
    silent: (title, patch) =>
      add(`is silent: ${title}`, patch, () => expect(runTwice(tested, patch)).toEqual([])),
  };
  return tester;
};
