import { judge } from '../../engine/judge.ts';
import type { AnyCheck, CheckOutcome } from '../../model/check.ts';
import type { Observation } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import { isLoopback } from '../../model/loopback.ts';
import { SIGNALS } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { LayeredEnvironment } from '../../resolve/layers.ts';
import { resolve } from '../../resolve/resolve.ts';
import { findSdk } from '../../resolve/sdks/index.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import type { Workload } from '../workload.ts';
import { endpointPathFindings, type ScanFound } from './endpoint-paths.ts';
import { environmentOf, unknownVariables } from './environment.ts';
import { locate } from './locate.ts';

/** What workloads are judged with. */
export interface JudgeContext {
  readonly checks: readonly AnyCheck[];
  /** SDK that was asked for; null leaves it to each workload. */
  readonly sdk: Sdk | null;
  textOf(path: string): string | null;
}

/** A workload with where it sends and what is wrong with its settings. */
export interface JudgedWorkload {
  readonly workload: Workload;
  readonly sdk: Sdk;
  readonly environment: LayeredEnvironment;
  readonly targets: readonly Target[];
  readonly findings: readonly Finding[];
  readonly outcomes: readonly CheckOutcome[];
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const OFFLINE: readonly string[] = ['target', 'vendor'];

const isOffline = ({ needs }: AnyCheck): boolean =>
  (needs as readonly string[]).every((fact) => OFFLINE.includes(fact));

/** A finding of the scan under the title of its check. */
export const asFinding = (
  { code, ...found }: ScanFound,
  checks: readonly AnyCheck[],
  targets: readonly string[],
): Finding | null => {
  const check = checks.find(({ id }) => id === code);
  if (check === undefined) return null;
  const severity = found.severity ?? check.severity;
  const suspicion = found.suspicion ?? false;
  return {
    ...found,
    ...{ code, title: check.title, targets, refuted: false, suspicion },
    severity: suspicion && severity === 'error' ? 'warning' : severity,
    fixes: found.fixes.map((fix) => ({ ...fix, proven: false })),
  };
};

const vendorOf = async (target: Target): Promise<Observation<unknown>> => {
  const absent = { state: 'absent', why: 'no backend that is known' } as const;
  if (target.host === '' || isLoopback(target.host) || !target.host.includes('.')) return absent;
  const { vendorFact } = await import('../../knowledge/vendors/fact.ts');
  const value = vendorFact(target);
  // A host that only looks like one is a rule of thumb; what the files join is better.
  return value?.certain !== true ? absent : { state: 'seen', value, ms: 0 };
};

/** What would be said otherwise if a value were known that is not. */
const dependsOnUnknown = (finding: Finding, target: Target, { variables, complete }: Workload): boolean => {
  const unknown = unknownVariables({ variables } as Workload);
  if (finding.code === 'config/service-name-missing')
    return !complete || unknown.some((name) => /^OTEL_(SERVICE_NAME|RESOURCE_ATTRIBUTES)$/.test(name));
  const decided = unknown.filter((name) => /ENDPOINT|PROTOCOL|INSECURE/.test(name));
  const ofEndpoint = finding.code.startsWith('endpoint/') || finding.code === 'config/conflict';
  return ofEndpoint && target.endpointBy.variable === null && decided.length > 0;
};

/** A service may be meant to send no metrics or no logs; only who sends no traces either is asked about. */
const isMeant = ({ code }: Finding, target: Target): boolean =>
  (code === 'config/exporter-none' || code === 'config/exporter-not-otlp') &&
  !target.signals.includes('traces');

/** What only the wire could tell is worth knowing and nothing more. */
const mild = (finding: Finding): Finding =>
  finding.suspicion && finding.severity !== 'info' ? { ...finding, severity: 'info' } : finding;

const judgeTarget = async (
  target: Target,
  workload: Workload,
  { checks, textOf }: JudgeContext,
): Promise<{ findings: readonly Finding[]; outcomes: readonly CheckOutcome[] }> => {
  const id = `${workload.id} ${target.id}`;
  const facts = { target: { state: 'seen', value: target, ms: 0 }, vendor: await vendorOf(target) } as const;
  const outcomes = judge(checks.filter(isOffline), id, facts);
  const own = endpointPathFindings(target).flatMap((found) => asFinding(found, checks, [id]) ?? []);
  const found = [...outcomes.flatMap((outcome) => outcome.findings), ...own]
    .filter((finding) => !dependsOnUnknown(finding, target, workload) && !isMeant(finding, target))
    .map(mild)
    .map((finding) => ({ ...finding, location: locate(finding.code, target, workload, textOf) }));
  return { findings: found, outcomes };
};

const CONFIG_FILES = ['OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'];

interface Prepared {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  readonly note: string | null;
}

/** The settings with the configuration file in them, where one is named and found. */
const prepare = async (
  workload: Workload,
  sdk: Sdk,
  textOf: JudgeContext['textOf'],
): Promise<Prepared | null> => {
  const environment = environmentOf(workload);
  const variable = CONFIG_FILES.find(
    (name) => sdk.configFile.includes(name) && environment.get(name)?.value.trim(),
  );
  if (variable === undefined) return { environment, sdk, note: null };
  const path = environment.get(variable)?.value.trim() ?? '';
  const file = workload.mounts[path];
  const text = file === undefined ? null : textOf(file);
  if (file === undefined || text === null) return null;
  const { withConfigFile } = await import('../../settings/config-file.ts');
  const placed = new Map(environment);
  const entry = environment.get(variable);
  if (entry !== undefined) placed.set(variable, { ...entry, value: file });
  const read = await withConfigFile(placed, variable, sdk, {
    readFile: () => Buffer.from(text),
    variable: (name) => workload.variables.find((one) => one.name === name)?.value ?? undefined,
  });
  return { ...read, note: null };
};

/** Judges the settings of one workload as its SDK reads them. */
export const judgeWorkload = async (workload: Workload, context: JudgeContext): Promise<JudgedWorkload> => {
  const sdk = context.sdk ?? findSdk(workload.sdk ?? 'spec') ?? findSdk('spec');
  if (sdk === undefined) throw new Error('there is no SDK of the specification');
  const prepared = await prepare(workload, sdk, context.textOf);
  if (prepared === null) {
    const note = `${workload.label} names a configuration file that is not among the files; what it says was not judged.`;
    return {
      workload,
      sdk,
      environment: new Map(),
      targets: [],
      findings: [],
      outcomes: [],
      secretValues: [],
      notes: [note],
    };
  }
  const { resolution, secrets } = resolve(prepared.environment, prepared.sdk, SIGNALS);
  const judged = await Promise.all(
    resolution.targets.map((target) => judgeTarget(target, workload, context)),
  );
  return {
    ...{ workload, sdk: prepared.sdk, environment: prepared.environment, targets: resolution.targets },
    findings: judged.flatMap(({ findings }) => findings),
    outcomes: judged.flatMap(({ outcomes }) => outcomes),
    ...{ secretValues: secrets.secretValues, notes: [] },
  };
};
