import { takesIn } from '../../model/check.ts';
import type { Severity } from '../../model/finding.ts';
import type { ReportSuppressed } from '../../model/report.ts';
import type { PlacedFinding } from '../placed-finding.ts';
import type { IgnoreComment } from './comments.ts';
import { isAbout, type Policy, type SeverityRule, type Suppression } from './policy.ts';

/** A finding that is not told because somebody has accepted it. */
export interface Accepted {
  readonly finding: PlacedFinding;
  readonly by: ReportSuppressed['suppressedBy'];
}

/** What becomes of findings. */
export interface Decisions {
  /** With the severity of their checks: by it patches are judged. */
  readonly told: readonly PlacedFinding[];
  /** The severity with which a finding is told. */
  severityOf(finding: PlacedFinding): Severity;
  readonly accepted: readonly Accepted[];
  readonly notes: readonly string[];
}

/** Everything by which findings are accepted. */
export interface Rules {
  readonly policies: readonly Policy[];
  readonly comments: readonly IgnoreComment[];
  /** The last day of a rule that holds today is not before it, `2026-11-30`. */
  readonly today: string;
  /** Whether a finding was there when a baseline was written; null without one. */
  readonly baseline: ((finding: PlacedFinding) => boolean) | null;
  /** Where a baseline is. */
  readonly baselinePath: string | null;
  /** Whether a check takes part: of the others nothing is missed. */
  looksFor(code: string): boolean;
  /** Whether everything below a directory was scanned. */
  coversAll(home: string): boolean;
}

const isOver = ({ expires }: Suppression, today: string): boolean => expires !== null && expires < today;

/** The one that names more than the others: a code before its area. */
const severityOf = (finding: PlacedFinding, rules: readonly SeverityRule[]): Severity => {
  const own = rules.filter((rule) => isAbout(rule, finding.code, finding.location.path));
  const [best] = [...own].sort((a, b) => b.code.length - a.code.length);
  return best?.severity ?? finding.severity;
};

const byComment = (
  finding: PlacedFinding,
  comments: readonly IgnoreComment[],
  used: Set<unknown>,
): Accepted['by'] | null => {
  const comment = comments.find(
    ({ at, lines, codes }) =>
      at.path === finding.location.path &&
      lines.includes(finding.location.line) &&
      codes.some((code) => takesIn(code, finding.code)),
  );
  if (comment === undefined) return null;
  used.add(comment);
  return { kind: 'comment', place: `${comment.at.path}:${comment.at.line}`, reason: comment.reason };
};

const byRule = (
  finding: PlacedFinding,
  { policies, today }: Rules,
  used: Set<unknown>,
): Accepted['by'] | null => {
  const rules = policies.flatMap(({ suppressions }) => suppressions);
  const about = rules.filter((rule) => isAbout(rule, finding.code, finding.location.path));
  for (const rule of about) used.add(rule);
  const holds = about.find((rule) => !isOver(rule, today));
  if (holds === undefined) return null;
  return { kind: 'policy', place: `${holds.at.path}:${holds.at.line}`, reason: holds.reason };
};

/** What a baseline says of a finding that it has. */
export const acceptedIn = (path: string | null): Accepted['by'] => ({
  ...{ kind: 'baseline', place: path, reason: 'it was there when the baseline was written' },
});

const acceptedBy = (finding: PlacedFinding, rules: Rules, used: Set<unknown>): Accepted['by'] | null => {
  const said = byComment(finding, rules.comments, used) ?? byRule(finding, rules, used);
  if (said !== null || rules.baseline === null) return said;
  return rules.baseline(finding) ? acceptedIn(rules.baselinePath) : null;
};

/** What nobody needs any more, or no longer holds. */
const notesOf = (rules: Rules, used: ReadonlySet<unknown>): readonly string[] => {
  const suppressions = rules.policies
    .flatMap((policy) => policy.suppressions)
    .flatMap((rule): readonly string[] => {
      const place = `${rule.at.path}:${rule.at.line}`;
      if (isOver(rule, rules.today))
        return [
          `The suppression of ${rule.code} at ${place} expired on ${rule.expires}: what it hid is told again.`,
        ];
      const unused = !used.has(rule) && rules.looksFor(rule.code) && rules.coversAll(rule.home);
      return unused ? [`The suppression of ${rule.code} at ${place} hides nothing; take it out.`] : [];
    });
  const comments = rules.comments
    .filter((comment) => !used.has(comment) && comment.codes.some((code) => rules.looksFor(code)))
    .map(
      ({ at, codes }) =>
        `The comment at ${at.path}:${at.line} hides nothing (${codes.join(', ')}); take it out.`,
    );
  return [...suppressions, ...comments];
};

/** Takes out what somebody has accepted, and tells the severity that was decided for the others. */
export const decide = (findings: readonly PlacedFinding[], rules: Rules): Decisions => {
  const used = new Set<unknown>();
  const told: PlacedFinding[] = [];
  const accepted: Accepted[] = [];
  const severities = rules.policies.flatMap((policy) => policy.severities);
  for (const finding of findings) {
    const by = acceptedBy(finding, rules, used);
    if (by === null) told.push(finding);
    else accepted.push({ finding, by });
  }
  return {
    ...{ told, accepted, notes: notesOf(rules, used) },
    severityOf: (finding) => severityOf(finding, severities),
  };
};
