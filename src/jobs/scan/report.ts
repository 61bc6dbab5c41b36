import type { TriedFix } from '../../model/finding.ts';
import type { Report, ReportFinding, Verdict } from '../../model/report.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { shownPatch } from '../../scan/patch/shown.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';
import { type Choice, leftOut } from '../judge.ts';
import { assemble } from '../report.ts';
import type { Result } from './assess.ts';

const SHOWN = 6;

const listed = (labels: readonly string[]): string => {
  const more = labels.length > SHOWN ? ` and ${labels.length - SHOWN} more` : '';
  return `${labels.slice(0, SHOWN).join('; ')}${more}`;
};

const HIDDEN = '*** hides what stands there beside it; --write leaves that as it is';

/** A fix as it may be shown: a patch without what stands beside the change. */
const shownFix = (fix: TriedFix): TriedFix => {
  if (!('patch' in fix)) return fix;
  const patch = shownPatch(fix.patch);
  return patch.diff === fix.patch.diff ? fix : { ...fix, title: `${fix.title} (${HIDDEN})`, patch };
};

/** A finding of the scan as the report tells it: it concerns no target of a run, but parts of a deployment. */
const scanFindingOf = (finding: PlacedFinding): ReportFinding => {
  const { code, severity, title, summary, explanation, evidence, fixes, location, labels, symptomOf } =
    finding;
  const told = labels.every((label) => evidence.some(({ value }) => value === label));
  return {
    ...{ code, severity, title, targets: [], summary, explanation },
    evidence: told ? evidence : [...evidence, { label: 'concerns', value: listed(labels) }],
    ...{ fixes: fixes.map(shownFix), location, docs: `docs/checks/${code}.md` },
    ...(symptomOf ? { symptomOf } : {}),
  };
};

/** What was looked at, in one sentence. */
const lookedAt = (files: number, workloads: number, collectors: number): string => {
  const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
  return `${count(files, 'file')} read: ${count(workloads, 'application')} with OpenTelemetry settings, ${count(collectors, 'Collector configuration')}`;
};

const summaryOf = (verdict: Verdict, findings: readonly PlacedFinding[], looked: string): string => {
  const [first] = findings;
  const errors = findings.filter(
    ({ severity, symptomOf }) => severity === 'error' && symptomOf === undefined,
  ).length;
  if (verdict === 'inconclusive') return `Nothing to judge was found (${looked})`;
  if (verdict === 'healthy' || first === undefined) return `No error was found (${looked})`;
  const { path, line } = first.location;
  const more = errors > 1 ? `, and ${errors - 1} more error${errors === 2 ? '' : 's'}` : '';
  return `${first.summary} (${path}:${line})${more}`;
};

/** What a report is made of beside the result. */
interface Circumstances {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly sdk: Sdk | null;
  readonly chooses: Choice | undefined;
  /** Of reading and writing the files. */
  readonly notes: readonly string[];
}

/** Notes that are told at most. */
const MOST_NOTES = 20;

/** The report of a scan. */
export const reportOf = (
  { assessment, findings, files }: Result,
  { startedAt, durationMs, sdk, chooses, notes }: Circumstances,
): Report => {
  const { senders, collectors, notes: read } = assessment.deployment;
  const looked = lookedAt(files.length, senders.length, collectors.length);
  const told = findings.map(scanFindingOf);
  return assemble({
    ...{ startedAt, durationMs, platform: process.platform },
    sdk: { name: sdk?.name ?? 'spec', chosenBy: sdk === null ? 'default' : 'flag', version: null },
    looked: 'files',
    findings: told,
    root: told.find(({ severity }) => severity === 'error') ?? null,
    outcomes: [...assessment.outcomes, ...leftOut(chooses)],
    well: senders.length + collectors.length > 0,
    summary: (verdict) => summaryOf(verdict, findings, looked),
    guessed: sdk === null && senders.some(({ workload }) => workload.sdk === null),
    notes: { own: [...notes, ...read].slice(0, MOST_NOTES) },
  });
};
