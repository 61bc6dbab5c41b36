import type { Finding, Location } from '../model/finding.ts';
import type { Workload } from './workload.ts';

/** A finding at its place in the files, with what it is about. */
export interface PlacedFinding extends Finding {
  readonly location: Location;
  /** Name of what is deployed together with it. */
  readonly unit: string;
  /** What it concerns, for a sentence. */
  readonly labels: readonly string[];
  /** Null for a Collector. */
  readonly workload: Workload | null;
  /** Names of variables that were meant otherwise. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}
