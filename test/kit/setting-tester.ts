import type { Check } from '../../src/model/check.ts';
import type { CheckCode } from '../../src/model/check-code.ts';
import type { Delivery, FactTable } from '../../src/model/facts.ts';
import type { SettingProblem } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';
import { type CheckTester, checkTester, type Patch } from './check-tester.ts';
import { madeUp } from './made-up.ts';

/** A check of the area config, and what its finding is to be like. */
export interface SettingCase {
  readonly variable: string;
  /** Severity where the SDK goes on in spite of the problem. */
  readonly otherwise: 'warning' | 'info';
  /** A failure that comes from it although the SDK goes on; null when there is none. */
  readonly cause: Partial<Delivery> | null;
  /** A failure that has nothing to do with it; null when every failure may come from it. */
  readonly otherFailure: Partial<Delivery> | null;
  /** What the fix does when no repaired value is known: unsets the variable, or says something. */
  readonly without: 'unset' | string;
}

export const refused: Partial<Delivery> = {
  reach: 'resolved',
  error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
};

export const unauthorized: Partial<Delivery> = { reach: 'routed', http: sampleHttp(401) };

/** The target of settings with the given problems of one check. */
export const withProblems = (
  code: CheckCode,
  variable: string,
  ...changes: readonly Partial<SettingProblem>[]
): { readonly target: FactTable['target'] } => ({
  target: sampleTarget({
    problems: changes.map((change) => ({
      code,
      variable,
      source: { kind: 'env', name: variable },
      shown: 'the value',
      effect: 'ignored',
      detail: 'made-up',
      repaired: null,
      signals: ['traces'],
      ...change,
    })),
  }),
});

/** Tests what holds for every check that presents a problem of the settings; further cases can be added. */
export const settingTester = (
  check: Check<'target', 'send' | 'tcp' | 'link'>,
  { variable, otherwise, cause, otherFailure, without }: SettingCase,
): CheckTester => {
  const problem = (...changes: readonly Partial<SettingProblem>[]): Patch =>
    withProblems(check.id, variable, ...changes);
  const base = checkTester(check)
    .fires('as an error where it keeps the SDK from starting', problem({ effect: 'does-not-start' }), {
      severity: 'error',
      says: 'refuses to start',
    })
    .fires('as an error where it keeps the SDK from sending', problem({ effect: 'sends-nothing' }), {
      severity: 'error',
      says: `${variable}: the value`,
    })
    .fires('mildly where everything arrives all the same', problem({}), {
      severity: otherwise,
      fix: without === 'unset' ? { [variable]: null } : without,
    })
    .fires('with the value as it was meant', problem({ repaired: 'meant' }), { fix: { [variable]: 'meant' } })
    .fires(
      'for what stops the SDK first',
      problem({ shown: 'mild' }, { shown: 'grave', effect: 'sends-nothing' }),
      {
        severity: 'error',
        says: /this SDK sends nothing[\s\S]*grave[\s\S]*mild/,
      },
    )
    .fires('without a value that may not be shown', problem({ shown: null, effect: 'changed' }), {
      says: `${variable}: (not shown)`,
    })
    .silent('for the problem of another check', withProblems(madeUp('config/another'), variable, {}))
    .silent('for settings without problems that fail', { send: sampleFailure(refused) });
  const caused =
    cause === null
      ? base
      : base.fires(
          'as an error where the failure comes from it',
          { ...problem({}), send: sampleFailure(cause) },
          {
            severity: 'error',
          },
        );
  return otherFailure === null
    ? caused
    : caused.fires(
        'mildly where the failure has another cause',
        { ...problem({}), send: sampleFailure(otherFailure) },
        {
          severity: otherwise,
        },
      );
};
