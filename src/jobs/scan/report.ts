import type { Severity, TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding, ReportSuppressed, ReportUnit, Verdict } from '../../model/report.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import type { UnitCases } from '../../scan/cases.ts';
import type { Unread } from '../../scan/files.ts';
import { groupedBy } from '../../scan/near.ts';
import { shownPatch } from '../../scan/patch/shown.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';
import { type Choice, leftOut } from '../judge.ts';
import { assemble } from '../report.ts';
import type { Result } from './assess.ts';
import { mapOf } from './map.ts';

const SHOWN = 6;

const listed = (labels: readonly string[]): string => {
  const more = labels.length > SHOWN ? ` and ${labels.length - SHOWN} more` : '';
  return `${labels.slice(0, SHOWN).join('; ')}${more}`;
};

const MASK = '***';
const HIDDEN = '*** hides what stands there beside it; --write leaves that as it is';

/** A fix as it may be shown: a patch without what stands beside the change. */
const shownFix = (fix: TriedFix): TriedFix => {
  if (!('patch' in fix)) return fix;
  const patch = shownPatch(fix.patch);
  const hides = patch.diff.split(MASK).length > fix.patch.diff.split(MASK).length;
  return hides ? { ...fix, title: `${fix.title} (${HIDDEN})`, patch } : { ...fix, patch };
};

/** A finding of the scan as the report tells it: it concerns no target of a run, but parts of a deployment. */
const scanFindingOf = (finding: PlacedFinding): ReportFinding => {
  const { code, severity, title, summary, explanation, evidence, fixes, location, labels, symptomOf, unit } =
    finding;
  const told = labels.every((label) => evidence.some(({ value }) => value === label));
  return {
    ...{ code, severity, title, targets: [], summary, explanation },
    evidence: told ? evidence : [...evidence, { label: 'concerns', value: listed(labels) }],
    ...{ fixes: fixes.map(shownFix), location, docs: `docs/checks/${code}.md`, unit },
    ...(symptomOf ? { symptomOf } : {}),
  };
};

/** What was looked at, in one sentence. */
const lookedAt = (files: number, units: readonly UnitCases[]): string => {
  const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
  const workloads = units.reduce((sum, { senders }) => sum + senders.length, 0);
  const collectors = units.reduce((sum, unit) => sum + unit.collectors.length, 0);
  const where = units.length > 1 ? ` in ${units.length} units` : '';
  return `${count(files, 'file')} read${where}: ${count(workloads, 'application')} with OpenTelemetry settings, ${count(collectors, 'Collector configuration')}`;
};

const isError = ({ severity, symptomOf }: PlacedFinding): boolean =>
  severity === 'error' && symptomOf === undefined;

const summaryOf = (
  verdict: Verdict,
  findings: readonly PlacedFinding[],
  looked: string,
  unread: readonly Unread[],
  accepted: number,
): string => {
  const [first] = findings;
  const errors = findings.filter(isError).length;
  const besides =
    accepted === 0 ? '' : `; ${accepted} accepted finding${accepted === 1 ? ' is' : 's are'} left out`;
  if (verdict === 'inconclusive')
    return unread.length === 0
      ? `Nothing to judge was found (${looked})${besides}`
      : `No error was found in what was read; ${unread.length === 1 ? 'one thing that may decide was' : `${unread.length} things that may decide were`} not read (${looked})${besides}`;
  if (verdict === 'healthy' || first === undefined) return `No error was found (${looked})${besides}`;
  const { path, line } = first.location;
  const more = errors > 1 ? `, and ${errors - 1} more error${errors === 2 ? '' : 's'}` : '';
  return `${first.summary} (${path}:${line})${more}${besides}`;
};

/** What somebody has accepted, as the report tells it. */
const suppressedOf = ({ finding, by }: Result['accepted'][number]): ReportSuppressed => ({
  ...scanFindingOf(finding),
  // Nobody is to do anything about it.
  fixes: [],
  suppressedBy: by,
});

