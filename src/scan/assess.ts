import { attribute } from '../engine/attribute.ts';
import { type AnyCheck, AREAS, type CheckOutcome } from '../model/check.ts';
import type { CollectorFact } from '../model/collector.ts';
import type { LinkFact } from '../model/deployment.ts';
import type { Finding, Location, Severity } from '../model/finding.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import type { SourceFile } from './files.ts';
import { judgeCollectors, judgeLinkFact } from './judge/collectors.ts';
import { isJudged } from './judge/environment.ts';
import { asFinding, type JudgedWorkload, judgeWorkload } from './judge/workload.ts';
import { linksOf } from './links/join.ts';
import { judgeLink } from './links/judge.ts';
import { type ReadContext, read } from './read-files.ts';
import type { Workload } from './workload.ts';

/** What files are assessed with. */
export interface AssessContext extends ReadContext {
  readonly checks: readonly AnyCheck[];
  readonly sdk: Sdk | null;
}

/** A finding with what it is about. */
export interface ScanFinding extends Finding {
  readonly location: Location;
  /** What it concerns, for a sentence. */
  readonly labels: readonly string[];
  readonly workload: Workload | null;
  /** Names of variables that were meant otherwise. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

/** What is right and wrong with files. */
export interface Assessment {
  readonly findings: readonly ScanFinding[];
  readonly outcomes: readonly CheckOutcome[];
  readonly workloads: readonly Workload[];
  readonly links: readonly LinkFact[];
  readonly collectors: readonly CollectorFact[];
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const START = { line: 1, column: 1 } as const;

/** What joined knowledge says of something that was suspected: a receiver in the same files without TLS confirms it. */
const confirmed = (finding: Finding, judged: JudgedWorkload, links: readonly LinkFact[]): Finding => {
  if (!finding.suspicion || finding.code !== 'endpoint/scheme-missing') return finding;
  const ids = finding.targets.map((id) => id.slice(judged.workload.id.length + 1));
  const link = links.find(
    ({ target, secure, to }) => ids.includes(target) && secure && to.kind === 'workload',
  );
  return link === undefined ? finding : { ...finding, severity: 'error', suspicion: false };
};

const ofWorkload = (
  judged: JudgedWorkload,
  links: readonly LinkFact[],
  land: Parameters<typeof judgeLink>[0]['land'],
  checks: readonly AnyCheck[],
): readonly ScanFinding[] => {
  const { workload, targets, findings } = judged;
  const joined = links.flatMap((link) => {
    const target = targets.find(({ id }) => id === link.target);
    if (target === undefined) return [];
    const found = judgeLink({ link, target, workload, land });
    const own = found === null ? null : asFinding(found, checks, [`${workload.id} ${link.target}`]);
    const others = judgeLinkFact(link, target, judged, checks).flatMap((outcome) => outcome.findings);
    return own === null ? others : [own, ...others];
  });
  const all = [...findings.map((finding) => confirmed(finding, judged, links)), ...joined];
  const failed = all.filter(({ severity }) => severity === 'error').flatMap((finding) => finding.targets);
  const renames = targets.flatMap(({ problems }) =>
    problems.flatMap(({ variable, rename }) =>
      rename === undefined ? [] : [{ from: variable, to: rename }],
    ),
  );
  const ordered = attribute(all, checks, failed, { independent: true }).findings;
  return ordered.map((finding) => ({
    ...finding,
    location: finding.location ?? workload.at,
    labels: [workload.label],
    workload,
    renames,
  }));
};

const isAt = (one: Location, { path, line, column }: Location): boolean =>
  one.path === path && one.line === line && one.column === column;

/** What is said of a sender in the file of somebody else: who sends does not make it another mistake. */
const aboutOther = ({ workload, location, labels, summary }: ScanFinding): string =>
  workload === null
    ? summary
    : [workload.at, ...workload.variables.map(({ at }) => at)].some((at) => isAt(at, location))
      ? ''
      : labels.reduce((text, label) => text.replace(label, ''), summary);

/** The same mistake in the same place is one, however many take their settings from there. */
const merged = (findings: readonly ScanFinding[]): readonly ScanFinding[] => {
  const byPlace = new Map<string, ScanFinding>();
  for (const finding of findings) {
    const { path, line, column } = finding.location;
    const key = `${finding.code}\n${path}:${line}:${column}\n${aboutOther(finding)}`;
    const known = byPlace.get(key);
    const labels = [...new Set([...(known?.labels ?? []), ...finding.labels])];
    const worse =
      known !== undefined && SEVERITIES.indexOf(known.severity) <= SEVERITIES.indexOf(finding.severity);
    byPlace.set(key, worse ? { ...known, labels } : { ...finding, labels });
  }
  return [...byPlace.values()];
};

const areaOf = (code: string): number => AREAS.findIndex((area) => code.startsWith(`${area}/`));

const inOrder = (findings: readonly ScanFinding[]): readonly ScanFinding[] =>
  [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Number(a.symptomOf !== undefined) - Number(b.symptomOf !== undefined) ||
      areaOf(a.code) - areaOf(b.code) ||
      (a.location.path < b.location.path ? -1 : a.location.path > b.location.path ? 1 : 0) ||
      a.location.line - b.location.line,
  );

/** Judges everything that the files say. The same files give the same result. */
export const assess = async (files: readonly SourceFile[], context: AssessContext): Promise<Assessment> => {
  const reading = read(files, context);
  const judging = { checks: context.checks, sdk: context.sdk, textOf: context.readText };
  const judged: JudgedWorkload[] = [];
  for (const workload of reading.workloads.filter(isJudged))
    judged.push(await judgeWorkload(workload, judging));
  const links = judged.map(({ workload, targets }) => linksOf(workload, targets, reading));
  const own = judged.flatMap((one, index) => ofWorkload(one, links[index] ?? [], reading, context.checks));
  const behind = judgeCollectors(reading.allCollectors, context.checks);
  const told = behind.flatMap((outcome) => outcome.findings);
  // What a sender meets is told of the sender.
  const untold = told.filter(
    ({ code, location }) =>
      location === undefined || !own.some((one) => one.code === code && isAt(one.location, location)),
  );
  const collectors = untold.map(
    (finding): ScanFinding => ({
      ...finding,
      location: finding.location ?? { path: finding.targets[0] ?? '', ...START },
      labels: finding.targets,
      workload: null,
      renames: [],
    }),
  );
  return {
    findings: inOrder(merged([...own, ...collectors])),
    outcomes: [...judged.flatMap(({ outcomes }) => outcomes), ...behind],
    workloads: judged.map(({ workload }) => workload),
    links: links.flat(),
    collectors: reading.allCollectors,
    secretValues: [...new Set(judged.flatMap(({ secretValues }) => secretValues))],
    notes: [...new Set([...reading.notes, ...judged.flatMap(({ notes }) => notes)])],
  };
};
