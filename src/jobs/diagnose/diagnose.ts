import { exportChecks as allChecks } from '../../../checks/export.ts';
import { attribute } from '../../engine/attribute.ts';
import { gather, type Observations } from '../../engine/gather.ts';
import { judge } from '../../engine/judge.ts';
import { plan } from '../../engine/plan.ts';
import { KNOWN_PREFIXES } from '../../knowledge/paths.ts';
import { siblingPorts } from '../../knowledge/ports.ts';
import type { AnyCheck, CheckCode, CheckOutcome } from '../../model/check.ts';
import type { Observation } from '../../model/fact.ts';
import type { FactId, FactTable, Reach } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { Probe } from '../../model/probe.ts';
import { isConnected } from '../../model/reading.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { NO_SECRETS, type Secrets } from '../../model/secret.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context, DoctorContext } from '../../probes/context.ts';
import { PROBES } from '../../probes/index.ts';
import { sendItem } from '../../probes/send/send-item.ts';
import { tellInFile } from '../../prove/in-file.ts';
import { prove } from '../../prove/prove.ts';
import type { FileStates } from '../../resolve/files.ts';
import type { LayeredEnvironment } from '../../resolve/layers.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { fileStates, readOwnFile } from '../../settings/file-states.ts';
import { assemble } from '../report.ts';

/** What a diagnosis is made of. */
export interface DiagnoseOptions {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  readonly sdkChosenBy: Report['sdk']['chosenBy'];
  /** Release of the SDK that the application has, where that is known. */
  readonly sdkVersion?: string | null;
  readonly signals: readonly Signal[];
  /** Milliseconds for the whole run; null leaves it to the export timeout of the settings. */
  readonly timeoutMs: number | null;
  /** Whether a check takes part; all do when left out. */
  chooses?(code: CheckCode): boolean;
  /** Settings and files only: nothing is connected to, and so no run is healthy. */
  readonly offline?: boolean;
  /** One more empty request without the credentials, to see whether they are looked at. */
  readonly controls?: boolean;
  /** The running process whose settings these are; this one when left out. */
  readonly process?: DiagnosedProcess;
  /** Told of every fact as it is seen, for live output. */
  onObservation?(target: Target, fact: FactId, observation: Observation<unknown>): void;
}

/** Another process, seen from this one. */
export interface DiagnosedProcess {
  readonly pid: number;
  /** Reads a file as that process would; null when it cannot be read. */
  readFile(path: string): Buffer | null;
}

export interface Diagnosis {
  readonly report: Report;
  /** Secret values that must not appear in any output. */
  readonly secretValues: readonly string[];
  /** What the report was made of. */
  readonly seen: RunRecord;
}

/** Kept from the run for proving and reporting. */
const MARGIN_MS = 800;

/** Time for trying fixes after everything was seen, when the run itself has no deadline. */
const PROVE_MS = 3_000;

/** Wait for one item that is sent to try a fix. */
const PROVE_SEND_MS = 2_500;

const contextFor = (
  target: Target,
  secrets: Secrets,
  { environment, process }: Pick<DiagnoseOptions, 'environment' | 'process'>,
): DoctorContext => ({
  secrets: secrets.targets[target.id] ?? NO_SECRETS,
  secretValues: secrets.secretValues,
  readFile: process?.readFile ?? readOwnFile,
  pid: process?.pid ?? null,
  containerVariables: Object.fromEntries(
    [...environment].filter(([name]) => !name.startsWith('OTEL_')).map(([name, { value }]) => [name, value]),
  ),
  loadVendors: () => import('../../knowledge/vendors/fact.ts'),
  knownPrefixes: KNOWN_PREFIXES,
  siblingPorts,
});

/** Facts that need no connection. */
const OFFLINE_FACTS: readonly FactId[] = ['files', 'container'];

const NOT_TRIED = 'not tried: --offline';

const untried = (fixes: Finding['fixes'], why: string): Finding['fixes'] =>
  fixes.map((fix) => ('env' in fix ? { ...fix, unproven: fix.unproven ?? why } : fix));