const NAMED = 5;

/** What was not read, one sentence a reason. */
const unreadLines = (unread: readonly Unread[]): readonly string[] =>
  [...groupedBy(unread, ({ why }) => [why])].map(([why, same]) => {
    const paths = [...new Set(same.map(({ path }) => path))];
    if (paths.length === 1) return `${paths[0]} ${why}.`;
    const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
    return `${paths.slice(0, NAMED).join(', ')}${more}: each ${why}.`;
  });

/** What is deployed together, with its own verdict. */
const reportUnits = (
  units: readonly UnitCases[],
  findings: readonly PlacedFinding[],
  allowUnread: boolean,
): readonly ReportUnit[] => {
  const byUnit = groupedBy(findings, ({ unit }) => [unit]);
  return units.map((unit) => {
    const { name, senders, collectors, unread } = unit;
    const own = byUnit.get(name) ?? [];
    const map = mapOf(unit, own);
    const count = (wanted: Severity): number => own.filter(({ severity }) => severity === wanted).length;
    const open = (unread.length > 0 && !allowUnread) || senders.length + collectors.length === 0;
    return {
      name,
      verdict: own.some(isError) ? 'unhealthy' : open ? 'inconclusive' : 'healthy',
      ...{ applications: senders.length, collectors: collectors.length },
      ...{ errors: count('error'), warnings: count('warning'), infos: count('info') },
      unread: unreadLines(unread),
      ...(map === null ? {} : { map }),
    };
  });
};

/** What a report is made of beside the result. */
interface Circumstances {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly sdk: Sdk | null;
  readonly chooses: Choice | undefined;
  /** What was not read leaves the verdict as it is. */
  readonly allowUnread: boolean;
  /** Commit from which a file has to differ; null where everything is judged. */
  readonly changedSince: string | null;
  /** Files whose bytes were looked at. */
  readonly looked: number;
  /** What was not read, and belongs to no unit. */
  readonly unread: readonly Unread[];
  /** Of reading and writing the files. */
  readonly notes: readonly string[];
}

/** Notes that are told at most. */
const MOST_NOTES = 20;

/** The report of a scan. */
export const reportOf = (
  { assessment, findings, accepted }: Result,
  { startedAt, durationMs, sdk, chooses, notes, ...given }: Circumstances,
): Report => {
  const units = assessment.deployment.units.filter(
    (unit) => unit.senders.length + unit.collectors.length + unit.unread.length > 0,
  );
  const unread = [...given.unread, ...units.flatMap((unit) => unit.unread)];
  const since = given.changedSince === null ? '' : ` of what differs from ${given.changedSince}`;
  const looked = `${lookedAt(given.looked, units)}${since}`;
  const told = findings.map(scanFindingOf);
  const read = [...assessment.deployment.notes, ...units.flatMap((unit) => unit.notes)];
  return assemble({
    ...{ startedAt, durationMs, platform: process.platform },
    sdk: { name: sdk?.name ?? 'spec', chosenBy: sdk === null ? 'default' : 'flag', version: null },
    looked: 'files',
    findings: told,
    root: told.find(({ severity }) => severity === 'error') ?? null,
    outcomes: [...assessment.outcomes, ...leftOut(chooses)],
    // Where nothing of a deployment has changed there is nothing that could be wrong with the change.
    well:
      units.some(({ senders, collectors }) => senders.length + collectors.length > 0) ||
      (given.changedSince !== null && units.length === 0),
    open: unread.length > 0 && !given.allowUnread,
    summary: (verdict) => summaryOf(verdict, findings, looked, unread, accepted.length),
    suppressed: accepted.map(suppressedOf),
    guessed:
      sdk === null && units.some(({ senders }) => senders.some(({ workload }) => workload.sdk === null)),
    notes: { own: [...unreadLines(unread), ...[...new Set([...notes, ...read])].slice(0, MOST_NOTES)] },
    units: reportUnits(units, findings, given.allowUnread),
  });
};
