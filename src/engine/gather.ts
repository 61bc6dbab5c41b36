import { type Observation, plainError } from '../model/fact.ts';
import type { Probe } from '../model/probe.ts';
import { timeLimit } from '../model/time-limit.ts';

/** Every fact's observation; facts that nobody asked for are missing. */
export type Observations<Table> = { [F in keyof Table]?: Observation<Table[F]> };

/** What a run of probes needs from outside. */
export interface GatherOptions<Table, Context> {
  readonly probes: readonly Probe<Table, Context>[];
  /** Facts known already. */
  readonly given: Partial<Table>;
  readonly context: Context;
  /** Milliseconds for everything together. */
  readonly deadlineMs: number;
  /** Observations shared between the targets of a run, for probes marked `once`. */
  readonly shared: Map<keyof Table, Promise<Observation<Table[keyof Table]>>>;
  now(): number;
  /** Told of each observation as it is made, for live output. */
  onObservation?(fact: keyof Table, observation: Observation<unknown>): void;
}

type AnyObservation<Table> = Observation<Table[keyof Table]>;

const never: Promise<never> = new Promise(() => {});

const OVERRUN = {
  state: 'broken',
  error: { name: 'BudgetExceeded', message: 'took longer than its time budget' },
} as const;

/** Observations that are on their way. */
type Pending<Table> = ReadonlyMap<keyof Table, Promise<AnyObservation<Table>>>;

/** What a probe is run with, beside itself. */
interface Surroundings<Table extends object, Context> {
  readonly options: GatherOptions<Table, Context>;
  readonly pending: Pending<Table>;
  /** Milliseconds that are left of the deadline. */
  readonly remaining: () => number;
}

/** The facts that a probe needs, or why there is none to observe. */
const neededFacts = async <Table extends object, Context>(
  probe: Probe<Table, Context>,
  pending: Pending<Table>,
): Promise<{ readonly facts: Table } | { readonly instead: AnyObservation<Table> }> => {
  const needed: Partial<Table> = {};
  for (const fact of probe.needs) {
    const observation = await (pending.get(fact) ?? { state: 'absent' as const, why: 'not asked' });
    if (observation.state === 'broken') return { instead: { state: 'blocked', by: String(fact) } };
    if (observation.state !== 'seen') return { instead: observation };
    needed[fact] = observation.value;
  }
  return { facts: needed as Table };
};

/** The fact that may make a probe needless: what it is, and whether it does. */
interface Clearing<Table> {
  readonly observation: Promise<AnyObservation<Table>>;
  readonly patienceMs: number;
  readonly why: string;
  isGiven(seen: AnyObservation<Table>): boolean;
}

const clearingOf = <Table extends object, Context>(
  { unless }: Probe<Table, Context>,
  pending: Pending<Table>,
): Clearing<Table> | null => {
  const observation = unless && pending.get(unless.fact);
  if (observation === undefined) return null;
  const { patienceMs, why } = unless as NonNullable<typeof unless>;
  const holds = unless?.holds as (value: unknown) => boolean;
  return { observation, patienceMs, why, isGiven: (seen) => seen.state === 'seen' && holds(seen.value) };
};

/** Share of the time that is left which a probe may spend on waiting whether it is needed. */
const WAITING = 0.25;

/** Waits whether the probe becomes needless, no longer than it has patience for. */
const isNeedless = async <Table>(clearing: Clearing<Table>, remainingMs: number): Promise<boolean> => {
  const patience = timeLimit(Math.min(clearing.patienceMs, remainingMs * WAITING));
  const first = await Promise.race([clearing.observation, patience.done]);
  patience.clear();
  return first !== 'timeout' && clearing.isGiven(first);
};

