import type { Report, ReportFinding } from '../../../src/model/report.ts';
import { type Sender, sendWithJs, sendWithPython } from '../../sdk/senders.ts';
import type { Collector } from '../collector.ts';
import { type Diagnosis, diagnose } from '../doctor.ts';
import { findPart, type Part } from '../find-part.ts';
import type { Environment } from '../process.ts';
import type { Case, Healthy, RealSdk, Scene, Second, Unhealthy } from './case.ts';
import type { Lab } from './lab.ts';

/** What became of a case. */
export interface Outcome {
  readonly name: string;
  readonly verdict: string;
  readonly code: string;
  readonly causeRight: boolean;
  /** Null where nothing is to be proven. */
  readonly fixProven: boolean | null;
  /** Milliseconds of the doctor's run, the start of its process included. */
  readonly ms: number;
  readonly arrived: Partial<Record<RealSdk, boolean>>;
  /** Everything that is not as expected; empty when all is well. */
  readonly problems: readonly string[];
}

const senders: Record<RealSdk, Sender> = { python: sendWithPython, js: sendWithJs };

/** The parts that a case runs against. */
export function partsOf({ parts = [], sdks = [] }: Case): readonly Part[] {
  return ['otelcol', ...parts, ...(sdks.includes('python') ? (['python'] as const) : [])];
}

/** Those of them that are not on this machine. */
export function missingParts(row: Case): readonly Part[] {
  return partsOf(row).filter((part) => findPart(part) === undefined);
}

/** Sets a case up, lets the doctor at it (with more arguments, if any), sends with the real SDKs, takes it down. */
export async function runCase(row: Case, lab: Lab, more: readonly string[] = []): Promise<Outcome> {
  const scene = await row.start(lab);
  try {
    const { environment, args = [], start } = scene;
    const diagnosis = await diagnose({ environment, args: [...args, ...more], ...(start && { start }) });
    const arrived = await sendAll(row.sdks ?? [], scene, repaired(environment, diagnosis.report));
    return {
      ...judge(row, diagnosis),
      arrived: arrived.arrived,
      problems: [
        ...(await problemsOf(row, scene, diagnosis, arrived.problems)),
        ...(await secondProblems(row, scene, diagnosis.report)),
      ],
    };
  } finally {
    await scene.stop?.();
  }
}

function judge(row: Case, { report, ms }: Diagnosis): Omit<Outcome, 'problems' | 'arrived'> {
  const code = report?.rootCause?.code ?? '';
  const verdict = report?.verdict ?? 'none';
  const expected = row.expect.verdict === 'healthy' ? '' : row.expect.code;
  const causeRight = verdict === row.expect.verdict && code === expected;
  const toProve = row.expect.verdict === 'unhealthy' && row.expect.proven;
  const fixProven = toProve ? report?.rootCause?.fixes[0]?.proven === true : null;
  return { name: row.name, verdict, code, causeRight, fixProven, ms };
}

async function problemsOf(
  row: Case,
  scene: Scene,
  diagnosis: Diagnosis,
  ofSdks: readonly string[],
): Promise<readonly string[]> {
  const { report } = diagnosis;
  const always = generalProblems(diagnosis);
  if (report === undefined) return [...always, diagnosis.stderr];
  const own =
    row.expect.verdict === 'healthy'
      ? await healthyProblems(report, scene, row.expect, diagnosis.exitCode)
      : unhealthyProblems(report, row.expect, diagnosis.exitCode);
  return [...always, ...own, ...ofSdks];
}

/** What holds for every run. */
export function generalProblems({ report, schemaErrors, stderr }: Diagnosis): string[] {
  const broken = report?.checks.filter(({ status }) => status === 'error') ?? [];
  return [
    ...schemaErrors.map((error) => `schema: ${error}`),
    ...(stderr === '' ? [] : [`stderr: ${stderr.slice(0, 500)}`]),
    ...broken.map(({ code, why }) => `the check ${code} failed: ${why}`),
    ...(report?.limits.filter((limit) => limit.includes('could not find out')) ?? []),
  ];
}

async function healthyProblems(
  report: Report,
  { collector }: Scene,
  { routes, warnings = [], shows = [] }: Healthy,
  exitCode: number,
): Promise<string[]> {
  const problems: string[] = [];
  if (report.verdict !== 'healthy') problems.push(`${report.verdict}: ${told(report.rootCause)}`);
  if (exitCode !== 0) problems.push(`exit status ${exitCode}`);
  for (const finding of report.findings) {
    const expected = finding.severity === 'warning' && [...warnings, ...shows].includes(finding.code);
    if (finding.severity !== 'info' && !expected) problems.push(`${finding.severity} ${told(finding)}`);
  }
  for (const code of shows) {
    if (!report.findings.some((finding) => finding.code === code)) problems.push(`does not tell of ${code}`);
  }
  const states = report.routes.map(({ state }) => state);
  const wanted = routes ?? states.map(() => 'accepted');
  if (states.join() !== wanted.join()) problems.push(`routes ${states.join()} instead of ${wanted.join()}`);
  return [...problems, ...(await missingTraces(report, collector))];
}

