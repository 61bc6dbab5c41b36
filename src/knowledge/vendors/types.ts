import type { CheckCode } from '../../model/check-code.ts';
import type { EnvironmentChange } from '../../model/finding.ts';
import type { Protocol, Signal } from '../../model/signal.ts';

/** Who runs it, and where. */
export type VendorKind = 'saas' | 'self-hosted' | 'agent' | 'collector' | 'local-dev';

/**
 * What an entry rests on. primary: the vendor's documentation or source code; mixed: partly; secondary: other tools'
 * generators and public code, nothing in it counts as verified; unverified: only its existence is known.
 */
export type Confidence = 'primary' | 'mixed' | 'secondary' | 'unverified';

/** Part of an entry that is not vouched for. `other` is too narrow to mark a part of the entry by. */
export type DoubtTopic =
  | 'everything'
  | 'service'
  | 'hosts'
  | 'ports'
  | 'paths'
  | `${Signal}-path`
  | Protocol
  | 'headers'
  | 'limits'
  | 'credential-answers'
  | 'other';

interface Doubt {
  readonly topic: DoubtTopic;
  /** What exactly is not known. */
  readonly text: string;
}

/** Whether something is taken; null: not known. A verified `null` does not exist. */
export interface Claim {
  readonly taken: boolean | null;
  readonly verified: boolean;
}

/** A sentence that may be shown as a fact only when it is verified. */
export interface Note {
  readonly text: string;
  readonly verified: boolean;
}

export interface HostPattern {
  readonly pattern: RegExp;
  /** exact: this host is the vendor's; hint: a service or container is named like the product. */
  readonly match: 'exact' | 'hint';
  readonly verified: boolean;
}

export interface Port {
  readonly port: number;
  /** OTLP protocols taken there; none when it is another port of the product. */
  readonly protocols: readonly Protocol[];
  /** What a port is for that takes no OTLP. */
  readonly use: string | null;
  /** Not on the vendor's own hosts, only where one runs it oneself. */
  readonly selfHosted: boolean;
  readonly verified: boolean;
}

/** Request path over HTTP; `{ORG}` stands for one segment. */
export interface PathForm {
  readonly path: string;
  readonly verified: boolean;
}

/** A documented base URL; capitals are to be filled in. */
interface BaseUrl {
  /** Region, edition or route. */
  readonly label: string;
  readonly protocols: readonly Protocol[];
  readonly url: string;
  readonly verified: boolean;
}

/** A request header that the vendor knows. */
export interface HeaderForm {
  readonly name: string;
  /** Value with what is to be filled in as capitals. */
  readonly value: string;
  /** The entry for OTEL_EXPORTER_OTLP_HEADERS, percent-encoded where needed. */
  readonly assignment: string;
  /** Schemes that may stand in front of the value; empty: the bare value. */
  readonly schemes: readonly string[];
  readonly role: 'credential' | 'routing' | 'option';
  /** always: refused without it; sometimes: see `when`; never: its presence does harm. */
  readonly need: 'always' | 'sometimes' | 'optional' | 'never';
  readonly when: string | null;
  readonly signals: readonly Signal[] | null;
  readonly protocols: readonly Protocol[] | null;
  /** False when no fixed value can work (signatures per request). */
  readonly fixed: boolean;
  /** Headers that do the same, lower case. */
  readonly alternatives: readonly string[];
  readonly mistakes: readonly string[];
  readonly verified: boolean;
}

/** An answer as it was seen; `log` is a line that an exporter wrote. */
export interface AnswerSeen {
  readonly transport: 'http' | 'grpc' | 'log';
  /** HTTP or gRPC status; null when only the text is known. */
  readonly status: number | null;
  readonly body: string;
  /** Headers of the answer, lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of the request's headers, lower case, where known. */
  readonly sent?: readonly string[];
  readonly signal?: Signal;
}

/** When an answer applies: every given condition holds. */
export interface AnswerMatch {
  readonly http?: readonly number[];
  readonly grpc?: readonly number[];
  /** Looked for in the body (gRPC: the message) and the answer's headers; in a log line too. */
  readonly text?: RegExp;
  /** A line that exporters write; never an answer itself. */
  readonly log?: RegExp;
  /** Request header that must be missing, as far as that is known. */
  readonly lacks?: string;
  readonly signals?: readonly Signal[];
}

/** What an answer of this vendor really means. */
export interface Answer {
  readonly on: AnswerMatch;
  /** Finding that it stands for; null: no fault. */
  readonly code: CheckCode | null;
  readonly meaning: string;
  readonly advice: string;
  readonly env: EnvironmentChange | null;
  readonly source: string;
  readonly verified: boolean;
  /** The answer as it was documented or reported. */
  readonly example: AnswerSeen | null;
}

/** Whether it speaks TLS; off and optional are defaults of a receiver that one runs oneself. */
interface TlsUse {
  readonly use: 'required' | 'off' | 'optional' | null;
  readonly verified: boolean;
}

interface Limit {
  readonly of: string;
  readonly value: string;
  readonly verified: boolean;
}

/** How the vendor is recognised where its host name says nothing. */
interface Marks {
  /** Ports that hardly anything else uses. */
  readonly ports: readonly number[];
  readonly paths: readonly RegExp[];
  /** Words of its answers that nothing else says. */
  readonly answers: readonly RegExp[];
}

/** One receiver or backend. */
export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly kind: VendorKind;
  readonly confidence: Confidence;
  readonly hosts: readonly HostPattern[];
  readonly marks: Marks;
  readonly transports: Readonly<Record<Protocol, Claim>>;
  /** Where one signal differs from `transports`. */
  readonly transportsBySignal: Readonly<Partial<Record<Signal, Readonly<Partial<Record<Protocol, Claim>>>>>>;
  readonly signals: Readonly<Record<Signal, Claim>>;
  readonly ports: readonly Port[];
  readonly endpoints: readonly BaseUrl[];
  /** Request paths over HTTP by signal, the usual one first. */
  readonly paths: Readonly<Partial<Record<Signal, readonly PathForm[]>>>;
  /** A slash at the end of the path is refused. */
  readonly slashRefused: boolean;
  readonly tls: TlsUse;
  readonly headers: readonly HeaderForm[];
  readonly resourceAttributes: readonly Note[];
  /** Content encodings taken; empty when not known. */
  readonly encodings: readonly string[];
  readonly temporality: Note | null;
  readonly limits: readonly Limit[];
  /** Statuses of success other than 200, by signal. */
  readonly success: Readonly<Partial<Record<Signal, readonly number[]>>>;
  readonly answers: readonly Answer[];
  readonly traps: readonly Note[];
  readonly docs: string;
  readonly sources: readonly string[];
  readonly unverified: readonly Doubt[];
}
