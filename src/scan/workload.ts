import type { WorkloadFact, WorkloadVariable } from '../model/deployment.ts';

/** How a value is written where it stands. */
export type Quoting = 'yaml-plain' | 'yaml-single' | 'yaml-double' | 'plain' | 'single' | 'double';

/** What else a file makes of the text of a value. */
export type Dialect = 'compose' | 'kubernetes' | 'env-file' | 'dockerfile' | 'systemd' | 'plain';

/** A part of a value that was put together: literal text, or a reference with what it stood for. */
export interface Segment {
  readonly written: string;
  readonly value: string;
}

/** One more variable beside this one, as its file writes them. */
export type EntryForm = 'map' | 'list' | 'pairs' | 'env-file' | 'dockerfile' | 'systemd';

/** The lines of an entry, so that it can be taken out, or another put behind it. */
export interface EntryLines {
  readonly start: number;
  readonly end: number;
  readonly indent: string;
  readonly form: EntryForm;
  /** Whether the lines hold nothing else. */
  readonly alone: boolean;
}

/** Where a value is written, by offsets of its file. */
export interface Slot {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly quoting: Quoting;
  readonly dialect: Dialect;
  /** Belongs to the same text and stands in front of the value: `NAME=` of an entry of a list. */
  readonly front: string;
  readonly segments: readonly Segment[];
  readonly entry: EntryLines | null;
}

/** A variable with the place that a patch changes. */
export interface ScannedVariable extends WorkloadVariable {
  readonly slot: Slot | null;
  /** Of a system property: how it is written, and the variable that carries it where one does. */
  readonly option?: { readonly written: string; readonly carrier: string | null };
}

/** A workload with what is needed to change it. */
export interface Workload extends WorkloadFact {
  readonly variables: readonly ScannedVariable[];
  /** Paths in the container to paths of the files that were read. */
  readonly mounts: Readonly<Record<string, string>>;
  /** It is in a network that is made elsewhere. */
  readonly externalNetwork: boolean;
  /** Other names that its own settings make known to it. */
  readonly knownHosts: readonly string[];
}

/** A workload about which nothing is known yet but its place. */
export const emptyWorkload = (
  known: Pick<Workload, 'id' | 'label' | 'kind' | 'group' | 'name' | 'at'>,
): Workload => ({
  ...known,
  image: null,
  variables: [],
  command: [],
  sdk: null,
  inContainer: false,
  hostNetwork: false,
  pod: known.id,
  networks: [],
  names: [],
  listens: null,
  published: [],
  hostGateways: [],
  labels: {},
  profiles: [],
  collectorConfigs: [],
  complete: true,
  mounts: {},
  externalNetwork: false,
  knownHosts: [],
});
