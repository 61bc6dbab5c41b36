import type { CheckCode } from './check-code.ts';
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

/** Whether a code or an area takes in a code. */
export const takesIn = (name: string, code: string): boolean => name === code || code.startsWith(`${name}/`);

/** The facts that a check is handed. */
export type Facts<Id extends FactId> = { readonly [K in Id]: FactTable[K] };

/** One way to see a fault: pure, synchronous, knows only the facts it names. */
export interface Sight<Needs extends FactId, Uses extends FactId> {
  /** Runs only when all of these were seen. */
  readonly needs: readonly Needs[];
  /** Handed over too when they were seen. */
  readonly uses?: readonly Uses[];
  /** Facts that make it fire, with healthy ones in place of those that it needs besides. Feeds the test, the page and `explain`. */
  readonly example: Partial<{ readonly [K in FactId]: FactTable[K] }>;
  /** One finding, several of one kind (such as one a line of a file), or nothing. */
  run(
    facts: Facts<Needs> & { readonly [K in Uses]?: FactTable[K] | undefined },
  ): Found | readonly Found[] | undefined;
}

/** A sight in a list, where the types of its facts no longer matter. */
// biome-ignore lint/suspicious/noExplicitAny: the one slot in which checks of different facts stand side by side
export type AnySight = Sight<any, any>;

/** What a check says of itself, however its fault is seen. */
export interface CheckHead {
  readonly id: CheckCode;
  /** Former codes. */
  readonly aliases?: readonly `${Area}/${string}`[];
  /** The failing state in a few words. */
  readonly title: string;
  readonly severity: Severity;
  /** Markdown: what happens, why, what to do. The body of the page. */
  readonly why: string;
  /** What to do where nothing more exact can be told than the code. */
  readonly advice?: { readonly title: string; readonly text: string };
  /** Place among the checks of its area when several fire at once, the lowest first; those without one come last. */
  readonly rank?: number;
  /** That nothing was seen: no finding while one still waits, told at the end. */
  readonly atEnd?: true;
  /** Lies between applications: what mends it is for all of them. */
  readonly between?: true;
  /** Speaks of variables and files as they are, also where a configuration file stands for the variables. */
  readonly verbatim?: true;
  /** Stands only where nothing else explains the failure of the target. */
  readonly fallback?: boolean;
  /** Codes that are consequences of this one, whatever their place on the way. */
  readonly explains?: readonly CheckCode[];
  /** Further ways to see the same fault: in files, in a log, in what an application sends. The first that finds something speaks. */
  readonly also?: readonly AnySight[];
}

/** One check: what it says of itself, and the way it looks first. */
export interface Check<Needs extends FactId, Uses extends FactId> extends CheckHead, Sight<Needs, Uses> {}

/** Declares a check; exists for type inference. */
export const defineCheck = <const Needs extends FactId, const Uses extends FactId = never>(
  check: Check<Needs, Uses>,
): Check<Needs, Uses> => check;

/** Declares a further sight; exists for type inference. */
export const defineSight = <const Needs extends FactId, const Uses extends FactId = never>(
  sight: Sight<Needs, Uses>,
): Sight<Needs, Uses> => sight;

/** A check in the registry. */
export interface AnyCheck extends CheckHead, AnySight {}

/** What a sight says to facts, as a list. Facts are not checked against what it needs. */
export const look = (sight: AnySight, facts: Readonly<Record<string, unknown>>): readonly Found[] => {
  const found = sight.run(facts);
  if (found === undefined) return [];
  return 'summary' in found ? [found] : found;
};

/** All ways in which a check sees its fault, the first one first. */
export const sightsOf = (check: AnyCheck): readonly AnySight[] => [check, ...(check.also ?? [])];

/** What became of a check. */
export interface CheckOutcome {
  readonly code: CheckCode;
  readonly target: string;
  readonly status: 'pass' | 'fail' | 'skipped' | 'blocked' | 'error';
  readonly why?: string;
  readonly by?: string;
  /** None unless it failed. */
  readonly findings: readonly Finding[];
}