/** The facts that the chosen checks ask for, and what every report needs. */
const wantedFacts = (checks: readonly AnyCheck[], options: DiagnoseOptions): readonly FactId[] => {
  const asked = checks.flatMap(({ needs, uses }) => [...needs, ...(uses ?? [])] as FactId[]);
  const all = [...new Set<FactId>([...asked, 'send', 'tls', 'proxy'])];
  const wanted = options.controls === false ? all.filter((fact) => fact !== 'control') : all;
  return options.offline ? wanted.filter((fact) => OFFLINE_FACTS.includes(fact)) : wanted;
};

/** Checks that were not chosen: listed, never silently dropped. */
const leftOut = (all: readonly AnyCheck[], chosen: readonly AnyCheck[]): readonly CheckOutcome[] =>
  all
    .filter((check) => !chosen.includes(check))
    .map(({ id }) => ({ code: id, target: '', status: 'skipped', why: 'not chosen', findings: [] }));

type Shared = Map<FactId, Promise<Observation<FactTable[FactId]>>>;

const isDelivered = (facts: Looked['facts']): boolean =>
  facts.send?.state === 'seen' && facts.send.value.deliveries.every(({ delivered }) => delivered);

/** How far the test items of a target got; the nearest to the exporter counts. */
const reached = (facts: Observations<FactTable>): Reach => {
  if (facts.send?.state !== 'seen') {
    return facts.tcp?.state === 'seen' && !isConnected(facts.tcp.value) ? 'resolved' : 'nothing';
  }
  return facts.send.value.deliveries.find(({ delivered }) => !delivered)?.reach ?? 'delivered';
};

/** States of the files that settings name, as the process in question sees them. */
const statesOf =
  ({ process }: DiagnoseOptions) =>
  (environment: LayeredEnvironment): FileStates =>
    fileStates(environment, process?.readFile ?? readOwnFile);

/** One target with everything that was seen of it. */
interface Looked {
  readonly target: Target;
  readonly facts: Observations<FactTable>;
}

/** Share of a given time limit that looking may take; the rest is for trying fixes. */
const LOOKING = 0.8;

/** A run's clock and what all its parts share. */
interface Run {
  readonly options: DiagnoseOptions;
  readonly secrets: Secrets;
  readonly exportMs: number;
  elapsed(): number;
}

const lookAt = async (
  run: Run,
  target: Target,
  wanted: readonly FactId[],
  shared: Shared,
): Promise<Looked> => {
  const { options, secrets, exportMs } = run;
  const deadlineMs = options.timeoutMs === null ? exportMs + MARGIN_MS : options.timeoutMs * LOOKING;
  const facts = await gather<FactTable, DoctorContext>({
    // A plan has what probes wait for, too: without a connection that is left out.
    probes: plan(PROBES as readonly Probe<FactTable, DoctorContext>[], wanted).filter(
      ({ fact }) => !options.offline || OFFLINE_FACTS.includes(fact),
    ),
    given: { target },
    context: contextFor(target, secrets, options),
    deadlineMs: Math.max(deadlineMs - run.elapsed(), 1),
    shared,
    now: () => performance.now(),
    onObservation: (fact, observation) => options.onObservation?.(target, fact, observation),
  });
  return { target, facts };
};

const proveFixes = async (
  run: Run,
  looked: readonly Looked[],
  findings: readonly Finding[],
): Promise<readonly Finding[]> => {
  const { options, secrets } = run;
  if (findings.length === 0) return [];
  if (options.offline) return findings.map((one) => ({ ...one, fixes: untried(one.fixes, NOT_TRIED) }));
  const deadlineMs = options.timeoutMs ?? Math.max(run.exportMs + MARGIN_MS, run.elapsed() + PROVE_MS);
  const remaining = (): number => Math.max(deadlineMs - run.elapsed(), 0);
  return prove(findings, {
    environment: options.environment,
    sdk: options.sdk,
    states: statesOf(options),
    targets: looked.map(({ target }) => target),
    reached: Object.fromEntries(looked.map(({ target, facts }) => [target.id, reached(facts)])),
    remaining,
    send: (target, own, signal) => {
      const secretValues = [...secrets.secretValues, ...own.secretValues];
      const base = contextFor(target, own, options);
      const context: Context = { ...base, secretValues, signal: new AbortController().signal, remaining };
      const left = Math.max(Math.min(PROVE_SEND_MS, remaining() - 50), 50);
      const timeoutMs = Math.max(Math.min(target.timeoutMs, left), 1);
      return sendItem(target, signal, timeoutMs, context);
    },
  });
};

