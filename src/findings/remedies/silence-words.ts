import type { ApplicationFact, CodePlace } from '../../model/application.ts';
import { place } from '../../model/reading.ts';
import { type Silence, unexplained } from '../silence.ts';

/** What is missing and why, for a reader. */
interface Words {
  /** Goes behind the name of the application. */
  readonly summary: string;
  readonly explanation: string;
}

const listed = (elsewhere: ApplicationFact['elsewhere']): string =>
  elsewhere.map(({ address, port }) => place({ host: address, port })).join(', ');

const addresses = ({ elsewhere }: ApplicationFact): string => listed(elsewhere.filter(({ otlp }) => otlp));

const at = (place: CodePlace | null | undefined): string =>
  place ? `${place.file}, line ${place.line},` : 'The code';

const overruledBy = ({ code }: ApplicationFact): string =>
  code?.endpoint ? `the address in ${code.endpoint.file}` : 'an address in the code or in a system property';

/** What the sources have instead of an OTLP exporter. */
const noExporter = (code: ApplicationFact['code'], loaded: boolean | null): string => {
  const other = code?.otherExporter ?? null;
  const provider = code?.provider ?? code?.nodeSdk ?? null;
  if (other !== null)
    return `${at(other)} makes an exporter that does not send over OTLP, and no other is made.`;
  if (loaded === false && code?.otlpExporter)
    return `${at(code.otlpExporter)} makes an OTLP exporter, and that line did not run: none was loaded.`;
  if (provider !== null && code?.processor === null)
    return `${at(provider)} makes a tracer provider, and nothing gives it a span processor with an exporter: its spans go nowhere.`;
  return 'OpenTelemetry is loaded, but no OTLP exporter was loaded while it ran.';
};

const ignoredWords = (framework: ApplicationFact['framework']): string => {
  const ignored = framework?.ignored ?? [];
  const [is, it] = ignored.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return ignored.length === 0
    ? ''
    : ` ${ignored.join(' and ')} ${is} set, and it does not read ${it} for traces.`;
};

const samplingWords = (framework: ApplicationFact['framework']): string =>
  (framework?.sampling ?? null) === null
    ? ''
    : ` It also keeps one trace in ten unless ${framework?.sampling} says 1.`;

const howEnded = ({ stopped, signal }: ApplicationFact): string => {
  if (stopped) return 'by otel-doctor';
  return signal === 'SIGINT' || signal === null ? 'by Ctrl-C (SIGINT)' : `by ${signal}`;
};

/** What each silence means; `nothing` is what did not arrive: spans, or anything at all. */
const WORDS: Readonly<
  Record<Silence, (application: ApplicationFact, nothing: string, said: string) => Words>
