import type { FactId, FactTable } from './facts.ts';
import type { Finding, Found, Severity } from './finding.ts';

/** Areas in the order in which a span passes them; a fault upstream explains the ones downstream. */
export const AREAS = [
  'config',
  'endpoint',
  'network',
  'tls',
  'protocol',
  'auth',
  'receiver',
  'pipeline',
  'backend',
  'telemetry',
] as const;

export type Area = (typeof AREAS)[number];

/** Public name of a check and of its finding: never changes its meaning once released. */
export type CheckCode = `${Area}/${string}`;

/** The facts that a check is handed. */
export type Facts<Id extends FactId> = { readonly [K in Id]: FactTable[K] };

/** One check: pure, synchronous, knows only the facts it names. */
export interface Check<Needs extends FactId, Uses extends FactId> {
  readonly id: CheckCode;
  /** Former codes. */
  readonly aliases?: readonly CheckCode[];
  /** The failing state in a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** Markdown: what happens, why, what to do. The body of the page. */
  readonly why: string;
  /** Runs only when all of these were seen. */
  readonly needs: readonly Needs[];
  /** Handed over too when they were seen. */
  readonly uses?: readonly Uses[];
  /** Stands only where nothing else explains the failure of the target. */
  readonly fallback?: boolean;
  /** Codes that are consequences of this one, whatever their place on the way. */
  readonly explains?: readonly CheckCode[];
  /** Facts that, laid over healthy ones, make it fire. Feeds the test, the page and `explain`. */
  readonly example: Partial<{ readonly [K in FactId]: FactTable[K] }>;
  run(facts: Facts<Needs> & { readonly [K in Uses]?: FactTable[K] | undefined }): Found | undefined;
}

/** Declares a check; exists for type inference. */
export const defineCheck = <const Needs extends FactId, const Uses extends FactId = never>(
  check: Check<Needs, Uses>,
): Check<Needs, Uses> => check;

/** A check in the registry, where the types of its facts no longer matter. */
// biome-ignore lint/suspicious/noExplicitAny: the one slot in which checks of different facts stand side by side
export type AnyCheck = Check<any, any>;

/** What became of a check. */
export interface CheckOutcome {
  readonly code: CheckCode;
  readonly target: string;
  readonly status: 'pass' | 'fail' | 'skipped' | 'blocked' | 'error';
  readonly why?: string;
  readonly by?: string;
  readonly finding?: Finding;
}