/** The doctor's own span must be in the log of the Collector that took it. */
async function missingTraces(report: Report, collector: Collector | undefined): Promise<string[]> {
  if (collector === undefined || report.verdict !== 'healthy') return [];
  const ids = report.targets.flatMap(({ signals, traceId }) => (signals.includes('traces') ? [traceId] : []));
  const missing = await Promise.all(
    ids.map(async (id) =>
      (await hasArrived(collector, id ?? '')) ? [] : [`the doctor's trace ${id} did not arrive`],
    ),
  );
  return missing.flat();
}

function unhealthyProblems(report: Report, expected: Unhealthy, exitCode: number): string[] {
  const { rootCause, findings, verdict } = report;
  const problems: string[] = [];
  if (verdict !== 'unhealthy') problems.push(`${verdict} instead of unhealthy`);
  if (exitCode !== 1) problems.push(`exit status ${exitCode}`);
  if (rootCause?.code !== expected.code) problems.push(`${told(rootCause)} instead of ${expected.code}`);
  if (findings[0]?.code !== rootCause?.code) problems.push('the root cause is not the first finding');
  for (const other of findings.slice(1)) {
    if (other.severity === 'error' && other.symptomOf === undefined)
      problems.push(`not folded: ${told(other)}`);
  }
  if (expected.says && !expected.says.test(JSON.stringify(rootCause)))
    problems.push(`does not say ${expected.says}: ${JSON.stringify(rootCause)}`);
  return [...problems, ...fixProblems(rootCause, expected)];
}

/** Whether the report of the first of two faults tells of the second, as the next finding or behind its fix. */
function announces({ rootCause, findings }: Report, { announced }: Second): boolean {
  if (typeof announced === 'string') return findings[1]?.code === announced;
  return rootCause?.fixes.some((fix) => announced.test(fix.unproven ?? '')) === true;
}

/** Repairs the first fault and lets the doctor look again. */
async function secondProblems(row: Case, scene: Scene, report: Report | undefined): Promise<string[]> {
  if (row.expect.verdict === 'healthy' || row.expect.second === undefined || report === undefined) return [];
  const { second } = row.expect;
  const problems = announces(report, second)
    ? []
    : [`the first run does not tell of ${second.announced}: ${JSON.stringify(report.rootCause?.fixes)}`];
  const { args = [], start } = scene;
  const environment = second.mend?.(scene.environment) ?? repaired(scene.environment, report);
  const again = await diagnose({ environment, args, ...(start && { start }) });
  const found = again.report?.rootCause ?? null;
  if (found?.code === second.code) return problems;
  return [...problems, `after the first fix: ${told(found)} instead of ${second.code}`];
}

function fixProblems(cause: ReportFinding | null, { proven, sets }: Unhealthy): string[] {
  const [first] = cause?.fixes ?? [];
  const shown = JSON.stringify(cause?.fixes);
  if (first === undefined) return ['no fix is offered'];
  if (cause?.fixes.some((fix) => fix.proven) !== proven)
    return [`${proven ? 'no' : 'a'} fix is proven: ${shown}`];
  if (proven && !first.proven) return [`the proven fix is not the first: ${shown}`];
  const changed = 'env' in first ? Object.keys(first.env).sort() : [];
  if (sets !== undefined && changed.join() !== [...sets].sort().join()) return [`another fix: ${shown}`];
  return [];
}

/** A finding in a line. */
export function told(finding: ReportFinding | null): string {
  return finding === null ? 'no cause' : `${finding.code} (${finding.explanation})`;
}

/** The application's environment with the first fix applied literally. */
export function repaired(environment: Environment, report: Report | undefined): Environment {
  const fix = report?.rootCause?.fixes[0];
  const changed: Record<string, string> = { ...environment };
  if (fix === undefined || !('env' in fix)) return changed;
  for (const [name, value] of Object.entries(fix.env)) {
    if (value === null) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

async function sendAll(
  sdks: readonly RealSdk[],
  { collector, start }: Scene,
  environment: Environment,
): Promise<Pick<Outcome, 'arrived' | 'problems'>> {
  const arrived: Partial<Record<RealSdk, boolean>> = {};
  const problems: string[] = [];
  for (const sdk of sdks) {
    if (collector === undefined) throw new Error('a case with SDKs names the Collector');
    const sent = await senders[sdk](environment, start);
    arrived[sdk] = await hasArrived(collector, sent.traceId);
    if (!arrived[sdk])
      problems.push(`no span of ${sdk} with ${JSON.stringify(environment)}: ${sent.log.slice(-1500)}`);
  }
  return { arrived, problems };
}

async function hasArrived(collector: Collector, traceId: string): Promise<boolean> {
  if (traceId === '') return false;
  return collector.waitForTrace(traceId, 3_000).then(
    () => true,
    () => false,
  );
}
