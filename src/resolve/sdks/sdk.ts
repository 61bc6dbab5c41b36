import type { Protocol, Signal } from '../../model/signal.ts';
import type { HttpHabits, SettingEffect, Unknown } from '../../model/target.ts';
import type { EndpointReaders } from '../endpoints/reading.ts';
import type { FileRule } from '../files.ts';
import type { Flavour } from '../flavours/flavour.ts';
import type { HeaderReader } from '../header-lists/reading.ts';
import type { ProxyRules } from '../proxy.ts';
import type { Unset } from '../settings.ts';
import type { OtlpSetting } from '../variables.ts';

/** What an SDK does about a value that it cannot use. */
type Refusal = Extract<SettingEffect, 'does-not-start' | 'sends-nothing' | 'falls-back'>;

/** `true` in a boolean variable; every other text is false. Null: this SDK does not read it. */
interface BooleanRule {
  readonly trim: boolean;
  readonly ignoreCase: boolean;
}

/** How `OTEL_EXPORTER_OTLP_PROTOCOL` is read. */
interface ProtocolRule {
  /** Signals whose value is trimmed first. */
  readonly trim: readonly Signal[];
  readonly ignoreCase: boolean;
  /** What becomes of a value that is no protocol, or one that this SDK cannot send. */
  readonly otherwise: Refusal;
  /** A value that cannot be used takes endpoint and headers with it. */
  readonly forgets?: true;
  /** Named strategy where the program chooses the transport, and not the variable. */
  readonly choice?: 'rust';
}

/** How `OTEL_<SIGNAL>_EXPORTER` is read. */
export interface ExporterRule {
  readonly whenUnset: 'otlp' | 'none';
  readonly whenEmpty: 'otlp' | 'none';
  /** A list, or one name. */
  readonly list: boolean;
  readonly trim: boolean;
  /** Names of OTLP exporters; with the protocol where the name decides it. */
  readonly otlp: Readonly<Record<string, Protocol | null>>;
  /** Other exporters that it has without another package. */
  readonly other: Readonly<Record<Signal, readonly string[]>>;
  readonly unknown: 'does-not-start' | 'ignored';
  /** Where `none` switches the signal off: as the whole value, in front, or anywhere in the list. */
  readonly none: Readonly<Record<Signal, 'whole' | 'first' | 'anywhere'>>;
  readonly noneIgnoresCase: boolean;
  /** What `none` among other names does where it does not switch off. */
  readonly noneAmongOthers: 'does-not-start' | 'only-otlp' | 'ignored';
  readonly duplicates: 'does-not-start' | 'ignored';
}

/** How `OTEL_TRACES_SAMPLER` and its argument are read. */
export interface SamplerRule {
  /** Whether a name matches after trimming, and in any case. */
  readonly trim: boolean;
  readonly ignoreCase: boolean;
  readonly known: readonly string[];
  readonly unknown: 'does-not-start' | 'falls-back';
  readonly whenEmpty: 'default' | 'does-not-start';
  /** A ratio that is no number, and one outside 0..1. */
  readonly badRatio: 'does-not-start' | 'one';
  readonly outOfRange: 'does-not-start' | 'one' | 'clamped';
  /** Blanks around the ratio are taken off. */
  readonly trimRatio: boolean;
}

export interface CompressionRule {
  readonly http: readonly ('none' | 'gzip' | 'deflate' | 'zstd')[];
  readonly grpc: readonly ('none' | 'gzip' | 'zstd')[];
  readonly trim: boolean;
  readonly ignoreCase: boolean;
  /** `next`: the general variable is asked; `none`: nothing is compressed. */
  readonly unknownHttp: 'does-not-start' | 'next' | 'none';
  readonly unknownGrpc: 'does-not-start' | 'next' | 'none';
  readonly whenUnset: 'none' | 'gzip';
}

/** How requests over HTTP are sent. */
interface HttpRule {
  /** How the end of a body is told, compressed or not. */
  readonly framing: Readonly<Record<'plain' | 'compressed', HttpHabits['framing']>>;
  readonly http2: boolean;
  /** Its name in `User-Agent`, without the version; null when unknown. */
  readonly userAgent: string | null;
  readonly redirects: HttpHabits['redirects'];
  readonly readsNetrc?: true;
}

/** What happens with a timeout of 0 or less. */
export type TimeoutEdge = 'unlimited' | 'default' | 'next' | 'sends-nothing' | 'does-not-start' | 'immediate';

interface TimeoutRule {
  /** `digits`, a signed `integer`, a `decimal`, any `float` of the language, or Java's `duration` with a unit. */
  readonly syntax: 'digits' | 'decimal' | 'integer' | 'float' | 'duration';
  /** Text that does not parse: the next variable, the default, or no start; HTTP and gRPC may differ. */
  readonly bad: {
    readonly http: 'next' | 'default' | 'does-not-start';
    readonly grpc: 'next' | 'default' | 'does-not-start';
  };
  readonly zero: { readonly http: TimeoutEdge; readonly grpc: TimeoutEdge };
  readonly negative: { readonly http: TimeoutEdge; readonly grpc: TimeoutEdge };
  /** Largest value in milliseconds before every export fails; null when there is none. */
  readonly largestMs: number | null;
}

