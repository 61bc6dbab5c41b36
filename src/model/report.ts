import type { HopKind, HopState } from './behind.ts';
import type { CheckCode } from './check-code.ts';
import type { Evidence, Location, Severity, TriedFix } from './finding.ts';
import type { Setting, SettingsBeside } from './setting.ts';
import type { Protocol, Signal } from './signal.ts';
import type { ReportTelemetry } from './telemetry-report.ts';

/** healthy: a test item of every chosen signal was delivered; inconclusive: the doctor could not see enough. */
export type Verdict = 'healthy' | 'unhealthy' | 'inconclusive';

/** One step on the way to the receiver. */
export interface PathStep {
  readonly step: 'dns' | 'tcp' | 'proxy' | 'tls' | 'protocol' | 'send';
  readonly state: 'ok' | 'failed' | 'blocked' | 'skipped' | 'unknown';
  readonly ms?: number;
  /** The step that blocks this one. */
  readonly by?: string;
  /** The signals that failed here, where others got through. */
  readonly signals?: readonly Signal[];
}

export interface ReportTarget {
  readonly id: string;
  readonly signals: readonly Signal[];
  readonly protocol: Protocol;
  /** As used, masked; the configured value when it is no URL. */
  readonly url: string;
  readonly settings: readonly Setting[];
  readonly path: readonly PathStep[];
  readonly delivered: boolean;
  readonly traceId: string | null;
  readonly vendor: string | null;
  /** What became of it behind the receiver, in the order of the way; left out where nobody looked (`--follow`). */
  readonly behind?: readonly ReportHop[];
}

/** One hop behind the receiver. */
export interface ReportHop {
  readonly kind: HopKind | 'backend';
  readonly name: string;
  readonly signal: Signal;
  /** Page of the metrics, or address of the backend, that told it. */
  readonly at: string;
  readonly state: HopState | 'found' | 'missing' | 'unread';
  /** Items that it counted, by what it did with them. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of a backend: milliseconds until it was found. */
  readonly foundAfterMs?: number;
}

export interface ReportFinding {
  readonly code: CheckCode;
  readonly severity: Severity;
  readonly title: string;
  /** Ids of the targets it concerns. */
  readonly targets: readonly string[];
  readonly summary: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly TriedFix[];
  readonly docs: string;
  readonly location?: Location;
  readonly symptomOf?: CheckCode;
  /** Of `scan`: what is deployed together with it. */
  readonly unit?: string;
}

/** Of `scan`: a finding that somebody has accepted, which decides nothing any more. */
export interface ReportSuppressed extends ReportFinding {
  readonly suppressedBy: {
    readonly kind: 'policy' | 'comment' | 'baseline';
    /** File, and line where it has one; null for none. */
    readonly place: string | null;
    readonly reason: string;
  };
}

/** Who sends what to whom, of `scan`. */
export interface ReportMap {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    /** outside: nothing that is known of it takes telemetry in and hands it on. */
    readonly kind: 'application' | 'collector' | 'outside';
    /** A mistake is in it, and not on the way to another one. */
    readonly broken: boolean;
  }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    /** Protocol and port. */
    readonly label: string;
    /** Code of the error that breaks it. */
    readonly broken: CheckCode | null;
  }[];
}

/** What is deployed together, of `scan`: names are joined in it. */
export interface ReportUnit {
  /** Directory, or `standard input`. */
  readonly name: string;
  /** inconclusive: something in it that may decide was not read. */
  readonly verdict: Verdict;
  readonly applications: number;
  readonly collectors: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** What was not read, and why. */
  readonly unread: readonly string[];
  /** Left out where nobody in it sends. */
  readonly map?: ReportMap;
}

export interface ReportCheck {
  readonly code: CheckCode;
  readonly status: 'pass' | 'fail' | 'skipped' | 'blocked' | 'error';
  readonly why?: string;
  readonly by?: string;
}

/** What the route of a signal that was not chosen says to an empty export. */
export interface ReportRoute {
  readonly signal: Signal;
  readonly url: string;
  readonly state: 'accepted' | 'missing' | 'refused' | 'unreachable';
  readonly detail: string;
}

/** The result of a run: every format is a function of it. Times are ISO 8601, durations milliseconds. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'otel-doctor'; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: Verdict;
  /** One sentence. */
  readonly summary: string;
  readonly sdk: {
    readonly name: string;
    readonly chosenBy: 'flag' | 'project' | 'process' | 'default';
    readonly version: string | null;
  };
  /** Where the settings are used: platform as Node names it, and the kind of container, when it was looked for. */
  readonly runsIn: { readonly platform: string; readonly container: string | null };
  readonly targets: readonly ReportTarget[];
  readonly rootCause: ReportFinding | null;
  /** The root cause first, then by importance; consequences carry `symptomOf`. */
  readonly findings: readonly ReportFinding[];
  readonly checks: readonly ReportCheck[];
  readonly routes: readonly ReportRoute[];
  /** What an application sent; null in the main job. */
  readonly telemetry: ReportTelemetry | null;
  /** What this run cannot tell. */
  readonly limits: readonly string[];
  /** Files of the working directory that give variables a value, which the settings in use lack; left out where there is none. */
  readonly beside?: readonly SettingsBeside[];
  /** Of `scan`: units with something to judge, or to read, in them. */
  readonly units?: readonly ReportUnit[];
  /** Of `scan`: what is accepted by `.otel-doctor.yaml`, a comment or a baseline; left out where nothing is. */
  readonly suppressed?: readonly ReportSuppressed[];
}
