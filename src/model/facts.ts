import type { GrpcAnswer, HttpAnswer, PortFact } from './answers.ts';
import type { MeaningFact, VendorFact } from './backend.ts';
import type { HopsFact } from './behind.ts';
import type { CollectorFact } from './collector.ts';
import type { LinkFact, WorkloadFact } from './deployment.ts';
import type { Listener } from './process.ts';
import type { ReadBackFact } from './read-back.ts';
import type { Protocol, Signal } from './signal.ts';
import type { Target } from './target.ts';
import type { TelemetryFacts } from './telemetry.ts';

export type { GrpcAnswer, HttpAnswer, PartialSuccess, PortFact, Speech } from './answers.ts';
export type { MeaningFact, VendorFact } from './backend.ts';

/** A name looked up with the system's resolver. */
export interface DnsFact {
  readonly host: string;
  /** True when the host is an address already. */
  readonly literal: boolean;
  readonly addresses: readonly Address[];
  /** Resolver error (`ENOTFOUND`, `EAI_AGAIN`, `ETIMEOUT` where all name servers were `silent`); null when there are addresses. */
  readonly code: string | null;
  readonly silent?: readonly string[];
}

/** An IP address, or the path of a Unix socket, for which no name is looked up. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6 | 'unix';
}

/** One try to open a connection. */
export interface ConnectTry extends Address {
  readonly port: number;
  readonly outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'failed';
  /** Error code of the system (`ECONNREFUSED`); null when connected. */
  readonly code: string | null;
  readonly ms: number;
}

/** Every resolved address tried. */
export interface TcpFact {
  readonly tries: readonly ConnectTry[];
}

/** The proxy that this SDK would use, asked for a way to the receiver. */
export interface ProxyFact {
  readonly host: string;
  readonly port: number;
  readonly variable: string;
  readonly outcome: 'open' | 'unreachable' | 'refused' | 'failed';
  /** HTTP status of the answer to CONNECT. */
  readonly status: number | null;
  /** How the proxy refuses, as far as its first bytes tell; left out where it does not. */
  readonly answer?: HttpAnswer;
  readonly code: string | null;
  /** The list of hosts that are reached directly, as it is set; null or left out when there is none. */
  readonly exceptions?: { readonly variable: string; readonly value: string } | null;
}

/** What is known of an X.509 certificate. */
export interface CertificateShape {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly selfSigned: boolean;
}

/** A TLS handshake with the settings of the target. */
export interface TlsFact {
  readonly outcome: 'trusted' | 'untrusted' | 'failed' | 'not-tls' | 'timeout';
  /** Verification error of OpenSSL (`DEPTH_ZERO_SELF_SIGNED_CERT`), or of the handshake. */
  readonly code: string | null;
  readonly detail: string | null;
  /** False when no name in the certificate matches the host. */
  readonly nameMatches: boolean | null;
  readonly protocol: string | null;
  readonly alpn: string | null;
  readonly chain: readonly CertificateShape[];
  /** Whether the server asked for a certificate before it ended the handshake; null or left out when that was not seen. */
  readonly asksForCertificate?: boolean | null;
  /** Number of the alert with which the server ended the handshake (RFC 8446, section 6); left out where none came. */
  readonly alert?: number;
  /** Names in the certificate that the server shows to who sends no name; left out where none was shown, or not asked. */
  readonly namesWithoutName?: readonly string[];
  /** Milliseconds since 1970 when this was seen, to compare with the dates of the certificate. */
  readonly at: number;
}

/** How far an export got: the later, the nearer to delivery. */
export type Reach = 'nothing' | 'resolved' | 'connected' | 'secured' | 'answered' | 'routed' | 'delivered';

/** One test item, sent as the SDK would send it. */
export interface Delivery {
  readonly signal: Signal;
  readonly delivered: boolean;
  readonly reach: Reach;
  readonly traceId: string | null;
  readonly ms: number;
  /** Milliseconds until the answer alone, where it took more than a second. */
  readonly answerMs?: number;
  readonly http: HttpAnswer | null;
  readonly grpc: GrpcAnswer | null;
  /** Error of the connection when no answer came. */
  readonly error: { readonly code: string | null; readonly message: string } | null;
  /** True when the receiver said nothing until the export timed out. */
  readonly timedOut: boolean;
  /** Answer to a body that nobody can decode, on the same route; left out where it was not asked. */
  readonly control?: HttpAnswer;
  /**
   * Answer to the same request with its length told, where the SDK sends chunks: to the item when it was refused, to the
   * body that nobody can decode when both were taken.
   */
  readonly withLength?: HttpAnswer;
  /** The redirect that was followed as the SDK follows it; the answer is that of the place it led to. */
  readonly redirect?: HttpAnswer;
  /** What the exporter wrote to its diagnostic log, cleaned. */
  readonly log: readonly string[];
}

