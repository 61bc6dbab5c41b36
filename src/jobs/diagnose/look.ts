import { homedir } from 'node:os';
import { gather } from '../../engine/gather.ts';
import { plan } from '../../engine/plan.ts';
import { KNOWN_PREFIXES } from '../../knowledge/paths.ts';
import { siblingPorts } from '../../knowledge/ports.ts';
import { type AnyCheck, sightsOf } from '../../model/check.ts';
import type { Observation } from '../../model/fact.ts';
import type { FactId, FactTable } from '../../model/facts.ts';
import type { Probe } from '../../model/probe.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import { NO_SECRETS, type Secrets } from '../../model/secret.ts';
import type { Target } from '../../model/target.ts';
import type { DoctorContext } from '../../probes/context.ts';
import { PROBES } from '../../probes/index.ts';
import type { Turn } from '../../probes/turn.ts';
import type { FileStates } from '../../resolve/files.ts';
import type { LayeredEnvironment } from '../../resolve/layers.ts';
import { fileStates, readOwnFile } from '../../settings/file-states.ts';
import type { DiagnoseOptions } from './options.ts';

/** A run's clock and what all its parts share. */
export interface Run {
  readonly options: DiagnoseOptions;
  readonly secrets: Secrets;
  /** Milliseconds that the settings give an export. */
  readonly exportMs: number;
  /** Milliseconds since the run began. */
  elapsed(): number;
}

/** Milliseconds that a run waits for an export at most where it was given no limit of its own. */
const LONGEST_WAIT_MS = 60_000;

/** Milliseconds that a run takes at least before it gives up: what else is asked takes its time where an export may not. */
const SHORTEST_WAIT_MS = 2_000;

/** Milliseconds that exports to these targets are waited for; a setting in the wrong unit may say hours. */
export const longestWait = (targets: readonly Pick<Target, 'timeoutMs'>[]): number =>
  Math.min(Math.max(SHORTEST_WAIT_MS, ...targets.map(({ timeoutMs }) => timeoutMs)), LONGEST_WAIT_MS);

/** Milliseconds kept from the run for proving and reporting. */
export const MARGIN_MS = 800;

/** Milliseconds kept for sending what is followed, and for the last look. */
const FOLLOW_MARGIN_MS = 10_000;

/** Share of a given time limit that looking may take; the rest is for trying fixes. */
const LOOKING = 0.8;

/** Facts that need no connection. */
const OFFLINE_FACTS: readonly FactId[] = ['files', 'container', 'vendor'];

/** What a probe is given beside the facts that it needs. */
export const contextFor = (
  target: Target,
  secrets: Secrets,
  {
    environment,
    process,
    controls,
    follow,
    readFile,
  }: Pick<DiagnoseOptions, 'environment' | 'process' | 'controls' | 'follow' | 'readFile'>,
): DoctorContext => ({
  secrets: secrets.targets[target.id] ?? NO_SECRETS,
  secretValues: secrets.secretValues,
  readFile: readFile ?? process?.readFile ?? readOwnFile,
  pid: process?.pid ?? null,
  home: process === undefined || process === null ? homedir() : null,
  containerVariables: Object.fromEntries(
    [...environment].filter(([name]) => !name.startsWith('OTEL_')).map(([name, { value }]) => [name, value]),
  ),
  loadVendors: () => import('../../knowledge/vendors/fact.ts'),
  controls: controls !== false,
  ...(follow === undefined ? {} : { follow }),
  knownPrefixes: KNOWN_PREFIXES,
  siblingPorts,
});

/** States of the files that settings name, as the process in question sees them. */
export const statesOf =
  ({ process, readFile }: DiagnoseOptions) =>
  (environment: LayeredEnvironment): FileStates =>
    fileStates(environment, readFile ?? process?.readFile ?? readOwnFile);

/** Facts of what lies behind the receiver: they are asked for by name, and cost any other run nothing. */
const FOLLOWED: readonly FactId[] = ['hops', 'readBack'];

/** The facts that the chosen checks ask for, and what every report needs. */
export const wantedFacts = (checks: readonly AnyCheck[], options: DiagnoseOptions): readonly FactId[] => {
  const asked = checks
    .flatMap(sightsOf)
    .flatMap(({ needs, uses }) => [...needs, ...(uses ?? [])] as FactId[]);
  const all = [...new Set<FactId>([...asked, 'send', 'tls', 'proxy', ...FOLLOWED])];
  const wanted = all.filter(
    (fact) =>
      (fact !== 'control' || options.controls !== false) &&
      (options.follow !== undefined || !FOLLOWED.includes(fact)),
  );
  return options.offline ? wanted.filter((fact) => OFFLINE_FACTS.includes(fact)) : wanted;
};

/** Observations that the targets of a run share. */
export type Shared = Map<FactId, Promise<Observation<FactTable[FactId]>>>;

type Facts = SeenTarget['facts'];

/** A host that only looks like that of a backend: without an answer from there it tells nothing. */
const withoutGuesses = (facts: Facts): Facts =>
  facts.vendor?.state === 'seen' && !facts.vendor.value.certain
    ? { ...facts, vendor: { state: 'absent', why: 'no backend that is known for certain' } }
    : facts;

/** Looks at one target as far as the wanted facts need it. */
export const lookAt = async (
  run: Run,
  target: Target,
  wanted: readonly FactId[],
  shared: Shared,
  turn: Turn,
): Promise<SeenTarget> => {
  const { options, secrets, exportMs } = run;
  const behindMs = options.follow === undefined ? 0 : options.follow.withinMs + FOLLOW_MARGIN_MS;
  const deadlineMs =
    options.timeoutMs === null ? exportMs + MARGIN_MS + behindMs : options.timeoutMs * LOOKING;
  const facts = await gather<FactTable, DoctorContext>({
    // A plan has what probes wait for, too: without a connection that is left out.
    probes: plan(PROBES as readonly Probe<FactTable, DoctorContext>[], wanted).filter(
      ({ fact }) => !options.offline || OFFLINE_FACTS.includes(fact),
    ),
    given: options.offline ? { target, unsent: { by: 'settings' } } : { target },
    context: { ...contextFor(target, secrets, options), turn },
    deadlineMs: Math.max(deadlineMs - run.elapsed(), 1),
    shared,
    now: () => performance.now(),
    onObservation: (fact, observation) => options.onObservation?.(target, fact, observation),
  });
  return { target, facts: options.offline ? withoutGuesses(facts) : facts };
};
