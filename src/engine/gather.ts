import { type Observation, plainError } from '../model/fact.ts';
import type { Probe, ProbeContext } from '../model/probe.ts';
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

/**
 * Starts each probe the moment the facts it needs are there, each under its own budget and all under one deadline.
 * Always settles; a probe that throws or overruns becomes a broken observation.
 */
export const gather = async <Table extends object, Context>(
  options: GatherOptions<Table, Context>,
): Promise<Observations<Table>> => {
  const { probes, given, now } = options;
  const started = now();
  const remaining = (): number => Math.max(options.deadlineMs - (now() - started), 0);
  const pending = new Map<keyof Table, Promise<AnyObservation<Table>>>();
  for (const fact of Object.keys(given) as (keyof Table)[]) {
    const value = given[fact] as Table[keyof Table];
    pending.set(fact, Promise.resolve({ state: 'seen', value, ms: 0 }));
  }

  const observeProbe = async (probe: Probe<Table, Context>): Promise<AnyObservation<Table>> => {
    const aborter = new AbortController();
    const { unless } = probe;
    const clearing = unless && pending.get(unless.fact);
    const isCleared = (seen: AnyObservation<Table>): boolean =>
      seen.state === 'seen' &&
      unless !== undefined &&
      (unless.holds as (value: unknown) => boolean)(seen.value);
    const cleared = clearing
      ? clearing.then((seen) => (isCleared(seen) ? ('cleared' as const) : never))
      : never;
    const run = async (): Promise<AnyObservation<Table>> => {
      const needed: Partial<Table> = {};
      for (const fact of probe.needs) {
        const observation = await (pending.get(fact) ??
          Promise.resolve({ state: 'absent', why: 'not asked' } as const));
        if (observation.state === 'blocked') return observation;
        if (observation.state === 'broken') return { state: 'blocked', by: String(fact) };
        if (observation.state === 'absent') return observation;
        needed[fact] = observation.value;
      }
      if (clearing) {
        const patience = timeLimit(Math.min(unless.patienceMs, remaining()));
        const first = await Promise.race([clearing, patience.done]);
        patience.clear();
        if (first !== 'timeout' && isCleared(first)) return { state: 'absent', why: unless.why };
      }
      const facts = needed as Table;
      const gate = probe.gate?.(facts) ?? 'go';
      if (gate !== 'go') {
        return 'absent' in gate
          ? { state: 'absent', why: gate.absent }
          : { state: 'blocked', by: gate.blockedBy };
      }
      const from = now();
      const context: Context & ProbeContext = { ...options.context, signal: aborter.signal, remaining };
      const budget = timeLimit(Math.min(probe.budgetMs, remaining()));
      try {
        const value = await Promise.race([probe.observe(facts, context), budget.done]);
        if (value === null) return { state: 'absent', why: 'there is nothing to know' };
        return value === 'timeout' ? OVERRUN : { state: 'seen', value, ms: now() - from };
      } finally {
        // Also when the probe throws: a timer that is left would hold the process open.
        budget.clear();
      }
    };
    const deadline = timeLimit(remaining());
    try {
      const first = await Promise.race([run(), deadline.done, cleared]);
      if (first === 'cleared') return { state: 'absent', why: unless?.why ?? 'not needed' };
      return first === 'timeout' ? OVERRUN : first;
    } catch (thrown) {
      return { state: 'broken', error: plainError(thrown) };
    } finally {
      deadline.clear();
      aborter.abort();
    }
  };

  const start = (probe: Probe<Table, Context>): Promise<AnyObservation<Table>> => {
    const known = pending.get(probe.fact);
    if (known) return known;
    const shared = probe.once ? options.shared.get(probe.fact) : undefined;
    // Registered before it runs: probes that wait for each other find the promise, whatever their order.
    const observation = shared ?? Promise.resolve().then(() => observeProbe(probe));
    pending.set(probe.fact, observation);
    if (probe.once) options.shared.set(probe.fact, observation);
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
