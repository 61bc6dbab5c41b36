import { LOST_AT_EXIT, NOT_STARTED } from '../knowledge/messages/causes.ts';
import { OTHER_PORTS } from '../knowledge/ports.ts';
import type { ApplicationFact, LoggedMessage, MessagesFact } from '../model/application.ts';
import type { Area } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Evidence, Found } from '../model/finding.ts';
import { place } from '../model/reading.ts';
import { endOf, messageEvidence, receivedText } from './telemetry-reading.ts';

/** Why no spans arrived from a command, the most certain first. */
export type Silence =
  | 'switch'
  | 'disabled'
  | 'exporter'
  | 'sampler'
  | 'path-in-code'
  | 'failed'
  | 'file'
  | 'elsewhere'
  | 'framework'
  | 'not-started'
  | 'no-exporter'
  | 'not-instrumented'
  | 'crashed'
  | 'not-flushed'
  | 'not-registered'
  | 'no-provider'
  | 'loaded-late'
  | 'perhaps-elsewhere'
  | 'interrupted'
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

/** Messages about an export that failed on its way: not on the way to this receiver, which is there and takes it. */
const strayExportsOf = (messages: MessagesFact | undefined): readonly LoggedMessage[] =>
  pointingTo(messages, ['network', 'tls', 'protocol', 'auth', 'receiver']);

/** Messages of an SDK that did not start, or about settings that keep it from sending. An answer to an export is neither. */
export const failuresOf = (messages: MessagesFact | undefined): readonly LoggedMessage[] => {
  const strays = strayExportsOf(messages);
  return pointingTo(messages, ['config', 'endpoint'], NOT_STARTED).filter((one) => !strays.includes(one));
};

/** It ended before the batch processor's first export was due. */
const endedEarly = ({ ranMs, exportDelayMs }: ApplicationFact): boolean => ranMs < exportDelayMs + START_MS;

/** Signals of a reader who ends a program, and the exit codes by which programs tell that they took them. */
const ENDED_BY: readonly (string | number | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 130, 143, 129];

/** Somebody else than the program itself ended it: the reader (Ctrl-C), or the doctor for him. */
const wasEnded = ({ exitCode, signal, stopped }: ApplicationFact): boolean =>
  stopped || ENDED_BY.includes(signal ?? exitCode);

const hasCrashed = (application: ApplicationFact): boolean =>
  !wasEnded(application) && failedSoon(application);

const failedSoon = ({ exitCode, signal, ranMs, exportDelayMs }: ApplicationFact): boolean =>
  (signal !== null || (exitCode !== null && exitCode !== 0)) &&
  ranMs < Math.max(CRASH_MS, exportDelayMs + START_MS);

/** Whether metrics or logs arrived, so that only traces are missing. */
export const otherSignals = ({ received }: ApplicationFact): boolean =>
  received.metricPoints > 0 || received.logRecords > 0;

