import type { Area, CheckOutcome } from '../../model/check.ts';
import { AREAS } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { PathStep, ReportTarget } from '../../model/report.ts';

const areaOf = (code: string): Area => AREAS.find((area) => code.startsWith(`${area}/`)) ?? 'config';

/** The area of the way that each step is judged in. */
const AREA_OF_STEP: Readonly<Record<PathStep['step'], Area>> = {
  dns: 'network',
  tcp: 'network',
  proxy: 'network',
  tls: 'tls',
  protocol: 'protocol',
  send: 'auth',
};

/** Where the way of a target ends: the step, and the last area that anything was seen of. */
const endOf = ({ id, path }: ReportTarget, root: Finding | null) => {
  const failed = path.find(({ state }) => state === 'failed');
  if (failed === undefined) return null;
  const steps = AREAS.indexOf(AREA_OF_STEP[failed.step]);
  // An answer may come from further behind, as the cause tells.
  const told = root?.targets.includes(id) ? AREAS.indexOf(areaOf(root.code)) : -1;
  return { step: failed.step, last: Math.max(steps, told) };
};

/** A check of what lies behind the step that failed has not passed: nothing got there. */
export const notReached = (
  outcomes: readonly CheckOutcome[],
  targets: readonly ReportTarget[],
  root: Finding | null,
): readonly CheckOutcome[] => {
  const ends = new Map(targets.map((target) => [target.id, endOf(target, root)]));
  return outcomes.map((outcome) => {
    const end = ends.get(outcome.target);
    if (!end || outcome.status !== 'pass' || AREAS.indexOf(areaOf(outcome.code)) <= end.last) return outcome;
    return { ...outcome, status: 'blocked', by: end.step };
  });
};
