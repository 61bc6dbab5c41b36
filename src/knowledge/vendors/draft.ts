import type { CheckCode } from '../../model/check-code.ts';
import type { EnvironmentChange } from '../../model/finding.ts';
import type { Protocol, Signal } from '../../model/signal.ts';
import type { AnswerMatch, AnswerSeen, Confidence, DoubtTopic, HeaderForm, VendorKind } from './types.ts';

/** `yes` and `no` are vouched for, with a question mark they are reported; `?` is not known. */
export type Says = 'yes' | 'no' | 'yes?' | 'no?' | '?';

/** Marks an item as not vouched for, although its entry is. */
interface Doubtful {
  readonly verified?: false;
}

/** Which OTLP protocols: all, those over HTTP, or the named one. */
export type Over = 'all' | 'http' | Protocol;

export interface PortDraft extends Doubtful {
  readonly port: number;
  /** Left out: takes no OTLP. */
  readonly over?: Over;
  readonly use?: string;
  readonly selfHosted?: true;
}

export interface UrlDraft extends Doubtful {
  readonly label: string;
  readonly over: Over;
  readonly url: string;
}

export interface HeaderDraft extends Doubtful {
  readonly name: string;
  readonly value: string;
  readonly schemes?: readonly string[];
  readonly role?: HeaderForm['role'];
  readonly need?: HeaderForm['need'];
  readonly when?: string;
  readonly signals?: readonly Signal[];
  readonly over?: Over;
  readonly fixed?: false;
  readonly alternatives?: readonly string[];
  readonly mistakes?: readonly string[];
}

export interface AnswerDraft extends Doubtful {
  readonly on: AnswerMatch;
  readonly code: CheckCode | null;
  readonly meaning: string;
  readonly advice: string;
  readonly env?: EnvironmentChange;
  readonly source: string;
  readonly example?: AnswerSeen;
}

/** A sentence; as an object when it is not vouched for. */
export type NoteDraft = string | { readonly text: string; readonly verified: false };

interface LimitDraft extends Doubtful {
  readonly of: string;
  readonly value: string;
}

/** An entry as it is written down; `defineVendor` fills in the rest. */
export interface VendorDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: VendorKind;
  readonly confidence: Confidence;
  /** Hosts that are the vendor's. */
  readonly hosts?: readonly RegExp[];
  /** Patterns of service names. */
  readonly names?: readonly RegExp[];
  readonly marks?: {
    readonly ports?: readonly number[];
    readonly paths?: readonly RegExp[];
    readonly answers?: readonly RegExp[];
  };
  readonly transports: Readonly<Record<Protocol, Says>>;
  readonly transportsBySignal?: Readonly<Partial<Record<Signal, Readonly<Partial<Record<Protocol, Says>>>>>>;
  /** Traces, metrics, logs. */
  readonly signals: readonly [Says, Says, Says];
  readonly ports?: readonly PortDraft[];
  readonly endpoints?: readonly UrlDraft[];
  readonly paths?: Readonly<Partial<Record<Signal, string | readonly string[]>>>;
  readonly slashRefused?: true;
  readonly tls: 'required' | 'off' | 'optional' | null;
  readonly headers?: readonly HeaderDraft[];
  readonly resourceAttributes?: readonly NoteDraft[];
  readonly encodings?: readonly string[];
  readonly temporality?: NoteDraft;
  readonly limits?: readonly LimitDraft[];
  readonly success?: Readonly<Partial<Record<Signal, readonly number[]>>>;
  readonly answers?: readonly AnswerDraft[];
  readonly traps?: readonly NoteDraft[];
  readonly docs: string;
  readonly sources: readonly string[];
  readonly unverified: readonly (readonly [DoubtTopic, string])[];
}
