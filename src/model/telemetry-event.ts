import type { CheckCode } from './check-code.ts';
import type { Finding } from './finding.ts';
import type { RefusalGroup } from './received.ts';
import type { Report } from './report.ts';
import type { ReportService, ReportTelemetry } from './telemetry-report.ts';
import type { TraceTree } from './trace-tree.ts';

/** What happened, without when. */
export type TelemetryEventBody =
  | {
      readonly event: 'listening';
      readonly grpc: string;
      readonly http: string;
      readonly forward: readonly string[];
    }
  | { readonly event: 'service'; readonly service: ReportService }
  | {
      readonly event: 'received';
      readonly received: ReportTelemetry['received'];
      /** Since the last one of these events. */
      readonly spansPerSecond: number;
      readonly services: readonly ReportService[];
    }
  | { readonly event: 'refused'; readonly refusal: RefusalGroup }
  | { readonly event: 'finding'; readonly finding: Finding }
  /** What was found before is no longer so in the window. */
  | { readonly event: 'finding-gone'; readonly code: CheckCode; readonly targets: readonly string[] }
  | { readonly event: 'trace'; readonly trace: TraceTree }
  | { readonly event: 'report'; readonly report: Report };

/** What `listen` tells while it runs; one JSON line each with `--format json`. `at` is ISO 8601. */
export type TelemetryEvent = { readonly at: string } & TelemetryEventBody;
