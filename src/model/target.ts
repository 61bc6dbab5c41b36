import type { Setting } from './setting.ts';
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
  /** Encrypted connection. */
  readonly secure: boolean;
  /** Host without brackets; empty when unknown. */
  readonly host: string;
  readonly port: number;
  /** Path of the endpoint value, `/` when it has none. */
  readonly basePath: string;
  /** Request path by signal (without the query); for gRPC the method. */
  readonly paths: Readonly<Partial<Record<Signal, string>>>;
  readonly headers: readonly HeaderShape[];
  readonly compression: 'none' | 'gzip';
  readonly timeoutMs: number;
  /** Files to trust and to present; null when not set. */
  readonly files: {
    readonly certificate: string | null;
    readonly clientCertificate: string | null;
    readonly clientKey: string | null;
  };
  /** Proxy that this SDK would use for the target, login masked; null when it goes direct. */
  readonly proxy: { readonly host: string; readonly port: number; readonly variable: string } | null;
  readonly settings: readonly Setting[];
}

/** What the settings mean to one SDK. */
export interface Resolution {
  readonly sdk: string;
  readonly targets: readonly Target[];
  /** Destinations of the signals that were not chosen; asked, but nothing is sent there. */
  readonly others: readonly Target[];
}
