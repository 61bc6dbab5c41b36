import type { CheckOutcome } from '../model/check.ts';
import type { Finding, TriedFix } from '../model/finding.ts';
import type { Report, ReportCheck, ReportFinding, Verdict } from '../model/report.ts';
import type { SettingsBeside } from '../model/setting.ts';
import { toldFix } from '../prove/change.ts';
import { VERSION } from '../version.ts';

/** A finding as far as a report tells it. */
type Told = Omit<Finding, 'refuted' | 'suspicion'> & { readonly unit?: string };

/** What the job looked at: it decides what the report cannot tell. */
export type Looked = 'sent' | 'settings' | 'received' | 'files';

/** What the report of any job is made of. */
export interface ReportMaterial {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly sdk: Report['sdk'];
  /** As Node names it. */
  readonly platform: string;
  readonly container?: string | null;
  readonly looked: Looked;
  /** In order, the root cause first. */
  readonly findings: readonly Told[];
  readonly root: Told | null;
  readonly outcomes: readonly CheckOutcome[];
  /** Whether enough was seen to call it healthy where nothing is the cause of a failure. */
  readonly well: boolean;
  /** Something that may decide was not seen: nothing is called healthy then. */
  readonly open?: boolean;
  /** Signal that ended the run before everything was seen: no cause is named then. */
  readonly endedBy?: string | undefined;
  /** One sentence. */
  summary(verdict: Verdict): string;
  /** Settings were read as the specification says because nothing tells the SDK. */
  readonly guessed: boolean;
  /** What else cannot be told: what an earlier report said, and what this job says. */
  readonly notes: { readonly earlier?: readonly string[]; readonly own: readonly string[] };
  /** Settings that lie beside those in use. */
  readonly beside?: readonly SettingsBeside[] | undefined;
  readonly targets?: Report['targets'];
  readonly routes?: Report['routes'];
  readonly telemetry?: Report['telemetry'];
  readonly units?: Report['units'];
  readonly suppressed?: Report['suppressed'];
}

/** What a fix does, whatever it is called. */
const deedOf = (fix: TriedFix): string =>
  'env' in fix
    ? JSON.stringify(Object.entries(fix.env).sort())
    : 'text' in fix
      ? fix.text
      : JSON.stringify(fix);

/** The same way out is offered once, under the name that it was proven with. */
const distinctFixes = (fixes: readonly TriedFix[]): readonly TriedFix[] =>
  fixes.filter((fix, index) => {
    const same = fixes.filter((other) => deedOf(other) === deedOf(fix));
    return fixes.indexOf(same.find(({ proven }) => proven) ?? (same[0] as TriedFix)) === index;
  });

/** A finding as the report tells it. */
const findingOf = (finding: Told): ReportFinding => {
  const { code, severity, title, targets, summary, explanation, evidence } = finding;
  const fixes = distinctFixes(finding.fixes.map(toldFix));
  const docs = `docs/checks/${code}.md`;
  const base = { code, severity, title, targets, summary, explanation, evidence, fixes, docs };
  return {
    ...base,
    ...(finding.location ? { location: finding.location } : {}),
    ...(finding.symptomOf ? { symptomOf: finding.symptomOf } : {}),
    ...(finding.unit === undefined ? {} : { unit: finding.unit }),
  };
};

const STATUS_ORDER: readonly ReportCheck['status'][] = ['fail', 'error', 'pass', 'blocked', 'skipped'];

/** One line a check: over several targets the one that says most. */
const checksOf = (outcomes: readonly CheckOutcome[]): readonly ReportCheck[] => {
  const byCode = new Map<string, ReportCheck>();
  for (const { code, status, why, by } of outcomes) {
    const known = byCode.get(code);
    if (known && STATUS_ORDER.indexOf(known.status) <= STATUS_ORDER.indexOf(status)) continue;
    byCode.set(code, {
      ...{ code, status },
      ...(why === undefined ? {} : { why }),
      ...(by === undefined ? {} : { by }),
    });
  }
  return [...byCode.values()];
};