/** The address in code is that of an HTTP exporter, which appends nothing to it, and has no path. */
const lacksPathInCode = ({ code }: ApplicationFact): boolean => {
  const { address = null, transport = null } = code?.endpoint ?? {};
  if (address === null || transport !== 'http') return false;
  return /^https?:\/\/[^/?#\s]{1,300}\/?$/i.test(address);
};

/** Whether the log tells another way in which an export failed than an answer that knows no such path. */
const failedOtherwise = (messages: MessagesFact | undefined): boolean =>
  strayExportsOf(messages).some(({ codes }) => !codes.some((code) => code.startsWith('endpoint/')));

/** Causes that the sources of the program tell: each needs the place where it stands, or that all of them were read. */
const byCode = ({ code, exporterLoaded }: ApplicationFact): Silence | null => {
  if (code === null || code.distribution !== null) return null;
  const { whole, nodeSdk, provider, otlpExporter, otherExporter, processor } = code;
  if (nodeSdk !== null && provider === null && code.started === null && whole) return 'not-started';
  const made = provider !== null || (nodeSdk !== null && otherExporter !== null);
  if (!made || otlpExporter !== null) return null;
  // Where another part of the program may make the exporter, only one that was not even loaded is missing.
  if (!whole && exporterLoaded !== false) return null;
  return otherExporter !== null || processor === null || exporterLoaded === false ? 'no-exporter' : null;
};

/** Causes that the sources make likely, where spans were due and none came. */
const byCodeAtLast = ({ code, askedAt }: ApplicationFact): Silence | null => {
  if (code === null || code.distribution !== null) return null;
  if (code.whole && code.provider === null && code.nodeSdk === null)
    return code.instrumentation === null ? null : 'no-provider';
  if (code.whole && code.provider !== null && code.registered === null) return 'not-registered';
  return askedAt !== null && code.before !== null ? 'loaded-late' : null;
};

/** Connections to ports that no other program is known for: one of them may be that of the exporter. */
export const unexplained = ({ elsewhere }: ApplicationFact): ApplicationFact['elsewhere'] =>
  elsewhere.filter(({ port }) => !OTHER_PORTS.includes(port));

/** Causes that a setting tells, in the order of their certainty. */
const bySetting = (application: ApplicationFact, messages: MessagesFact | undefined): Silence | null => {
  if ((application.program?.waits ?? null) !== null) return 'switch';
  if (application.disabled !== null) return 'disabled';
  if (application.exporter !== null) return 'exporter';
  if (application.sampler?.keeps === 'nothing') return 'sampler';
  if (lacksPathInCode(application) && !failedOtherwise(messages)) return 'path-in-code';
  if (failuresOf(messages).length > 0) return 'failed';
  if (application.configFile !== null) return 'file';
  // Without OpenTelemetry a refused connection is that of something else, such as a database.
  const failed = application.instrumented !== 'no' && strayExportsOf(messages).length > 0;
  const strays = failed || application.elsewhere.some(({ otlp }) => otlp);
  if (strays) return 'elsewhere';
  const { framework } = application;
  return framework !== null && framework.endpoint === null && framework.fallback === null
    ? 'framework'
    : null;
};

/** Causes that the way in which the command ran tells. */
const byRun = (application: ApplicationFact, messages: MessagesFact | undefined): Silence => {
  const { instrumented, exitCode, stopped, exporterLoaded } = application;
  if (pointingTo(messages, [], LOST_AT_EXIT).length > 0) return 'not-flushed';
  if (instrumented === 'no') return 'not-instrumented';
  if (hasCrashed(application)) return 'crashed';
  const read = byCode(application);
  if (read !== null) return read;
  const likely = byCodeAtLast(application);
  if (likely !== null) return likely;
  if (exporterLoaded === false) return 'no-exporter';
  // Where metrics or logs were sent at the end, spans would have been too.
  const ended = !stopped && exitCode === 0 && !otherSignals(application);
  if (instrumented === 'yes' && ended && endedEarly(application)) return 'not-flushed';
  if (application.sampler !== null) return 'sampled-part';
  if (instrumented !== 'yes') return 'unknown';
  const soon = application.ranMs < 2 * application.exportDelayMs + START_MS;
  if (wasEnded(application) && application.askedAt !== null && soon) return 'interrupted';
  return unexplained(application).length > 0 ? 'perhaps-elsewhere' : 'no-spans';
};

/** Why a command that ran sent no spans; null when it did, or when its requests were refused, which is a cause of its own. */
export const silenceOf = (
  application: ApplicationFact,
  messages: MessagesFact | undefined,
): Silence | null => {
  const { received, refused, drives, instrumented } = application;
  // Metrics and logs are all that some programs have.
  if (application.program?.signals.includes('traces') === false && otherSignals(application)) return null;
  if (received.spans > 0 || refused > 0 || (drives && instrumented !== 'yes')) return null;
  return bySetting(application, messages) ?? byRun(application, messages);
};

/** Milder where the silence may be meant, or may be chance. */
export const silenceSeverity = (
  silence: Silence,
  application: ApplicationFact,
): Pick<Found, 'severity' | 'suspicion'> => {
  // A destination that is named for the program and that it does not read is no choice of the reader.
  if (silence === 'framework')
    return (application.framework?.ignored ?? []).length > 0 ? {} : { severity: 'warning' };
  if (silence === 'sampled-part') return { severity: 'warning', suspicion: true };
  if (!otherSignals(application) || silence === 'failed' || silence === 'elsewhere') return {};
  const meant = silence === 'exporter' || silence === 'sampler' || silence === 'file';
  return { severity: meant ? 'warning' : 'info' };
};

/** The places in the source that a reader has to look at. */
const codeEvidence = ({ code }: ApplicationFact): readonly Evidence[] => {
  if (code === null) return [];
  const { endpoint, otlpExporter, otherExporter, nodeSdk, provider, instrumentation, before } = code;
  const made = endpoint ?? otlpExporter ?? otherExporter;
  const places = [made, nodeSdk ?? provider ?? instrumentation, before].filter((one) => one !== null);
  const lines = new Map(places.map(({ file, line, text }) => [`${file}, line ${line}`, text]));
  return [...lines].map(([label, value]) => ({ label, value }));
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
    ...(application.askedAt === null
      ? []
      : [{ label: 'was asked', value: `something connected to its port ${application.askedAt}` }]),
    ...listed('OpenTelemetry seen by', instrumentedBy),
    ...codeEvidence(application),
    ...[...new Set(told)].slice(0, 3).map(messageEvidence),
  ];
};
