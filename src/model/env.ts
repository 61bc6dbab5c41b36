import type { OtherSetting } from './setting.ts';
import type { Protocol, Signal } from './signal.ts';
import type { ProxyUse, Target } from './target.ts';

/** Where a connection goes. Null where it is not known. */
export interface EnvConnect {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly proxy: ProxyUse | null;
}

/** What the settings mean to one SDK for one signal. Null stands for what is not known, or not there. */
export interface EnvSignal {
  /** Whether a connection is attempted at all. */
  readonly sends: boolean;
  /** Finding code of what keeps it from sending. */
  readonly why: string | null;
  readonly protocol: Protocol;
  readonly url: string | null;
  readonly connect: EnvConnect | null;
  /** Request target; for gRPC the method. */
  readonly target: string | null;
  /** Values are `***` unless they were asked for. */
  readonly headers: Readonly<Record<string, string>>;
  readonly compression: Target['encoding'];
  /** Null: no limit, or this SDK does not read one. */
  readonly timeoutMs: number | null;
}

/** What is known of a program with an SDK inside, beside what its settings mean. */
export interface EnvProgram {
  readonly title: string;
  readonly inside: string;
  /** What it writes when an export fails; null for nothing at all. */
  readonly tells: string | null;
  readonly flushes: string;
}

/** The settings as one SDK reads them. */
export interface EnvSdk {
  readonly sdk: string;
  /** Release whose behaviour this is. */
  readonly release: string;
  readonly evidence: 'measured' | 'source' | 'specification';
  /** A program or framework with settings of its own; null for an SDK. */
  readonly program: EnvProgram | null;
  readonly signals: Readonly<Record<Signal, EnvSignal>>;
  /** What decides which telemetry there is, and under which name. */
  readonly others: readonly OtherSetting[];
  /** Where every value comes from, for a person. */
  readonly targets: Readonly<Record<Signal, Target>>;
}

/** What an environment means, by SDK. */
export interface EnvReport {
  readonly sdks: readonly EnvSdk[];
}
