import type { CheckCode } from './check-code.ts';
import type { PathStep, Verdict } from './report.ts';

/** Where on the way a difference lies, from the settings to the answer. */
export type DifferenceStep = 'settings' | 'place' | PathStep['step'];

/** Something that is not the same on both sides; null where a side does not have it. */
export interface Difference {
  readonly step: DifferenceStep;
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
}

/** One of the two that are compared. */
export interface ComparedSide {
  readonly name: string;
  readonly kind: 'bundle' | 'env file' | 'present';
  readonly at: string;
  /** Null where nothing was sent and the settings alone tell no fault. */
  readonly verdict: Verdict | null;
  /** First step that failed. */
  readonly failed: DifferenceStep | null;
  readonly code: CheckCode | null;
}

/** What tells two runs or two environments apart. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** The difference that explains why one of them fails; null when there is none, or nothing to explain. */
  readonly matters: Difference | null;
  /** One sentence. */
  readonly summary: string;
  readonly differences: readonly Difference[];
  readonly limits: readonly string[];
}
