import type { CheckCode } from './check-code.ts';
import type { Protocol, Signal } from './signal.ts';
import type { AttributeText } from './telemetry.ts';

/** A variable and its value, masked where it may hold a secret. */
export interface VariableText {
  readonly name: string;
  readonly value: string;
}

/** What runs JavaScript in the place of Node. */
export type Runtime = 'deno' | 'bun';

/** A place in the source of an application. */
export interface CodePlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line, cleaned, cut and masked. */
  readonly text: string;
}

/** An address that the source gives an exporter of spans. */
export interface CodeEndpoint extends CodePlace {
  /** The literal, masked; null where it is made by the program. */
  readonly address: string | null;
  readonly transport: 'http' | 'grpc' | null;
}

/**
 * What the sources that a program loads say of its SDK, by the first place of each; null where none says it. Source that is
 * only read need not run.
 */
export interface ApplicationCode {
  readonly endpoint: CodeEndpoint | null;
  readonly otlpExporter: CodePlace | null;
  /** An exporter that writes to the console, to memory, or to another protocol than OTLP. */
  readonly otherExporter: CodePlace | null;
  readonly processor: CodePlace | null;
  readonly provider: CodePlace | null;
  /** Where the provider is made the one that instrumentation uses. */
  readonly registered: CodePlace | null;
  /** Node's `NodeSDK`, and where something is started. */
  readonly nodeSdk: CodePlace | null;
  readonly started: CodePlace | null;
  readonly instrumentation: CodePlace | null;
  /** A distribution, which does all of this by itself. */
  readonly distribution: CodePlace | null;
  /** A library that is loaded before the SDK is started, so that it is not instrumented. */
  readonly before: (CodePlace & { readonly library: string }) | null;
  /** Every source that the program loads was read. */
  readonly whole: boolean;
}

/** What the settings say of the protocol of a signal, and what the program sends it over. */
export interface PromisedProtocol {
  readonly signal: Signal;
  readonly protocol: Protocol;
  /** The variable that says so; null where it is the default of this SDK. */
  readonly variable: string | null;
  /** Where the signal goes by the settings, masked. */
  readonly url: string;
  /** The variable that names the address; null where it is the default. */
  readonly endpointVariable: string | null;
  /** Over which its exports came; empty where none came. */
  readonly came: readonly Protocol[];
  /** Whether the destination took what was passed on as it came; null where nothing was, or the answers differ. */
  readonly taken: boolean | null;
}

/** A framework that takes the destination of traces from a setting of its own. */
export interface FrameworkFact {
  readonly name: string;
  /** Its property, and the variable that means the same. */
  readonly property: string;
  readonly variable: string;
  /** The address that the command gives it, masked; null where the command gives none. */
  readonly endpoint: string | null;
  /** Where traces go without it; null for nowhere. */
  readonly fallback: string | null;
  /** What an address looks like: with the path of traces, or without it. */
  readonly example: string;
  /** The property that says which part of the traces is kept, where a default keeps a tenth. */
  readonly sampling: string | null;
  /** Variables and properties that name a destination for traces, and that it does not read. */
  readonly ignored: readonly string[];
}

/** A program with an SDK on board, known by its name. */
export interface ProgramFact {
  readonly title: string;
  /** What it sends at all. */
  readonly signals: readonly Signal[];
  /** A setting without which it sends nothing when it runs alone; null where it has all of them. */
  readonly waits: { readonly name: string; readonly given: boolean; readonly example: string } | null;
  /** Whether it writes a word when an export fails. */
  readonly tells: boolean;
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
  /** Port of the application that something connected to while it ran; null where none was seen. */
  readonly askedAt: number | null;
  /** Whether OpenTelemetry is in the application at all. */
  readonly instrumented: 'yes' | 'no' | 'unknown';
  readonly instrumentedBy: readonly string[];
  /** It calls the services that are judged, such as a load script: that it sends nothing itself is no fault. */
  readonly drives: boolean;
  /** Null for Node, and for other languages. */
  readonly runtime: Runtime | null;
  /** Null where the SDK reads the variables of OpenTelemetry. */
  readonly framework: FrameworkFact | null;
  /** Null for an application with an SDK of its own. */
  readonly program: ProgramFact | null;
  /** By signal; empty where nothing is sent by the settings. */
  readonly promised: readonly PromisedProtocol[];
  /** Whether an OTLP exporter was loaded; null where that cannot be seen. */
  readonly exporterLoaded: boolean | null;
  /** Null where the sources of the program were not read. */
  readonly code: ApplicationCode | null;
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
