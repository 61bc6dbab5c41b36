import type { AnyCheck, CheckOutcome } from '../model/check.ts';
import type { Observation } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';

type Seen = Readonly<Record<string, Observation<unknown> | undefined>>;

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};

const handOver = (facts: Seen, names: readonly string[]): Record<string, unknown> => {
  const handed: Record<string, unknown> = {};
  for (const name of names) {
    const observation = facts[name];
    if (observation?.state === 'seen') handed[name] = observation.value;
  }
  return handed;
};

type Obstacle = Pick<CheckOutcome, 'status' | 'why' | 'by'>;

/** Why a check cannot run on these facts; null when it can. */
const obstacle = (check: AnyCheck, facts: Seen): Obstacle | null => {
  for (const name of check.needs as readonly string[]) {
    const observation = facts[name];
    if (observation === undefined) return { status: 'skipped', why: 'not asked' };
    if (observation.state === 'blocked') return { status: 'blocked', by: observation.by };
    if (observation.state === 'absent') return { status: 'skipped', why: observation.why };
    if (observation.state === 'broken') return { status: 'error', why: observation.error.message };
  }
  return null;
};

const runCheck = (check: AnyCheck, target: string, facts: Seen): CheckOutcome => {
  const base = { code: check.id, target };
  const stopped = obstacle(check, facts);
  if (stopped) return { ...base, ...stopped };
  try {
    const found = check.run(deepFreeze(handOver(facts, [...check.needs, ...(check.uses ?? [])])));
    if (found === undefined) return { ...base, status: 'pass' };
    const severity = found.severity ?? check.severity;
    const suspicion = found.suspicion ?? false;
    const finding: Finding = {
      ...found,
      code: check.id,
      title: check.title,
      severity: suspicion && severity === 'error' ? 'warning' : severity,
      targets: [target],
      fixes: found.fixes.map((fix) => ({ ...fix, proven: false })),
      refuted: false,
      suspicion,
    };
    return { ...base, status: 'fail', finding };
  } catch (thrown) {
    // A check that throws is our mistake; it must neither end the run nor look like a fault of the user's.
    return { ...base, status: 'error', why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
};

/** Hands every check exactly the facts it names, frozen, for one target. Same facts, same outcomes, same order. */
export const judge = (checks: readonly AnyCheck[], target: string, facts: Seen): readonly CheckOutcome[] =>
  checks.map((check) => runCheck(check, target, facts));
