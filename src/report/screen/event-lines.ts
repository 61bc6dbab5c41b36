import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../../model/finding.ts';
import type { RefusalGroup } from '../../model/received.ts';
import type { TelemetryEvent } from '../../model/telemetry-event.ts';
import type { ReportService } from '../../model/telemetry-report.ts';
import { grouped } from '../../text/grouped.ts';
import { count } from '../words.ts';
import { wrap } from './layout.ts';
import { treeLines } from './tree.ts';
import { visible } from './visible.ts';

const serviceText = ({ label, language, sdkVersion }: ReportService): string => {
  const sdk = [language, sdkVersion].filter((part) => part !== null).join(' ');
  return sdk === '' ? label : `${label} (${sdk})`;
};

const refusalText = ({ kind, port, method, path, contentType, peers }: RefusalGroup): string => {
  const request = [method, path, contentType].filter((part) => part !== null).join(' ');
  return `refused on the ${port} port: ${kind}${request === '' ? '' : `, ${request}`}, from ${peers.join(', ')}`;
};

const receivedText = ({
  received,
  spansPerSecond,
}: Extract<TelemetryEvent, { readonly event: 'received' }>): string =>
  `received ${count(received.spans, 'span')} in ${count(received.traces, 'trace')} (${grouped(spansPerSecond)} a second), ${count(received.metricPoints, 'metric point')}, ${count(received.logRecords, 'log record')}`;

const listeningText = ({
  grpc,
  http,
  forward,
}: Extract<TelemetryEvent, { readonly event: 'listening' }>): string =>
  `listening for OTLP: gRPC on ${grpc}, HTTP on ${http}${forward.length > 0 ? `, passing on to ${forward.join(', ')}` : ''}`;

/** Columns of the time of day and the blanks behind it. */
const MARGIN = 10;

/** The first line, and those below it. */
const textOf = (event: TelemetryEvent, columns: number): readonly string[] => {
  switch (event.event) {
    case 'listening':
      return [listeningText(event)];
    case 'service':
      return [`service ${serviceText(event.service)}`];
    case 'received':
      return [receivedText(event)];
    case 'refused':
      return [refusalText(event.refusal)];
    case 'finding':
      return [`${event.finding.severity}: ${event.finding.summary} (${event.finding.code})`];
    case 'finding-gone':
      return [`no longer: ${event.code} (${event.targets.join(', ')})`];
    case 'trace':
      return treeLines(event.trace, columns - MARGIN);
    case 'report':
      return [];
  }
};

const timeOf = ({ at }: TelemetryEvent): string => at.slice(11, 19);

const oneLine = (text: string): string => visible(text).replace(/\n/g, ' ');

/** An event as lines for a log, the first one with the time of day (UTC); none for the report itself. */
export const eventLines = (event: TelemetryEvent, columns: number): readonly string[] =>
  textOf(event, columns).map(
    (line, index) => `${index === 0 ? `${timeOf(event)}  ` : ' '.repeat(MARGIN)}${oneLine(line)}`,
  );

const SEVERITY_COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/** The word that says what it is, in its colour. */
const painted = (line: string, event: TelemetryEvent, paint: ChalkInstance): string => {
  const [word] = /^\S+/.exec(line) ?? [''];
  const rest = line.slice(word.length);
  if (event.event === 'finding')
    return `${paint[SEVERITY_COLOURS[event.finding.severity]].bold(word)}${rest}`;
  if (event.event === 'refused') return `${paint.yellow(word)}${rest}`;
  return event.event === 'finding-gone' ? paint.dim(line) : `${paint.bold(word)}${rest}`;
};

/** An event for a person at a terminal: wrapped, with the colours of severities. */
export const paintedEventLines = (
  event: TelemetryEvent,
  columns: number,
  colour: boolean,
): readonly string[] => {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  return textOf(event, columns)
    .flatMap((line) => wrap(oneLine(line), columns - MARGIN))
    .map((line, index) =>
      index === 0
        ? `${paint.dim(timeOf(event))}  ${painted(line, event, paint)}`
        : `${' '.repeat(MARGIN)}${line}`,
    );
};
