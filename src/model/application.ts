import type { CheckCode } from './check-code.ts';
import type { AttributeText } from './telemetry.ts';

/** A variable and its value, masked where it may hold a secret. */
export interface VariableText {
  readonly name: string;
  readonly value: string;
}

/** A command that `run` started, and what is known of it apart from its telemetry. */
export interface ApplicationFact {
  readonly name: string;
  /** Masked. */
  readonly command: readonly string[];
  /** SDK by whose rules the settings were read, and its language as `telemetry.sdk.language` would say it; null when unknown. */
  readonly sdk: string;
  readonly language: string | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The doctor ended it (`--for`, Ctrl-C). */
  readonly stopped: boolean;
  readonly ranMs: number;
  /** What arrived from it. */
  readonly received: { readonly spans: number; readonly metricPoints: number; readonly logRecords: number };
  readonly requests: number;
  readonly refused: number;
  /** `OTEL_SDK_DISABLED` where this SDK obeys it. */
  readonly disabled: VariableText | null;
  /** Exporter of traces by settings, when it is not OTLP. */
  readonly exporter: VariableText | null;
  /** Sampler by settings, when it keeps nothing (`off`) or a part. */
  readonly sampler: (VariableText & { readonly keeps: 'nothing' | 'part' }) | null;
  /** A declarative configuration file that this SDK reads instead of variables. */
  readonly configFile: VariableText | null;
  readonly propagators: readonly string[] | null;
  /** `OTEL_SERVICE_NAME`, and the attributes of `OTEL_RESOURCE_ATTRIBUTES`, as they were given. */
  readonly serviceName: VariableText | null;
  readonly resourceAttributes: readonly AttributeText[];
  /** Milliseconds that the batch processor waits before it exports. */
  readonly exportDelayMs: number;
  /** Addresses outside of the receiver that the process tree was connected to; `otlp` for a port or host of telemetry. */
  readonly elsewhere: readonly { readonly address: string; readonly port: number; readonly otlp: boolean }[];
  /** False where connections cannot be seen. */
  readonly connectionsSeen: boolean;
  /** Whether OpenTelemetry is in the application at all. */
  readonly instrumented: 'yes' | 'no' | 'unknown';
  readonly instrumentedBy: readonly string[];
}

/** A message of an SDK in the log of an application. */
export interface LoggedMessage {
  /** Of the catalogue in `knowledge/messages`. */
  readonly id: string;
  readonly sdk: string;
  /** Codes that it points to. */
  readonly codes: readonly CheckCode[];
  readonly meaning: string;
  readonly count: number;
  readonly stream: 'stdout' | 'stderr';
  /** Of the first one, counted from 1. */
  readonly line: number;
  /** Cleaned, cut and masked. */
  readonly text: string;
  /** Parts of the text by name: `key`, `type`, `span`, `endpoint`, `status`. */
  readonly captures: Readonly<Record<string, string>>;
}

/** What an application wrote about its telemetry. */
export interface MessagesFact {
  readonly messages: readonly LoggedMessage[];
  /** Lines that were read. */
  readonly lines: number;
}
