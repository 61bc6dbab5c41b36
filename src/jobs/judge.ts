import { attribute } from '../engine/attribute.ts';
import { judge } from '../engine/judge.ts';
import type { AnyCheck, CheckOutcome } from '../model/check.ts';
import { CHECK_CODES, type CheckCode } from '../model/check-code.ts';
import type { Observation } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';

/** Facts of one target, service, command or file, under the id by which findings name it. */
export interface Case {
  readonly id: string;
  readonly facts: Readonly<Record<string, Observation<unknown> | undefined>>;
}

/** Whether a check takes part. */
export type Choice = (code: CheckCode) => boolean;

/** What is judged, and by what. */
export interface Judging {
  /** Every check that this job can use, chosen or not. */
  readonly checks: readonly AnyCheck[];
  readonly cases: readonly Case[];
  /** All take part when left out. */
  readonly chooses?: Choice | undefined;
}

/** Facts that were seen, as observations. */
export const asSeen = (facts: object): Case['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, { state: 'seen', value, ms: 0 } as const]),
  );

/** The checks that take part. */
export const chosen = ({ checks, chooses }: Pick<Judging, 'checks' | 'chooses'>): readonly AnyCheck[] =>
  chooses === undefined ? checks : checks.filter(({ id }) => chooses(id));

/** Every check that was not chosen, whether or not this job could have used it: listed, never silently dropped. */
export const leftOut = (chooses: Choice | undefined): readonly CheckOutcome[] =>
  CHECK_CODES.filter((code) => chooses?.(code) === false).map((code) => ({
    ...{ code, target: '', status: 'skipped', why: 'not chosen', findings: [] },
  }));

/** What became of each check in each case, and of those that were left out. Pure: same facts, same outcomes, same order. */
export const outcomesOf = (judging: Judging): readonly CheckOutcome[] => {
  const checks = chosen(judging);
  return [...judging.cases.flatMap(({ id, facts }) => judge(checks, id, facts)), ...leftOut(judging.chooses)];
};

/** Findings in order, the root cause among them. */
export interface Ranking {
  readonly findings: readonly Finding[];
  readonly root: Finding | null;
}

/** How findings stand to each other. */
export interface RankOptions {
  readonly checks: readonly AnyCheck[];
  /** Targets that a root cause can be about; all when left out. */
  readonly failed?: readonly string[];
  /** Faults do not hide each other: nothing is a consequence unless a check says so. */
  readonly independent?: boolean;
}

/** What a finding was a consequence of is decided anew among those that stand beside it. */
const unfolded = ({ symptomOf: _, ...finding }: Finding): Finding => finding;

/** Puts findings in order, however they came together, and names the root cause. */
export const rank = (
  found: readonly Finding[],
  { checks, failed, independent = false }: RankOptions,
): Ranking =>
  attribute(found.map(unfolded), checks, failed ?? found.flatMap(({ targets }) => targets), { independent });

/** What came of a judging. */
export interface Judgement extends Ranking {
  readonly outcomes: readonly CheckOutcome[];
}

/** A finding that is told although it no longer stands: its check failed in this run. */
const outcomeThen = (finding: Finding): CheckOutcome => ({
  code: finding.code,
  target: finding.targets[0] ?? '',
  status: 'fail',
  findings: [finding],
});

/** Judges cases whose faults do not hide each other; `earlier` are findings that no longer stand and are told all the same. */
export const judgeCases = (judging: Judging, earlier: readonly Finding[] = []): Judgement => {
  const outcomes = [...outcomesOf(judging), ...earlier.map(outcomeThen)];
  const found = outcomes.flatMap(({ findings }) => findings);
  return { ...rank(found, { checks: judging.checks, independent: true }), outcomes };
};
