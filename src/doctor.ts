import { readFileSync } from 'node:fs';
import { checks as allChecks } from '../checks/index.ts';
import { attribute } from './engine/attribute.ts';
import { gather, type Observations } from './engine/gather.ts';
import { judge } from './engine/judge.ts';
import { plan } from './engine/plan.ts';
import { KNOWN_PREFIXES } from './knowledge/paths.ts';
import { siblingPorts } from './knowledge/ports.ts';
import type { CheckOutcome } from './model/check.ts';
import type { Observation } from './model/fact.ts';
import type { FactId, FactTable, Reach } from './model/facts.ts';
import type { Finding } from './model/finding.ts';
import type { Probe } from './model/probe.ts';
import { isConnected } from './model/reading.ts';
import type { Report, ReportRoute } from './model/report.ts';
import { NO_SECRETS, type Secrets } from './model/secret.ts';
import type { Signal } from './model/signal.ts';
import type { Target } from './model/target.ts';
import type { Context, DoctorContext } from './probes/context.ts';
import { PROBES } from './probes/index.ts';
import { sendItem } from './probes/send/send-item.ts';
import { type ProveOptions, prove } from './prove/prove.ts';
import { assemble } from './report/assemble.ts';
import type { LayeredEnvironment } from './resolve/layers.ts';
import { resolve } from './resolve/resolve.ts';
import type { Sdk } from './resolve/sdks/sdk.ts';

/** What a diagnosis is made of. */
export interface DiagnoseOptions {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  readonly sdkChosenBy: Report['sdk']['chosenBy'];
  readonly signals: readonly Signal[];
  /** Milliseconds for the whole run; null leaves it to the export timeout of the settings. */
  readonly timeoutMs: number | null;
  /** Told of every fact as it is seen, for live output. */
  onObservation?(target: Target, fact: FactId, observation: Observation<unknown>): void;
}

export interface Diagnosis {
  readonly report: Report;
  /** Literals that must not appear in any output. */
  readonly literals: readonly string[];
}

/** Kept from the run for proving and reporting. */
const MARGIN_MS = 800;

/** Time for trying fixes after everything was seen, when the run itself has no deadline. */
const PROVE_MS = 3_000;

const readFile = (path: string): Buffer | null => {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
};

const contextFor = (target: Target, secrets: Secrets, environment: LayeredEnvironment): DoctorContext => ({
  secrets: secrets.targets[target.id] ?? NO_SECRETS,
  literals: secrets.literals,
  readFile,
  containerVariables: Object.fromEntries(
    [...environment].filter(([name]) => !name.startsWith('OTEL_')).map(([name, { value }]) => [name, value]),
  ),
  knownPrefixes: KNOWN_PREFIXES,
  siblingPorts,
});

type Shared = Map<FactId, Promise<Observation<FactTable[FactId]>>>;

const isDelivered = (facts: Observations<FactTable>): boolean =>
  facts.send?.state === 'seen' && facts.send.value.deliveries.every(({ delivered }) => delivered);

/** How far the test items of a target got; the nearest to the exporter counts. */
const reached = (facts: Observations<FactTable>): Reach => {
  if (facts.send?.state !== 'seen') {
    return facts.tcp?.state === 'seen' && !isConnected(facts.tcp.value) ? 'resolved' : 'nothing';
  }
  return facts.send.value.deliveries.find(({ delivered }) => !delivered)?.reach ?? 'delivered';
};

/**
 * Diagnoses where the telemetry of a process goes: resolves the settings, walks the way, sends a test item, judges,
 * proves fixes. Rejects only for programming errors; whatever is wrong on the way is in the report.
 */
export const diagnose = async (options: DiagnoseOptions): Promise<Diagnosis> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { environment, sdk, signals } = options;
  const { resolution, secrets } = resolve(environment, sdk, signals);
  const exportMs = Math.max(...resolution.targets.map(({ timeoutMs }) => timeoutMs));
  const deadlineMs = options.timeoutMs ?? exportMs + MARGIN_MS;
  const elapsed = (): number => performance.now() - started;
  const shared: Shared = new Map();

  const look = async (target: Target, wanted: readonly FactId[]): Promise<Observations<FactTable>> =>
    gather<FactTable, DoctorContext>({
      probes: plan(PROBES as readonly Probe<FactTable, DoctorContext>[], wanted),
      given: { target },
      context: contextFor(target, secrets, environment),
      deadlineMs: Math.max(deadlineMs - elapsed(), 1),
      shared,
      now: () => performance.now(),
      onObservation: (fact, observation) => options.onObservation?.(target, fact, observation),
    });

  const wanted = [
    ...new Set(allChecks.flatMap(({ needs, uses }) => [...needs, ...(uses ?? [])] as FactId[])),
  ];
  const [facts, others] = await Promise.all([
    Promise.all(resolution.targets.map((target) => look(target, [...wanted, 'proxy']))),
    Promise.all(resolution.others.map((target) => look(target, ['routes']))),
  ]);

  const outcomes: CheckOutcome[] = [];
  for (const [index, target] of resolution.targets.entries()) {
    outcomes.push(...judge(allChecks, target.id, facts[index] ?? {}));
  }
  const found = outcomes.flatMap(({ finding }) => (finding ? [finding] : []));
  const failedTargets = resolution.targets
    .filter((_, index) => !isDelivered(facts[index] ?? {}))
    .map(({ id }) => id);
  // The alibi: an item that arrived clears whatever its own way was suspected of.
  const standing = found.filter(
    ({ severity, targets }) => severity !== 'error' || targets.some((id) => failedTargets.includes(id)),
  );

  const proveDeadline = options.timeoutMs === null ? Math.max(deadlineMs, elapsed() + PROVE_MS) : deadlineMs;
  const remaining = (): number => Math.max(proveDeadline - elapsed(), 0);
  const proveOptions: ProveOptions = {
    environment,
    sdk,
    targets: resolution.targets,
    reached: Object.fromEntries(resolution.targets.map(({ id }, index) => [id, reached(facts[index] ?? {})])),
    remaining,
    send: (target, own, signal) => {
      const literals = [...secrets.literals, ...own.literals];
      const base = contextFor(target, own, environment);
      const context: Context = { ...base, literals, signal: new AbortController().signal, remaining };
      return sendItem(
        target,
        signal,
        Math.max(Math.min(target.timeoutMs, 2_500, remaining() - 50), 50),
        context,
      );
    },
  };
  const proven: readonly Finding[] = standing.length === 0 ? [] : await prove(standing, proveOptions);
  const { findings, root } = attribute(proven, allChecks, failedTargets);
  const routes: ReportRoute[] = others.flatMap(({ routes: seen }) =>
    seen?.state === 'seen' ? seen.value.answers : [],
  );
  const report = assemble({
    startedAt,
    durationMs: Math.round(elapsed()),
    sdk: { name: sdk.name, chosenBy: options.sdkChosenBy, version: null },
    targets: resolution.targets.map((target, index) => ({ target, facts: facts[index] ?? {} })),
    findings,
    root,
    outcomes,
    routes,
  });
  return { report, literals: secrets.literals };
};