> = {
  switch: ({ program }, nothing) => ({
    summary: `sends ${nothing}: ${program?.waits?.name ?? 'a setting'} ${program?.waits?.given ? 'has a value that does not switch it on' : 'is not set'}`,
    explanation: `${program?.title ?? 'The program'} leaves its telemetry off until it has this setting${program?.tells === false ? ', and says nothing of it' : ''}.`,
  }),
  disabled: ({ disabled }, nothing) => ({
    summary: `sends ${nothing}: its SDK is switched off`,
    explanation: `${disabled?.name ?? 'OTEL_SDK_DISABLED'}=${disabled?.value ?? 'true'} switches the whole SDK off.`,
  }),
  exporter: ({ exporter }, nothing) => ({
    summary: `sends ${nothing}: traces have no OTLP exporter`,
    explanation: `${exporter?.name ?? 'OTEL_TRACES_EXPORTER'} is ${exporter?.value ?? 'none'}, so spans are not sent over OTLP.`,
  }),
  sampler: ({ sampler }, nothing) => ({
    summary: `sends ${nothing}: its sampler keeps no trace`,
    explanation: `${sampler?.name ?? 'OTEL_TRACES_SAMPLER'} is ${sampler?.value ?? 'always_off'}, which records no span.`,
  }),
  failed: (_, nothing, said) => ({
    summary: `sends ${nothing}: its SDK did not start as it should`,
    explanation: `The log of the application says why: ${said}.`,
  }),
  'path-in-code': ({ code }, nothing) => ({
    summary: `sends ${nothing} here: the endpoint in its code lacks /v1/traces`,
    explanation: `${at(code?.endpoint)} gives the exporter ${code?.endpoint?.address ?? 'an address'}. An address in code overrules the variables, and nothing is appended to it: spans are posted to its root, which a receiver answers with 404.`,
  }),
  file: ({ configFile }, nothing) => ({
    summary: `sends ${nothing}: a configuration file decides where to`,
    explanation: `${configFile?.name ?? 'OTEL_CONFIG_FILE'} names ${configFile?.value ?? 'a file'}: what it does not configure is switched off, and variables such as the endpoint are not read beside it.`,
  }),
  elsewhere: (application, nothing) => ({
    summary: `sends ${nothing} here: its exporter goes somewhere else`,
    explanation: `The endpoint was set to this receiver, and ${addresses(application) ? `the application was connected to ${addresses(application)}` : 'the log tells of an export that failed, which none here did'}: ${overruledBy(application)} overrules the variable.`,
  }),
  framework: ({ framework }, nothing) => ({
    summary: `sends ${nothing}: ${framework?.name ?? 'its framework'} has no destination for traces`,
    explanation: `${framework?.name ?? 'The framework'} sends traces to the address in ${framework?.property ?? 'its own property'} alone, and the command gives it none.${ignoredWords(framework)}${samplingWords(framework)}`,
  }),
  'not-started': ({ code }, nothing) => ({
    summary: `sends ${nothing}: its SDK is made and never started`,
    explanation: `${at(code?.nodeSdk)} makes a NodeSDK, and nothing in the sources that the program loads calls its start().`,
  }),
  'no-exporter': ({ code, exporterLoaded }, nothing) => ({
    summary: `sends ${nothing}: its SDK has no OTLP exporter`,
    explanation: noExporter(code, exporterLoaded),
  }),
  'not-instrumented': (_, nothing) => ({
    summary: `sends ${nothing}: OpenTelemetry is not in it`,
    explanation:
      'Nothing of OpenTelemetry was seen in the application: variables alone do nothing, an SDK or an agent has to be started with it.',
  }),
  crashed: ({ exitCode, signal }, nothing) => ({
    summary: `sends ${nothing}: it failed soon after it was started`,
    explanation: `The command ended with ${signal === null ? `exit code ${exitCode ?? 1}` : `the signal ${signal}`}, before anything could be sent.`,
  }),
  'not-flushed': ({ exportDelayMs }, nothing) => ({
    summary: `sends ${nothing}: it ends before its spans are exported`,
    explanation: `Spans wait up to ${exportDelayMs / 1_000} s in the process before they are exported. The application ended without sending what was waiting: nobody shut the SDK down. If it made no span at all in this time, there was nothing to send.`,
  }),
  'not-registered': ({ code }, nothing) => ({
    summary: `sends ${nothing}: its tracer provider is used by nobody`,
    explanation: `${at(code?.provider)} makes a tracer provider, and nothing in the sources that the program loads makes it the global one. The API and every instrumentation then make spans that nobody records.`,
  }),
  'no-provider': ({ code }, nothing) => ({
    summary: `sends ${nothing}: libraries are instrumented, and no SDK is set up`,
    explanation: `${at(code?.instrumentation)} instruments a library, and nothing in the sources that the program loads makes a tracer provider. Without one the spans are made and thrown away, and nothing is said of it.`,
  }),
  'loaded-late': ({ code, askedAt }, nothing) => ({
    summary: `sends ${nothing}: ${code?.before?.library ?? 'a library'} is loaded before the SDK starts`,
    explanation: `Something connected to port ${askedAt ?? ''}, and no span came of it. ${at(code?.before)} loads ${code?.before?.library ?? 'a library'} first: instrumentations change a library while it is loaded, and one that is there already stays as it is.`,
  }),
  'perhaps-elsewhere': (application, nothing) => ({
    summary: `sends ${nothing} here, and was connected to ${listed(unexplained(application).slice(0, 3))}`,
    explanation: `The endpoint was set to this receiver, and nothing came. If its receiver is among the places that it was connected to, an address in the code or in a setting of its own overrules the variable.${samplingWords(application.framework)}`,
  }),
  interrupted: (application, nothing) => ({
    summary: `sends ${nothing} before it is ended`,
    explanation: `It was ended ${howEnded(application)} after ${Math.round(application.ranMs / 100) / 10} s. Spans wait up to ${application.exportDelayMs / 1_000} s in the process before they are exported, and what waits is lost unless the SDK is shut down when the process is told to end.`,
  }),
  'sampled-part': ({ sampler }, nothing) => ({
    summary: `sends ${nothing}, perhaps because its sampler keeps only a part`,
    explanation: `${sampler?.name ?? 'OTEL_TRACES_SAMPLER'} is ${sampler?.value ?? 'a ratio'}: with few requests, none of them may be kept.`,
  }),
  'no-spans': ({ stopped, ranMs, exportDelayMs, askedAt, framework }, nothing) => ({
    summary: `sends ${nothing}, although OpenTelemetry is in it`,
    explanation: `${askedAt === null ? 'Nothing was seen that asked it for something, or' : `Something connected to its port ${askedAt}, and no span came of it:`} what it does is done by libraries that are not instrumented, or were loaded before the SDK.${samplingWords(framework)}${stopped && ranMs < exportDelayMs ? ` Spans may also have been waiting still: they are exported every ${exportDelayMs / 1_000} s.` : ''}`,
  }),
  unknown: (_, nothing) => ({
    summary: `sends ${nothing}`,
    explanation:
      'It cannot be seen from outside whether OpenTelemetry is in this application. Either it is not, or nothing happened that makes a span, or the process ended before its spans were sent.',
  }),
};

/** What a silence means for the reader; `partly` when metrics or logs arrived, `said` is what the first message of the log means. */
export const silenceWords = (
  silence: Silence,
  application: ApplicationFact,
  partly: boolean,
  said = 'the SDK could not start',
): Words => WORDS[silence](application, partly ? 'no spans' : 'nothing', said);