interface Judged {
  readonly outcomes: readonly CheckOutcome[];
  /** Ids of the targets that were not delivered to. */
  readonly failed: readonly string[];
  readonly standing: readonly Finding[];
}

const judgeAll = (checks: readonly AnyCheck[], targets: RunRecord['targets']): Judged => {
  const outcomes = targets.flatMap(({ target, facts }) => judge(checks, target.id, facts));
  const found = outcomes.flatMap(({ findings }) => findings);
  const failed = targets.filter(({ facts }) => !isDelivered(facts)).map(({ target }) => target.id);
  // The alibi: an item that arrived clears whatever its own way was suspected of.
  const standing = found.filter(
    ({ severity, targets: own }) => severity !== 'error' || own.some((id) => failed.includes(id)),
  );
  return { outcomes, failed, standing };
};

const reportOf = (seen: RunRecord, checks: readonly AnyCheck[], { outcomes, failed }: Judged): Report =>
  assemble({
    ...seen,
    ...attribute(seen.tried, checks, failed),
    outcomes: [...outcomes, ...leftOut(allChecks, checks)],
  });

const FROM_BUNDLE = 'not tried: judged from a bundle';

/** What the run itself found keeps what became of its fixes; what is found today only has none that was tried. */
const asTried = (finding: Finding, tried: readonly Finding[]): Finding => {
  const then = tried.find(
    ({ code, summary, targets }) =>
      code === finding.code && summary === finding.summary && targets.join() === finding.targets.join(),
  );
  return then
    ? { ...finding, fixes: then.fixes, refuted: then.refuted }
    : { ...finding, fixes: untried(finding.fixes, FROM_BUNDLE) };
};

/** Judges with the checks of today what an earlier run saw. Nothing is connected to. */
export const judgeAgain = (seen: RunRecord, chooses: (code: CheckCode) => boolean = () => true): Report => {
  const checks = allChecks.filter(({ id }) => chooses(id));
  const judged = judgeAll(checks, seen.targets);
  const tried = judged.standing.map((finding) => asTried(finding, seen.tried));
  return reportOf({ ...seen, tried }, checks, judged);
};

/** Secret values that must not appear in any output of a run, also of one that is ended early. */
export const secretsOf = (options: DiagnoseOptions): readonly string[] => {
  const states = statesOf(options)(options.environment);
  return resolve(options.environment, options.sdk, options.signals, states).secrets.secretValues;
};

/**
 * Diagnoses where the telemetry of a process goes: resolves the settings, walks the way, sends a test item, judges,
 * proves fixes. Rejects only for programming errors; whatever is wrong on the way is in the report.
 */
export const diagnose = async (options: DiagnoseOptions): Promise<Diagnosis> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const states = statesOf(options);
  const { resolution, secrets } = resolve(
    options.environment,
    options.sdk,
    options.signals,
    states(options.environment),
  );
  const exportMs = Math.max(...resolution.targets.map(({ timeoutMs }) => timeoutMs));
  const run: Run = { options, secrets, exportMs, elapsed: () => performance.now() - started };
  const checks = allChecks.filter(({ id }) => options.chooses?.(id) ?? true);
  const shared: Shared = new Map();
  const [looked, others] = await Promise.all([
    Promise.all(
      resolution.targets.map((target) => lookAt(run, target, wantedFacts(checks, options), shared)),
    ),
    Promise.all(
      options.offline ? [] : resolution.others.map((target) => lookAt(run, target, ['routes'], shared)),
    ),
  ]);
  const judged = judgeAll(checks, looked);
  const proven = await proveFixes(run, looked, judged.standing);
  const seen: RunRecord = {
    startedAt,
    durationMs: Math.round(run.elapsed()),
    sdk: { name: options.sdk.name, chosenBy: options.sdkChosenBy, version: options.sdkVersion ?? null },
    platform: process.platform,
    offline: options.offline ?? false,
    targets: looked,
    routes: others.flatMap(({ facts }) => (facts.routes?.state === 'seen' ? facts.routes.value.answers : [])),
    tried: tellInFile(proven, resolution.targets, options.environment),
  };
  return { report: reportOf(seen, checks, judged), secretValues: secrets.secretValues, seen };
};
