import type { AnyCheck, CheckOutcome } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import {
  type Deployment,
  readDeployment,
  type ScanCase,
  type SenderCases,
  type UnitCases,
} from '../../scan/cases.ts';
import type { SourceFile } from '../../scan/files.ts';
import { locate } from '../../scan/locate.ts';
import type { ReadContext } from '../../scan/parse.ts';
import { type JudgedFiles, withPatches } from '../../scan/patch/offer.ts';
import type { PlacedFinding } from '../../scan/placed-finding.ts';
import type { Decisions } from '../../scan/policy/decide.ts';
import type { SettingsContext } from '../../scan/settings.ts';
import { outcomesOf, rank } from '../judge.ts';
import type { Changes } from './changed.ts';
import { spelt } from './spelt.ts';
import { inOrder, together } from './together.ts';

/** What files are assessed with. */
export interface AssessContext extends ReadContext, SettingsContext {
  readonly checks: readonly AnyCheck[];
  /** Patches are made and tried. */
  readonly patches: boolean;
  /** Files of which one has to be in a unit for it to be judged; all are when left out. */
  readonly changes?: Changes | null;
  /** What somebody has decided about findings. */
  decide(
    findings: readonly PlacedFinding[],
    files: readonly SourceFile[],
    secretValues: readonly string[],
  ): Decisions;
}

/** What is right and wrong with files. */
export interface Assessment {
  readonly findings: readonly PlacedFinding[];
  readonly outcomes: readonly CheckOutcome[];
  readonly deployment: Deployment;
}

/** Findings of one check that are told of one configuration. */
const MAX_FINDINGS = 20;

const START = { line: 1, column: 1 } as const;

/** What only the wire could tell is worth knowing and nothing more. */
const mild = (finding: Finding): Finding => (finding.suspicion ? { ...finding, severity: 'info' } : finding);

/** A finding of a sender, where it stands. */
const placed = (
  finding: Finding,
  { workload, cases }: SenderCases,
  readText: AssessContext['readText'],
): Omit<PlacedFinding, 'unit'> => {
  const own = cases.find(({ id }) => finding.targets.includes(id));
  const renames = cases.flatMap(({ target }) =>
    target.problems.flatMap(({ variable, rename }) =>
      rename === undefined ? [] : [{ from: variable, to: rename }],
    ),
  );
  const location =
    finding.location ??
    (own === undefined ? workload.at : locate(finding.code, own.target, workload, readText));
  return { ...spelt(finding, workload), location, labels: [workload.label], workload, renames };
};

interface Judged {
  readonly outcomes: readonly CheckOutcome[];
  readonly findings: readonly Omit<PlacedFinding, 'unit'>[];
}

const judgeSender = (sender: SenderCases, { checks, readText }: AssessContext): Judged => {
  const outcomes = outcomesOf({ checks, cases: sender.cases });
  const found = outcomes.flatMap(({ findings }) => findings).map(mild);
  const { findings } = rank(found, { checks, independent: true });
  return { outcomes, findings: findings.map((finding) => placed(finding, sender, readText)) };
};

const placeKey = ({ location }: Pick<Finding, 'location'>): string =>
  `${location?.path ?? ''}:${location?.line ?? 0}:${location?.column ?? 0}`;

/** One finding a place: what stands in one line twice is mended once. */
const oneAPlace = (findings: readonly Finding[]): readonly Finding[] => {
  const places = new Map<string, Finding>();
  for (const finding of findings) if (!places.has(placeKey(finding))) places.set(placeKey(finding), finding);
  return [...places.values()].slice(0, MAX_FINDINGS);
};

const judgeCollector = (one: ScanCase, { checks }: AssessContext): Judged => {
  const outcomes = outcomesOf({ checks, cases: [one] });
  const findings = outcomes.flatMap((outcome) => oneAPlace(outcome.findings));
  return {
    outcomes,
    findings: findings.map((finding) => ({
      ...finding,
      location: finding.location ?? { path: one.id, ...START },
      ...{ labels: [one.id], workload: null, renames: [] },
    })),
  };
};

/** Judges what is deployed together. */
const judgeUnit = (unit: UnitCases, context: AssessContext) => {
  const senders = unit.senders.map((sender) => judgeSender(sender, context));
  const collectors = unit.collectors.map((one) => judgeCollector(one, context));
  const own = senders.flatMap(({ findings }) => findings);
  const told = new Set(own.map((finding) => `${finding.code} ${placeKey(finding)}`));
  // What a sender meets is told of the sender.
  const behind = collectors
    .flatMap(({ findings }) => findings)
    .filter((finding) => !told.has(`${finding.code} ${placeKey(finding)}`));
  return {
    findings: [...own, ...behind].map((finding): PlacedFinding => ({ ...finding, unit: unit.name })),
    outcomes: [...senders, ...collectors].flatMap(({ outcomes }) => outcomes),
  };
};

/** Outcomes that say something each once: of thousands of cases only what the report tells is kept. */
const distinct = (outcomes: readonly CheckOutcome[]): readonly CheckOutcome[] => [
  ...new Map(outcomes.map((one) => [`${one.code} ${one.status} ${one.why ?? one.by ?? ''}`, one])).values(),
];

/** Judges everything that the files say. The same files give the same result. */
const assess = async (files: readonly SourceFile[], context: AssessContext): Promise<Assessment> => {
  const whole = await readDeployment(files, context);
  const { changes = null } = context;
  // A unit is read whole: what a changed file means stands in the others.
  const units = whole.units.filter(
    ({ paths }) => changes === null || [...paths].some((path) => changes.has(path)),
  );
  const deployment = { ...whole, units };
  const findings: PlacedFinding[] = [];
  let outcomes: readonly CheckOutcome[] = [];
  for (const unit of deployment.units) {
    const judged = judgeUnit(unit, context);
    findings.push(...judged.findings);
    outcomes = distinct([...outcomes, ...judged.outcomes]);
  }
  return { findings: together(findings), outcomes, deployment };
};

/** Files, what is wrong with them, and the patches that mend it. */
export interface Result {
  readonly files: readonly SourceFile[];
  readonly assessment: Assessment;
  /** Those that are told, with patches where they were asked for. */
  readonly findings: readonly PlacedFinding[];
  readonly accepted: Decisions['accepted'];
  /** What is to be said of rules that were not obeyed. */
  readonly notes: readonly string[];
}

const judgedBy = ({ findings, deployment }: Assessment): JudgedFiles => ({
  findings,
  secretValues: deployment.secretValues,
});

/** Judges files, and offers the patches that help. */
export const assessWithPatches = async (
  files: readonly SourceFile[],
  context: AssessContext,
): Promise<Result> => {
  const assessment = await assess(files, context);
  const { findings: all, deployment } = assessment;
  const { told, severityOf, accepted, notes } = context.decide(all, files, deployment.secretValues);
  const decided = (findings: readonly PlacedFinding[]): Result => ({
    ...{ files, assessment, accepted, notes },
    findings: inOrder(findings.map((finding) => ({ ...finding, severity: severityOf(finding) }))),
  });
  // To try a patch its unit is read again: that is done for whoever is shown patches, and for nobody else.
  if (!context.patches) return decided(told);
  const units = new Map(deployment.units.map(({ name, paths }) => [name, paths]));
  const findings = await withPatches(told, {
    unitPaths: (name) => units.get(name) ?? new Set(),
    ...{ files, judged: judgedBy(assessment), readText: context.readText },
    judge: async (changed, readChanged) =>
      judgedBy(await assess(changed, { ...context, readText: readChanged })),
  });
  return decided(findings);
};
