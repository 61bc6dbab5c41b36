import type { CollectorFact } from './collector.ts';
import type { Location } from './finding.ts';
import type { Protocol, Signal } from './signal.ts';

/** What kind of file says that a workload runs. */
export type WorkloadKind = 'compose' | 'kubernetes' | 'dockerfile' | 'env-file' | 'systemd' | 'declarative';

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

/** A variable that a workload is given. */
export interface WorkloadVariable {
  readonly name: string;
  /** Null where the files do not tell it: it comes from a secret, a field of the pod or the shell. */
  readonly value: string | null;
  readonly at: Location;
  readonly from: VariableOrigin;
}

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

/** One container or process that may export. */
export interface WorkloadFact {
  readonly id: string;
  /** For a sentence, such as `compose service api` or `Deployment shop/api, container app`. */
  readonly label: string;
  readonly kind: WorkloadKind;
  /** What belongs together: a Compose project, a namespace, or a file. */
  readonly group: string;
  /** Name of the service, pod or unit, without the container. */
  readonly name: string;
  /** Where it is declared. */
  readonly at: Location;
  readonly image: Image | null;
  readonly variables: readonly WorkloadVariable[];
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
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  /** It is an alias of another name. */
  readonly external: string | null;
  readonly at: Location;
}

/** Who receives what a workload sends. */
export interface LinkEnd {
  readonly label: string;
  readonly kind: 'workload' | 'host' | 'external' | 'unknown';
  /** Id of the workload; null for the others. */
  readonly workload: string | null;
  readonly collector: CollectorFact | null;
  readonly image: Image | null;
  /** Where it is declared. */
  readonly at: Location | null;
}

/** A destination of a workload, joined to who receives there. */
export interface LinkFact {
  /** Id of the workload that sends. */
  readonly from: string;
  readonly fromLabel: string;
  readonly signals: readonly Signal[];
  /** Id of the target in the report. */
  readonly target: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly secure: boolean;
  /** Variable that decided the endpoint; null when the default of the SDK did. */
  readonly variable: string | null;
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
}
