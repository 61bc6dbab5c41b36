import { exportChecks } from '../../../checks/export.ts';
import { type Area, type CheckOutcome, takesIn } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord, SeenTarget } from '../../model/run-record.ts';
import { type Choice, outcomesOf, rank } from '../judge.ts';
import { type Circumstances, compose } from './compose.ts';
import { untried } from './try-fixes.ts';

/** What the checks say of targets before any fix was tried. */
export interface Judged {
  readonly outcomes: readonly CheckOutcome[];
  /** Ids of the targets that were not delivered to, or whose items are lost behind the receiver. */
  readonly failed: readonly string[];
  readonly standing: readonly Finding[];
}

/** Whether every item that was sent to a target was taken. */
export const isDelivered = ({ facts }: SeenTarget): boolean =>
  facts.send?.state === 'seen' && facts.send.value.deliveries.every(({ delivered }) => delivered);

/** Areas of what lies behind the receiver. */
const BEHIND: readonly Area[] = ['pipeline', 'backend'];

const isBehind = ({ code }: Finding): boolean => BEHIND.some((area) => takesIn(area, code));

/** Judges each target by what was seen of it. */
export const judgeTargets = (targets: readonly SeenTarget[], chooses: Choice | undefined): Judged => {
  const cases = targets.map(({ target, facts }) => ({ id: target.id, facts }));
  const outcomes = outcomesOf({ checks: exportChecks, cases, chooses });
  const undelivered = targets.filter((one) => !isDelivered(one)).map(({ target }) => target.id);
  // The alibi: an item that arrived clears whatever its own way to the receiver was suspected of.
  const standing = outcomes
    .flatMap(({ findings }) => findings)
    .filter(
      (finding) =>
        finding.severity !== 'error' ||
        isBehind(finding) ||
        finding.targets.some((id) => undelivered.includes(id)),
    );
  const lost = standing.filter((finding) => finding.severity === 'error' && isBehind(finding));
  return { outcomes, failed: [...undelivered, ...lost.flatMap((finding) => finding.targets)], standing };
};

/** The report of a run that was judged, and whose fixes were tried. */
export const reportOf = (
  seen: RunRecord,
  { outcomes, failed }: Judged,
  circumstances: Circumstances = {},
): Report =>
  compose({ ...seen, ...rank(seen.tried, { checks: exportChecks, failed }), outcomes }, circumstances);

const FROM_BUNDLE = 'not tried: judged from a bundle';

/** What the run itself found keeps what became of its fixes; what is found today only has none that was tried. */
const asTried = (finding: Finding, tried: readonly Finding[], why: string): Finding => {
  const then = tried.find(
    ({ code, summary, targets }) =>
      code === finding.code && summary === finding.summary && targets.join() === finding.targets.join(),
  );
  return then
    ? { ...finding, fixes: then.fixes, refuted: then.refuted }
    : { ...finding, fixes: untried(finding.fixes, why) };
};

/** Judges with the checks of today what an earlier run saw. Nothing is connected to. */
export const judgeAgain = (
  seen: RunRecord,
  chooses?: Choice,
  { untried: why = FROM_BUNDLE, ...circumstances }: Circumstances & { readonly untried?: string } = {},
): Report => {
  const judged = judgeTargets(seen.targets, chooses);
  const tried = judged.standing.map((finding) => asTried(finding, seen.tried, why));
  return reportOf({ ...seen, tried }, judged, circumstances);
};