/** One thing in which an SDK differs from the specification. */
interface Deviation {
  /** Variable or part of it, for example `TIMEOUT`. */
  readonly of: string;
  readonly is: string;
  readonly source: string;
  /** First and last release that do it, where the change is known. */
  readonly since?: string;
  readonly until?: string;
}

/** What one SDK makes of the settings, as data against the specification. */
export interface Sdk {
  readonly name: string;
  /** Release with which the behaviour was measured (or whose source was read, as `source` says). */
  readonly version: string;
  /** Measured on the wire, or read from source and documentation only. */
  readonly evidence: 'measured' | 'source' | 'specification';
  /** Where these facts were read or measured. */
  readonly source: string;
  readonly deviations: readonly Deviation[];
  /** Settings of its own, where it is a program or framework with an SDK inside. */
  readonly flavour?: Flavour;
  /** Parts whose behaviour is not known, or depends on the program. */
  readonly unknown: readonly Unknown[];
  /** Used when no protocol is set. */
  readonly defaultProtocol: Protocol;
  readonly defaultEndpoint: { readonly http: string; readonly grpc: string };
  /** Protocols that the SDK can send when they are named in the variable. */
  readonly protocols: readonly Protocol[];
  /** Milliseconds in one unit of `OTEL_EXPORTER_OTLP_TIMEOUT`. */
  readonly timeoutUnitMs: 1 | 1000;
  readonly proxy: ProxyRules;
  /** What its gRPC library does about a TLS server that does not select `h2` by ALPN: it refuses it, or speaks HTTP/1.1. */
  readonly alpn: 'required' | 'ignored' | 'http1';
  /** What it does on the wire over HTTP. */
  readonly http: HttpRule;
  /** What counts as not set; `SIGNAL_ENDPOINT` is the per-signal endpoint. Exceptions by setting. */
  readonly unset: {
    readonly http: UnsetTable;
    readonly grpc: UnsetTable;
  };
  /** OTLP settings that it does not read at all, and ones whose per-signal variable it does not read. */
  readonly ignored: readonly OtlpSetting[];
  readonly ignoredPerSignal: readonly OtlpSetting[];
  /** Which faults of one signal stop all of them: any, unknown names only, or none. */
  readonly asOne: 'all' | 'names' | 'none';
  readonly disabled: BooleanRule | null;
  readonly protocol: ProtocolRule;
  /** Null: the SDK does not read it. */
  readonly exporter: ExporterRule | null;
  /** Automatic instrumentation reads the exporter variables where the SDK itself does not. */
  readonly instrumentationReadsExporter?: true;
  readonly sampler: SamplerRule | null;
  readonly endpoint: EndpointReaders;
  readonly insecure: BooleanRule | null;
  readonly headers: {
    readonly read: HeaderReader;
    /** Headers of both variables are sent, instead of those of the stronger one. */
    readonly merged: boolean;
    /** A list without any usable entry leaves the word to the general variable. */
    readonly emptyGivesWay: boolean;
    /** A login in the URL: sent before a configured authorization, after it, or not at all. */
    readonly login: 'wins' | 'yields' | 'dropped' | 'apart';
    /**
     * Of the headers that say what a request over HTTP is: those that this SDK sets by itself whatever the list says; the
     * others go out as they are listed. Left out where it was not measured (test/sdk/own-headers.parts.test.ts).
     */
    readonly own?: readonly string[];
    /** A configured `host` header replaces the authority. */
    readonly hostReplaces: boolean;
  };
  readonly compression: CompressionRule;
  readonly timeout: TimeoutRule;
  /** Whether `base2_exponential_bucket_histogram` is read from the environment. */
  readonly exponentialHistograms: boolean;
  readonly files: FileRule;
  /** Variables of its TLS library that name the authorities to trust where `CERTIFICATE` names none. */
  readonly trust: { readonly http: readonly string[]; readonly grpc: readonly string[] };
  /** Variables that name a declarative configuration file, which then replaces all others. */
  readonly configFile: readonly string[];
  /** What an endpoint over gRPC is, where that is not a URL. */
  readonly grpcEndpoint?: 'host-and-port';
  /** Settings of a connection that no variable of the specification stands for; left out where there are none. */
  readonly connection?: {
    /** Name that the certificate has to be for, and that is asked for. */
    readonly serverName: string;
    /** `true`: no certificate is verified. */
    readonly skipsVerify: string;
  };
  /** Propagators that it has, and what an unknown one does; null when the variable is not read. */
  readonly propagators: {
    readonly known: readonly string[];
    readonly unknown: 'does-not-start' | 'ignored';
    readonly ignoreCase: boolean;
  } | null;
}

type UnsetTable = { readonly all: Unset } & Readonly<Partial<Record<OtlpSetting | 'SIGNAL_ENDPOINT', Unset>>>;
