/** Whether a probe should run, given the facts it needs. */
export type Gate = 'go' | { readonly blockedBy: string } | { readonly absent: string };

/** What every probe is given besides facts. */
export interface ProbeContext {
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
  /** Milliseconds left until the deadline of the whole run. */
  remaining(): number;
}

/** Asks for one fact. `Table` maps fact names to their values; the engine knows no more about them. */
export interface Probe<
  Table,
  Context,
  Fact extends keyof Table = keyof Table,
  Needs extends keyof Table = keyof Table,
> {
  readonly fact: Fact;
  readonly needs: readonly Needs[];
  /** Same answer for every target of a run: asked once. */
  readonly once?: boolean;
  /** Milliseconds after which the probe counts as broken; it should answer by its own shorter timer. */
  readonly budgetMs: number;
  /** Not asked at all once another fact makes it needless; asked without that fact after the patience (milliseconds). */
  readonly unless?: {
    readonly fact: keyof Table;
    readonly patienceMs: number;
    readonly why: string;
    holds(value: never): boolean;
  };
  gate?(facts: Pick<Table, Needs>): Gate;
  /** The fact; null when there is nothing to know. */
  observe(facts: Pick<Table, Needs>, context: Context & ProbeContext): Promise<Table[Fact] | null>;
}