/** Observes a fact under the probe's own budget. */
const observe = async <Table extends object, Context>(
  probe: Probe<Table, Context>,
  facts: Table,
  { options: { context, now }, remaining }: Surroundings<Table, Context>,
  signal: AbortSignal,
): Promise<AnyObservation<Table>> => {
  const from = now();
  const budget = timeLimit(Math.min(probe.budgetMs, remaining()));
  try {
    const value = await Promise.race([probe.observe(facts, { ...context, signal, remaining }), budget.done]);
    if (value === null) return { state: 'absent', why: 'there is nothing to know' };
    return value === 'timeout' ? OVERRUN : { state: 'seen', value, ms: now() - from };
  } finally {
    // Also when the probe throws: a timer that is left would hold the process open.
    budget.clear();
  }
};

const runProbe = async <Table extends object, Context>(
  probe: Probe<Table, Context>,
  clearing: Clearing<Table> | null,
  surroundings: Surroundings<Table, Context>,
  signal: AbortSignal,
): Promise<AnyObservation<Table>> => {
  const needed = await neededFacts(probe, surroundings.pending);
  if ('instead' in needed) return needed.instead;
  if (clearing !== null && (await isNeedless(clearing, surroundings.remaining())))
    return { state: 'absent', why: clearing.why };
  const gate = probe.gate?.(needed.facts) ?? 'go';
  if (gate === 'go') return observe(probe, needed.facts, surroundings, signal);
  return 'absent' in gate ? { state: 'absent', why: gate.absent } : { state: 'blocked', by: gate.blockedBy };
};

/** Runs a probe until it has observed something, it becomes needless, or the time is over. */
const observeProbe = async <Table extends object, Context>(
  probe: Probe<Table, Context>,
  surroundings: Surroundings<Table, Context>,
): Promise<AnyObservation<Table>> => {
  const aborter = new AbortController();
  const clearing = clearingOf(probe, surroundings.pending);
  const needless = clearing?.observation.then(
    (seen): Promise<AnyObservation<Table>> | AnyObservation<Table> =>
      clearing.isGiven(seen) ? { state: 'absent', why: clearing.why } : never,
  );
  const deadline = timeLimit(surroundings.remaining());
  try {
    const first = await Promise.race([
      runProbe(probe, clearing, surroundings, aborter.signal),
      deadline.done,
      needless ?? never,
    ]);
    return first === 'timeout' ? OVERRUN : first;
  } catch (thrown) {
    return { state: 'broken', error: plainError(thrown) };
  } finally {
    deadline.clear();
    aborter.abort();
  }
};

/**
 * Starts each probe the moment the facts it needs are there, each under its own budget and all under one deadline.
 * Always settles; a probe that throws or overruns becomes a broken observation.
 */
export const gather = async <Table extends object, Context>(
  options: GatherOptions<Table, Context>,
): Promise<Observations<Table>> => {
  const { probes, given, now, shared } = options;
  const started = now();
  const remaining = (): number => Math.max(options.deadlineMs - (now() - started), 0);
  const pending = new Map<keyof Table, Promise<AnyObservation<Table>>>();
  for (const fact of Object.keys(given) as (keyof Table)[]) {
    const value = given[fact] as Table[keyof Table];
    pending.set(fact, Promise.resolve({ state: 'seen', value, ms: 0 }));
  }
  const surroundings = { options, pending, remaining };

  const start = (probe: Probe<Table, Context>): Promise<AnyObservation<Table>> => {
    const known = pending.get(probe.fact);
    if (known) return known;
    const earlier = probe.once ? shared.get(probe.fact) : undefined;
    // Registered before it runs: probes that wait for each other find the promise, whatever their order.
    const observation = earlier ?? Promise.resolve().then(() => observeProbe(probe, surroundings));
    pending.set(probe.fact, observation);
    if (probe.once) shared.set(probe.fact, observation);
    return observation.then((result) => {
      options.onObservation?.(probe.fact, result);
      return result;
    });
  };

  await Promise.all(probes.map(start));
  const observations: Observations<Table> = {};
  for (const [fact, promise] of pending) observations[fact] = await promise;
  return observations;
};
