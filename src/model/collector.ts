import type { Location, Severity } from './finding.ts';

/** What a component of a Collector is. */
export type ComponentKind = 'receiver' | 'processor' | 'exporter' | 'connector' | 'extension';

/** A value of a configuration as plain data; secrets are masked. */
export type SettingValue =
  | null
  | boolean
  | number
  | string
  | readonly SettingValue[]
  | { readonly [key: string]: SettingValue };

/**
 * Line and column of a path of settings, and its file where that is not the one of the whole; the path is its keys and
 * indexes joined by dots, and empty for the whole.
 */
export type SettingPlaces = Readonly<Record<string, readonly [line: number, column: number, path?: string]>>;

/** Settings with the places of everything in them. */
export interface PlacedSettings {
  readonly settings: SettingValue;
  readonly places: SettingPlaces;
}

/** A component as the configuration defines it. */
export interface CollectorComponent extends PlacedSettings {
  readonly kind: ComponentKind;
  /** As it is written, `otlp/internal`. */
  readonly id: string;
  /** `otlp` of `otlp/internal`. */
  readonly type: string;
  /** `internal` of `otlp/internal`; null where the id is only a type. */
  readonly name: string | null;
  readonly at: Location;
}

/** A component that a pipeline or the service names. */
export interface ComponentReference {
  readonly id: string;
  readonly at: Location;
}

export interface CollectorPipeline {
  readonly id: string;
  /** `traces`, `metrics`, `logs` or `profiles`; anything else is a mistake. */
  readonly signal: string;
  readonly name: string | null;
  readonly at: Location;
  readonly receivers: readonly ComponentReference[];
  readonly processors: readonly ComponentReference[];
  readonly exporters: readonly ComponentReference[];
}

/** A reference to a variable of the environment. */
export interface EnvironmentReference {
  readonly name: string;
  /** `${env:X}`, `${X}` or the form `$X` that no Collector since 0.104 takes. */
  readonly form: 'env' | 'braces' | 'dollar';
  /** What stands when the variable is not set; null when nothing does. */
  readonly fallback: string | null;
  readonly at: Location;
}

/** One text to put in place of another in a line, behind a column. */
export interface LineEdit {
  readonly at: Location;
  readonly from: string;
  readonly to: string;
}

/** What keeps a Collector from reading a configuration as it is meant. */
export interface CollectorProblem {
  readonly kind:
    | 'syntax'
    | 'duplicate-key'
    | 'wrong-type'
    | 'unknown-key'
    | 'missing'
    | 'left-empty'
    | 'unknown-component'
    | 'undefined-reference'
    | 'unfilled'
    | 'port-taken';
  readonly severity: Severity;
  readonly at: Location;
  /** One sentence without a full stop; holds no value. */
  readonly says: string;
  /** What follows from it, as a sentence. */
  readonly follows: string;
  /** What to do, as a phrase. */
  readonly advice: string;
  /** What mends it in the lines where it stands; none where that takes more. */
  readonly edits: readonly LineEdit[];
}

/** Which components are built in. */
export type Distribution = 'core' | 'contrib' | 'k8s' | 'otlp' | 'jaeger' | 'other';

/** Which Collector reads a configuration. */
export interface CollectorBuild {
  /** Null where nothing tells it; `other` for a known image with components of its own. */
  readonly distribution: Distribution | null;
  /** `0.158.0`; null where nothing tells it, such as for `latest`. */
  readonly version: string | null;
  /** No version is asked for, so that it is the newest one. */
  readonly newest?: boolean;
  /** Image with its tag. */
  readonly image: string | null;
}

/** Where a Collector runs, as far as the files tell it. */
export interface CollectorHost {
  /** Null where nothing tells it. */
  readonly inContainer: boolean | null;
  /** Whose network it is in: its own, that of its machine, or that of the containers that send to it; null where nothing tells it. */
  readonly network: 'own' | 'machine' | 'senders' | null;
  /** For a sentence, such as `compose service collector`. */
  readonly label: string | null;
  /** Names that reach it, without `localhost`. */
  readonly names: readonly string[];
  /** Something may reach it from outside: a port is published, a Service leads to it, or somebody sends. */
  readonly reached?: boolean;
  /** A sender of its unit names it, so that telemetry is meant for it. */
  readonly addressed?: boolean;
}

/** Where an OTLP exporter of a Collector sends, as far as the files of its deployment tell it. */
export interface CollectorExit {
  /** Id of the exporter. */
  readonly exporter: string;
  readonly host: string;
  readonly port: number;
  /**
   * `lost`: nothing of its deployment has the name; `host-port`: the port is one of the host, and not of the container;
   * `no-port`: the Service has other ports.
   */
  readonly state: 'found' | 'lost' | 'host-port' | 'no-port';
  /** Port of the container behind it, where the one of the host was used. */
  readonly containerPort: number | null;
  /** The nearest name that is there; null where none is near. */
  readonly near: string | null;
  /** Who receives there, for a sentence; null where nobody is known. */
  readonly label: string | null;
  /** Whether anything else of its deployment receives, so that the name of that may be meant. */
  readonly others: boolean;
  /** The receiver is known to take no TLS on that port. */
  readonly plaintext: boolean;
  /** Protocols that a Collector takes on that port; null where it is not known. */
  readonly takes: readonly ('grpc' | 'http')[] | null;
  /** Of a Service without the port: the ports that it has, each with what is taken behind it. */
  readonly ports?: readonly { readonly port: number; readonly takes: CollectorExit['takes'] }[];
}

/** One configuration of a Collector, and who runs it. */
export interface CollectorFact extends CollectorBuild, CollectorHost {
  /** Path, and what it is embedded in. */
  readonly id: string;
  readonly path: string;
  /** Where the configuration begins. */
  readonly at: Location;
  /** False where it has no `service`, as a part of a configuration that is put together from several. */
  readonly complete: boolean;
  /** The Kubernetes operator runs it, and fills in endpoints that listen on every address. */
  readonly managed: boolean;
  readonly components: readonly CollectorComponent[];
  readonly pipelines: readonly CollectorPipeline[];
  readonly extensions: readonly ComponentReference[];
  /** What `service.telemetry` says. */
  readonly telemetry: PlacedSettings;
  readonly references: readonly EnvironmentReference[];
  readonly problems: readonly CollectorProblem[];
  /** Lines of the file that a patch may show: none of them can hold a secret. */
  readonly lines: Readonly<Record<number, string>>;
  /** Where its OTLP exporters lead; asked where its deployment is known. */
  readonly exits?: readonly CollectorExit[];
  /** Variables that it refers to and that are set nowhere; asked where the environment is known. */
  readonly unset?: readonly { readonly name: string; readonly at: Location }[];
  /** Of a configuration that is merged from several files: the lines of the others, by path. */
  readonly otherLines?: Readonly<Record<string, Readonly<Record<number, string>>>>;
}
