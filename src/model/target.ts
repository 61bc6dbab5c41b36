import type { CheckCode } from './check-code.ts';
import type { Setting, Source } from './setting.ts';
import type { Protocol, Signal } from './signal.ts';

/** What may be known of a header: its value is a secret. */
export interface HeaderShape {
  /** Lower-case name. */
  readonly name: string;
  /** Authentication scheme in front of the value (`Bearer`, `Basic`), when there is one. */
  readonly scheme: string | null;
  /** Characters of the value. */
  readonly length: number;
}

/** Why an endpoint value cannot be used as it stands. */
export type EndpointFault = 'invalid' | 'quoted' | 'scheme-missing';

/** The variable that decided a setting, and whether it is the general or the per-signal one. */
export interface DecidedBy {
  /** Variable name; null when the default decided. */
  readonly variable: string | null;
  readonly perSignal: boolean;
  readonly byFlag: boolean;
}

/** What a settings problem does to this SDK: the first two stop it, with the others it goes on. */
export type SettingEffect = 'does-not-start' | 'sends-nothing' | 'falls-back' | 'ignored' | 'changed';

/** Something about one variable that is worth telling, with what this SDK really does about it. */
export interface SettingProblem {
  /** `config/...`, `endpoint/...` or `tls/...`. */
  readonly code: CheckCode;
  readonly variable: string;
  readonly source: Source;
  /** Excerpt of the value that holds no secret; null when nothing of it may be shown. */
  readonly shown: string | null;
  readonly effect: SettingEffect;
  /** Key of the reason, the same for every SDK, for example `no-equals-sign`. */
  readonly detail: string;
  /** The value as it was probably meant; null when unknown, or when it holds a secret. */
  readonly repaired: string | null;
  /** Name of the variable that was meant, for a misspelt one. */
  readonly rename?: string;
  /** Name of the variable that was meant and is set, too. */
  readonly meant?: string;
  /** Signals that it concerns. */
  readonly signals: readonly Signal[];
}

/** A part of the settings whose effect in this SDK is not known, or depends on the program. */
export type Unknown =
  | 'config-file'
  | 'endpoint'
  | 'exporter'
  | 'files'
  | 'headers'
  | 'proxy'
  | 'sampler'
  | 'timeout';

/**
 * One destination as the SDK in question understands the settings. Signals that go to the same place share a target.
 * Plain data without secrets: userinfo and query of URLs are masked.
 */
