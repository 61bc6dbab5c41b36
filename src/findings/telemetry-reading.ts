import { toldLanguage } from '../knowledge/languages/index.ts';
import type { ApplicationFact, LoggedMessage, MessagesFact } from '../model/application.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Evidence } from '../model/finding.ts';
import type { RefusalGroup } from '../model/received.ts';
import type { LifecycleFact, ServiceFact, SpanSample } from '../model/telemetry.ts';
import { grouped } from '../text/grouped.ts';

/** `1 span`, `2 spans`, `1,200 spans`. */
export const countOf = (number: number, thing: string, things = `${thing}s`): string =>
  `${grouped(number)} ${number === 1 ? thing : things}`;

/** `once`, `twice`, `12 times`. */
export const timesOf = (number: number): string =>
  number === 1 ? 'once' : number === 2 ? 'twice' : countOf(number, 'time');

/** A part of a whole: `4 of 12 spans (33 %)`, `12 spans` where it is all of them; without a thing `4 of 12 (33 %)`. */
export const shareOf = (part: number, whole: number, thing?: string): string => {
  const counted = (number: number): string =>
    thing === undefined ? grouped(number) : countOf(number, thing);
  if (whole <= part) return counted(part);
  const percent = (part / whole) * 100;
  return `${grouped(part)} of ${counted(whole)} (${percent < 1 ? 'under 1' : Math.round(percent)} %)`;
};

/** `350 ms`, `12.3 s`. */
export const lengthOf = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms * 10) / 10} ms` : `${Math.round(ms / 100) / 10} s`;

/** Sum of the `count` of groups. */
export const sumOf = (groups: readonly { readonly count: number }[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

/** Name of a span for a sentence, in quotation marks. */
export const spanName = ({ name }: SpanSample): string =>
  name === '' ? 'a span without a name' : `"${name}"`;

/** Names of the first spans for a sentence: `"a", "b" and 2 more`. */
export const spanNames = (samples: readonly SpanSample[]): string => {
  const names = [...new Set(samples.map(spanName))];
  const [first = 'a span', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
};

/** Who made a span: the instrumentation library or the application's own code. */
export const makerOf = ({ scope, library }: SpanSample): string => {
  if (library) return `the library ${scope}`;
  return scope === '' ? "the application's own code" : `the application's own code (${scope})`;
};

/** One span as evidence: name, kind, maker and the ids to look it up by. */
export const spanEvidence = (label: string, sample: SpanSample): Evidence => ({
  label,
  value: `${spanName(sample)}, kind ${sample.kind}, made by ${makerOf(sample)}, span ${sample.spanId}, trace ${sample.traceId}`,
});

/** Messages of the log that may point to a code. */
export const messagesAbout = (
  messages: MessagesFact | undefined,
  code: CheckCode,
): readonly LoggedMessage[] => (messages?.messages ?? []).filter(({ codes }) => codes.includes(code));

/** Messages of the log that point to a code before any other. */
export const messagesChiefly = (
  messages: MessagesFact | undefined,
  code: CheckCode,
): readonly LoggedMessage[] => (messages?.messages ?? []).filter(({ codes }) => codes[0] === code);

/** A message of the log as evidence. */
export const messageEvidence = ({ stream, line, text, count }: LoggedMessage): Evidence => ({
  label: `log (${stream}, line ${line})`,
  value: count === 1 ? text : `${text} (${timesOf(count)})`,
});

/** How a command ended, for a sentence that begins with its name: `ended with exit code 0 after 2.1 s`. */
export const endOf = ({ exitCode, signal, stopped, ranMs }: ApplicationFact): string => {
  const after = `after ${lengthOf(ranMs)}`;
  if (stopped) return `was stopped by the doctor ${after}`;
  if (signal !== null) return `was ended by ${signal} ${after}`;
  return exitCode === null ? `still ran ${after}` : `ended with exit code ${exitCode} ${after}`;
};

/** What arrived from a command: `0 spans, 3 metric points, 0 log records`. */
export const receivedText = ({ received }: Pick<ApplicationFact, 'received'>): string =>
  [
    countOf(received.spans, 'span'),
    countOf(received.metricPoints, 'metric point'),
    countOf(received.logRecords, 'log record'),
  ].join(', ');

/** Language to help in: that of the service, else of the SDK that wrote the first of these messages. */
export const languageOf = (
  service: ServiceFact | undefined,
  messages: readonly LoggedMessage[],
): string | null => {
  const sdk = messages[0]?.sdk ?? null;
  return service?.language ?? (sdk === null ? null : toldLanguage(sdk));
};

/** Whether a refused request came from an exporter, as far as it tells; a browser or a health check only looks. */
export const isSender = ({ kind, method, userAgent }: RefusalGroup): boolean =>
  // What the doctor itself asks beside its test items is no application's mistake.
  userAgent !== 'otel-doctor' && kind !== 'empty' && !/^(GET|HEAD|OPTIONS)$/.test(method ?? '');

/** Spans whose parent never arrived: how many, and the first few with what is said of their parent. */
export const orphanEvidence = (
  { settled }: LifecycleFact,
  groups: LifecycleFact['orphans'],
  parent: string,
): readonly Evidence[] => [
  {
    label: 'spans without their parent',
    value: `${grouped(sumOf(groups))}, in ${countOf(settled, 'complete trace')}`,
  },
  ...groups
    .slice(0, 3)
    .flatMap(({ sample, parentSpanId, count }) => [
      spanEvidence(`${grouped(count)} like`, sample),
      { label: parent, value: `span ${parentSpanId}` },
    ]),
];
