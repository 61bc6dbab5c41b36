import type { CollectorFact } from './collector.ts';
import type { Location } from './finding.ts';
import type { Protocol, Signal } from './signal.ts';

/** What kind of file says that a workload runs. */
export type WorkloadKind =
  | 'compose'
  | 'kubernetes'
  | 'dockerfile'
  | 'env-file'
  | 'systemd'
  | 'declarative'
  /** A command that a script, a workflow or an editor starts. */
  | 'process'
  /** A container that something else than Compose or Kubernetes starts. */
  | 'container';

/** A container image, split. */
export interface Image {
  /** Without tag and digest. */
  readonly name: string;
  readonly tag: string | null;
  readonly at: Location;
}

/** A port of a container that is reachable on its host. */
export interface PublishedPort {
  /** Null where any free port is taken. */
  readonly host: number | null;
  readonly container: number;
  readonly at: Location;
  /** Address of the host that it is published on; null is every one. */
  readonly address: string | null;
}

/** A workload as the sender of telemetry: what it is, and who decides what it sends. Holds no value of a variable. */
export interface WorkloadFact {
  /** For a sentence, such as `compose service api` or `Deployment shop/api, container app`. */
  readonly label: string;
  readonly kind: WorkloadKind;
  readonly inContainer: boolean;
  /** SDK by image, command or instrumentation; null when nothing tells it. */
  readonly sdk: string | null;
  /** The Kubernetes operator puts the SDK into it. */
  readonly instrumented: boolean;
  /** The one protocol that its program is seen to make exporters for; null where it is both, or not seen. */
  readonly speaks: 'grpc' | 'http' | null;
  /** An agent decides what is sent and how, and not the program. */
  readonly byAgent: boolean;
  /** What is beside it is decided by whoever runs it: an image, or what is put into any pod. */
  readonly placedByOthers: boolean;
  /** Where each of its variables stands, by name. */
  readonly places: Readonly<Record<string, Location>>;
}

/** A port of a Kubernetes Service. */
export interface ServicePort {
  readonly name: string | null;
  readonly port: number;
  /** Number or name of the port of the container. */
  readonly target: number | string;
  readonly appProtocol: string | null;
  readonly at: Location;
}

/** A Kubernetes Service. */
export interface ServiceFact {
  readonly name: string;
  readonly namespace: string;
  /** The namespace is written down, and not the one that is used where none is. */
  readonly namespaced?: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  /** It is an alias of another name. */
  readonly external: string | null;
  /** Its name leads to the pods themselves, so that all of their ports are reached. */
  readonly headless?: boolean;
  readonly at: Location;
}

/** Who receives what a workload sends. */
export interface LinkEnd {
  readonly label: string;
  readonly kind: 'workload' | 'host' | 'external' | 'unknown';
  /** Id of the workload; null for the others. */
  readonly workload: string | null;
  readonly collector: CollectorFact | null;
  /** Telemetry can be meant for it, by its image or its configuration. */
  readonly receives: boolean;
  /** Where it is declared. */
  readonly at: Location | null;
}

/** A name by which something in a deployment is reached. */
export interface KnownName {
  readonly name: string;
  /** Of Kubernetes; null in Compose. */
  readonly namespace: string | null;
  readonly at: Location;
}

/** The names that a sender can look up, as far as the files tell them. */
export interface KnownNames {
  /** In which a name alone is looked up; null in Compose. */
  readonly namespace: string | null;
  readonly names: readonly KnownName[];
  /** Others may be in the same network whose names no file tells. */
  readonly open: boolean;
}

/** A destination of a workload, joined to who receives there. */
export interface LinkFact {
  /** Id of the workload that sends. */
  readonly from: string;
  readonly fromLabel: string;
  readonly signals: readonly Signal[];
  /** The ones that are sent for certain: an agent sends all, a program may send some of them or none. */
  readonly certain: readonly Signal[];
  /** Id of the target in the report. */
  readonly target: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly secure: boolean;
  /** Variable that decided the endpoint; null when the default of the SDK did. */
  readonly variable: string | null;
  /** Sending OTLP was asked for; where only the default speaks, a program may set its endpoint itself. */
  readonly asked: boolean;
  /** Where that variable stands, or else the workload. */
  readonly at: Location;
  readonly to: LinkEnd;
  readonly via:
    | 'service-name'
    | 'kubernetes-service'
    | 'localhost'
    | 'host-gateway'
    | 'published-port'
    | 'unknown';
  /** Port inside of the receiving container; null when nothing tells it. */
  readonly containerPort: number | null;
  readonly published: readonly PublishedPort[];
  /** Whether both are in one network; null when it does not apply. */
  readonly sharesNetwork: boolean | null;
  /** Of the Kubernetes Service on the way. */
  readonly service: ServiceFact | null;
  /** Names by which the sender reaches receivers of its own deployment; asked where the destination leads to nothing. */
  readonly receivers: readonly string[];
  /** Asked where nothing of the host's name was found; null where the files cannot tell: outside of Compose and Kubernetes, or where the sender has the name from elsewhere. */
  readonly known: KnownNames | null;
}
