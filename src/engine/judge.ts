import { type AnyCheck, type AnySight, type CheckOutcome, look, sightsOf } from '../model/check.ts';
import type { Observation } from '../model/fact.ts';
import type { Finding, Found } from '../model/finding.ts';

type Observed = Readonly<Record<string, Observation<unknown> | undefined>>;

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};

const handOver = (facts: Observed, names: readonly string[]): Record<string, unknown> => {
  const handed: Record<string, unknown> = {};
  for (const name of names) {
    const observation = facts[name];
    if (observation?.state === 'seen') handed[name] = observation.value;
  }
  return handed;
};

type Obstacle = Pick<CheckOutcome, 'status' | 'why' | 'by'>;

/** Why a check cannot look this way at these facts; null when it can. */
const obstacle = (sight: AnySight, facts: Observed): Obstacle | null => {
  for (const name of sight.needs as readonly string[]) {
    const observation = facts[name];
    if (observation === undefined) return { status: 'skipped', why: 'not asked' };
    if (observation.state === 'blocked') return { status: 'blocked', by: observation.by };
    if (observation.state === 'absent') return { status: 'skipped', why: observation.why };
    if (observation.state === 'broken') return { status: 'error', why: observation.error.message };
  }
  return null;
};

/** A finding of a check, as far as the check itself can say. */
const findingOf = (check: AnyCheck, target: string, found: Found): Finding => {
  const severity = found.severity ?? check.severity;
  const suspicion = found.suspicion ?? false;
  return {
    ...found,
    code: check.id,
    title: check.title,
    severity: suspicion && severity === 'error' ? 'warning' : severity,
    targets: [target],
    fixes: found.fixes.map((fix) => ({ ...fix, proven: false })),
    refuted: false,
    suspicion,
  };
};

const runCheck = (check: AnyCheck, target: string, facts: Observed): CheckOutcome => {
  const base = { code: check.id, target, findings: [] };
  const ways = sightsOf(check).map((sight) => ({ sight, stopped: obstacle(sight, facts) }));
  const open = ways.filter(({ stopped }) => stopped === null);
  const [first] = ways;
  if (open.length === 0) return { ...base, ...(first?.stopped ?? { status: 'skipped' }) };
  try {
    for (const { sight } of open) {
      const found = look(sight, deepFreeze(handOver(facts, [...sight.needs, ...(sight.uses ?? [])])));
      if (found.length > 0)
        return { ...base, status: 'fail', findings: found.map((one) => findingOf(check, target, one)) };
    }
    return { ...base, status: 'pass' };
  } catch (thrown) {
    // A check that throws is our mistake; it must neither end the run nor look like a fault of the user's.
    return { ...base, status: 'error', why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
};

/** Hands every check exactly the facts it names, frozen, for one target. Same facts, same outcomes, same order. */
export const judge = (
  checks: readonly AnyCheck[],
  target: string,
  facts: Observed,
): readonly CheckOutcome[] => checks.map((check) => runCheck(check, target, facts));
