import type { ApplicationFact } from '../../model/application.ts';
import type { Silence } from '../silence.ts';

/** What is missing and why, for a reader. */
interface Words {
  /** Goes behind the name of the application. */
  readonly summary: string;
  readonly explanation: string;
}

const addresses = ({ elsewhere }: ApplicationFact): string =>
  elsewhere
    .filter(({ otlp }) => otlp)
    .map(({ address, port }) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`))
    .join(', ');

/** What each silence means; `nothing` is what did not arrive: spans, or anything at all. */
const WORDS: Readonly<
  Record<Silence, (application: ApplicationFact, nothing: string, said: string) => Words>
> = {
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
  file: ({ configFile }, nothing) => ({
    summary: `sends ${nothing}: a configuration file decides where to`,
    explanation: `${configFile?.name ?? 'OTEL_CONFIG_FILE'} names ${configFile?.value ?? 'a file'}: what it does not configure is switched off, and variables such as the endpoint are not read beside it.`,
  }),
  elsewhere: (application, nothing) => ({
    summary: `sends ${nothing} here: its exporter goes somewhere else`,
    explanation: `The endpoint was set to this receiver, and ${addresses(application) ? `the application was connected to ${addresses(application)}` : 'the log tells of an export that failed, which none here did'}: an address in the code or in a system property overrules the variable.`,
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
  'sampled-part': ({ sampler }, nothing) => ({
    summary: `sends ${nothing}, perhaps because its sampler keeps only a part`,
    explanation: `${sampler?.name ?? 'OTEL_TRACES_SAMPLER'} is ${sampler?.value ?? 'a ratio'}: with few requests, none of them may be kept.`,
  }),
  'no-spans': ({ stopped, ranMs, exportDelayMs }, nothing) => ({
    summary: `sends ${nothing}, although OpenTelemetry is in it`,
    explanation: `The application has OpenTelemetry and made no span that could be sent: ${stopped ? 'no request reached it before it was stopped' : 'no request reached it while it ran'}, or what it does is done by libraries that are not instrumented.${stopped && ranMs < exportDelayMs ? ` Spans may also have been waiting still: they are exported every ${exportDelayMs / 1_000} s.` : ''}`,
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
