import { LOST_AT_EXIT, NOT_STARTED } from '../knowledge/messages/causes.ts';
import type { ApplicationFact, LoggedMessage, MessagesFact } from '../model/application.ts';
import type { Area } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Evidence, Found } from '../model/finding.ts';
import { place } from '../model/reading.ts';
import { endOf, messageEvidence, receivedText } from './telemetry-reading.ts';

/** Why no spans arrived from a command, the most certain first. */
export type Silence =
  | 'disabled'
  | 'exporter'
  | 'sampler'
  | 'failed'
  | 'file'
  | 'elsewhere'
  | 'not-instrumented'
  | 'crashed'
  | 'not-flushed'
  | 'sampled-part'
  | 'no-spans'
  | 'unknown';

/** Margin over the delay of the batch processor, for the start of the program. */
const START_MS = 1_000;
/** A command that fails later than this had the time to export at least once. */
const CRASH_MS = 10_000;

const pointingTo = (
  messages: MessagesFact | undefined,
  areas: readonly Area[],
  more: readonly CheckCode[] = [],
): readonly LoggedMessage[] =>
  (messages?.messages ?? []).filter(({ codes }) =>
    codes.some((code) => more.includes(code) || areas.some((area) => code.startsWith(`${area}/`))),
  );

/** Messages of an SDK that did not start, or about settings that keep it from sending. */
export const failuresOf = (messages: MessagesFact | undefined): readonly LoggedMessage[] =>
  pointingTo(messages, ['config', 'endpoint'], NOT_STARTED);

/** Messages about an export that failed on its way: not on the way to this receiver, which is there and takes it. */
const strayExportsOf = (messages: MessagesFact | undefined): readonly LoggedMessage[] =>
  pointingTo(messages, ['network', 'tls', 'protocol', 'auth', 'receiver']);

/** It ended before the batch processor's first export was due. */
const endedEarly = ({ ranMs, exportDelayMs }: ApplicationFact): boolean => ranMs < exportDelayMs + START_MS;

const hasCrashed = ({ exitCode, signal, stopped, ranMs, exportDelayMs }: ApplicationFact): boolean =>
  !stopped &&
  (signal !== null || (exitCode !== null && exitCode !== 0)) &&
  ranMs < Math.max(CRASH_MS, exportDelayMs + START_MS);

/** Whether metrics or logs arrived, so that only traces are missing. */
export const otherSignals = ({ received }: ApplicationFact): boolean =>
  received.metricPoints > 0 || received.logRecords > 0;

/** Causes that a setting tells, in the order of their certainty. */
const bySetting = (application: ApplicationFact, messages: MessagesFact | undefined): Silence | null => {
  if (application.disabled !== null) return 'disabled';
  if (application.exporter !== null) return 'exporter';
  if (application.sampler?.keeps === 'nothing') return 'sampler';
  if (failuresOf(messages).length > 0) return 'failed';
  if (application.configFile !== null) return 'file';
  // Without OpenTelemetry a refused connection is that of something else, such as a database.
  const failed = application.instrumented !== 'no' && strayExportsOf(messages).length > 0;
  const strays = failed || application.elsewhere.some(({ otlp }) => otlp);
  return strays ? 'elsewhere' : null;
};

/** Causes that the way in which the command ran tells. */
const byRun = (application: ApplicationFact, messages: MessagesFact | undefined): Silence => {
  const { instrumented, exitCode, stopped } = application;
  if (pointingTo(messages, [], LOST_AT_EXIT).length > 0) return 'not-flushed';
  if (instrumented === 'no') return 'not-instrumented';
  if (hasCrashed(application)) return 'crashed';
  // Where metrics or logs were sent at the end, spans would have been too.
  const ended = !stopped && exitCode === 0 && !otherSignals(application);
  if (instrumented === 'yes' && ended && endedEarly(application)) return 'not-flushed';
  if (application.sampler !== null) return 'sampled-part';
  return instrumented === 'yes' ? 'no-spans' : 'unknown';
};

/** Why a command that ran sent no spans; null when it did, or when its requests were refused, which is a cause of its own. */
export const silenceOf = (
  application: ApplicationFact,
  messages: MessagesFact | undefined,
): Silence | null => {
  if (application.received.spans > 0 || application.refused > 0) return null;
  return bySetting(application, messages) ?? byRun(application, messages);
};

/** Milder where the silence may be meant, or may be chance. */
export const silenceSeverity = (
  silence: Silence,
  application: ApplicationFact,
): Pick<Found, 'severity' | 'suspicion'> => {
  if (silence === 'sampled-part') return { severity: 'warning', suspicion: true };
  if (!otherSignals(application) || silence === 'failed' || silence === 'elsewhere') return {};
  const meant = silence === 'exporter' || silence === 'sampler' || silence === 'file';
  return { severity: meant ? 'warning' : 'info' };
};

const listed = (label: string, values: readonly string[]): readonly Evidence[] =>
  values.length === 0 ? [] : [{ label, value: values.join(', ') }];

/** What was seen of a command from which no spans arrived. */
export const silenceEvidence = (
  application: ApplicationFact,
  messages: MessagesFact | undefined,
): readonly Evidence[] => {
  const { disabled, exporter, sampler, configFile, elsewhere, instrumentedBy } = application;
  const settings = [disabled, exporter, sampler, configFile].filter((setting) => setting !== null);
  const told = [
    ...failuresOf(messages),
    ...strayExportsOf(messages),
    ...pointingTo(messages, [], LOST_AT_EXIT),
  ];
  return [
    { label: 'command', value: application.command.join(' ') },
    { label: 'run', value: `${application.name} ${endOf(application)}` },
    { label: 'arrived', value: receivedText(application) },
    ...settings.map(({ name, value }) => ({ label: name, value: value === '' ? '(empty)' : value })),
    ...listed(
      'connected to',
      elsewhere.map(({ address, port }) => place({ host: address, port })),
    ),
    ...listed('OpenTelemetry seen by', instrumentedBy),
    ...[...new Set(told)].slice(0, 3).map(messageEvidence),
  ];
};
