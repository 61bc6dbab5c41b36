import type { Delivery, MeaningFact, VendorFact } from '../model/facts.ts';
import type { ProbeContext } from '../model/probe.ts';
import type { Secret, TargetSecrets } from '../model/secret.ts';
import type { Target } from '../model/target.ts';
import type { Backend } from './behind/backends.ts';
import type { Turn } from './turn.ts';

/** A page to read that is no part of the settings of exporters. */
export interface Place {
  readonly url: string;
  /** Without login and query. */
  readonly shown: string;
  /** Named by the reader, and not guessed. */
  readonly named: boolean;
  readonly headers: Readonly<Record<string, Secret>>;
}

/** A backend to be asked; how, where its name was given, and else by its answers. */
export interface ReadPlace extends Place {
  readonly backend?: Backend;
}

/** What is to be looked at behind the receiver. */
export interface FollowTask {
  /** Own metrics of Collectors; empty: where a Collector has them on the receiver's host. */
  readonly collectors: readonly Place[];
  /** Where a backend is asked for what was sent; null where none is. */
  readonly readBack: ReadPlace | null;
  /** Milliseconds to look for what was sent. */
  readonly withinMs: number;
}

/** What the probes of the main job are given besides facts. */
export interface DoctorContext {
  readonly secrets: TargetSecrets;
  /** Secret values to be taken out of every foreign text. */
  readonly secretValues: readonly string[];
  /** Certificate and key files by path; null where a file cannot be read. */
  readFile(path: string): Buffer | null;
  /** The process whose settings these are; null when it is this one. */
  readonly pid?: number | null;
  /** Home directory of the user in question; null when it is not known. */
  readonly home?: string | null;
  /** Variables that tell of a container. */
  readonly containerVariables: Readonly<Record<string, string>>;
  /** What is known of backends; loaded when it is asked for. */
  loadVendors(): Promise<{
    vendorFact(target: Target): VendorFact | null;
    meaningFact(target: Target, failed: Delivery, holders: readonly string[]): MeaningFact | null;
    isVendorSuccess(target: Target, status: number): boolean;
  }>;
  /** Whether a 2xx is tried with a body that cannot be decoded; it is where this is left out. */
  readonly controls?: boolean;
  /** Items in one export; one where it is left out. */
  readonly count?: number;
  /** What is looked at behind the receiver; nothing where it is left out. */
  readonly follow?: FollowTask;
  /** Waited for by what is asked besides the test items; left out where nothing is. */
  readonly turn?: Turn;
  /** Told whether a test item was taken, as soon as it is answered. */
  onAnswer?(taken: boolean): void;
  /** Port pairs and path prefixes to try when the settings fail. */
  readonly knownPrefixes: readonly string[];
  siblingPorts(port: number): readonly number[];
}

export type Context = DoctorContext & ProbeContext;
