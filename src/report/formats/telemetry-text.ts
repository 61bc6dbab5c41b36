import type { Report } from '../../model/report.ts';
import type { ReportApplication, ReportService, ReportTelemetry } from '../../model/telemetry-report.ts';
import { count, duration } from '../words.ts';

/** A section of the text report: its title, and rows of label and value. */
type Section = readonly [title: string, rows: readonly (readonly [string, string])[]];

const serviceRow = (service: ReportService): readonly [string, string] => {
  const sdk = [service.language, service.sdkVersion].filter((part) => part !== null).join(' ');
  const items = [
    ...(service.spans > 0 ? [`${count(service.spans, 'span')} in ${count(service.traces, 'trace')}`] : []),
    ...(service.metricPoints > 0 ? [count(service.metricPoints, 'metric point')] : []),
    ...(service.logRecords > 0 ? [count(service.logRecords, 'log record')] : []),
  ];
  return [service.label, `${items.join(', ') || 'nothing'}${sdk === '' ? '' : `  (${sdk})`}`];
};

const endOf = ({ exitCode, signal }: ReportApplication): string => {
  if (signal !== null) return `ended by ${signal}`;
  return exitCode === null ? 'did not end' : `exit status ${exitCode}`;
};

const applicationRow = (application: ReportApplication): readonly [string, string] => [
  application.name,
  `${endOf(application)} after ${duration(application.ranMs)}, ${count(application.spans, 'span')} received`,
];

const forwardRows = ({ forward }: ReportTelemetry): readonly (readonly [string, string])[] =>
  forward.flatMap(({ url, signals, delivered, failed, dropped, failures }) => [
    [
      `${signals.join(', ')}`,
      `${count(delivered, 'export')} delivered to ${url}${failed + dropped > 0 ? `, ${failed + dropped} not` : ''}`,
    ] as const,
    ...failures.map(
      ({ answer, message, count: times }) => ['', `${answer}  ${message} (${times} times)`] as const,
    ),
  ]);

const receivedRows = ({ received, listenedMs }: ReportTelemetry): readonly (readonly [string, string])[] => [
  ['requests', `${count(received.requests, 'export')} in ${duration(listenedMs)}`],
  ...(received.refused > 0 ? [['refused', count(received.refused, 'request')] as const] : []),
];

/** What arrived, from whom, and what became of it; nothing in a report of the main job. */
export const telemetrySections = ({ telemetry }: Report): readonly Section[] =>
  telemetry === null
    ? []
    : [
        ['Received', [...receivedRows(telemetry), ...telemetry.services.map(serviceRow)]],
        ['Commands', telemetry.applications.map(applicationRow)],
        ['Passed on', forwardRows(telemetry)],
      ];
