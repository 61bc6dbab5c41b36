import type { RefusalGroup } from '../model/received.ts';
import type { TelemetryEvent } from '../model/telemetry-event.ts';
import type { ReportService } from '../model/telemetry-report.ts';
import { treeLines } from './tree.ts';
import { visible } from './visible.ts';
import { count } from './words.ts';

const serviceText = ({ label, language, sdkVersion }: ReportService): string => {
  const sdk = [language, sdkVersion].filter((part) => part !== null).join(' ');
  return sdk === '' ? label : `${label} (${sdk})`;
};

const refusalText = ({ kind, port, method, path, contentType, peers }: RefusalGroup): string => {
  const request = [method, path, contentType].filter((part) => part !== null).join(' ');
  return `refused on the ${port} port: ${kind}${request === '' ? '' : `, ${request}`}, from ${peers.join(', ')}`;
};

const textOf = (event: TelemetryEvent, columns: number): readonly string[] => {
  switch (event.event) {
    case 'listening':
      return [
        `listening for OTLP: gRPC on ${event.grpc}, HTTP on ${event.http}${event.forward.length > 0 ? `, passing on to ${event.forward.join(', ')}` : ''}`,
      ];
    case 'service':
      return [`service ${serviceText(event.service)}`];
    case 'received':
      return [
        `received ${count(event.received.spans, 'span')} in ${count(event.received.traces, 'trace')} (${event.spansPerSecond.toLocaleString('en-US')} a second), ${count(event.received.metricPoints, 'metric point')}, ${count(event.received.logRecords, 'log record')}`,
      ];
    case 'refused':
      return [refusalText(event.refusal)];
    case 'finding':
      return [`${event.finding.severity}: ${event.finding.summary} (${event.finding.code})`];
    case 'finding-gone':
      return [`no longer: ${event.code} (${event.targets.join(', ')})`];
    case 'trace':
      return treeLines(event.trace, columns);
    case 'report':
      return [];
  }
};

/** An event as lines for a person or a log, the first one with the time of day (UTC); none for the report itself. */
export const eventLines = (event: TelemetryEvent, columns: number): readonly string[] =>
  textOf(event, columns).map((line, index) =>
    visible(index === 0 ? `${event.at.slice(11, 19)}  ${line}` : `          ${line}`),
  );
