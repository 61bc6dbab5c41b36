import { type Check, type CheckHead, defineCheck } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { LinkFact } from '../model/deployment.ts';
import type { Delivery, FactTable, TcpFact } from '../model/facts.ts';
import type { Fix, Found } from '../model/finding.ts';
import { failure } from '../model/reading.ts';
import type { SettingEffect, SettingProblem, Target } from '../model/target.ts';
import { sampleTarget } from '../samples/facts.ts';
import { goesInstead, renameFix } from './rename-fix.ts';

/** What a check of the area config adds to a problem that `resolve` has found in the settings. */
export interface SettingCheck {
  readonly id: CheckCode;
  readonly title: string;
  readonly why: string;
  /** Severity where this SDK goes on in spite of it. */
  readonly otherwise: 'warning' | 'info';
  /** One sentence a reason, with the variable in front; the title where a reason has none. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Reasons that are worth knowing and nothing more. */
  readonly mild?: readonly string[];
  /** What a reason means, where that is not what its effect says. */
  readonly means?: Readonly<Record<string, string>>;
  /** Failures that come from it where this SDK goes on. */
  causes?(failed: Delivery, problem: SettingProblem): boolean;
  /** Whether it is why nothing could be sent, although this SDK would try. */
  breaks?(
    target: Target,
    problem: SettingProblem,
    tcp: TcpFact | undefined,
    link: LinkFact | undefined,
  ): boolean;
  /** The value as it was meant, from what may be shown of it, where this says more than `resolve`. */
  repair?(shown: string): string | null;
  readonly fix: string;
  /** What to do where no repaired value is known. */
  readonly advice: string;
  /** The same, for reasons that want something else. */
  readonly ways?: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
  /** What to do where only the code is known, when it is not the same. */
  readonly inGeneral?: CheckHead['advice'];
  /** Reasons whose repaired value is an example: it is written, and not tried. */
  readonly examples?: readonly string[];
  /** Without a repaired value the variable is best unset. */
  readonly unset?: boolean;
  readonly explains?: readonly CheckCode[];
  readonly verbatim?: true;
  /** A problem that makes it fire. */
  readonly example: Pick<SettingProblem, 'variable' | 'shown' | 'effect' | 'detail' | 'repaired' | 'rename'>;
}

const EFFECTS: Readonly<Record<SettingEffect, string>> = {
  'does-not-start': 'This SDK refuses to start with it.',
  'sends-nothing': 'With it this SDK sends nothing.',
  'falls-back': 'This SDK falls back to its default without an error.',
  ignored: 'This SDK ignores it.',
  changed: 'This SDK sends something else than what is written.',
};

const stops = ({ effect }: SettingProblem): boolean =>
  effect === 'does-not-start' || effect === 'sends-nothing';

const isMild = ({ mild = [] }: SettingCheck, problems: readonly SettingProblem[]): boolean =>
  problems.every(({ detail }) => mild.includes(detail));

const fixOf = (check: SettingCheck, problem: SettingProblem): Fix => {
  const { variable, shown, detail } = problem;
  const title = check.ways?.[detail]?.title ?? check.fix;
  const repaired = (shown === null ? null : check.repair?.(shown)) ?? problem.repaired;
  if (repaired !== null && check.examples?.includes(detail))
    return { title: check.fix, text: `${variable}=${repaired}` };
  // What may not be shown of the repaired value stands as *** in it: it is tried with the value itself.
  if (repaired?.includes('***'))
    return {
      ...{ title, env: { [variable]: repaired } },
      tries: { [variable]: { of: variable, repaired: true } },
    };
  if (repaired !== null) return { title, env: { [variable]: repaired } };
  const way = check.ways?.[detail];
  if (way !== undefined) return way;
  return check.unset
    ? { title: check.fix, env: { [variable]: null } }
    : { title: check.fix, text: check.advice };
};

/** Different faults may each be mended on their own; variables that were meant to have other names all have to. */
const fixesOf = (check: SettingCheck, problems: readonly SettingProblem[]): readonly Fix[] => {
  const renamed = problems.filter(({ rename }) => rename !== undefined);
  const others = problems.filter(({ rename }) => rename === undefined);
  return [
    ...(renamed.length > 0 ? [renameFix(renamed)] : []),
    ...others.slice(0, 3).map((problem) => fixOf(check, problem)),
  ];
};

/** What a setting is judged by. */
type SettingFacts = Pick<FactTable, 'target'> & {
  readonly [F in 'send' | 'tcp' | 'link']?: FactTable[F] | undefined;
};

const present = (
  check: SettingCheck,
  problems: readonly SettingProblem[],
  { target, send, tcp, link }: SettingFacts,
): Found => {
  const [first] = problems as [SettingProblem];
  const stopping = problems.some(stops);
  const failed = failure(send);
  const caused = failed
    ? problems.some((problem) => check.causes?.(failed, problem) === true)
    : send === undefined && problems.some((problem) => check.breaks?.(target, problem, tcp, link) === true);
  const why =
    check.reasons[first.detail] ?? `: ${check.title.charAt(0).toLowerCase()}${check.title.slice(1)}`;
  const what = first.rename === undefined ? why : `${why}; SDKs read ${first.rename}`;
  return {
    severity: stopping || caused ? 'error' : isMild(check, problems) ? 'info' : check.otherwise,
    summary: `${first.variable}${what}`,
    explanation: `${first.variable}${what}. ${check.means?.[first.detail] ?? EFFECTS[first.effect]}${goesInstead(first, target)}`,
    evidence: problems.map(({ variable, shown, source }) => ({
      label: variable,
      value: shown ?? (source.kind === 'default' ? '(not set)' : '(not shown)'),
    })),
    fixes: fixesOf(check, problems),
  };
};

/**
 * A check that presents what `resolve` found in the settings: what this SDK does with a value is known there, and
 * whether it matters is told by the test item.
 */
export const defineSettingCheck = (check: SettingCheck): Check<'target', 'send' | 'tcp' | 'link'> =>
  defineCheck({
    id: check.id,
    title: check.title,
    severity: 'error',
    why: check.why,
    needs: ['target'],
    uses: ['send', 'tcp', 'link'],
    advice: check.inGeneral ?? { title: check.fix, text: check.advice },
    ...(check.explains ? { explains: check.explains } : {}),
    ...(check.verbatim ? { verbatim: check.verbatim } : {}),
    example: {
      target: sampleTarget({
        sends: check.example.effect !== 'does-not-start' && check.example.effect !== 'sends-nothing',
        problems: [
          {
            ...check.example,
            code: check.id,
            source: { kind: 'env', name: check.example.variable },
            signals: ['traces'],
          },
        ],
      }),
    },
    run: ({ target, send, tcp, link }) => {
      const problems = target.problems.filter(({ code }) => code === check.id);
      if (problems.length === 0) return undefined;
      return present(
        check,
        [...problems].sort((a, b) => Number(stops(b)) - Number(stops(a))),
        { target, send, tcp, link },
      );
    },
  });
