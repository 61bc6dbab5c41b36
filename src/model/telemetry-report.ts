import type { ForwardFact } from './received.ts';

/** One service in a report of `listen` or `run`. */
export interface ReportService {
  readonly id: string;
  readonly label: string;
  readonly language: string | null;
  readonly sdkVersion: string | null;
  readonly spans: number;
  readonly traces: number;
  readonly metricPoints: number;
  readonly logRecords: number;
}

/** One command of `run`. */
export interface ReportApplication {
  readonly id: string;
  readonly name: string;
  /** Masked. */
  readonly command: readonly string[];
  readonly sdk: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly ranMs: number;
  readonly spans: number;
}

/** What `listen` and `run` add to a report. Targets of findings are ids of services and applications here, or `receiver`. */
export interface ReportTelemetry {
  readonly mode: 'listen' | 'run';
  readonly listenedMs: number;
  readonly received: {
    readonly requests: number;
    readonly refused: number;
    readonly spans: number;
    readonly traces: number;
    readonly metricPoints: number;
    readonly logRecords: number;
    readonly bytes: number;
  };
  readonly services: readonly ReportService[];
  readonly applications: readonly ReportApplication[];
  /** Where everything was passed on to. */
  readonly forward: readonly ForwardFact[];
}