const verdictOf = ({ root, well, open = false, endedBy }: ReportMaterial): Verdict => {
  if (endedBy !== undefined) return 'inconclusive';
  if (root !== null) return 'unhealthy';
  return well && !open ? 'healthy' : 'inconclusive';
};

/** How far each kind of looking reaches; what was sent says so only where it arrived. */
const REACH: Readonly<Record<Looked, string | null>> = {
  sent: 'A delivered item says that the receiver took it; whether it is handed on, stored and shown behind the receiver was not checked (otel-doctor --follow does).',
  settings: 'Nothing was connected to or sent (--offline): only settings and files were read.',
  received: null,
  files: 'Nothing was connected to or sent: what the files say was read, and not what runs.',
};

/** How far a test item was followed behind the receiver; null where nobody followed it. */
const reachBehind = (targets: Report['targets']): string | null => {
  const hops = targets.flatMap(({ behind }) => behind ?? []);
  if (targets.every(({ behind }) => behind === undefined)) return null;
  if (hops.some(({ kind }) => kind === 'backend')) return '';
  return hops.length === 0
    ? 'A delivered item says that the receiver took it; what became of it behind the receiver could not be seen.'
    : 'The test item was followed by the metrics of the Collector; whether a backend stores and shows it was not checked.';
};

const GUESSED =
  'The settings were read as the specification says; SDKs differ from it (name yours with --sdk).';
const GUESSED_OF_FILES =
  'Where nothing tells the SDK, settings were read as the specification says; SDKs differ from it (name yours with --sdk).';

const SHOWN = 2;

const besideText = ({ path, line, variables }: SettingsBeside): string => {
  const more = variables.length > SHOWN ? ` and ${variables.length - SHOWN} more` : '';
  return `${path}:${line} sets ${variables.slice(0, SHOWN).join(', ')}${more}, which this environment lacks: not used here, though the application may read it.`;
};

const limitsOf = (
  { looked, guessed, notes, beside = [], targets = [] }: ReportMaterial,
  verdict: Verdict,
): readonly string[] => {
  const reach = looked === 'sent' && verdict !== 'healthy' ? null : (reachBehind(targets) ?? REACH[looked]);
  const guess = looked === 'files' ? GUESSED_OF_FILES : GUESSED;
  const all = [
    ...(notes.earlier ?? []),
    reach,
    guessed ? guess : null,
    ...beside.map(besideText),
    ...notes.own,
  ];
  return [...new Set(all.filter((limit): limit is string => limit !== null && limit !== ''))];
};

/** Puts the report of a job together: verdict, root cause, checks and limits are decided here for all. Pure. */
export const assemble = (material: ReportMaterial): Report => {
  const verdict = verdictOf(material);
  const findings = material.findings.map(findingOf);
  return {
    schemaVersion: 1,
    tool: { name: 'otel-doctor', version: VERSION },
    startedAt: material.startedAt,
    durationMs: Math.round(material.durationMs),
    verdict,
    summary:
      material.endedBy === undefined
        ? material.summary(verdict)
        : `The run was ended by ${material.endedBy} before everything was seen`,
    sdk: material.sdk,
    runsIn: { platform: material.platform, container: material.container ?? null },
    targets: material.targets ?? [],
    rootCause: verdict === 'unhealthy' ? (findings[0] ?? null) : null,
    findings,
    checks: checksOf(material.outcomes),
    routes: material.routes ?? [],
    telemetry: material.telemetry ?? null,
    limits: limitsOf(material, verdict),
    ...(material.beside?.length ? { beside: material.beside } : {}),
    ...(material.units === undefined ? {} : { units: material.units }),
    ...(material.suppressed?.length ? { suppressed: material.suppressed } : {}),
  };
};
