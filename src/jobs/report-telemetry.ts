import type { ApplicationFact } from '../model/application.ts';
import type { CheckOutcome } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { ForwardFact, ReceivedFact } from '../model/received.ts';
import type { Report, Verdict } from '../model/report.ts';
import type { ServiceFact } from '../model/telemetry.ts';
import type { ReportApplication, ReportService, ReportTelemetry } from '../model/telemetry-report.ts';
import { count } from '../report/words.ts';
import { assemble } from './report.ts';

/** What a report of `listen` or `run` is made of. */
export interface TelemetryMaterial {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly received: ReceivedFact;
  /** Traces that were seen. */
  readonly traces: number;
  readonly services: readonly ServiceFact[];
  readonly applications: readonly { readonly id: string; readonly fact: ApplicationFact }[];
  readonly forward: readonly ForwardFact[];
  readonly findings: readonly Finding[];
  readonly root: Finding | null;
  readonly outcomes: readonly CheckOutcome[];
  readonly sdk: Report['sdk'];
  /** As Node names it. */
  readonly platform: string;
  readonly limits: readonly string[];
}

/** A service as reports and events tell it. */
export const reportService = (service: ServiceFact): ReportService => ({
  id: service.id,
  label: service.label,
  language: service.language,
  sdkVersion: service.sdkVersion,
  spans: service.spans,
  traces: service.traces,
  metricPoints: service.metricPoints,
  logRecords: service.logRecords,
});

const applicationOf = ({ id, fact }: TelemetryMaterial['applications'][number]): ReportApplication => ({
  id,
  name: fact.name,
  command: fact.command,
  sdk: fact.sdk,
  exitCode: fact.exitCode,
  signal: fact.signal,
  ranMs: Math.round(fact.ranMs),
  spans: fact.received.spans,
});

/** Counts as reports and events tell them. */
export const reportReceived = (received: ReceivedFact, traces: number): ReportTelemetry['received'] => ({
  requests: received.requests,
  refused: received.refusals.reduce((sum, { kind, count: times }) => sum + (kind === 'empty' ? 0 : times), 0),
  spans: received.spans,
  traces,
  metricPoints: received.metricPoints,
  logRecords: received.logRecords,
  bytes: received.bytes,
});

const itemsOf = ({ received, traces, services }: TelemetryMaterial): string => {
  const items = [
    ...(received.spans > 0 ? [`${count(received.spans, 'span')} in ${count(traces, 'trace')}`] : []),
    ...(received.metricPoints > 0 ? [count(received.metricPoints, 'metric point')] : []),
    ...(received.logRecords > 0 ? [count(received.logRecords, 'log record')] : []),
  ];
  return `${items.join(', ')} from ${count(services.length, 'service')}`;
};

const summaryOf = (verdict: Verdict, material: TelemetryMaterial): string => {
  if (material.root) return material.root.summary;
  if (verdict === 'inconclusive') return 'Nothing arrived that could be judged';
  const warnings = material.findings.filter(({ severity }) => severity === 'warning').length;
  const rest = warnings === 0 ? 'nothing is wrong with it' : `with ${count(warnings, 'warning')}`;
  return `${itemsOf(material)} arrived, ${rest}`;
};

/** Puts the report of `listen` or `run` together. Pure: times are given. */
export const assembleTelemetry = (material: TelemetryMaterial): Report => {
  const { startedAt, durationMs, sdk, platform, findings, root, outcomes, received, limits } = material;
  return assemble({
    ...{ startedAt, durationMs, sdk, platform, findings, root, outcomes },
    looked: 'received',
    well: received.spans + received.metricPoints + received.logRecords > 0,
    summary: (verdict) => summaryOf(verdict, material),
    guessed: false,
    notes: { own: limits },
    telemetry: {
      mode: received.mode,
      listenedMs: Math.round(received.listenedMs),
      received: reportReceived(received, material.traces),
      services: material.services.map(reportService),
      applications: material.applications.map(applicationOf),
      forward: material.forward,
    },
  });
};