export interface Target {
  readonly id: string;
  readonly signals: readonly Signal[];
  readonly protocol: Protocol;
  /** The endpoint value as configured, masked. */
  readonly endpoint: string;
  readonly endpointBy: DecidedBy;
  readonly protocolBy: DecidedBy;
  /** Faults of the endpoint value itself; with any of them that stop the SDK, `url` is null. */
  readonly faults: readonly EndpointFault[];
  /** URL of the first signal's requests (gRPC: scheme, host and port), masked; null when the SDK cannot send at all. */
  readonly url: string | null;
  /**
   * Whether this SDK attempts a connection at all. False with a `url` means switched off (SDK disabled, another
   * exporter, sampler off); false without one means that it fails before it connects.
   */
  readonly sends: boolean;
  /** Finding code of what keeps it from sending; null when it sends. */
  readonly why: string | null;
  /** What else is to be said of the settings, the ones that stop it first. */
  readonly problems: readonly SettingProblem[];
  readonly unknown: readonly Unknown[];
  /** Encrypted connection. */
  readonly secure: boolean;
  /** Host without brackets; empty when unknown. */
  readonly host: string;
  readonly port: number;
  /** Path of the endpoint value, `/` when it has none. */
  readonly basePath: string;
  /** Request path by signal (without the query); for gRPC the method. */
  readonly paths: Readonly<Partial<Record<Signal, string>>>;
  /** Request target by signal as it stands in the request line (`:path`), query values masked. */
  readonly requestTargets: Readonly<Partial<Record<Signal, string>>>;
  /** `Host` header or `:authority`; empty when unknown. */
  readonly authority: string;
  /** Path of the Unix socket that it connects to instead of host and port. */
  readonly socket: string | null;
  readonly headers: readonly HeaderShape[];
  /** Compression as far as the test items can have it; `encoding` says what the SDK uses. */
  readonly compression: 'none' | 'gzip' | 'deflate';
  readonly encoding: 'none' | 'gzip' | 'deflate' | 'zstd';
  /** Wait for one test item: the export timeout of this SDK, at most a minute. */
  readonly timeoutMs: number;
  /** Export timeout as this SDK reads it; null when it has no limit or does not read one. */
  readonly exportTimeoutMs: number | null;
  /** Milliseconds in one unit of the timeout variable. */
  readonly timeoutUnitMs: 1 | 1000;
  /** Files to trust and to present; null when not set. */
  readonly files: {
    readonly certificate: string | null;
    readonly clientCertificate: string | null;
    readonly clientKey: string | null;
  };
  /** File of authorities that a variable of the TLS library names; left out where there is none. */
  readonly trust?: string;
  /** What the settings ask of the certificate beside its host; left out where nothing. */
  readonly verifies?: CertificateDemand;
  /** Files that are set, and not used for this destination by this SDK. */
  readonly ignoredFiles: readonly { readonly variable: string; readonly path: string }[];
  /** Over gRPC this SDK refuses a TLS server that does not select HTTP/2 by ALPN. */
  readonly demandsAlpn?: true;
  /** Over gRPC this SDK speaks HTTP/1.1 to a TLS server that does not select HTTP/2 by ALPN. */
  readonly http1WithoutAlpn?: true;
  /** What the settings make of metrics; left out where they are cumulative, with explicit buckets. */
  readonly metrics?: MetricForm;
  /** How this SDK sends over HTTP; left out over gRPC. */
  readonly habits?: HttpHabits;
  /** Proxy that this SDK would use for the target, login masked; null when it goes direct. */
  readonly proxy: ProxyUse | null;
  /** Variable of a proxy that this SDK passes by, since it does not speak its language; left out where there is none. */
  readonly passesBy?: string;
  readonly settings: readonly Setting[];
}

/** What is asked of the certificate of a receiver. */
export interface CertificateDemand {
  /** The name that it has to be for, in place of the host; null for the host. */
  readonly name: string | null;
  /** Nothing is verified. */
  readonly nothing: boolean;
}

/** The form of metrics, as settings ask for it. */
export interface MetricForm {
  /** Counters tell what is new since the last export. */
  readonly delta: boolean;
  /** Histograms have exponential buckets. */
  readonly exponential: boolean;
}

/** What an SDK does on the wire when it sends over HTTP, beside what the settings say. */
export interface HttpHabits {
  /** How the end of the body is told, with the compression of this target. */
  readonly framing: 'length' | 'chunked';
  /** Over TLS it offers HTTP/2 by ALPN, and speaks it where the server takes that. */
  readonly http2: boolean;
  /** Beginning of its `User-Agent`, with its version; null when unknown. */
  readonly userAgent: string | null;
  /**
   * What it does about a redirect: 307 and 308 are `followed` with the body (`followed-in-plaintext`: to an address of TLS,
   * too), any is `counted` as delivered although nothing is, or told as a failure (`refused`).
   */
  readonly redirects: 'followed' | 'followed-in-plaintext' | 'counted' | 'refused';
  /** A login for the host in `.netrc` replaces the header `authorization`. */
  readonly readsNetrc?: true;
}

/** A proxy, and how it is asked: for a tunnel, or with the whole URL as request target. */
export interface ProxyUse {
  readonly host: string;
  readonly port: number;
  readonly variable: string;
  readonly form?: 'connect' | 'absolute';
  /** The connection to the proxy itself is encrypted. */
  readonly secure?: boolean;
}

/** What the settings mean to one SDK. */
export interface Resolution {
  readonly sdk: string;
  /** Release with which its behaviour was seen. */
  readonly version: string;
  readonly targets: readonly Target[];
  /** Destinations of the signals that were not chosen; asked, but nothing is sent there. */
  readonly others: readonly Target[];
}