export interface SendFact {
  readonly deliveries: readonly Delivery[];
}

/** The answer of one signal's route to an empty export, which leaves no data behind. */
export interface RouteAnswer {
  readonly signal: Signal;
  readonly url: string;
  readonly state: 'accepted' | 'missing' | 'refused' | 'unreachable';
  readonly detail: string;
}

export interface RoutesFact {
  readonly answers: readonly RouteAnswer[];
}

/** An empty export tried in one way, differing from the settings in at most a few respects. */
export interface Attempt {
  /** What this try was for. */
  readonly kind:
    | 'as-sent'
    | 'control'
    | 'path'
    | 'signal'
    | 'nonsense'
    | 'scheme'
    | 'protocol'
    | 'port'
    | 'host'
    | 'address';
  readonly protocol: Protocol;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly signal: Signal;
  readonly path: string;
  readonly accepted: boolean;
  /** Something is there and refuses: it answers otherwise than to a route that nobody has. */
  readonly refuses?: boolean;
  readonly http: HttpAnswer | null;
  readonly grpc: GrpcAnswer | null;
  readonly error: { readonly code: string | null; readonly message: string } | null;
}

export interface SurveyFact {
  readonly attempts: readonly Attempt[];
}

/** Whether this process runs in a container, with every piece of evidence. */
export interface ContainerFact {
  readonly kind: 'none' | 'docker' | 'podman' | 'kubernetes' | 'wsl' | 'container';
  readonly evidence: readonly string[];
  /** Names and addresses under which the host may be reached from here. */
  readonly hosts: readonly { readonly name: string; readonly via: string }[];
}

/** One of the certificate and key files that the settings name. */
export interface FileState {
  readonly role: 'certificate' | 'client certificate' | 'client key';
  readonly path: string;
  /** Variable that named it. */
  readonly variable: string;
  readonly outcome:
    | 'ok'
    | 'missing'
    | 'unreadable'
    | 'not-pem'
    | 'no-certificate'
    | 'no-key'
    | 'key-mismatch';
}

/** The certificate and key files of a target, read as an exporter would. */
export interface FilesFact {
  readonly files: readonly FileState[];
  /** Where a login for the host stands that replaces a configured one; left out where there is none. */
  readonly netrc?: { readonly path: string; readonly entry: 'host' | 'default' };
}

/** Who listens on the ports that matter, on this machine. */
export interface ProcessesFact {
  readonly listeners: readonly Listener[];
}

/** That nothing is sent: what is told is told by the settings alone, of files or of a run with `--offline`. */
export interface UnsentFact {
  readonly by: 'files' | 'settings';
}

/** Every fact: those of the main job, what an application sends, and what files say. */
export interface FactTable extends TelemetryFacts {
  target: Target;
  unsent: UnsentFact;
  dns: DnsFact;
  tcp: TcpFact;
  proxy: ProxyFact;
  /** A proxy that is set and not used by this SDK. */
  detour: ProxyFact;
  files: FilesFact;
  tls: TlsFact;
  send: SendFact;
  /** What the own metrics of Collectors behind the receiver say. */
  hops: HopsFact;
  /** What a backend shows of the test items. */
  readBack: ReadBackFact;
  routes: RoutesFact;
  port: PortFact;
  survey: SurveyFact;
  container: ContainerFact;
  hosts: SurveyFact;
  processes: ProcessesFact;
  control: SurveyFact;
  vendor: VendorFact;
  meaning: MeaningFact;
  /** A Collector's configuration in a file. */
  collector: CollectorFact;
  /** Who sends where, by files. */
  link: LinkFact;
  /** Who sends, by files. */
  workload: WorkloadFact;
}

export type FactId = keyof FactTable;
