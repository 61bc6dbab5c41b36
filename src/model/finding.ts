import type { CheckCode } from './check-code.ts';

/** What each means for a fault of one area is in report/page/severity-words.ts: error is a fault that telemetry suffers from now. */
export type Severity = 'error' | 'warning' | 'info';

export interface Evidence {
  readonly label: string;
  readonly value: string;
}

/** Variables to set (null: unset) on top of the environment as it is. */
export type EnvironmentChange = Readonly<Record<string, string | null>>;

/** A place in a file, counted from 1; columns in UTF-16 units. */
export interface Location {
  /** As it was given or found, relative to the directory of the run where it lies below it. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A change of a file. */
export interface Patch {
  readonly path: string;
  readonly line: number;
  /** Unified diff. */
  readonly diff: string;
}

/**
 * A change of variables by their names alone, for values that may not be shown: each takes the value of a variable as it
 * is, or repaired (null: unset). Only who tries it sees the values.
 */
export type HiddenChange = Readonly<
  Record<string, { readonly of: string; readonly repaired: boolean } | null>
>;

/** A way out as a check proposes it; `tries` is what is sent with in its place, and never leaves the run. */
export type Fix =
  | {
      readonly title: string;
      readonly env: EnvironmentChange;
      readonly unproven?: string;
      readonly tries?: HiddenChange;
    }
  | { readonly title: string; readonly command: readonly string[] }
  | { readonly title: string; readonly patch: Patch }
  | { readonly title: string; readonly text: string; readonly tries?: HiddenChange };

/** What a check returns when it fires. */
export interface Found {
  /** One sentence: what is wrong, in the reader's terms. */
  readonly summary: string;
  /** The cause in a sentence or two. */
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  /** Where it stands, for what was read from a file. */
  readonly location?: Location;
  /** Overrides the severity of the check, when the facts make it milder. */
  readonly severity?: Severity;
  /** A rule of thumb that nothing on the wire confirms: at most a warning, never the root cause. */
  readonly suspicion?: boolean;
}

export interface Proof {
  readonly traceId: string | null;
  readonly ms: number;
}

/** A fix after the doctor has tried it. */
export type TriedFix = Fix & {
  readonly proven: boolean;
  readonly proof?: Proof;
  /** Why it is not proven. */
  readonly unproven?: string;
};

export interface Finding extends Omit<Found, 'severity' | 'fixes' | 'suspicion'> {
  readonly code: CheckCode;
  readonly title: string;
  readonly severity: Severity;
  readonly targets: readonly string[];
  readonly fixes: readonly TriedFix[];
  /** Every environment change was tried and none helped: no candidate for the root cause. */
  readonly refuted: boolean;
  /** Not confirmed on the wire. */
  readonly suspicion: boolean;
  readonly symptomOf?: CheckCode;
}
