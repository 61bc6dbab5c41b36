import type { Observation } from './fact.ts';
import type { FactId, FactTable } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Report, ReportRoute } from './report.ts';
import type { Target } from './target.ts';

/** One target with everything that was seen of it. */
export interface SeenTarget {
  readonly target: Target;
  readonly facts: { readonly [F in FactId]?: Observation<FactTable[F]> };
}

/** What a run saw and tried: plain data without secrets, enough to judge again. */
export interface RunRecord {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly sdk: Report['sdk'];
  readonly platform: string;
  readonly offline: boolean;
  readonly targets: readonly SeenTarget[];
  readonly routes: readonly ReportRoute[];
  /** What was found, with what became of the fixes. */
  readonly tried: readonly Finding[];
}
