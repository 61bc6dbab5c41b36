import type { Image, PublishedPort, WorkloadKind } from '../model/deployment.ts';
import type { Location } from '../model/finding.ts';
import { lastOf } from './near.ts';

/** How a value is written where it stands; `verbatim` within quotes that stay. */
export type Quoting =
  | 'verbatim'
  | 'yaml-plain'
  | 'yaml-single'
  | 'yaml-double'
  | 'plain'
  | 'single'
  | 'double';

/** What else a file makes of the text of a value; `json` is a shell's word in a string of JSON. */
export type Dialect =
  | 'compose'
  | 'kubernetes'
  | 'env-file'
  | 'dockerfile'
  | 'systemd'
  | 'shell'
  | 'json'
  | 'plain';

/** A part of a value that was put together: literal text, or a reference with what it stood for. */
export interface Segment {
  readonly written: string;
  readonly value: string;
}

/** One more variable beside this one, as its file writes them; `words` stand in front of a command. */
export type EntryForm =
  | 'map'
  | 'list'
  | 'pairs'
  | 'env-file'
  | 'dockerfile'
  | 'systemd'
  | 'shell'
  | 'words'
  | 'attribute';

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

/** By what way a variable gets its value. */
export type VariableOrigin =
  | 'inline'
  | 'env-file'
  | 'configmap'
  | 'secret'
  | 'field'
  | 'dockerfile'
  | 'instrumentation'
  | 'systemd'
  | 'command';

/** A variable that a workload is given, with the place that a patch changes. */
export interface ScannedVariable {
  readonly name: string;
  /** Null where the files do not tell it: it comes from a secret, a field of the pod or the shell. */
  readonly value: string | null;
  readonly at: Location;
  readonly from: VariableOrigin;
  readonly slot: Slot | null;
  /** Of a system property: how it is written, and the variable that carries it where one does. */
  readonly option?: { readonly written: string; readonly carrier: string | null };
}

/** One container or process that may export, with what is needed to change it. */
export interface Workload {
  readonly id: string;
  /** For a sentence, such as `compose service api` or `Deployment shop/api, container app`. */
  readonly label: string;
  readonly kind: WorkloadKind;
  /** What belongs together: a Compose project, a namespace, or a file. */
  readonly group: string;
  /** Of Kubernetes: the namespace is written down, and not the one that is used where none is. */
  readonly namespaced: boolean;
  /** Name of the service, pod or unit, without the container. */
  readonly name: string;
  /** Where it is declared. */
  readonly at: Location;
  readonly image: Image | null;
  readonly variables: readonly ScannedVariable[];
  /** Entry point and arguments as words. */
  readonly command: readonly string[];
  /** SDK by image, command or instrumentation; null when nothing tells it. */
  readonly sdk: string | null;
  readonly inContainer: boolean;
  readonly hostNetwork: boolean;
  /** Id of what shares its network namespace: of the pod, or of the service that `network_mode` names. */
  readonly pod: string;
  /** Compose networks (`default` when it names none); empty elsewhere. */
  readonly networks: readonly string[];
  /** Names that reach it from its networks. */
  readonly names: readonly string[];
  /** Ports that the container says it listens on; null where nothing is said. */
  readonly listens: readonly number[] | null;
  readonly published: readonly PublishedPort[];
  /** Names that resolve to the host of the containers. */
  readonly hostGateways: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  /** Collector configurations that it runs, by path. */
  readonly collectorConfigs: readonly string[];
  /** Every value is known that may decide where it sends. */
  readonly complete: boolean;
  /** Paths in the container to paths of the files that were read. */
  readonly mounts: Readonly<Record<string, string>>;
  /** It is in a network that is made elsewhere. */
  readonly externalNetwork: boolean;
  /** Other names that its own settings make known to it. */
  readonly knownHosts: readonly string[];
  /** Directory of what it is built from; null where the files do not tell it. */
  readonly source: string | null;
  /** It stands for one exporter of a program, which has others for other signals. */
  readonly exporter?: true;
  /** How its file spells variables that it names in another way. */
  readonly spelling?: Readonly<Record<string, string>>;
}

/** Variables over others of the same name. */
export const over = (
  base: readonly ScannedVariable[],
  more: readonly ScannedVariable[],
): readonly ScannedVariable[] => lastOf(base, more, ({ name }) => name);

/** A workload about which nothing is known yet but its place. */
export const emptyWorkload = (
  known: Pick<Workload, 'id' | 'label' | 'kind' | 'group' | 'name' | 'at'>,
): Workload => ({
  ...known,
  namespaced: false,
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
  source: null,
});
