import { type AnyCheck, AREAS } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Finding, Severity } from '../model/finding.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const areaIndex = (code: CheckCode): number => AREAS.findIndex((area) => code.startsWith(`${area}/`));

const isProven = (finding: Finding): boolean => finding.fixes.some((fix) => fix.proven);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One order for the same findings, however they came in. */
const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (a, b) =>
      compareTexts(a.code, b.code) ||
      compareTexts(a.targets.join(), b.targets.join()) ||
      compareTexts(a.explanation, b.explanation),
  );

/** The same finding for several targets becomes one. */
const merge = (findings: readonly Finding[]): readonly Finding[] => {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.code}\n${finding.explanation}`;
    const known = merged.get(key);
    merged.set(
      key,
      known ? { ...known, targets: [...new Set([...known.targets, ...finding.targets])] } : finding,
    );
  }
  return [...merged.values()];
};

/** Codes that another standing finding declares to be its consequences. */
const explainedBy = (
  finding: Finding,
  all: readonly Finding[],
  checks: ReadonlyMap<CheckCode, AnyCheck>,
): Finding | undefined =>
  all.find(
    (other) =>
      other !== finding &&
      other.severity === 'error' &&
      !other.refuted &&
      (checks.get(other.code)?.explains ?? []).includes(finding.code) &&
      other.targets.some((target) => finding.targets.includes(target)),
  );

/** Drops what stands only where nothing else explains the failure. */
const withoutFallbacks = (
  findings: readonly Finding[],
  checks: ReadonlyMap<CheckCode, AnyCheck>,
): readonly Finding[] => {
  const isFallback = ({ code }: Finding): boolean => checks.get(code)?.fallback === true;
  return findings.filter(
    (finding) =>
      !isFallback(finding) ||
      !findings.some(
        (other) =>
          !isFallback(other) &&
          other.severity === 'error' &&
          other.targets.some((target) => finding.targets.includes(target)),
      ),
  );
};

type Rank = readonly number[];

/** Place of what has none of its own. */
const LAST = Number.MAX_SAFE_INTEGER;

const compareRanks = (a: Rank, b: Rank): number => {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** How errors of one target stand to each other. */
export interface AttributeOptions {
  /** Nothing is a consequence of the root cause unless a check says so: errors do not block each other. */
  readonly independent?: boolean;
}

/**
 * Puts findings in order, the root cause first, and folds its consequences under it: severity, then proof,
 * then what is no consequence of another finding, then the way of a span from the process to the backend, then the
 * rank and the order of the checks.
 */
export const attribute = (
  found: readonly Finding[],
  checks: readonly AnyCheck[],
  failedTargets: readonly string[],
  { independent = false }: AttributeOptions = {},
): { readonly findings: readonly Finding[]; readonly root: Finding | null } => {
  const byCode = new Map(checks.map((check) => [check.id, check]));
  const findings = withoutFallbacks(merge(inOrder(found)), byCode);
  const rank = (finding: Finding): Rank => [
    SEVERITIES.indexOf(finding.severity),
    isProven(finding) ? 0 : finding.refuted ? 2 : 1,
    explainedBy(finding, findings, byCode) ? 1 : 0,
    areaIndex(finding.code),
    byCode.get(finding.code)?.rank ?? LAST,
    checks.findIndex(({ id }) => id === finding.code),
  ];
  const ordered = [...findings].sort((a, b) => compareRanks(rank(a), rank(b)));
  const [first] = ordered;
  const blames = (finding: Finding): boolean =>
    finding.targets.some((target) => failedTargets.includes(target));
  const root = first !== undefined && first.severity === 'error' && blames(first) ? first : null;
  if (root === null) return { findings: ordered, root };
  const fold = (finding: Finding): Finding => {
    if (finding === root || finding.severity !== 'error') return finding;
    const cause = explainedBy(finding, findings, byCode) ?? (independent ? undefined : root);
    if (cause === undefined) return finding;
    const sameTarget = finding.targets.some((target) => cause.targets.includes(target));
    return sameTarget ? { ...finding, symptomOf: cause.code } : finding;
  };
  return { findings: ordered.map(fold), root };
};
